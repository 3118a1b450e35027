// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/replay.h"

#include <algorithm>
#include <set>

namespace sb::driver {
namespace {

/// Exports before imports: a provider has all functions, a consumer those that it calls.
types::InstanceTypeRef interfaceIn(const graph::Graph& graph, const std::string& name) {
  const auto in = [&](const std::vector<graph::Port>& ports) -> types::InstanceTypeRef {
    for (const graph::Port& port : ports) {
      const auto* type = std::get_if<types::InstanceTypeRef>(&port.type);
      if (type && port.name.name == name) return *type;
    }
    return nullptr;
  };
  for (const bool exports : {true, false}) {
    for (const auto& [id, node] : graph.nodes) {
      if (const auto type = in(exports ? node.exports : node.imports)) return type;
    }
  }
  for (const auto& [id, node] : graph.nodes) {
    if (!node.inner) continue;
    if (const auto type = interfaceIn(*node.inner, name)) return type;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<std::string>> interfacesIn(std::string_view recording) {
  SB_TRY(const std::vector<replay::RecordedCall> calls, replay::readRecording(recording));
  std::set<std::string> names;
  for (const replay::RecordedCall& call : calls) names.insert(call.interfaceName);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<ReplayProvider> makeReplayProvider(std::string_view recording, const graph::Graph& graph,
                                          const std::string& interfaceName,
                                          const replay::ReplayOptions& options) {
  SB_TRY(const std::vector<replay::RecordedCall> calls, replay::readRecording(recording));
  ReplayProvider out;
  out.interfaceName = interfaceName;
  if (interfaceName.empty()) {
    std::set<std::string> names;
    for (const replay::RecordedCall& call : calls) names.insert(call.interfaceName);
    if (names.empty()) return fail(ErrorCode::Refused, "there is no recorded call in it");
    if (names.size() > 1) {
      std::string list;
      for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
      return fail(ErrorCode::Refused,
                  "it has calls of several interfaces; choose one with --interface: " + list);
    }
    out.interfaceName = *names.begin();
  }
  const types::InstanceTypeRef type = interfaceIn(graph, out.interfaceName);
  if (!type)
    return fail(ErrorCode::NoSuchPort,
                "no component of " + graph.name + " imports or exports " + out.interfaceName);
  SB_TRY(out.component, replay::generateReplay(calls, out.interfaceName, *type, options));
  out.calls = static_cast<std::size_t>(std::count_if(calls.begin(), calls.end(), [&](const auto& call) {
    return call.returned && call.interfaceName == out.interfaceName;
  }));
  return out;
}

}  // namespace sb::driver
