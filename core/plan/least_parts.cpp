// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/least_parts.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "core/model/part_counts.h"

namespace sb::plan {
namespace {

/// The components of a graph's nodes, equal ones once, those of nested compositions that are written anew
/// included, and the component that they lie in.
void addGraph(const graph::Graph& graph, model::PartCounts& counts) {
  ++counts.modulesAndComponents;
  std::unordered_set<std::string_view> seen;
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file) {
      if (node.inner) addGraph(*node.inner, counts);
      continue;
    }
    const ByteSpan bytes = node.file->bytes;
    if (!bytes.empty() && !seen.emplace(reinterpret_cast<const char*>(bytes.data()), bytes.size()).second)
      continue;
    if (node.file->component)
      counts.add(*node.file->component);
    else
      ++counts.modulesAndComponents;
  }
}

/// A hook that is told names has them in a module of the adapter's own.
bool isToldNames(const AdapterRequest& request) {
  return request.names || std::any_of(request.hooks.begin(), request.hooks.end(), [](const auto& hook) {
           return hook.package != graph::HookPackage::Numbered;
         });
}

}  // namespace

std::uint32_t leastParts(const SplicePlan& plan) {
  model::PartCounts counts;
  addGraph(plan.spliced, counts);
  // Adapters with other imports or exports are other components.
  using Place = std::tuple<std::vector<graph::NodeId>, std::string, std::string>;
  std::set<std::pair<Place, std::string>> adapters;
  std::set<Place> names;
  for (const AdapterRequest& request : plan.adapters) {
    const Place place{request.inside, request.importName, request.interfaceName};
    std::string hooks;
    for (const graph::HookInterface& item : request.hookInterfaces()) hooks += item.interfaceName + '\n';
    adapters.emplace(place, std::move(hooks));
    if (isToldNames(request)) names.insert(place);
  }
  counts.modulesAndComponents += static_cast<std::uint32_t>(adapters.size() + names.size());
  // One module at least holds the code, and each of the others has one.
  if (!plan.adapters.empty()) ++counts.modulesAndComponents;
  counts.modulesAndComponents += static_cast<std::uint32_t>(2 * (plan.contexts.size() + plan.configs.size()));
  return counts.modulesAndComponents;
}

}  // namespace sb::plan
