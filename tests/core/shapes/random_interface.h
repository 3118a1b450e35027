// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::test {

/// An interface made by chance: named types of every kind and aliases of them, resources of its own with
/// constructors, methods and statics, resources it uses, functions over all of it.
struct RandomInterface {
  types::InstanceTypeRef target;         ///< functions sync
  std::vector<types::NamedExtern> used;  ///< `test:shapes/types@1.0.0`, when something comes from there
  std::vector<std::string> functions;
};

class InterfaceMaker {
 public:
  /// `everything`: also what the engine does not have or cannot hand to a host (lists of fixed length, error
  /// contexts, streams, futures).
  InterfaceMaker(std::mt19937_64& random, bool everything) : m_random(random), m_everything(everything) {}

  RandomInterface make() {
    const std::uint64_t own = below(3), used = below(2);
    types::InstanceType usedType;
    for (std::uint64_t i = 0; i < used; ++i) addResource(usedType);
    for (std::uint64_t i = chance(2) ? below(4) : 0; i > 0; --i) addNamedType(usedType);
    // What the target mentions of the other interface it may name (`use`) or not.
    for (const types::NamedExtern& item : usedType.exports)
      if (chance(2)) m_target.exports.push_back(item);
    for (std::uint64_t i = 0; i < own; ++i) addResource(m_target);
    for (std::uint64_t i = below(7); i > 0; --i) addNamedType(m_target);
    for (std::uint64_t i = 0; i < own; ++i) addFunctionsOf(m_resources[used + i]);
    for (std::uint64_t i = 1 + below(4); i > 0; --i) addFunction(name(), {});
    RandomInterface out;
    out.target = types::finish(std::move(m_target));
    if (!usedType.exports.empty()) {
      out.used.push_back({model::ExternName("test:shapes/types@1.0.0"), types::finish(std::move(usedType))});
    }
    out.functions = std::move(m_functions);
    return out;
  }

 private:
  enum class Where : std::uint8_t { Param, Result, MapValue, Carried };

  std::uint64_t below(std::uint64_t limit) { return m_random() % limit; }
  bool chance(std::uint64_t oneIn) { return below(oneIn) == 0; }

  /// A name that nothing has yet, whatever its case or hyphens.
  std::string name() {
    static const char* Words[] = {"item", "type",  "result", "a",   "x1",      "long-name-of-many-words",
                                  "own",  "list",  "kv",     "URL", "to-JSON", "get",
                                  "b2",   "record"};
    std::string out = Words[below(std::size(Words))];
    return out + "-n" + std::to_string(m_names++);
  }

  void addResource(types::InstanceType& in) {
    const std::string called = name();
    const auto resource = std::make_shared<types::Resource>(types::Resource{called, false, 0x7f});
    in.exports.push_back({model::ExternName(called), types::TypeOfResource{resource, 0, called}});
    in.definedResources.push_back(resource);
    m_resources.push_back(resource);
  }

  std::vector<std::string> labels(std::uint64_t count, const char* prefix) {
    std::vector<std::string> out;
    for (std::uint64_t i = 0; i < count; ++i) out.push_back(prefix + std::to_string(i));
    return out;
  }

  void addNamedType(types::InstanceType& in) {
    const std::string called = name();
    const bool borrows = !m_resources.empty() && chance(6);
    const Where where = borrows ? Where::Param : Where::Result;
    types::ValType type;
    switch (below(6)) {
      case 0:
      case 1: {
        types::Record record;
        for (const std::string& field : labels(1 + below(chance(6) ? 20 : 5), "field-"))
          record.fields.push_back({field, any(3, where)});
        type = types::makeType(std::move(record), called);
        break;
      }
      case 2:
      case 3: {
        types::Variant variant;
        for (const std::string& one : labels(1 + below(5), "case-"))
          variant.cases.push_back({one, chance(3) ? nullptr : any(3, where)});
        type = types::makeType(std::move(variant), called);
        break;
      }
      case 4:
        type = chance(2)
                   ? types::makeType(types::Flags{labels(1 + below(32), "flag-")}, called)
                   : types::makeType(types::Enum{labels(1 + below(chance(5) ? 300 : 6), "label-")}, called);
        break;
      default: type = types::renamed(any(2, where), called);
    }
    (type->facts.hasBorrow ? m_borrowing : m_named).push_back(type);
    in.exports.push_back({model::ExternName(called), types::TypeOfValue{type}});
  }

  types::ValType primitive() { return types::makeType(static_cast<types::Primitive>(below(13))); }

  types::ValType handle(Where where) {
    const types::ResourceRef& resource = m_resources[below(m_resources.size())];
    if (where == Where::Param && chance(2))
      return types::makeType(types::Borrow{resource, 0, resource->name});
    return types::makeType(types::Own{resource, 0, resource->name});
  }

  types::ValType any(unsigned depth, Where where) {
    const bool handles = where != Where::MapValue;
    if (where == Where::Param && !m_borrowing.empty() && chance(8))
      return m_borrowing[below(m_borrowing.size())];
    if (!m_named.empty() && chance(3)) {
      const types::ValType& type = m_named[below(m_named.size())];
      if (handles || !type->facts.hasHandle) return type;
    }
    if (handles && !m_resources.empty() && chance(6)) return handle(where);
    if (depth == 0 || chance(3)) return primitive();
    const auto inner = [&] { return any(depth - 1, where); };
    switch (below(m_everything ? 10 : 7)) {
      case 0:
      case 1: return types::makeType(types::List{inner()});
      case 2: return types::makeType(types::Option{inner()});
      case 3: {
        types::ValType ok = chance(4) ? nullptr : inner();
        return types::makeType(types::ResultType{ok, chance(4) ? nullptr : inner()});
      }
      case 4:
      case 5: {
        types::Tuple tuple;
        for (std::uint64_t i = 1 + below(chance(8) ? 18 : 4); i > 0; --i) tuple.types.push_back(inner());
        return types::makeType(std::move(tuple));
      }
      case 6: {
        static constexpr types::Primitive Keys[] = {types::Primitive::String, types::Primitive::U32,
                                                    types::Primitive::Bool, types::Primitive::Char,
                                                    types::Primitive::S64};
        const types::ValType key = types::makeType(Keys[below(std::size(Keys))]);
        return types::makeType(types::Map{key, any(depth - 1, Where::MapValue)});
      }
      case 7: return types::makeType(types::FixedList{inner(), static_cast<std::uint32_t>(1 + below(5))});
      case 8:
        if (!handles) return primitive();
        if (chance(3)) return types::makeType(types::Primitive::ErrorContext);
        [[fallthrough]];
      default:
        if (!handles) return primitive();
        types::ValType carried = chance(3) ? nullptr : any(depth - 1, Where::Carried);
        // A stream may not carry characters, whatever its name says about them.
        const auto* letter = carried ? std::get_if<types::Primitive>(&carried->kind) : nullptr;
        if (letter && *letter == types::Primitive::Char) carried = nullptr;
        return chance(2) ? types::makeType(types::Stream{carried}) : types::makeType(types::Future{carried});
    }
  }

  void addFunctionsOf(const types::ResourceRef& resource) {
    const types::ValType own = types::makeType(types::Own{resource, 0, resource->name});
    if (chance(2)) {
      types::FuncType type = parameters({});
      type.result = own;
      add("[constructor]" + resource->name, std::move(type));
    }
    for (std::uint64_t i = below(3); i > 0; --i) {
      types::Param self{"self", types::makeType(types::Borrow{resource, 0, resource->name})};
      addFunction("[method]" + resource->name + "." + name(), {std::move(self)});
    }
    for (std::uint64_t i = below(2); i > 0; --i) addFunction("[static]" + resource->name + "." + name(), {});
  }

  types::FuncType parameters(std::vector<types::Param> first) {
    types::FuncType type;
    type.params = std::move(first);
    std::uint64_t index = 0;
    for (std::uint64_t i = below(chance(6) ? 18 : 5); i > 0; --i)
      type.params.push_back({"p" + std::to_string(index++), any(3, Where::Param)});
    return type;
  }

  void addFunction(const std::string& called, std::vector<types::Param> first) {
    types::FuncType type = parameters(std::move(first));
    if (!chance(4)) type.result = any(3, Where::Result);
    add(called, std::move(type));
  }

  void add(const std::string& called, types::FuncType type) {
    m_functions.push_back(called);
    m_target.exports.push_back({model::ExternName(called), types::finish(std::move(type))});
  }

  std::mt19937_64& m_random;
  bool m_everything;
  unsigned m_names = 0;
  types::InstanceType m_target;
  std::vector<types::ResourceRef> m_resources;
  std::vector<types::ValType> m_named, m_borrowing;
  std::vector<std::string> m_functions;
};

/// Gives every handle in a value a number of its own.
inline void renumberHandles(value::Value& value, std::uint32_t& next) {
  if (auto* handle = std::get_if<value::HandleValue>(&value.content)) handle->handle = next++;
  if (auto* list = std::get_if<value::ListValue>(&value.content))
    for (value::Value& item : list->items) renumberHandles(item, next);
  if (auto* record = std::get_if<value::RecordValue>(&value.content))
    for (value::Value& field : record->fields) renumberHandles(field, next);
  if (auto* variant = std::get_if<value::VariantValue>(&value.content))
    for (value::Value& payload : variant->payload) renumberHandles(payload, next);
}

}  // namespace sb::test
