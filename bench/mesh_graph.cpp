// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/mesh_graph.h"

#include <cmath>
#include <string>

namespace sb::bench {

graph::Graph meshGraph(std::uint32_t count) {
  auto instance = std::make_shared<types::InstanceType>();
  auto func = std::make_shared<types::FuncType>();
  instance->exports.push_back({model::ExternName("call"), types::FuncTypeRef(func)});
  const types::ExternType type = types::InstanceTypeRef(instance);
  graph::Graph graph = graph::emptyGraph("mesh");
  const auto columns = static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(count) / 1.6)));
  const std::uint32_t rows = (count + columns - 1) / columns;
  const std::uint32_t first = graph.nextId;
  const auto portName = [](std::uint32_t k) { return "demo:pkg" + std::to_string(k) + "/service@1.0.0"; };
  for (std::uint32_t i = 0; i < count; ++i) {
    graph::Node node;
    node.id = graph::NodeId(graph.nextId++);
    node.name = "node-" + std::to_string(i);
    for (std::uint32_t k = 0; k < 4; ++k) {
      node.imports.push_back({model::ExternName(portName(k)), type, graph::PortKind::Instance, false});
      node.exports.push_back({model::ExternName(portName(k)), type, graph::PortKind::Instance, false});
    }
    graph.positions[node.id] = {(i / rows) * 340.0, (i % rows) * 270.0};
    graph.nodes.emplace(node.id, std::move(node));
  }
  for (std::uint32_t i = rows; i < count; ++i)
    for (std::uint32_t k = 0; k < 2; ++k) {
      const std::uint32_t from = i - rows + (k == 1 && (i % rows) + 1 < rows ? 1 : 0);
      graph::Edge edge{graph::EdgeId(graph.nextId++),
                       {graph::NodeId(first + from), graph::Side::Export, portName(k)},
                       {graph::NodeId(first + i), graph::Side::Import, portName(k)},
                       {}};
      graph.edges.emplace(edge.id, std::move(edge));
    }
  return graph;
}

}  // namespace sb::bench
