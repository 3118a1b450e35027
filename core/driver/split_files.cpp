// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/split_files.h"

#include <algorithm>
#include <set>

#include "core/decode/component_decoder.h"
#include "core/graph/stand_alone.h"
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

using Enclosing = std::vector<const model::Component*>;

/// Components that reach outside of themselves are made to stand alone; where that cannot be, they are
/// written as they are.
void addSplits(const std::shared_ptr<const model::Component>& component, const std::string& place,
               const Enclosing& around, graph::CopyBudget& budget, std::vector<SplitFile>& out) {
  const auto whole = graph::standAlone(component, around, budget);
  const ByteSpan bytes = whole ? (*whole)->bytes : component->bytes;
  out.push_back({{concat("split", std::to_string(out.size()), ".wasm"), Bytes(bytes.begin(), bytes.end())},
                 place,
                 whole ? std::string() : whole.error().message});
  Enclosing inside{component.get()};
  inside.insert(inside.end(), around.begin(), around.end());
  std::uint32_t index = 0;
  for (const model::Section& section : component->sections) {
    const auto* nested = std::get_if<model::ComponentSection>(&section.content);
    if (!nested) {
      index += otherComponents(section);
      continue;
    }
    if (nested->component) {
      addSplits(nested->component,
                concat(place, place.empty() ? "" : ".", "component[", std::to_string(index), "]"), inside,
                budget, out);
    }
    ++index;
  }
}

/// The component files of a graph and of the compositions in it.
void collectFiles(const graph::Graph& graph, std::vector<graph::ComponentFileRef>& out) {
  for (const auto& [id, node] : graph.nodes) {
    if (node.file)
      out.push_back(node.file);
    else if (node.inner)  // it has no bytes of its own
      collectFiles(*node.inner, out);
  }
}

/// The one file that all nodes were read from, if there is one.
SharedBytes oneFile(const graph::Graph& graph) {
  std::vector<graph::ComponentFileRef> files;
  collectFiles(graph, files);
  SharedBytes whole;
  for (const graph::ComponentFileRef& file : files) {
    if (!file->owner) return nullptr;
    if (!whole || file->owner->span().size() > whole->span().size()) whole = file->owner;
  }
  const bool all = std::all_of(files.begin(), files.end(), [&](const graph::ComponentFileRef& file) {
    return file->owner->span().data() == whole->span().data();
  });
  return all ? whole : nullptr;
}

}  // namespace

std::vector<SplitFile> splitFiles(const graph::Graph& graph) {
  std::vector<SplitFile> out;
  if (const SharedBytes whole = oneFile(graph)) {
    graph::CopyBudget budget;
    if (Result<model::Component> root = decode::decodeComponent(whole))
      addSplits(std::make_shared<const model::Component>(*std::move(root)), {}, {}, budget, out);
    return out;
  }
  std::set<const graph::ComponentFile*> seen;
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file || !seen.insert(node.file.get()).second) continue;
    out.push_back({{concat("split", std::to_string(out.size() + 1), ".wasm"),
                    Bytes(node.file->bytes.begin(), node.file->bytes.end())},
                   node.name,
                   {}});
  }
  return out;
}

}  // namespace sb::driver
