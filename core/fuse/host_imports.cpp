// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/host_imports.h"

#include <algorithm>

#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::fuse {
namespace {

using ValuePlaces = std::map<const types::ValTypeNode*, UsedType>;

/// Where a node gets its named types from: the first import of each type definition, as host port and item.
class UsedTypes {
 public:
  UsedTypes(const graph::Graph& graph, const graph::GraphIndex& index,
            const std::map<std::string, std::string>& merged)
      : m_graph(graph), m_index(index), m_merged(merged) {}

  /// The interface before `port` that has the definition of which `type` is an `eq`.
  std::optional<UsedType> find(graph::NodeId node, const std::string& port, const types::ValType& type) {
    const ValuePlaces& places = placesOf(node);
    for (const types::ValTypeNode* at = type->origin.get(); at; at = at->origin.get()) {
      const auto place = places.find(at);
      if (place != places.end() && place->second.port != port) return place->second;
    }
    return std::nullopt;
  }

 private:
  const ValuePlaces& placesOf(graph::NodeId id) {
    const auto [entry, fresh] = m_places.try_emplace(id);
    const graph::Node* node = fresh ? m_graph.find(id) : nullptr;
    if (!node) return entry->second;
    const bool host = node->kind == graph::NodeKind::Host;
    for (const graph::Port& port : host ? node->exports : node->imports) {
      const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type);
      const graph::Edge* edge =
          host ? nullptr : m_graph.find(m_index.edgeInto({id, graph::Side::Import, port.name.name}));
      if (!instance || (!host && (!edge || edge->provider.node != m_graph.host))) continue;
      const auto merged = m_merged.find(host ? port.name.name : edge->provider.name);
      if (merged == m_merged.end()) continue;
      for (const types::NamedExtern& item : (*instance)->exports) {
        const auto* value = std::get_if<types::TypeOfValue>(&item.type);
        if (value) entry->second.emplace(value->type.get(), UsedType{merged->second, item.name.name});
      }
    }
    return entry->second;
  }

  const graph::Graph& m_graph;
  const graph::GraphIndex& m_index;
  const std::map<std::string, std::string>& m_merged;
  std::map<graph::NodeId, ValuePlaces> m_places;
};

/// Two types of one name united into `known`: functions and types have to be equal, instances grow.
std::optional<types::Mismatch> unite(types::ExternType& known, const types::ExternType& other) {
  const auto* mine = std::get_if<types::InstanceTypeRef>(&known);
  const auto* theirs = std::get_if<types::InstanceTypeRef>(&other);
  if (!mine || !theirs) {
    if (auto problem = types::fits(other, known)) return problem;
    return types::fits(known, other);
  }
  types::InstanceType grown = **mine;
  for (const types::NamedExtern& item : (*theirs)->exports) {
    const auto same = std::find_if(grown.exports.begin(), grown.exports.end(),
                                   [&](const auto& e) { return e.name.name == item.name.name; });
    if (same == grown.exports.end())
      grown.exports.push_back(item);
    else if (auto problem = unite(same->type, item.type))
      return problem;
  }
  grown.byName.clear();
  known = types::finish(std::move(grown));
  return std::nullopt;
}

tl::unexpected<Error> clash(const std::string& name, const std::string& first, const std::string& second,
                            const types::Mismatch& mismatch) {
  return fail(ErrorCode::TypeMismatch, "`" + name + "` would be imported with two types, by `" + first +
                                           "` and by `" + second + "`: " + mismatch.message);
}

/// Something in the graph takes this import of the composition as a whole, or a part of it by itself.
bool usedInParts(const graph::GraphIndex& index, const graph::Node& host, const graph::Port& whole) {
  return std::any_of(host.exports.begin(), host.exports.end(), [&](const graph::Port& port) {
    return !port.path.empty() && port.path.front() == whole.name.name &&
           !index.edgesFrom({host.id, graph::Side::Export, port.name.name}).empty();
  });
}

class Collector {
 public:
  Collector(const graph::Graph& graph, const graph::GraphIndex& index, HostImports& out, RootWorld& world)
      : m_graph(graph), m_index(index), m_out(out), m_world(world), m_used(graph, index, out.merged) {}

  Result<void> collect() {
    const graph::Node& host = m_graph.nodes.at(m_graph.host);
    for (const bool instances : {true, false}) {
      for (const graph::Port& port : host.exports) {
        const bool isInstance = std::holds_alternative<types::InstanceTypeRef>(port.type);
        if (isInstance != instances || !m_out.merged.count(port.name.name)) continue;
        SB_TRY_VOID(addPort(host, port));
      }
    }
    return {};
  }

 private:
  Result<void> addPort(const graph::Node& host, const graph::Port& port) {
    if (port.pinned || usedInParts(m_index, host, port)) {
      SB_TRY_VOID(addView(host.id, port.name.name, port.type, "the composition"));
    }
    for (const graph::EdgeId id : m_index.edgesFrom({host.id, graph::Side::Export, port.name.name})) {
      const graph::Edge* edge = m_graph.find(id);
      const graph::Node* consumer = m_graph.find(edge->consumer.node);
      const graph::Port* import = m_graph.find(edge->consumer);
      if (!consumer || !import) continue;
      const bool passedOn =
          consumer->kind == graph::NodeKind::Host;  // exported again: only the host's type is known
      SB_TRY_VOID(addView(passedOn ? host.id : consumer->id, port.name.name,
                          passedOn ? port.type : import->type, consumer->name));
    }
    return {};
  }

  /// `type` of the host port `portName` as `node` sees it.
  Result<void> addView(graph::NodeId node, const std::string& portName, const types::ExternType& type,
                       const std::string& owner) {
    const std::string& target = m_out.merged.at(portName);
    MergedImport& import = importFor(target, type);
    const types::ExternType lifted = m_world.lift(node, type);
    const auto* instance = std::get_if<types::InstanceTypeRef>(&lifted);
    if (import.isInstance != (instance != nullptr)) {
      return fail(ErrorCode::TypeMismatch, "`" + target + "` is imported as two different sorts, by `" +
                                               import.owner + "` and by `" + owner + "`");
    }
    if (import.owner.empty()) import.owner = owner;
    if (!instance) {
      if (const auto problem = types::fits(lifted, import.type))
        return clash(target, import.owner, owner, *problem);
      return {};
    }
    const auto& original = std::get<types::InstanceTypeRef>(type)->exports;
    for (std::size_t i = 0; i < original.size(); ++i) {
      const types::NamedExtern& item = (*instance)->exports[i];
      const auto* value = std::get_if<types::TypeOfValue>(&original[i].type);
      std::optional<UsedType> used = value ? m_used.find(node, target, value->type) : std::nullopt;
      SB_TRY_VOID(addItem(import, {item.name, item.type, std::move(used), owner}));
    }
    return {};
  }

  static Result<void> addItem(MergedImport& import, MergedItem item) {
    const auto same = std::find_if(import.items.begin(), import.items.end(), [&](const MergedItem& known) {
      return known.name.name == item.name.name;
    });
    if (same == import.items.end()) {
      import.items.push_back(std::move(item));
      return {};
    }
    if (!same->used) same->used = std::move(item.used);
    if (const auto problem = unite(same->type, item.type)) {
      return clash(import.name.name, same->owner, item.owner, *problem);
    }
    return {};
  }

  MergedImport& importFor(const std::string& name, const types::ExternType& type) {
    const auto found = std::find_if(m_out.imports.begin(), m_out.imports.end(),
                                    [&](const MergedImport& import) { return import.name.name == name; });
    if (found != m_out.imports.end()) return *found;
    MergedImport import;
    const graph::Port* port = m_graph.find({m_graph.host, graph::Side::Export, name});
    import.name = port ? port->name : model::ExternName(name);
    import.isInstance = std::holds_alternative<types::InstanceTypeRef>(type);
    if (!import.isInstance) import.type = m_world.lift(m_graph.host, port ? port->type : type);
    m_out.imports.push_back(std::move(import));
    return m_out.imports.back();
  }

  const graph::Graph& m_graph;
  const graph::GraphIndex& m_index;
  HostImports& m_out;
  RootWorld& m_world;
  UsedTypes m_used;
};

}  // namespace

std::map<std::string, std::string> mergeVersions(const graph::Graph& graph, const graph::GraphIndex& index) {
  std::map<std::string, std::string> merged;
  const graph::Node& host = graph.nodes.at(graph.host);
  struct Group {
    types::InterfaceName name;
    std::optional<types::Semver> version;
    std::vector<const graph::Port*> ports;
  };
  std::vector<Group> groups;
  for (const graph::Port& port : host.exports) {
    const bool used = port.pinned ||
                      !index.edgesFrom({host.id, graph::Side::Export, port.name.name}).empty() ||
                      usedInParts(index, host, port);
    if (!port.path.empty()) continue;
    if (!used) continue;
    merged[port.name.name] = port.name.name;
    if (!std::holds_alternative<types::InstanceTypeRef>(port.type)) continue;
    const types::InterfaceName name = types::parseInterfaceName(port.name.name);
    const std::optional<types::Semver> version = types::parseSemver(name.version);
    if (!version) continue;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
      const bool bothDeclared =
          port.pinned && std::any_of(g.ports.begin(), g.ports.end(), [](auto* p) { return p->pinned; });
      return g.name.withoutVersion() == name.withoutVersion() && types::sameTrack(*g.version, *version) &&
             !bothDeclared;
    });
    if (group == groups.end()) {
      groups.push_back({name, version, {&port}});
      continue;
    }
    group->ports.push_back(&port);
    if (types::compareSemver(*version, *group->version) > 0) {
      group->version = version;
      group->name = name;
    }
  }
  for (const Group& group : groups) {
    for (const graph::Port* port : group.ports) merged[port->name.name] = group.name.text();
  }
  return merged;
}

Result<HostImports> collectHostImports(const graph::Graph& graph, const graph::GraphIndex& index,
                                       std::map<std::string, std::string> merged, RootWorld& world) {
  HostImports out;
  out.merged = std::move(merged);
  SB_TRY_VOID(Collector(graph, index, out, world).collect());
  return out;
}

}  // namespace sb::fuse
