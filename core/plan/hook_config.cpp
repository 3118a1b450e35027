// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/hook_config.h"

namespace sb::plan {
namespace {

std::optional<config::ConfigImport> importOf(const graph::Hook& hook) {
  return hook.file && hook.file->type ? config::configImport(*hook.file->type) : std::nullopt;
}

}  // namespace

const Result<std::optional<config::Manifest>>& HookConfigs::manifestOf(const graph::Hook& hook) {
  const auto known = m_manifests.find(hook.file.get());
  if (known != m_manifests.end()) return known->second;
  Result<std::optional<config::Manifest>> manifest = std::optional<config::Manifest>();
  if (hook.file && hook.file->component) manifest = config::manifestOf(*hook.file->component);
  return m_manifests.emplace(hook.file.get(), std::move(manifest)).first->second;
}

std::map<std::string, std::string> HookConfigs::valuesOf(const graph::Hook& hook) {
  const auto& manifest = manifestOf(hook);
  return config::checkConfig(manifest ? *manifest : std::nullopt, hook.config).values;
}

std::optional<Refusal> HookConfigs::refusalOf(const graph::Hook& hook) {
  if (!importOf(hook)) {
    if (hook.config.empty()) return {};
    return Refusal{"config-not-read",
                   hook.name +
                       " is configured, but its component reads no configuration: it does not import "
                       "splicer:builtin-config/get",
                   "take the configuration away, or build the hook with that import"};
  }
  const auto& manifest = manifestOf(hook);
  if (!manifest) {
    return Refusal{"bad-manifest", hook.name + ": " + manifest.error().text(),
                   "correct the manifest in the hook's component"};
  }
  const config::CheckedConfig checked = config::checkConfig(*manifest, hook.config);
  if (checked.problems.empty()) return {};
  return Refusal{"bad-config", hook.name + ": " + checked.sentence(),
                 "`splicectl builtin " + (*manifest ? (*manifest)->name : hook.name) + "` lists the keys"};
}

std::string HookConfigs::keyOf(const graph::Hook& hook) {
  std::string out;
  for (const auto& [key, value] : valuesOf(hook)) out += key + '=' + value + '\n';
  return out;
}

void HookConfigs::provide(const graph::Hook& hook, graph::NodeId instance, SplicedGraph& spliced,
                          Step& step) {
  const std::optional<config::ConfigImport> import = importOf(hook);
  if (!import) return;
  const types::NamedExtern port{model::ExternName(import->name), import->type};
  ConfigRequest request;
  request.hookNode = instance;
  request.name = spliced.graph().nodes.at(instance).name + "-config";
  request.interfaceName = import->name;
  request.type = import->type;
  request.values = valuesOf(hook);
  request.node = spliced.add(graph::NodeKind::Adapter, request.name, nullptr, {}, {portFor(port)});
  request.name = spliced.graph().nodes.at(request.node).name;
  step.nodes.push_back(request.node);
  step.outputs.push_back(request.name);
  step.edgesAdded.push_back(spliced.connect({request.node, graph::Side::Export, import->name},
                                            {instance, graph::Side::Import, import->name}));
  m_instances.emplace(instance, Instance{std::move(request), {}});
}

void HookConfigs::serves(graph::NodeId instance, const std::string& edgeId) {
  const auto found = m_instances.find(instance);
  if (found != m_instances.end()) found->second.edgeIds.push_back(edgeId);
}

std::vector<ConfigRequest> HookConfigs::take(const std::vector<graph::NodeId>& inside) {
  std::vector<ConfigRequest> out;
  for (auto& [node, instance] : m_instances) {
    if (instance.edgeIds.size() == 1) instance.request.values[config::EdgeIdKey] = instance.edgeIds.front();
    instance.request.inside = inside;
    out.push_back(std::move(instance.request));
  }
  m_instances.clear();
  return out;
}

}  // namespace sb::plan
