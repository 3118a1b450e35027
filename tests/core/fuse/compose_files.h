// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "core/decode/component_decoder.h"
#include "core/plan/spliced_graph.h"
#include "core/types/check_component.h"
#include "tests/core/plan/corpus_folder.h"

/// Compositions of component files from a few readable lines.
namespace plantest {

inline sb::Result<sb::graph::ComponentFileRef> componentFile(const std::filesystem::path& path) {
  using namespace sb;
  const std::optional<Bytes> bytes = readBytes(path);
  if (!bytes) return fail(ErrorCode::FileNotFound, path.string());
  auto file = std::make_shared<graph::ComponentFile>();
  file->owner = shareBytes(*bytes);
  file->bytes = file->owner->span();
  SB_TRY(model::Component component, decode::decodeComponent(file->owner));
  types::CheckOptions options;
  options.resolveOnly = true;
  file->type = types::checkComponent(component, options).type;
  if (!file->type) return fail(ErrorCode::Invalid, path.string() + ": no types");
  file->component = std::make_shared<const model::Component>(std::move(component));
  file->fileName = path.filename().string();
  return graph::ComponentFileRef(std::move(file));
}

/// Lines: `name = folder/file.wasm` makes an instance, `provider -> consumer : import` connects the export of
/// that name, `name -> host : export` exports it. Imports that are not connected are left to the host.
inline sb::Result<sb::graph::Graph> composeFiles(const std::string& text) {
  using namespace sb;
  plan::SplicedGraph graph(graph::emptyGraph("test"));
  std::map<std::string, graph::ComponentFileRef> files;
  std::map<std::string, graph::NodeId> nodes;
  std::istringstream lines(text);
  for (std::string name, sign, target; lines >> name >> sign >> target;) {
    if (sign == "=") {
      if (!files.count(target)) {
        SB_TRY(files[target], componentFile(corpus() / "components" / target));
      }
      nodes[name] = graph.addInstance(graph::NodeKind::Component, name, files[target]);
      continue;
    }
    std::string colon, port;
    lines >> colon >> port;
    const graph::PortRef provider{nodes.at(name), graph::Side::Export, port};
    if (target == "host") {
      const graph::Port* exported = graph.graph().find(provider);
      if (!exported) return fail(ErrorCode::NoSuchPort, port);
      graph::Port copy = *exported;
      graph.node(graph.graph().host).imports.push_back(std::move(copy));
      graph.connect(provider, {graph.graph().host, graph::Side::Import, port});
      continue;
    }
    graph.connect(provider, {nodes.at(target), graph::Side::Import, port});
  }
  for (const auto& [name, id] : nodes) graph.leaveRestToHost(id);
  return graph.take();
}

}  // namespace plantest
