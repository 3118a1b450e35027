// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/split_files.h"

#include <algorithm>
#include <set>

#include "core/decode/component_decoder.h"
#include "core/support/concat.h"

namespace sb::driver {
namespace {

/// Definitions of a section in the index space of components, nested ones left out.
std::uint32_t otherComponents(const model::Section& section) {
  std::uint32_t count = 0;
  if (const auto* imports = std::get_if<model::ImportSection>(&section.content)) {
    for (const model::Import& item : imports->items)
      count += model::externSort(item.type) == model::Sort::Component ? 1 : 0;
  } else if (const auto* aliases = std::get_if<model::AliasSection>(&section.content)) {
    for (const model::Alias& item : aliases->items)
      count += model::aliasSort(item.target) == model::Sort::Component ? 1 : 0;
  } else if (const auto* exports = std::get_if<model::ExportSection>(&section.content)) {
    for (const model::Export& item : exports->items)
      count += item.item.sort == model::Sort::Component ? 1 : 0;
  }
  return count;
}

void addSplits(const model::Component& component, const std::string& place, std::vector<SplitFile>& out) {
  out.push_back({{concat("split", std::to_string(out.size()), ".wasm"),
                  Bytes(component.bytes.begin(), component.bytes.end())},
                 place});
  std::uint32_t index = 0;
  for (const model::Section& section : component.sections) {
    const auto* nested = std::get_if<model::ComponentSection>(&section.content);
    if (!nested) {
      index += otherComponents(section);
      continue;
    }
    if (nested->component) {
      addSplits(*nested->component,
                concat(place, place.empty() ? "" : ".", "component[", std::to_string(index), "]"), out);
    }
    ++index;
  }
}

/// The one file that all nodes were read from, if there is one.
SharedBytes oneFile(const graph::Graph& graph) {
  SharedBytes whole;
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file) continue;
    if (!node.file->owner) return nullptr;
    if (!whole || node.file->owner->span().size() > whole->span().size()) whole = node.file->owner;
  }
  const bool all = std::all_of(graph.nodes.begin(), graph.nodes.end(), [&](const auto& entry) {
    const graph::ComponentFileRef& file = entry.second.file;
    return !file || file->owner->span().data() == whole->span().data();
  });
  return all ? whole : nullptr;
}

}  // namespace

std::vector<SplitFile> splitFiles(const graph::Graph& graph) {
  std::vector<SplitFile> out;
  if (const SharedBytes whole = oneFile(graph)) {
    if (const Result<model::Component> root = decode::decodeComponent(whole)) addSplits(*root, {}, out);
    return out;
  }
  std::set<const graph::ComponentFile*> seen;
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file || !seen.insert(node.file.get()).second) continue;
    out.push_back({{concat("split", std::to_string(out.size() + 1), ".wasm"),
                    Bytes(node.file->bytes.begin(), node.file->bytes.end())},
                   node.name});
  }
  return out;
}

}  // namespace sb::driver
