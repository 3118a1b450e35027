// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/own_resources.h"

#include <algorithm>

#include "core/graph/resource_origin.h"
#include "core/support/concat.h"

namespace sb::plan {
namespace {

/// Names of the resources that a component's export does not have from an import.
std::vector<std::string> ownResources(const types::ComponentType& type, const std::string& exported) {
  std::vector<std::string> out;
  for (const types::NamedExtern& item : type.exports) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type);
    if (item.name.name != exported || !instance) continue;
    for (const types::NamedExtern& part : (*instance)->exports) {
      const auto* own = std::get_if<types::TypeOfResource>(&part.type);
      if (!own) continue;
      const bool passedOn =
          std::any_of(type.imports.begin(), type.imports.end(), [&](const types::NamedExtern& import) {
            return graph::pathTo(import.type, own->resource.get()).has_value();
          });
      if (!passedOn) out.push_back(part.name.name);
    }
  }
  return out;
}

}  // namespace

std::optional<Refusal> refusalOfOwnResources(const graph::Graph& graph, const graph::Edge& edge,
                                             const graph::Hook& hook, const std::string& exported) {
  const graph::Node& consumer = graph.nodes.at(edge.consumer.node);
  const graph::Port* hooked = graph.find(edge.consumer);
  if (!hooked || consumer.kind == graph::NodeKind::Host) return std::nullopt;
  for (const std::string& name : ownResources(*hook.file->type, exported)) {
    const types::Resource* resource = graph::resourceAt(hooked->type, name);
    for (const graph::Port& other : consumer.imports) {
      if (!resource || other.name.name == hooked->name.name) continue;
      if (!graph::pathTo(other.type, resource)) continue;
      return Refusal{"middleware-resource",
                     concat(hook.name, " makes a resource `", name, "` of its own, and ", consumer.name,
                            " takes `", other.name.name, "` too, which speaks of the `", name, "` of ",
                            graph.nodes.at(edge.provider.node).name),
                     "let the middleware export the resource that it imports, or put one component in place "
                     "of the provider that exports both interfaces"};
    }
  }
  return std::nullopt;
}

}  // namespace sb::plan
