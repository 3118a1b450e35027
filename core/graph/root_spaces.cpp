// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/root_spaces.h"

#include <array>

#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::graph {
namespace {

using Base = ItemSource::Base;

tl::unexpected<Error> unsupported(std::string why) {
  return fail(ErrorCode::UnsupportedFeature, std::move(why));
}

class Tracer {
 public:
  explicit Tracer(const EnclosingScope* enclosing) : m_enclosing(enclosing) {}

  Result<RootSpaces> trace(const model::Component& component) {
    for (const model::Section& section : component.sections) SB_TRY_VOID(visit(section));
    m_out.componentSpace = std::move(space(model::Sort::Component));
    return std::move(m_out);
  }

 private:
  using Space = std::vector<ItemSource>;
  Space& space(model::Sort sort) { return m_spaces[static_cast<std::size_t>(sort)]; }

  Result<ItemSource> at(model::Sort sort, std::uint32_t index) {
    const Space& items = space(sort);
    if (index < items.size()) return items[index];
    return fail(ErrorCode::IndexOutOfRange,
                concat(model::sortName(sort), " ", std::to_string(index), " does not exist"));
  }

  Result<void> visit(const model::Section& section) {
    return match(
        section.content, [](const model::CustomSection&) { return Result<void>(); },
        [&](const model::CoreModuleSection&) {  // nested components may reach it, here nothing can use it
          space(model::Sort::CoreModule).emplace_back();
          return Result<void>();
        },
        [](const model::CoreInstanceSection&) {
          return Result<void>(unsupported("it has core instances of its own"));
        },
        [](const model::CoreTypeSection&) { return Result<void>(); },
        [&](const model::ComponentSection& s) { return nested(s); },
        [&](const model::InstanceSection& s) {
          return each(s.items, [&](const auto& item) { return instance(item); });
        },
        [&](const model::AliasSection& s) {
          return each(s.items, [&](const auto& item) { return alias(item); });
        },
        [&](const model::TypeSection& s) {
          space(model::Sort::Type).resize(space(model::Sort::Type).size() + s.items.size());
          return Result<void>();
        },
        [](const model::CanonSection& s) {
          return s.items.empty() ? Result<void>() : Result<void>(unsupported("it has functions of its own"));
        },
        [](const model::StartSection&) { return Result<void>(unsupported("it has a start function")); },
        [&](const model::ImportSection& s) {
          return each(s.items, [&](const auto& item) { return import(item); });
        },
        [&](const model::ExportSection& s) {
          return each(s.items, [&](const auto& item) { return exportItem(item); });
        },
        [](const model::ValueSection&) { return Result<void>(unsupported("it defines values")); });
  }

  template <class Items, class Visit>
  Result<void> each(const Items& items, Visit visitItem) {
    for (const auto& item : items) SB_TRY_VOID(visitItem(item));
    return {};
  }

  Result<void> nested(const model::ComponentSection& section) {
    Space& components = space(model::Sort::Component);
    const auto index = static_cast<std::uint32_t>(m_out.components.size());
    m_out.components.push_back(
        {section.component, static_cast<std::uint32_t>(components.size()), nullptr, 0});
    components.push_back({Base::Component, index, {}});
    return {};
  }

  Result<void> instance(const model::Instance& item) {
    const auto instanceIdx = static_cast<std::uint32_t>(space(model::Sort::Instance).size());
    if (const auto* inlineExports = std::get_if<model::InlineExports>(&item.instance)) {
      SB_TRY(RootSpaces::InlineBundle bundle, inlineBundle(*inlineExports, instanceIdx));
      const auto index = static_cast<std::uint32_t>(m_out.bundles.size());
      m_out.bundles.push_back(std::move(bundle));
      space(model::Sort::Instance).push_back({Base::Bundle, index, {}});
      return {};
    }
    const auto& instantiate = std::get<model::Instantiate>(item.instance);
    SB_TRY(const ItemSource component, at(model::Sort::Component, instantiate.component.value));
    if (component.base == Base::Import) {
      return unsupported(concat("it creates an instance of `", m_out.imports[component.index].name,
                                "`, a component that it imports"));
    }
    if (component.base != Base::Component) {
      return unsupported("it creates an instance of a component that another instance exports");
    }
    RootSpaces::Instantiation instantiation;
    instantiation.component = component.index;
    instantiation.instanceIdx = instanceIdx;
    for (const model::InstantiateArg& arg : instantiate.args) {
      SB_TRY(ItemSource source, at(arg.item.sort, arg.item.index));
      instantiation.args.push_back({arg.name, std::move(source), arg.item.sort});
    }
    const auto index = static_cast<std::uint32_t>(m_out.instantiations.size());
    m_out.instantiations.push_back(std::move(instantiation));
    space(model::Sort::Instance).push_back({Base::Instance, index, {}});
    return {};
  }

  Result<RootSpaces::InlineBundle> inlineBundle(const model::InlineExports& exports,
                                                std::uint32_t instanceIdx) {
    RootSpaces::InlineBundle bundle;
    bundle.instanceIdx = instanceIdx;
    for (const model::InlineExport& item : exports.exports) {
      SB_TRY(ItemSource source, at(item.item.sort, item.item.index));
      bundle.byName.emplace(item.name.name, bundle.items.size());
      bundle.items.push_back({item.name, std::move(source), item.item.sort});
    }
    return bundle;
  }

  Result<void> alias(const model::Alias& item) {
    if (const auto* exported = std::get_if<model::AliasExport>(&item.target)) {
      SB_TRY(ItemSource source, at(model::Sort::Instance, exported->instance.value));
      if (source.base == Base::Bundle) {
        const RootSpaces::InlineBundle& bundle = m_out.bundles[source.index];
        const auto found = bundle.byName.find(exported->name);
        if (found == bundle.byName.end()) {
          return fail(ErrorCode::BadAlias, concat("an instance has no export `", exported->name, "`"));
        }
        source = bundle.items[found->second].source;
      } else {
        source.path.push_back(exported->name);
      }
      space(exported->sort).push_back(std::move(source));
      return {};
    }
    const auto* outer = std::get_if<model::AliasOuter>(&item.target);
    if (!outer) return unsupported("it takes core definitions out of core instances");
    if (outer->count != 0) return outerAlias(*outer);
    SB_TRY(ItemSource source, at(outer->sort, outer->index));
    space(outer->sort).push_back(std::move(source));
    return {};
  }

  /// Components of an enclosing composition are used here as if they were nested here; types were resolved
  /// with the enclosing composition and need no origin.
  Result<void> outerAlias(const model::AliasOuter& outer) {
    const EnclosingScope* scope = m_enclosing;
    for (std::uint32_t level = 1; scope && level < outer.count; ++level) scope = scope->outer;
    if (outer.sort == model::Sort::Type) {
      space(outer.sort).emplace_back();
      return {};
    }
    const bool reachable =
        scope && outer.sort == model::Sort::Component && outer.index < scope->spaces->componentSpace.size();
    if (!reachable) return unsupported("it reaches out of itself (outer alias)");
    const ItemSource& source = scope->spaces->componentSpace[outer.index];
    if (source.base != Base::Component)
      return unsupported("it uses a component that an enclosing one imports");
    const RootSpaces::NestedComponent& there = scope->spaces->components[source.index];
    Space& components = space(model::Sort::Component);
    const auto index = static_cast<std::uint32_t>(m_out.components.size());
    m_out.components.push_back(
        {there.component, static_cast<std::uint32_t>(components.size()), scope, source.index});
    components.push_back({Base::Component, index, {}});
    return {};
  }

  Result<void> import(const model::Import& item) {
    space(model::externSort(item.type))
        .push_back({Base::Import, static_cast<std::uint32_t>(m_out.imports.size()), {}});
    m_out.imports.push_back(item.name);
    return {};
  }

  Result<void> exportItem(const model::Export& item) {
    SB_TRY(ItemSource source, at(item.item.sort, item.item.index));
    space(item.item.sort).push_back(source);
    m_out.exports.push_back({item.name, std::move(source), item.item.sort});
    return {};
  }

  std::array<Space, static_cast<std::size_t>(model::Sort::Instance) + 1> m_spaces;
  const EnclosingScope* m_enclosing;
  RootSpaces m_out;
};

}  // namespace

namespace {

struct Contents {
  bool coreCode = false, instances = false;
};
Contents contentsOf(const model::Component& component) {
  Contents found;
  for (const model::Section& section : component.sections) {
    const auto& content = section.content;
    const auto* canons = std::get_if<model::CanonSection>(&content);
    found.coreCode = found.coreCode || std::holds_alternative<model::CoreInstanceSection>(content) ||
                     (canons && !canons->items.empty());
    const auto* instances = std::get_if<model::InstanceSection>(&content);
    if (!instances) continue;
    for (const model::Instance& item : instances->items) {
      found.instances = found.instances || std::holds_alternative<model::Instantiate>(item.instance);
    }
  }
  return found;
}

}  // namespace

bool isComposed(const model::Component& component) {
  const Contents found = contentsOf(component);
  return !found.coreCode && found.instances;
}

bool onlyPassesOn(const model::Component& component) {
  const Contents found = contentsOf(component);
  return !found.coreCode && !found.instances;
}

Result<RootSpaces> rootSpaces(const model::Component& component, const EnclosingScope* enclosing) {
  return Tracer(enclosing).trace(component);
}

}  // namespace sb::graph
