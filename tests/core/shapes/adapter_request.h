// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/plan/splice_plan.h"
#include "core/types/type_facts.h"
#include "core/value/field_tree.h"
#include "tests/support/type_text.h"

namespace sb::test {

/// Adds the named types in `type`, inner ones first, each once.
inline void addNamedTypes(const types::ValType& type, std::set<std::string>& seen, types::InstanceType& out) {
  if (!type) return;
  addNamedTypes(type->origin, seen, out);
  for (const types::ValType* child : types::childrenOf(type->kind)) addNamedTypes(*child, seen, out);
  if (type->name.empty() || !seen.insert(type->name).second) return;
  out.exports.push_back({model::ExternName(type->name), types::TypeOfValue{type}});
}

struct HookChoice {
  bool before = true, blocking = false, gate = false, after = true;
  bool async = true;
  bool numbered = false;  ///< of `spliceboard:hook`; always synchronous
  bool names = true;      ///< with numbered hooks: they export `names` too
};

/// An interface of `spliceboard:hook` as a component that exports it has it.
inline graph::HookInterface numberedInterface(graph::HookMoment moment, unsigned tier) {
  const bool after = moment == graph::HookMoment::After, gate = moment == graph::HookMoment::Gate;
  graph::HookInterface hook;
  hook.moment = moment;
  hook.tier = tier;
  hook.package = graph::HookPackage::Numbered;
  hook.interfaceName = std::string("spliceboard:hook/") +
                       (after  ? "after"
                        : gate ? "gate"
                               : "before") +
                       (tier == 2 ? "-values" : "") + "@0.1.0";
  hook.functionName = after ? "on-return" : gate ? "should-call" : "on-call";
  types::FuncType type;
  type.params = {{"id", typeOf("u64")}, {"parent", typeOf("u64")}, {"function", typeOf("u32")}};
  if (tier == 2) {
    type.params.push_back({"words", typeOf("list<u64>")});
    type.params.push_back({"texts", typeOf("list<string>")});
    type.params.push_back({"blobs", typeOf("list<tuple<u32, list<u64>>>")});
  }
  if (gate) type.result = typeOf("bool");
  hook.function = std::make_shared<const types::FuncType>(std::move(type));
  types::InstanceType interface;
  interface.exports.push_back({model::ExternName(hook.functionName), hook.function});
  types::indexNames(interface);
  hook.interfaceType = std::make_shared<const types::InstanceType>(std::move(interface));
  return hook;
}

inline const char* const ConnectionText =
    "record connection {interface-name: string, caller: string, provider: string, "
    "functions: list<record function-info {name: string, "
    "params: list<record part {name: string, type: option<u32>}>, result: option<u32>, is-async: bool}>, "
    "types: list<record type-info {kind: enum kind {bool, s8, u8, s16, u16, s32, u32, s64, u64, f32, f64, "
    "char, "
    "text, bytes, list, map, fixed-list, record, tuple, flags, enum, variant, option, result, own, borrow, "
    "stream, future, error-context}, name: string, "
    "parts: list<record part {name: string, type: option<u32>}>, length: u32}>}";

inline graph::HookInterface namesInterface() {
  graph::HookInterface names;
  names.interfaceName = "spliceboard:hook/names@0.1.0";
  names.functionName = "register";
  names.package = graph::HookPackage::Numbered;
  types::FuncType type;
  type.params = {{"connection", typeOf(ConnectionText)}};
  type.result = typeOf("u32");
  types::InstanceType interface;
  std::set<std::string> seen;
  addNamedTypes(type.params[0].type, seen, interface);
  names.function = std::make_shared<const types::FuncType>(std::move(type));
  interface.exports.push_back({model::ExternName(names.functionName), names.function});
  types::indexNames(interface);
  names.interfaceType = std::make_shared<const types::InstanceType>(std::move(interface));
  return names;
}

inline graph::HookInterface hookInterface(graph::HookMoment moment, unsigned tier, bool async) {
  const char* names[] = {"before", "blocking", "gate", "after"};
  const char* functions[] = {"on-call", "should-block", "should-call", "on-return"};
  graph::HookInterface hook;
  hook.moment = moment;
  hook.tier = tier;
  hook.interfaceName = std::string(tier == 1 ? "splicer:tier1/" : "splicer:tier2/") +
                       names[static_cast<std::size_t>(moment)] + (tier == 1 ? "@0.3.0" : "@0.1.0");
  hook.functionName = functions[static_cast<std::size_t>(moment)];
  types::FuncType type;
  type.async = async;
  type.params.push_back({"call", value::callIdType()});
  types::InstanceType interface;
  interface.exports.push_back({model::ExternName("call-id"), types::TypeOfValue{value::callIdType()}});
  if (tier == 2 && moment == graph::HookMoment::After) {
    interface.exports.push_back(
        {model::ExternName("field-tree"), types::TypeOfValue{value::fieldTreeType()}});
    type.params.push_back({"result", types::makeType(types::Option{value::fieldTreeType()})});
  } else if (tier == 2) {
    interface.exports.push_back({model::ExternName("field"), types::TypeOfValue{value::fieldType()}});
    type.params.push_back({"args", types::makeType(types::List{value::fieldType()})});
  }
  if (moment == graph::HookMoment::Blocking || moment == graph::HookMoment::Gate)
    type.result = types::makeType(types::Primitive::Bool);
  hook.function = std::make_shared<const types::FuncType>(std::move(type));
  interface.exports.push_back({model::ExternName(hook.functionName), hook.function});
  types::indexNames(interface);
  hook.interfaceType = std::make_shared<const types::InstanceType>(std::move(interface));
  return hook;
}

/// A request for `test:shapes/api@1.0.0` with these functions, all of them async or those that say so;
/// resources come from `test:shapes/types@1.0.0`.
inline plan::AdapterRequest adapterRequest(const std::vector<std::pair<std::string, std::string>>& functions,
                                           unsigned tier, bool async, HookChoice hooks = {}) {
  plan::AdapterRequest out;
  out.id = plan::AdapterId(1);
  out.name = "audit on test:shapes/api@1.0.0";
  out.interfaceName = out.importName = "test:shapes/api@1.0.0";
  types::InstanceType target, used;
  std::set<std::string> seen;
  std::map<std::string, types::ResourceRef> resources;
  std::vector<types::NamedExtern> funcs;
  for (const auto& [name, text] : functions) {
    const bool marked = text.rfind("async ", 0) == 0;
    TypeText reader(std::string_view(text).substr(marked ? 6 : 0));
    reader.resources() = resources;
    types::FuncType type = reader.function();
    resources = reader.resources();
    type.async = async || marked;
    for (const types::Param& param : type.params) addNamedTypes(param.type, seen, target);
    addNamedTypes(type.result, seen, target);
    funcs.push_back({model::ExternName(name), std::make_shared<const types::FuncType>(std::move(type))});
  }
  std::vector<types::NamedExtern> resourceTypes;
  for (const auto& [name, resource] : resources)
    resourceTypes.push_back({model::ExternName(name), types::TypeOfResource{resource, 0}});
  target.exports.insert(target.exports.begin(), resourceTypes.begin(), resourceTypes.end());
  target.exports.insert(target.exports.end(), funcs.begin(), funcs.end());
  types::indexNames(target);
  out.target = std::make_shared<const types::InstanceType>(std::move(target));
  if (!resources.empty()) {
    used.exports = resourceTypes;
    for (const auto& [name, resource] : resources) used.definedResources.push_back(resource);
    types::indexNames(used);
    out.usedInterfaces.push_back({model::ExternName("test:shapes/types@1.0.0"),
                                  std::make_shared<const types::InstanceType>(std::move(used))});
  }
  using graph::HookMoment;
  if (hooks.numbered) {
    if (hooks.before) out.hooks.push_back(numberedInterface(HookMoment::Before, tier));
    if (hooks.gate) out.hooks.push_back(numberedInterface(HookMoment::Gate, tier));
    if (hooks.after) out.hooks.push_back(numberedInterface(HookMoment::After, tier));
    if (hooks.names) out.names = namesInterface();
    out.callerName = "orders";
    out.providerName = "cache";
    return out;
  }
  if (hooks.before) out.hooks.push_back(hookInterface(HookMoment::Before, tier, hooks.async));
  if (hooks.blocking) out.hooks.push_back(hookInterface(HookMoment::Blocking, tier, hooks.async));
  if (hooks.gate) out.hooks.push_back(hookInterface(HookMoment::Gate, tier, hooks.async));
  if (hooks.after) out.hooks.push_back(hookInterface(HookMoment::After, tier, hooks.async));
  return out;
}

}  // namespace sb::test
