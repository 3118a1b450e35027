// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/driver/open.h"
#include "core/encode/component_encoder.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/forwarder.h"

namespace sb::test {

/// Where a sink hook hands on what it is told: an interface of the host.
inline std::string sinkName(unsigned tier, graph::HookMoment moment) {
  const char* names[] = {"before", "blocking", "gate", "after"};
  return "test:sink/tier" + std::to_string(tier) + "-" + names[static_cast<std::size_t>(moment)] + "@1.0.0";
}

/// The hook interface as the host has it: every type named, the function sync.
inline types::InstanceTypeRef sinkType(const graph::HookInterface& hook) {
  types::InstanceType out;
  std::set<std::string> seen;
  for (const types::Param& param : hook.function->params) addNamedTypes(param.type, seen, out);
  types::FuncType function = *hook.function;
  function.async = false;
  out.exports.push_back({model::ExternName(hook.functionName), types::finish(std::move(function))});
  return types::finish(std::move(out));
}

/// A middleware that hands all it is told to the host: one forwarder for each hook interface.
inline Result<graph::ComponentFileRef> sinkHook(const std::vector<graph::HookInterface>& hooks) {
  model::ComponentBuilder whole;
  std::vector<std::pair<std::string, std::uint32_t>> exports;
  for (const graph::HookInterface& hook : hooks) {
    ForwarderSpec spec;
    spec.name = spec.importName = sinkName(hook.tier, hook.moment);
    spec.importType = sinkType(hook);
    spec.exportName = hook.interfaceName;
    spec.exportType = hook.interfaceType;
    SB_TRY(model::Component part, forwarder(spec));
    adapt::TypeTable root(whole), inner(root);
    for (const types::NamedExtern& item : spec.importType->exports) SB_TRY_VOID(inner.declareExport(item));
    const model::TypeIdx type = whole.type(inner.takeInstanceType());
    const model::InstanceIdx sink(whole.import(spec.importName, model::InstanceExtern{type}));
    const auto component = whole.component(std::make_shared<const model::Component>(std::move(part)));
    const auto made =
        whole.instantiate(component, {{spec.importName, {model::Sort::Instance, sink.value}}}, spec.name);
    exports.emplace_back(hook.interfaceName, whole.aliasInstance(made, hook.interfaceName).value);
  }
  for (const auto& [name, index] : exports) whole.exportItem(name, {model::Sort::Instance, index});
  return driver::loadComponentBytes(shareBytes(encode::encodeComponent(whole.finish("hook"))), "hook.wasm");
}

inline Result<graph::ComponentFileRef> sinkHook(unsigned tier, bool before, bool after, bool async) {
  std::vector<graph::HookInterface> hooks;
  if (before) hooks.push_back(hookInterface(graph::HookMoment::Before, tier, async));
  if (after) hooks.push_back(hookInterface(graph::HookMoment::After, tier, async));
  return sinkHook(hooks);
}

}  // namespace sb::test
