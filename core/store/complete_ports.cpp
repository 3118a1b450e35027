// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/graph/graph_index.h"
#include "core/graph/port_kind.h"
#include "core/store/saved_graph.h"
#include "core/support/concat.h"
#include "core/types/subtype.h"

namespace sb::store {
namespace {

using graph::Graph;
using graph::Node;
using graph::Port;
using graph::PortRef;
using graph::Side;

bool isTyped(const types::ExternType& type) {
  const auto* function = std::get_if<types::FuncTypeRef>(&type);
  return !function || *function != nullptr;
}

/// A type for a port about which nothing is known, by its kind.
types::ExternType stand(graph::PortKind kind) {
  switch (kind) {
    case graph::PortKind::Function: return types::finish(types::FuncType{});
    case graph::PortKind::Component: return types::finish(types::ComponentType{});
    case graph::PortKind::CoreModule: return std::make_shared<const types::CoreModuleType>();
    case graph::PortKind::Value: return types::ValueExtern{types::makeType(types::Primitive::Bool)};
    case graph::PortKind::Resource:
      return types::TypeOfResource{std::make_shared<const types::Resource>(), 0};
    case graph::PortKind::Instance:
    case graph::PortKind::TypesOnly: break;
  }
  return types::finish(types::InstanceType{});
}

class Completion {
 public:
  Completion(Graph& graph, const ReadContext& context, bool isRoot)
      : m_graph(graph), m_index(graph), m_context(context), m_origin(isRoot ? context.origin : nullptr) {}

  void run() {
    hostImports();
    bundles();
    hostExports();
    for (auto& [id, node] : m_graph.nodes) rest(node);
    dropUntyped();
  }

 private:
  Port* port(const PortRef& ref) {
    Node& node = m_graph.nodes.at(ref.node);
    auto& ports = ref.side == Side::Import ? node.imports : node.exports;
    const auto found =
        std::find_if(ports.begin(), ports.end(), [&](const Port& p) { return p.name.name == ref.name; });
    return found == ports.end() ? nullptr : &*found;
  }

  /// The composition's imports: as the origin declares them, else as the first user needs them.
  void hostImports() {
    for (Port& exported : m_graph.nodes.at(m_graph.host).exports) {
      if (!exported.path.empty()) continue;
      const types::NamedExtern* declared =
          m_origin ? m_origin->type->findImport(exported.name.name) : nullptr;
      if (declared) {
        exported.type = declared->type;
        continue;
      }
      for (const graph::EdgeId id : m_index.edgesFrom({m_graph.host, Side::Export, exported.name.name})) {
        const Port* user = port(m_graph.edges.at(id).consumer);
        if (!user || !isTyped(user->type)) continue;
        exported.type = user->type;
        break;
      }
    }
    partsOfHost();
  }

  void partsOfHost() {
    Node& host = m_graph.nodes.at(m_graph.host);
    for (Port& part : host.exports) {
      if (part.path.empty()) continue;
      const Port* whole = host.findExport(part.path.front());
      const types::ExternType* at = whole ? &whole->type : nullptr;
      for (std::size_t i = 1; at && i < part.path.size(); ++i) {
        const auto* instance = std::get_if<types::InstanceTypeRef>(at);
        const types::NamedExtern* item = instance && *instance ? (*instance)->find(part.path[i]) : nullptr;
        at = item ? &item->type : nullptr;
      }
      if (at) part.type = *at;
    }
  }

  /// A bundle imports what its providers export and exports all of it. Bundles may hold bundles: as many
  /// rounds as that takes.
  void bundles() {
    for (bool changed = true; changed;) {
      changed = false;
      for (auto& [id, node] : m_graph.nodes) {
        if (node.kind == graph::NodeKind::Bundle && !node.exports.empty() &&
            !isTyped(node.exports.front().type)) {
          changed = bundle(node) || changed;
        }
      }
    }
  }

  bool bundle(Node& node) {
    types::InstanceType type;
    for (Port& import : node.imports) {
      const graph::EdgeId edge = m_index.edgeInto({node.id, Side::Import, import.name.name});
      const Port* provider = edge.valid() ? port(m_graph.edges.at(edge).provider) : nullptr;
      if (!provider || !isTyped(provider->type)) return false;
      import.type = provider->type;
      type.exports.push_back({import.name, import.type});
    }
    node.exports.front().type = types::finish(std::move(type));
    return true;
  }

  /// The composition's exports: as the origin declares them when what is connected now still fits, else as
  /// provided.
  void hostExports() {
    for (Port& import : m_graph.nodes.at(m_graph.host).imports) {
      const graph::EdgeId edge = m_index.edgeInto({m_graph.host, Side::Import, import.name.name});
      const Port* provider = edge.valid() ? port(m_graph.edges.at(edge).provider) : nullptr;
      const types::NamedExtern* declared = m_origin ? m_origin->type->findExport(import.name.name) : nullptr;
      const bool known = provider && isTyped(provider->type);
      if (declared && (!known || !types::fits(provider->type, declared->type))) {
        import.type = declared->type;
      } else if (known) {
        import.type = provider->type;
      }
    }
  }

  /// Unresolved nodes: as the other end of their edges.
  void rest(Node& node) {
    if (node.kind == graph::NodeKind::Host) return;
    for (Port& import : node.imports) {
      if (isTyped(import.type)) continue;
      const graph::EdgeId edge = m_index.edgeInto({node.id, Side::Import, import.name.name});
      const Port* other = edge.valid() ? port(m_graph.edges.at(edge).provider) : nullptr;
      import.type = other && isTyped(other->type) ? other->type : stand(import.kind);
    }
    for (Port& exported : node.exports) {
      if (isTyped(exported.type)) continue;
      const auto& edges = m_index.edgesFrom({node.id, Side::Export, exported.name.name});
      const Port* other = edges.empty() ? nullptr : port(m_graph.edges.at(edges.front()).consumer);
      exported.type = other && isTyped(other->type) ? other->type : stand(exported.kind);
    }
  }

  /// Ports of the host whose type is lost: connected ones get a stand-in, others go.
  void dropUntyped() {
    Node& host = m_graph.nodes.at(m_graph.host);
    for (auto* ports : {&host.imports, &host.exports}) {
      const Side side = ports == &host.imports ? Side::Import : Side::Export;
      const auto gone = [&](Port& port) {
        if (isTyped(port.type)) return false;
        const PortRef ref{host.id, side, port.name.name};
        const bool connected =
            side == Side::Import ? m_index.edgeInto(ref).valid() : !m_index.edgesFrom(ref).empty();
        if (connected) port.type = stand(port.kind);
        if (!connected)
          m_context.remark(concat("the ", side == Side::Import ? "export" : "import", " `", port.name.name,
                                  "` of the composition is left out: its type is not known without ",
                                  "the composed file"));
        return !connected;
      };
      ports->erase(std::remove_if(ports->begin(), ports->end(), gone), ports->end());
      for (Port& port : *ports) port.kind = graph::portKindOf(port.type);
    }
  }

  Graph& m_graph;
  graph::GraphIndex m_index;
  const ReadContext& m_context;
  const graph::ComponentFileRef m_origin;
};

}  // namespace

void completePorts(Graph& graph, const ReadContext& context, bool isRoot) {
  Completion(graph, context, isRoot).run();
}

}  // namespace sb::store
