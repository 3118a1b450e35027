// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/instance_node.h"

#include "core/graph/auto_layout.h"
#include "core/graph/load.h"
#include "core/graph/port_kind.h"
#include "core/graph/root_spaces.h"

namespace sb::graph {
namespace {

constexpr unsigned MaxNesting = 64;            ///< of compositions that are shown with their inside
constexpr std::size_t MostNodesLaidOut = 300;  ///< inner graphs above are laid out when they are entered

}  // namespace

void layOutInner(Graph& inner) {
  if (inner.nodes.size() <= MostNodesLaidOut) inner.positions = autoLayout(inner);
}

Node instanceNode(const ComponentFileRef& file, std::string name, NameSource source, unsigned nesting,
                  std::shared_ptr<CopyBudget> copies) {
  Node node;
  node.kind = NodeKind::Component;
  node.name = std::move(name);
  node.nameSource = source;
  node.file = file;
  if (!file || !file->type) return node;
  node.imports = portsOf(file->type->imports);
  node.exports = portsOf(file->type->exports);
  if (!file->component || !isComposed(*file->component)) return node;
  if (nesting >= MaxNesting) {
    node.note = "Shown as one node: it is nested too deeply";
    return node;
  }
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  LoadOptions load;
  load.nesting = nesting + 1;
  load.copies = std::move(copies);
  Result<Graph> inner = loadGraph(file, types::checkComponent(*file->component, options), load);
  if (!inner) {
    node.note = "Shown as one node: " + inner.error().message;
  } else if (!isTakenApart(*inner, file)) {
    node.note = inner->nodes.rbegin()->second.note;
  } else {
    inner->name = node.name.empty() ? file->fileName : node.name;
    layOutInner(*inner);
    node.kind = NodeKind::Composition;
    node.inner = std::make_shared<const Graph>(*std::move(inner));
  }
  return node;
}

std::string nameFromFile(const std::string& fileName) {
  std::string name = fileName;
  if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string::npos)
    name.erase(0, slash + 1);
  for (const char* ending : {".wasm", ".composed", ".component"}) {
    const std::string_view end(ending);
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.erase(name.size() - end.size());
    }
  }
  return name.empty() ? "component" : name;
}

}  // namespace sb::graph
