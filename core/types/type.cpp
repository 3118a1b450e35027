// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/type.h"

#include <algorithm>
#include <numeric>

#include "core/support/match.h"
#include "core/types/type_facts.h"

namespace sb::types {
namespace {

/// Below this a linear search is as fast and needs no memory.
constexpr std::size_t IndexFrom = 12;

std::vector<std::uint32_t> sortedByName(const std::vector<NamedExtern>& items) {
  if (items.size() < IndexFrom) return {};
  std::vector<std::uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&items](std::uint32_t a, std::uint32_t b) {
    return items[a].name.name < items[b].name.name;
  });
  return order;
}

const NamedExtern* findByName(const std::vector<NamedExtern>& items, const std::vector<std::uint32_t>& order,
                              std::string_view name) {
  if (order.size() == items.size()) {
    const auto at =
        std::lower_bound(order.begin(), order.end(), name,
                         [&items](std::uint32_t i, std::string_view n) { return items[i].name.name < n; });
    return at != order.end() && items[*at].name.name == name ? &items[*at] : nullptr;
  }
  for (const NamedExtern& item : items) {
    if (item.name.name == name) return &item;
  }
  return nullptr;
}

}  // namespace

ValType makeType(ValKind kind, std::string name) {
  NodeMeasures measures = measure(kind);
  auto node = std::make_shared<ValTypeNode>();
  node->kind = std::move(kind);
  node->name = std::move(name);
  node->depth = measures.depth;
  node->effectiveSize = measures.effectiveSize;
  node->facts = measures.facts;
  return node;
}

ValType renamed(const ValType& type, std::string name) {
  auto node = std::make_shared<ValTypeNode>(*type);
  node->name = std::move(name);
  node->origin = type;
  return node;
}

void indexNames(InstanceType& type) { type.byName = sortedByName(type.exports); }

void indexNames(ComponentType& type) {
  type.importsByName = sortedByName(type.imports);
  type.exportsByName = sortedByName(type.exports);
}

namespace {

struct Measure {
  std::uint32_t size = 1;
  bool mayHaveResource = false;

  void add(const ValType& type) {
    if (!type) return;
    size = addCounts(size, type->effectiveSize);
    mayHaveResource |= type->facts.hasResource;
  }
  template <class Type>
  void addShared(const std::shared_ptr<const Type>& type) {
    if (!type) return;
    size = addCounts(size, type->effectiveSize);
    mayHaveResource |= type->mayHaveResource;
  }
  void add(const std::vector<NamedExtern>& items) {
    for (const NamedExtern& item : items) {
      match(
          item.type, [&](const FuncTypeRef& t) { addShared(t); },
          [&](const InstanceTypeRef& t) { addShared(t); }, [&](const ComponentTypeRef& t) { addShared(t); },
          [&](const CoreModuleTypeRef& t) {
            if (t)
              size = addCounts(size, static_cast<std::uint32_t>(t->imports.size() + t->exports.size() + 1));
          },
          [&](const ValueExtern& t) { add(t.type); }, [&](const TypeOfValue& t) { add(t.type); },
          [&](const TypeOfResource&) {
            size = addCounts(size, 1);
            mayHaveResource = true;
          },
          [&](const TypeOfFunc& t) { addShared(t.type); },
          [&](const TypeOfInstance& t) { addShared(t.type); },
          [&](const TypeOfComponent& t) { addShared(t.type); });
    }
  }
};

}  // namespace

FuncTypeRef finish(FuncType type) {
  Measure measure;
  for (const Param& param : type.params) measure.add(param.type);
  measure.add(type.result);
  type.effectiveSize = measure.size;
  type.mayHaveResource = measure.mayHaveResource;
  return std::make_shared<const FuncType>(std::move(type));
}

InstanceTypeRef finish(InstanceType type) {
  Measure measure;
  measure.add(type.exports);
  type.effectiveSize = measure.size;
  type.mayHaveResource = measure.mayHaveResource;
  indexNames(type);
  return std::make_shared<const InstanceType>(std::move(type));
}

ComponentTypeRef finish(ComponentType type) {
  Measure measure;
  measure.add(type.imports);
  measure.add(type.exports);
  type.effectiveSize = measure.size;
  type.mayHaveResource = measure.mayHaveResource;
  indexNames(type);
  return std::make_shared<const ComponentType>(std::move(type));
}

const model::CoreFuncType& SharedCoreFunc::operator*() const {
  static const model::CoreFuncType Empty;
  return m_type ? *m_type : Empty;
}

const NamedExtern* InstanceType::find(std::string_view name) const {
  return findByName(exports, byName, name);
}
const NamedExtern* ComponentType::findImport(std::string_view name) const {
  return findByName(imports, importsByName, name);
}
const NamedExtern* ComponentType::findExport(std::string_view name) const {
  return findByName(exports, exportsByName, name);
}

const char* externKindName(const ExternType& type) {
  return match(
      type, [](const FuncTypeRef&) { return "func"; }, [](const InstanceTypeRef&) { return "instance"; },
      [](const ComponentTypeRef&) { return "component"; },
      [](const CoreModuleTypeRef&) { return "core module"; }, [](const ValueExtern&) { return "value"; },
      [](const TypeOfValue&) { return "type"; }, [](const TypeOfResource&) { return "type"; },
      [](const TypeOfFunc&) { return "type"; }, [](const TypeOfInstance&) { return "type"; },
      [](const TypeOfComponent&) { return "type"; });
}

bool isTypesOnly(const InstanceType& type) {
  return std::all_of(type.exports.begin(), type.exports.end(), [](const NamedExtern& item) {
    return match(
        item.type, [](const FuncTypeRef&) { return false; }, [](const InstanceTypeRef&) { return false; },
        [](const ComponentTypeRef&) { return false; }, [](const CoreModuleTypeRef&) { return false; },
        [](const ValueExtern&) { return false; }, [](const TypeOfValue&) { return true; },
        [](const TypeOfResource&) { return true; }, [](const TypeOfFunc&) { return true; },
        [](const TypeOfInstance&) { return true; }, [](const TypeOfComponent&) { return true; });
  });
}

bool definesResource(const InstanceType& type) { return !type.definedResources.empty(); }

}  // namespace sb::types
