// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/config/config_values.h"
#include "core/graph/graph.h"
#include "core/plan/splice_plan.h"
#include "core/plan/spliced_graph.h"

namespace sb::plan {

/// The configuration of the hooks of one graph while it is planned: checks it against the hooks' manifests
/// and gives each instance that imports `splicer:builtin-config/get` a provider of its own (splicer.md 9.3).
class HookConfigs {
 public:
  /// The configuration is not what the hook reads: "config-not-read", "bad-manifest", "bad-config" with all
  /// that is wrong in one sentence.
  std::optional<Refusal> refusalOf(const graph::Hook& hook);

  /// Equal for hooks that may share an instance. Only for hooks without refusal.
  std::string keyOf(const graph::Hook& hook);

  /// Adds the provider of a new instance and connects it. Nothing for a hook that reads no configuration.
  void provide(const graph::Hook& hook, graph::NodeId instance, SplicedGraph& spliced, Step& step);

  /// An instance serves one more connection.
  void serves(graph::NodeId instance, const std::string& edgeId);

  /// What has to be generated. An instance on exactly one connection is told which one it is.
  std::vector<ConfigRequest> take(const std::vector<graph::NodeId>& inside);

 private:
  const Result<std::optional<config::Manifest>>& manifestOf(const graph::Hook& hook);
  std::map<std::string, std::string> valuesOf(const graph::Hook& hook);

  struct Instance {
    ConfigRequest request;
    std::vector<std::string> edgeIds;
  };
  std::map<const graph::ComponentFile*, Result<std::optional<config::Manifest>>> m_manifests;
  std::map<graph::NodeId, Instance> m_instances;
};

}  // namespace sb::plan
