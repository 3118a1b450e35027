// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/file_places.h"

#include "core/locate/items.h"

namespace sb::driver {
namespace {

/// Where a component begins in the file that holds it.
std::optional<std::uint64_t> startOf(const graph::ComponentFile& file) {
  if (!file.owner || file.bytes.empty()) return std::nullopt;
  const ByteSpan whole = file.owner->span();
  const auto* begin = file.bytes.data();
  if (begin < whole.data() || begin + file.bytes.size() > whole.data() + whole.size()) return std::nullopt;
  return static_cast<std::uint64_t>(begin - whole.data());
}

bool holds(const SourceRange& range, std::uint64_t offset) {
  return offset >= range.offset && offset - range.offset < range.size;
}

locate::Role roleOf(graph::Side side) {
  switch (side) {
    case graph::Side::Import: return locate::Role::Import;
    case graph::Side::Export: return locate::Role::Export;
  }
  return locate::Role::Import;
}

std::optional<FilePlace> placeIn(const graph::ComponentFileRef& file, locate::Role role,
                                 const std::string& name) {
  if (!file || !file->component) return std::nullopt;
  const std::optional<std::uint64_t> start = startOf(*file);
  if (!start) return std::nullopt;
  for (const locate::Item& item : locate::itemsOf(*file->component)) {
    if (item.role != role || item.name != name || item.range.size == 0) continue;
    return FilePlace{file->owner,
                     {item.range.offset - file->component->range.offset + *start, item.range.size}};
  }
  return std::nullopt;
}

/// The innermost definition at an offset of the component, as steps from the component.
std::string definitionAt(const model::Component& root, std::uint64_t offset) {
  locate::ItemPath path;
  std::vector<locate::Item> items = locate::itemsOf(root);
  while (true) {
    const locate::Item* at = nullptr;
    for (const locate::Item& item : items) {
      if (holds(item.range, offset)) at = &item;
    }
    if (!at) return locate::pathText(path);
    path.steps.push_back(at->step());
    items = locate::childrenOf(locate::Item(*at), root);
  }
}

}  // namespace

std::optional<FilePlace> placeOfNode(const graph::Node& node) {
  if (!node.file) return std::nullopt;
  const std::optional<std::uint64_t> start = startOf(*node.file);
  if (!start) return std::nullopt;
  return FilePlace{node.file->owner, {*start, node.file->bytes.size()}};
}

std::optional<FilePlace> placeOfPort(const graph::Graph& graph, const graph::PortRef& port) {
  const graph::Node* node = graph.find(port.node);
  const graph::Port* found = graph.find(port);
  if (!node || !found || node->kind == graph::NodeKind::Host) return std::nullopt;
  return placeIn(node->file, roleOf(port.side), found->path.empty() ? port.name : found->path.front());
}

FileObject objectAt(const graph::Graph& graph, const SharedBytes& file, std::uint64_t offset) {
  FileObject out;
  const graph::Node* best = nullptr;
  for (const auto& [id, node] : graph.nodes) {
    const std::optional<FilePlace> place = placeOfNode(node);
    if (!place || place->file != file || !holds(place->range, offset)) continue;
    if (!best || place->range.size < placeOfNode(*best)->range.size) best = &node;
  }
  if (!best || !best->file->component) return out;
  out.node = best->id;
  const model::Component& component = *best->file->component;
  const std::uint64_t inside = offset - placeOfNode(*best)->range.offset + component.range.offset;
  out.definition = definitionAt(component, inside);
  for (const locate::Item& item : locate::itemsOf(component)) {
    if (!holds(item.range, inside)) continue;
    const bool import = item.role == locate::Role::Import, exported = item.role == locate::Role::Export;
    const graph::PortRef ref{best->id, import ? graph::Side::Import : graph::Side::Export, item.name};
    if ((import || exported) && graph.find(ref)) out.port = ref;
  }
  return out;
}

}  // namespace sb::driver
