// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/wire_components.h"

#include <algorithm>
#include <map>

#include "core/graph/edit.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::driver {
namespace {

using graph::PortRef;
using graph::Side;

Result<void> change(graph::Graph& graph, Result<graph::Edit> edit) {
  if (!edit) return tl::unexpected<Error>(std::move(edit).error());
  SB_TRY_VOID(graph::apply(graph, *edit));
  return {};
}

class Wiring {
 public:
  Wiring(graph::Graph& graph, const std::vector<graph::NodeId>& order) : m_graph(graph), m_order(order) {}

  Result<void> wire() {
    for (const graph::NodeId id : m_order) {
      for (const graph::Port& port : m_graph.nodes.at(id).exports) {
        if (const bool passesOn = !importLike(id, port.name.name).empty(); !passesOn)
          SB_TRY_VOID(addProvider(port.name.name, id));
        else
          m_between[port.name.name].push_back(id);
      }
    }
    for (const graph::NodeId id : m_order) {
      const std::vector<graph::Port> imports = m_graph.nodes.at(id).imports;
      for (const graph::Port& port : imports) {
        const PortRef consumer{id, Side::Import, port.name.name};
        if (const auto from = sourceFor(consumer))
          SB_TRY_VOID(change(m_graph, connectPorts(m_graph, *from, consumer)));
      }
    }
    return {};
  }

 private:
  const std::string& nameOf(graph::NodeId id) const { return m_graph.nodes.at(id).name; }

  Result<void> addProvider(const std::string& interface, graph::NodeId node) {
    const auto [known, fresh] = m_providers.emplace(interface, node);
    if (fresh) return {};
    return fail(
        ErrorCode::Refused,
        concat("`", interface, "` is exported by `", nameOf(known->second), "` and by `", nameOf(node),
               "`, so it is not clear which one to take; leave one out, or wire them with `edit` or WAC"));
  }

  /// The import of a node that an interface of this name would go into; empty: none.
  std::string importLike(graph::NodeId node, const std::string& interface) const {
    const graph::Node& found = m_graph.nodes.at(node);
    if (found.findImport(interface)) return interface;
    for (const graph::Port& port : found.imports)
      if (fitsByVersion(interface, port.name.name)) return port.name.name;
    return {};
  }

  static bool fitsByVersion(const std::string& provided, const std::string& wanted) {
    return types::standsInByVersion(types::parseInterfaceName(provided), types::parseInterfaceName(wanted));
  }

  /// The name under which somebody provides what an import wants: its own, else the highest on its track.
  std::string providedName(const std::string& wanted) const {
    if (m_providers.count(wanted) != 0 || m_between.count(wanted) != 0) return wanted;
    std::string best;
    const auto look = [&](const std::string& name) {
      if (fitsByVersion(name, wanted) && (best.empty() || fitsByVersion(name, best))) best = name;
    };
    for (const auto& [name, node] : m_providers) look(name);
    for (const auto& [name, nodes] : m_between) look(name);
    return best;
  }

  std::optional<PortRef> sourceFor(const PortRef& consumer) const {
    const std::string interface = providedName(consumer.name);
    if (interface.empty()) return std::nullopt;
    const auto between = m_between.find(interface);
    if (between != m_between.end()) {
      const std::vector<graph::NodeId>& chain = between->second;
      const auto self = std::find(chain.begin(), chain.end(), consumer.node);
      if (self == chain.end()) return PortRef{chain.back(), Side::Export, interface};
      if (self != chain.begin()) return PortRef{*std::prev(self), Side::Export, interface};
    }
    const auto provider = m_providers.find(interface);
    if (provider == m_providers.end() || provider->second == consumer.node) return std::nullopt;
    return PortRef{provider->second, Side::Export, interface};
  }

  graph::Graph& m_graph;
  const std::vector<graph::NodeId>& m_order;
  std::map<std::string, graph::NodeId> m_providers;
  std::map<std::string, std::vector<graph::NodeId>>
      m_between;  ///< those that pass it on, provider's side first
};

/// Everything left over goes through the border: imports to the host, exports that nobody takes out of the
/// composition.
Result<void> openBorder(graph::Graph& graph, std::vector<std::string>* remarks) {
  std::vector<PortRef> imports, exports;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == graph::NodeKind::Host) continue;
    for (const graph::Port& port : node.imports)
      if (const PortRef ref{id, Side::Import, port.name.name}; !graph.edgeInto(ref)) imports.push_back(ref);
    for (const graph::Port& port : node.exports)
      if (const PortRef ref{id, Side::Export, port.name.name}; graph.edgesFrom(ref).empty())
        exports.push_back(ref);
  }
  for (const PortRef& port : imports) SB_TRY_VOID(change(graph, graph::leaveToHost(graph, port)));
  for (const PortRef& port : exports) {
    const Result<void> done = change(graph, graph::exportPort(graph, port));
    if (!done && remarks)
      remarks->push_back(concat("`", port.name, "` of `", graph.find(port.node)->name,
                                "` is not exported: ", done.error().text()));
  }
  return {};
}

}  // namespace

Result<graph::Graph> wireComponents(const std::vector<NamedComponent>& components,
                                    std::vector<std::string>* remarks) {
  graph::Graph graph = graph::emptyGraph("composition");
  std::vector<graph::NodeId> order;
  for (const NamedComponent& component : components) {
    if (graph.findByName(component.name)) {
      return fail(ErrorCode::DuplicateName,
                  concat("two components are called `", component.name,
                         "`; give one another name: other=", component.file->fileName));
    }
    order.emplace_back(graph.nextId);
    SB_TRY_VOID(change(graph, graph::addComponent(graph, component.file, component.name, {})));
  }
  SB_TRY_VOID(Wiring(graph, order).wire());
  SB_TRY_VOID(openBorder(graph, remarks));
  return graph;
}

std::string nameFromStem(std::string stem) {
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return c == '.' || c == '_'; }, '-');
  return stem;
}

}  // namespace sb::driver
