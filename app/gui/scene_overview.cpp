// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cmath>

#include "app/gui/scene_graphs.h"

// A thousand nodes in nine frames, as the design's overview has them.
namespace sb::gui {
namespace {

using graph::NodeId;

constexpr double pitchX = 278, pitchY = 232, unitsPerPixel = 11;

struct Group {
  const char* name;
  int nodes, columns;
  double x, y;  ///< of its first node, in pixels of the picture
};
constexpr Group groups[] = {
    {"platform", 66, 3, 45, 232},  {"ingest", 102, 8, 184, 98},   {"identity", 110, 8, 184, 428},
    {"storage", 133, 9, 481, 83},  {"pricing", 142, 9, 481, 434}, {"catalog", 97, 9, 803, 101},
    {"orders", 128, 10, 803, 393}, {"search", 119, 8, 1152, 91},  {"delivery", 103, 8, 1152, 437}};
struct Between {
  int from, to, wires;
};
constexpr Between betweens[] = {{0, 1, 66}, {0, 2, 57}, {1, 3, 118}, {1, 4, 22},  {2, 3, 41}, {2, 4, 73},
                                {3, 5, 96}, {3, 6, 38}, {4, 6, 84},  {5, 7, 122}, {5, 8, 29}, {6, 8, 91}};

class Builder {
 public:
  explicit Builder(graph::Graph& graph) : m_graph(graph) {
    auto call = std::make_shared<types::FuncType>();
    auto type = std::make_shared<types::InstanceType>();
    type->exports.push_back({model::ExternName("call"), types::FuncTypeRef(call)});
    m_type = types::InstanceTypeRef(type);
  }

  std::vector<NodeId> group(const Group& group) {
    std::vector<NodeId> ids;
    const int rows = (group.nodes + group.columns - 1) / group.columns;
    graph::Frame frame{graph::FrameId(m_graph.nextId++), group.name, {}};
    for (int i = 0; i < group.nodes; ++i) {
      graph::Node node;
      node.id = NodeId(m_graph.nextId++);
      node.name = std::string(group.name) + "-" + std::to_string(i + 1);
      node.exports.push_back(
          {model::ExternName("demo-" + std::string(group.name) + ":mesh/n" + std::to_string(i)), m_type,
           graph::PortKind::Instance, false});
      m_graph.positions[node.id] = {group.x * unitsPerPixel + i / rows * pitchX,
                                    group.y * unitsPerPixel + i % rows * pitchY};
      frame.nodes.insert(node.id);
      ids.push_back(node.id);
      m_graph.nodes.emplace(node.id, std::move(node));
    }
    for (int i = rows; i < group.nodes; ++i)  // each calls three or four of the column before
      for (int step = -1; step <= (i % 3 == 0 ? 2 : 1); ++step) {
        const int other = i - rows + step;
        if (other >= 0 && other / rows == i / rows - 1) wire(ids[at(other)], ids[at(i)]);
      }
    m_graph.frames.emplace(frame.id, std::move(frame));
    return ids;
  }

  graph::EdgeId wire(NodeId from, NodeId to) {
    const graph::Port port = m_graph.nodes.at(from).exports.front();
    graph::Node& caller = m_graph.nodes.at(to);
    if (caller.findImport(port.name.name)) return {};
    caller.imports.push_back(port);
    const graph::EdgeId id(m_graph.nextId++);
    m_graph.edges.emplace(
        id,
        graph::Edge{
            id, {from, graph::Side::Export, port.name.name}, {to, graph::Side::Import, port.name.name}, {}});
    return id;
  }
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

 private:
  graph::Graph& m_graph;
  types::InstanceTypeRef m_type;
};

void hook(graph::Graph& graph, std::size_t number, int hooks) {
  auto edge = graph.edges.begin();
  std::advance(edge, static_cast<std::ptrdiff_t>(number * graph.edges.size() / 12));
  for (int i = 0; i < hooks; ++i) {
    graph::Hook hook;
    hook.id = graph::HookId(graph.nextId++);
    hook.name = "audit";
    hook.enabled = false;  // no adapters are made for a picture
    edge->second.hooks.push_back(std::move(hook));
  }
}

}  // namespace

graph::Graph overviewGraph() {
  graph::Graph graph = graph::emptyGraph("mesh.composed.wasm");
  Builder builder(graph);
  std::vector<std::vector<NodeId>> ids;
  for (const Group& group : groups) ids.push_back(builder.group(group));
  for (const Between& between : betweens) {
    const auto& from = ids[Builder::at(between.from)];
    const auto& to = ids[Builder::at(between.to)];
    for (int i = 0; i < between.wires; ++i)
      builder.wire(from[Builder::at(i) % from.size()], to[Builder::at(i) % to.size()]);
  }
  const int stacks[] = {1, 2, 1, 3, 1, 2, 1, 1};
  for (std::size_t i = 0; i < std::size(stacks); ++i) hook(graph, i + 2, stacks[i]);
  for (const std::size_t group : {1u, 5u}) {  // two imports that nothing provides
    graph::Port open = graph.nodes.at(ids[group][40]).exports.front();
    open.name = model::ExternName("demo:absent/x");
    graph.nodes.at(ids[group][40]).imports.push_back(std::move(open));
  }
  return graph;
}

}  // namespace sb::gui
