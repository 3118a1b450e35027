// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/instance_names.h"

#include <vector>

#include "core/support/match.h"

namespace sb::driver {
namespace {

/// The indices of the instantiations, in order.
std::vector<std::uint32_t> instantiations(const model::Component& composition) {
  std::vector<std::uint32_t> out;
  std::uint32_t next = 0;
  const auto skip = [&](model::Sort sort) { next += sort == model::Sort::Instance ? 1U : 0U; };
  for (const model::Section& section : composition.sections) {
    if (const auto* imports = std::get_if<model::ImportSection>(&section.content)) {
      for (const model::Import& item : imports->items) skip(model::externSort(item.type));
    } else if (const auto* aliases = std::get_if<model::AliasSection>(&section.content)) {
      for (const model::Alias& item : aliases->items) skip(model::aliasSort(item.target));
    } else if (const auto* exports = std::get_if<model::ExportSection>(&section.content)) {
      for (const model::Export& item : exports->items) skip(item.item.sort);
    } else if (const auto* instances = std::get_if<model::InstanceSection>(&section.content)) {
      for (const model::Instance& item : instances->items) {
        if (std::holds_alternative<model::Instantiate>(item.instance)) out.push_back(next);
        ++next;
      }
    }
  }
  return out;
}

}  // namespace

namespace {

void addNames(const graph::Graph& graph, const model::Component& composition, plan::NodePath inside,
              plan::OtherNames& names) {
  const std::vector<std::uint32_t> indices = instantiations(composition);
  std::vector<const graph::Node*> nodes;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind != graph::NodeKind::Host && node.kind != graph::NodeKind::Bundle) nodes.push_back(&node);
  }
  if (nodes.size() != indices.size()) return;
  inside.emplace_back();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    inside.back() = nodes[i]->id;
    if (nodes[i]->nameSource != graph::NameSource::ComponentName)
      names.emplace(inside, "instance_" + std::to_string(indices[i]));
    if (nodes[i]->inner && nodes[i]->file && nodes[i]->file->component)
      addNames(*nodes[i]->inner, *nodes[i]->file->component, inside, names);
  }
}

}  // namespace

plan::OtherNames instanceNames(const graph::Graph& graph, const model::Component& composition) {
  plan::OtherNames names;
  addNames(graph, composition, {}, names);
  return names;
}

}  // namespace sb::driver
