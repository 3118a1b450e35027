// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/comparison.h"

// Instances by width, components contravariantly (Explainer.md, "Type Checking";
// component-model.md 3.1, 3.2).
namespace sb::types {
namespace {

void makeBindable(const std::vector<ResourceRef>& resources, ComparisonSide& side, bool forget) {
  for (const ResourceRef& resource : resources) {
    if (forget) side.resources.erase(resource.get());
    side.bindable.insert(resource.get());
  }
}

std::string frameOf(const NamedExtern& item) {
  const bool isFunc = std::holds_alternative<FuncTypeRef>(item.type);
  return concat(isFunc ? "function" : externKindName(item.type), " `", item.name.name, "`");
}

}  // namespace

bool Comparison::missing(const std::string& name, const ExternType& expected) {
  fail("nothing", externKindName(expected));
  m_mismatch.message = concat("`", name, "` is missing");
  return false;
}

bool Comparison::typeResources(const TypeOfResource& found, Side& foundSide, const TypeOfResource& expected,
                               Side& expectedSide) {
  const Resource* wanted = expected.resource.get();
  if (expectedSide.bindable.count(wanted) != 0 && expectedSide.resources.count(wanted) == 0) {
    const auto at = foundSide.resources.find(found.resource.get());
    expectedSide.resources.emplace(wanted, at == foundSide.resources.end() ? found.resource : at->second);
    return true;
  }
  return resources(found.resource, foundSide, expected.resource, expectedSide);
}

bool Comparison::instances(const InstanceTypeRef& found, Side& foundSide, const InstanceTypeRef& expected,
                           Side& expectedSide) {
  if (!found || !expected) return found == expected || fail({}, {});
  const bool pure = !found->mayHaveResource && !expected->mayHaveResource;
  if (pure && (found == expected || isKnown(found.get(), expected.get()))) return true;
  makeBindable(expected->definedResources, expectedSide, false);
  for (const NamedExtern& wanted : expected->exports) {
    const NamedExtern* provided = found->find(wanted.name.name);
    const bool fits = provided != nullptr ? externs(provided->type, foundSide, wanted.type, expectedSide)
                                          : missing(wanted.name.name, wanted.type);
    if (fits) continue;
    const bool isFunc = std::holds_alternative<FuncTypeRef>(wanted.type);
    if (provided != nullptr && isFunc && !m_mismatch.message.empty() && m_mismatch.message.front() != '`' &&
        m_mismatch.message.rfind("both", 0) != 0) {
      m_mismatch.message = concat("`", wanted.name.name, "` ", m_mismatch.message);
    }
    within(frameOf(wanted));
    return false;
  }
  if (pure) remember(found, expected);
  return true;
}

bool Comparison::components(const ComponentTypeRef& found, Side& foundSide, const ComponentTypeRef& expected,
                            Side& expectedSide) {
  if (!found || !expected) return found == expected || fail({}, {});
  const bool pure = !found->mayHaveResource && !expected->mayHaveResource;
  if (pure && (found == expected || isKnown(found.get(), expected.get()))) return true;
  makeBindable(found->importedResources, foundSide, true);
  for (const NamedExtern& asked : found->imports) {
    const NamedExtern* offered = expected->findImport(asked.name.name);
    const bool fits = offered != nullptr ? externs(offered->type, expectedSide, asked.type, foundSide)
                                         : missing(asked.name.name, asked.type);
    if (fits) continue;
    within(concat("import of ", frameOf(asked)));
    return false;
  }
  makeBindable(expected->definedResources, expectedSide, true);
  for (const NamedExtern& wanted : expected->exports) {
    const NamedExtern* provided = found->findExport(wanted.name.name);
    const bool fits = provided != nullptr ? externs(provided->type, foundSide, wanted.type, expectedSide)
                                          : missing(wanted.name.name, wanted.type);
    if (fits) continue;
    within(concat("export of ", frameOf(wanted)));
    return false;
  }
  if (pure) remember(found, expected);
  return true;
}

bool Comparison::externs(const ExternType& found, Side& foundSide, const ExternType& expected,
                         Side& expectedSide) {
  m_mismatch = Mismatch{};
  if (!m_budget.step()) return true;
  if (found.index() != expected.index()) {
    const std::string foundKind = externKindName(found);
    const std::string expectedKind = externKindName(expected);
    const bool bothTypes = foundKind == expectedKind;
    fail(bothTypes ? "another kind of type" : foundKind, expectedKind);
    m_mismatch.message = concat("is ", bothTypes ? "another kind of type" : concat("a ", foundKind),
                                ", expected a ", expectedKind);
    return false;
  }
  return match(
      expected,
      [&](const FuncTypeRef& e) { return funcs(std::get<FuncTypeRef>(found), foundSide, e, expectedSide); },
      [&](const InstanceTypeRef& e) {
        return instances(std::get<InstanceTypeRef>(found), foundSide, e, expectedSide);
      },
      [&](const ComponentTypeRef& e) {
        return components(std::get<ComponentTypeRef>(found), foundSide, e, expectedSide);
      },
      [&](const CoreModuleTypeRef& e) { return coreModules(std::get<CoreModuleTypeRef>(found), e); },
      [&](const ValueExtern& e) {
        return values(std::get<ValueExtern>(found).type, foundSide, e.type, expectedSide);
      },
      [&](const TypeOfValue& e) {
        return values(std::get<TypeOfValue>(found).type, foundSide, e.type, expectedSide);
      },
      [&](const TypeOfResource& e) {
        return typeResources(std::get<TypeOfResource>(found), foundSide, e, expectedSide);
      },
      [&](const TypeOfFunc& e) {
        return funcs(std::get<TypeOfFunc>(found).type, foundSide, e.type, expectedSide);
      },
      [&](const TypeOfInstance& e) {
        // A type is a type by equality: subtyping in both directions (`eq` bounds).
        const InstanceTypeRef& f = std::get<TypeOfInstance>(found).type;
        Side first = foundSide, second = expectedSide;
        return instances(f, foundSide, e.type, expectedSide) && instances(e.type, second, f, first);
      },
      [&](const TypeOfComponent& e) {
        const ComponentTypeRef& f = std::get<TypeOfComponent>(found).type;
        Side first = foundSide, second = expectedSide;
        return components(f, foundSide, e.type, expectedSide) && components(e.type, second, f, first);
      });
}

}  // namespace sb::types
