// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/store/saved_graph.h"

#include <algorithm>
#include <set>

#include "core/graph/graph_index.h"
#include "core/graph/instance_node.h"
#include "core/graph/port_kind.h"
#include "core/store/project_words.h"

namespace sb::store {
namespace {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::NodeKind;
using graph::Port;
using graph::PortRef;
using graph::Side;

constexpr std::size_t MostNodes = 1'000'000, MostPorts = 100'000, MostHooks = 10'000;
constexpr std::uint32_t MostId = 0xffff'fff0;
constexpr unsigned MaxNesting = 64;

class GraphReader {
 public:
  GraphReader(const ReadContext& context, unsigned nesting) : m_context(context), m_nesting(nesting) {}

  Result<Graph> read(const JsonPlace& place) {
    SB_TRY(const std::uint64_t host, place.numberAt("host", MostId));
    m_graph.host = NodeId(static_cast<std::uint32_t>(host));
    SB_TRY(const auto nodes, place.list("nodes", MostNodes));
    for (const JsonPlace& node : nodes) SB_TRY_VOID(readNode(node));
    const Node* found = m_graph.find(m_graph.host);
    if (!found || found->kind != NodeKind::Host) return place.error("has no host node");
    SB_TRY(const auto edges, place.list("edges", MostNodes));
    for (const JsonPlace& edge : edges) SB_TRY_VOID(readEdge(edge));
    SB_TRY_VOID(checkLoops(place));
    SB_TRY(const auto frames, place.list("frames", MostNodes));
    for (const JsonPlace& frame : frames) SB_TRY_VOID(readFrame(frame));
    SB_TRY(const std::uint64_t nextId, place.numberAt("nextId", MostId));
    m_graph.nextId = std::max(m_nextId, static_cast<std::uint32_t>(nextId));
    completePorts(m_graph, m_context, m_nesting == 0);
    return std::move(m_graph);
  }

 private:
  Result<std::uint32_t> id(const JsonPlace& place) {
    SB_TRY(const std::uint64_t value, place.numberAt("id", MostId));
    if (value == 0) return place.error("has the id 0");
    m_nextId = std::max(m_nextId, static_cast<std::uint32_t>(value) + 1);
    return static_cast<std::uint32_t>(value);
  }

  Result<const FileReader::Found*> file(const JsonPlace& place, std::size_t& index) {
    SB_TRY(const std::uint64_t value, place.numberAt("file"));
    if (value >= m_context.files.size()) return place.error("names a file that is not in the list");
    index = static_cast<std::size_t>(value);
    return &m_context.files[index];
  }

  Result<void> readNode(const JsonPlace& place) {
    Node node;
    SB_TRY(const std::uint32_t nodeId, id(place));
    node.id = NodeId(nodeId);
    SB_TRY(node.kind, place.oneOf<NodeKind>("kind", NodeKindWords));
    SB_TRY(node.name, place.textAt("name"));
    SB_TRY(node.nameSource, place.oneOf<graph::NameSource>("nameFrom", NameSourceWords));
    if (node.name.empty() || !m_names.insert(node.name).second)
      return place.error("has a name that is empty or taken");
    if ((node.kind == NodeKind::Host) != (node.id == m_graph.host))
      return place.error("is not the host of this graph");
    SB_TRY(const std::vector<Port> imports, ports(place, "imports"));
    SB_TRY(const std::vector<Port> exports, ports(place, "exports"));
    if (place.has("file")) {
      SB_TRY_VOID(fromFile(place, node, exports));
    } else if (place.has("inner")) {
      SB_TRY_VOID(fromInner(place, node, exports));
    } else {
      node.imports = imports;
      node.exports = exports;
      SB_TRY(node.note, place.optionalText("note"));
      const bool portsOnly = node.kind == NodeKind::Host || node.kind == NodeKind::Bundle;
      if (!portsOnly) node.kind = NodeKind::Unresolved;
    }
    if (place.has("at")) {
      SB_TRY(const JsonPlace at, place.member("at"));
      SB_TRY(const auto both, at.items(2));
      SB_TRY(const double x, both[0].coordinate());
      SB_TRY(const double y, both[1].coordinate());
      m_graph.positions[node.id] = {x, y};
    }
    if (!m_graph.nodes.emplace(node.id, std::move(node)).second)
      return place.error("has an id that is taken");
    return {};
  }

  /// Ports and inside come from the component; what the project adds are the parts that are passed on by
  /// themselves.
  Result<void> fromFile(const JsonPlace& place, Node& node, const std::vector<Port>& exports) {
    std::size_t index = 0;
    SB_TRY(const FileReader::Found* const found, file(place, index));
    if (!found->file) {
      node.kind = NodeKind::Unresolved;
      node.missing = FileReader::placeholder(m_context.entries[index], m_context.folder);
      node.note = found->why;
      node.exports = exports;
      m_open.insert(node.id);
      m_context.remark(concat("`", node.name, "`: ", found->why));
      return {};
    }
    const NodeKind kind = node.kind;
    const NodeId id = node.id;
    Node made = m_made.count(index) != 0
                    ? m_made.at(index)
                    : graph::instanceNode(found->file, node.name, node.nameSource, m_nesting);
    m_made.emplace(index, made);
    made.id = id;
    made.name = node.name;
    made.nameSource = node.nameSource;
    if (kind == NodeKind::Hook || kind == NodeKind::Adapter) made.kind = kind;
    if (made.note.empty()) {
      SB_TRY(made.note, place.optionalText("note"));
    }
    if (!found->why.empty()) {
      m_changed.emplace(id, index);
      m_context.remark(concat("`", node.name, "`: ", found->why));
    }
    for (const Port& part : exports) addPart(made, part);
    node = std::move(made);
    return {};
  }

  static void addPart(Node& node, Port part) {
    if (part.path.size() < 2 || node.findExport(part.name.name)) return;
    const Port* whole = node.findExport(part.path.front());
    const types::ExternType* at = whole ? &whole->type : nullptr;
    for (std::size_t i = 1; at && i < part.path.size(); ++i) {
      const auto* instance = std::get_if<types::InstanceTypeRef>(at);
      const types::NamedExtern* item = instance && *instance ? (*instance)->find(part.path[i]) : nullptr;
      at = item ? &item->type : nullptr;
    }
    if (!at) return;  // the component has changed; the edge will say so
    part.type = *at;
    part.kind = graph::portKindOf(part.type);
    node.exports.push_back(std::move(part));
  }

  Result<void> fromInner(const JsonPlace& place, Node& node, const std::vector<Port>& exports) {
    if (node.kind != NodeKind::Composition) return place.error("has something inside, but is no composition");
    if (m_nesting >= MaxNesting)
      return fail(ErrorCode::LimitExceeded, concat("`", place.path(), "` is nested too deeply"));
    SB_TRY(const JsonPlace inside, place.member("inner"));
    SB_TRY(Graph inner, readGraph1(inside, m_context, m_nesting + 1));
    inner.name = node.name;
    const Node& host = inner.nodes.at(inner.host);
    node.imports = wholePorts(host.exports);
    node.exports = wholePorts(host.imports);
    for (const Port& part : exports) addPart(node, part);
    node.inner = std::make_shared<const Graph>(std::move(inner));
    return {};
  }

  static std::vector<Port> wholePorts(std::vector<Port> ports) {
    ports.erase(
        std::remove_if(ports.begin(), ports.end(), [](const Port& port) { return !port.path.empty(); }),
        ports.end());
    for (Port& port : ports) port.pinned = false;
    return ports;
  }

  Result<std::vector<Port>> ports(const JsonPlace& node, const char* key) {
    SB_TRY(const auto places, node.list(key, MostPorts));
    std::vector<Port> ports;
    std::set<std::string> names;
    for (const JsonPlace& place : places) {
      Port port;
      port.type = types::FuncTypeRef();  // not known yet, see completePorts
      SB_TRY(port.name.name, place.textAt("name"));
      if (!names.insert(port.name.name).second) return place.error("has a name that is taken");
      SB_TRY(port.kind, place.oneOf<graph::PortKind>("kind", PortKindWords));
      SB_TRY(port.pinned, place.optionalTruth("pinned", false));
      if (place.has("leadByte")) {
        SB_TRY(const std::uint64_t leadByte, place.numberAt("leadByte", 2));
        port.name.leadByte = static_cast<std::uint8_t>(leadByte);
      }
      SB_TRY(const auto attributes, place.list("attributes", MostPorts));
      for (const JsonPlace& attribute : attributes) {
        SB_TRY(const auto kind, attribute.oneOf<model::NameAttribute::Kind>("kind", AttributeWords));
        SB_TRY(std::string value, attribute.textAt("value"));
        port.name.attributes.push_back({kind, std::move(value)});
      }
      SB_TRY(const auto parts, place.list("path", MostPorts));
      for (const JsonPlace& part : parts) {
        SB_TRY(std::string text, part.text());
        port.path.push_back(std::move(text));
      }
      ports.push_back(std::move(port));
    }
    return ports;
  }

  Result<PortRef> end(const JsonPlace& edge, const char* key, Side side) {
    SB_TRY(const JsonPlace place, edge.member(key));
    SB_TRY(const auto both, place.items(2));
    SB_TRY(const std::uint64_t node, both[0].number(MostId));
    SB_TRY(std::string name, both[1].text());
    PortRef ref{NodeId(static_cast<std::uint32_t>(node)), side, std::move(name)};
    const auto found = m_graph.nodes.find(ref.node);
    if (found == m_graph.nodes.end()) return place.error("names a node that is not there");
    if (m_graph.find(ref)) return ref;
    Node& owner = found->second;
    if (const auto changed = m_changed.find(owner.id); changed != m_changed.end()) {
      owner.kind = NodeKind::Unresolved;
      owner.note = concat(m_context.files[changed->second].why, " and has no `", ref.name, "` any more");
      owner.missing = FileReader::placeholder(m_context.entries[changed->second], m_context.folder);
      owner.file = nullptr;
      owner.inner = nullptr;
      m_open.insert(owner.id);
      m_changed.erase(changed);
    }
    if (m_open.count(owner.id) == 0)
      return place.error(concat("names the port `", ref.name, "`, which is not there"));
    Port port;
    port.name = model::ExternName(ref.name);
    port.type = types::FuncTypeRef();
    (side == Side::Import ? owner.imports : owner.exports).push_back(std::move(port));
    return ref;
  }

  Result<void> readEdge(const JsonPlace& place) {
    graph::Edge edge;
    SB_TRY(const std::uint32_t edgeId, id(place));
    edge.id = graph::EdgeId(edgeId);
    SB_TRY(edge.provider, end(place, "from", Side::Export));
    SB_TRY(edge.consumer, end(place, "to", Side::Import));
    if (!m_taken.insert(edge.consumer).second)
      return place.error("ends at an import that has a connection already");
    SB_TRY(const auto hooks, place.list("hooks", MostHooks));
    for (const JsonPlace& hook : hooks) {
      SB_TRY(graph::Hook read, readHook(hook));
      if (!m_hooks.insert(read.id).second) return hook.error("has an id that is taken");
      edge.hooks.push_back(std::move(read));
    }
    if (!m_graph.edges.emplace(edge.id, std::move(edge)).second)
      return place.error("has an id that is taken");
    return {};
  }

  Result<void> readFrame(const JsonPlace& place) {
    graph::Frame frame;
    SB_TRY(const std::uint32_t frameId, id(place));
    frame.id = graph::FrameId(frameId);
    SB_TRY(frame.title, place.textAt("title"));
    if (frame.title.empty()) return place.error("has no title");
    SB_TRY(const auto nodes, place.list("nodes", MostNodes));
    for (const JsonPlace& node : nodes) {
      SB_TRY(const std::uint64_t value, node.number(MostId));
      const NodeId nodeId(static_cast<std::uint32_t>(value));
      if (!m_graph.find(nodeId)) return node.error("is not a node of this graph");
      if (!m_framed.insert(nodeId).second) return node.error("lies in two frames");
      frame.nodes.insert(nodeId);
    }
    if (!m_graph.frames.emplace(frame.id, std::move(frame)).second)
      return place.error("has an id that is taken");
    return {};
  }

  Result<graph::Hook> readHook(const JsonPlace& place) {
    graph::Hook hook;
    SB_TRY(const std::uint32_t hookId, id(place));
    hook.id = graph::HookId(hookId);
    SB_TRY(hook.name, place.textAt("name"));
    SB_TRY(hook.kind, place.oneOf<graph::HookKind>("kind", HookKindWords));
    SB_TRY(hook.enabled, place.optionalTruth("enabled", true));
    SB_TRY(hook.ownInstance, place.optionalText("ownInstance"));
    SB_TRY(hook.rule, place.optionalText("rule"));
    if (place.has("config")) {
      SB_TRY(const JsonPlace config, place.member("config"));
      SB_TRY(const auto members, config.members());
      for (const auto& [key, value] : members) {
        SB_TRY(hook.config[key], value.text());
      }
    }
    if (place.has("options")) {
      SB_TRY(const JsonPlace options, place.member("options"));
      SB_TRY(hook.options, readOptions(options));
    }
    if (!place.has("file")) return hook;
    std::size_t index = 0;
    SB_TRY(const FileReader::Found* const found, file(place, index));
    hook.file = found->file;
    if (found->file) return hook;
    hook.missing = FileReader::placeholder(m_context.entries[index], m_context.folder);
    m_context.remark(concat("hook `", hook.name, "`: ", found->why));
    return hook;
  }

  static Result<graph::HookOptions> readOptions(const JsonPlace& place) {
    graph::HookOptions options;
    SB_TRY(const auto functions, place.list("functions", MostPorts));
    for (const JsonPlace& function : functions) {
      SB_TRY(std::string text, function.text());
      options.functions.push_back(std::move(text));
    }
    if (place.has("gateValues")) {
      SB_TRY(const JsonPlace values, place.member("gateValues"));
      SB_TRY(const auto members, values.members());
      for (const auto& [function, value] : members) {
        SB_TRY(options.gateValues[function], value.text());
      }
    }
    if (place.has("onTrap")) {
      SB_TRY(options.onTrap, place.oneOf<graph::TrapPolicy>("onTrap", TrapPolicyWords));
    }
    SB_TRY(options.retypeToSync, place.optionalTruth("retypeToSync", false));
    return options;
  }

  /// Nodes without a provider that is left are taken away until none is left; what stays lies on a loop.
  Result<void> checkLoops(const JsonPlace& place) const {
    const graph::GraphIndex index(m_graph);
    std::map<NodeId, std::size_t> providers;
    std::vector<NodeId> ready;
    const auto counts = [&](const graph::Edge& edge) {
      return edge.provider.node != m_graph.host && edge.consumer.node != m_graph.host;
    };
    for (const auto& [id, edge] : m_graph.edges) {
      if (counts(edge)) ++providers[edge.consumer.node];
    }
    for (const auto& [id, node] : m_graph.nodes) {
      if (providers.count(id) == 0) ready.push_back(id);
    }
    for (std::size_t next = 0; next < ready.size(); ++next) {
      for (const graph::EdgeId id : index.edgesOf(ready[next])) {
        const graph::Edge& edge = m_graph.edges.at(id);
        if (!counts(edge) || edge.provider.node != ready[next]) continue;
        if (--providers.at(edge.consumer.node) == 0) ready.push_back(edge.consumer.node);
      }
    }
    if (ready.size() == m_graph.nodes.size()) return {};
    return fail(ErrorCode::WouldCloseLoop, concat("`", place.path(), "` has a loop of connections"));
  }

  const ReadContext& m_context;
  const unsigned m_nesting;
  Graph m_graph;
  std::uint32_t m_nextId = 1;
  std::set<std::string> m_names;
  std::set<PortRef> m_taken;
  std::set<graph::HookId> m_hooks;
  std::set<NodeId> m_framed;
  std::map<std::size_t, Node> m_made;  ///< by file: instances of one file share what was found in it
  std::set<NodeId> m_open;             ///< nodes that get the ports their edges ask for
  std::map<NodeId, std::size_t>
      m_changed;  ///< nodes whose file is not the one that was saved, with its entry
};

}  // namespace

Result<Graph> readGraph1(const JsonPlace& place, const ReadContext& context, unsigned nesting) {
  return GraphReader(context, nesting).read(place);
}

}  // namespace sb::store
