// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/least_parts.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "core/model/part_counts.h"
#include "core/support/byte_text.h"

namespace sb::plan {
namespace {

std::uint32_t partsOf(const graph::Graph& graph);

/// A composition may have been changed inside and be written anew, or be written as its file has it.
std::uint32_t partsOf(const graph::Node& node) {
  std::uint32_t whole = 1;
  if (node.file && node.file->component) {
    model::PartCounts counts;
    counts.add(*node.file->component);
    whole = counts.modulesAndComponents;
  }
  if (!node.inner) return whole;
  const std::uint32_t inside = partsOf(*node.inner);
  return node.file ? std::min(whole, inside) : inside;
}

/// The component that the graph is, and those in it, equal ones once.
std::uint32_t partsOf(const graph::Graph& graph) {
  std::uint32_t count = 1;
  std::unordered_set<std::string_view> seen;
  for (const auto& [id, node] : graph.nodes) {
    const ByteSpan bytes = node.file ? node.file->bytes : ByteSpan();
    if ((node.file || node.inner) && (bytes.empty() || seen.insert(asText(bytes)).second))
      count += partsOf(node);
  }
  return count;
}

/// A hook that is told names has them in a module of the adapter's own.
bool isToldNames(const AdapterRequest& request) {
  return request.names || std::any_of(request.hooks.begin(), request.hooks.end(), [](const auto& hook) {
           return hook.package != graph::HookPackage::Numbered;
         });
}

}  // namespace

std::uint32_t leastParts(const SplicePlan& plan) {
  std::size_t count = partsOf(plan.spliced);
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
  count += adapters.size() + names.size();
  // One module at least holds the code, and each of the others has one.
  if (!plan.adapters.empty()) ++count;
  count += 2 * (plan.contexts.size() + plan.configs.size());
  return static_cast<std::uint32_t>(count);
}

}  // namespace sb::plan
