// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/fused_component.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/fuse/export_names.h"
#include "core/fuse/host_imports.h"
#include "core/fuse/inner_changes.h"
#include "core/fuse/producers.h"
#include "core/fuse/root_world.h"
#include "core/fuse/shared_modules.h"
#include "core/fuse/type_writer.h"
#include "core/graph/graph_index.h"
#include "core/model/component_builder.h"
#include "core/plan/node_order.h"
#include "core/support/byte_text.h"
#include "core/support/match.h"

namespace sb::fuse {
namespace {

using graph::PortRef;
using graph::Side;
using model::Sort;
using model::SortIdx;

Sort sortOf(const types::ExternType& type) {
  return match(
      type, [](const types::FuncTypeRef&) { return Sort::Func; },
      [](const types::InstanceTypeRef&) { return Sort::Instance; },
      [](const types::ComponentTypeRef&) { return Sort::Component; },
      [](const types::CoreModuleTypeRef&) { return Sort::CoreModule; },
      [](const types::ValueExtern&) { return Sort::Value; },
      [](const types::TypeOfValue&) { return Sort::Type; },
      [](const types::TypeOfResource&) { return Sort::Type; },
      [](const types::TypeOfFunc&) { return Sort::Type; },
      [](const types::TypeOfInstance&) { return Sort::Type; },
      [](const types::TypeOfComponent&) { return Sort::Type; });
}

bool isType(const types::ExternType& type) { return sortOf(type) == Sort::Type; }

/// Writes one graph. The parts of the output appear in the order of the member functions below.
class Fuser {
 public:
  explicit Fuser(const graph::Graph& graph)
      : m_graph(graph),
        m_index(graph),
        m_merged(mergeVersions(graph, m_index)),
        m_world(graph, m_merged),
        m_root(m_builder),
        m_sharedModules(graph) {}

  Result<model::Component> fuse() {
    SB_TRY(m_imports, collectHostImports(m_graph, m_index, m_merged, m_world));
    SB_TRY_VOID(writeImports());
    for (const graph::NodeId id : plan::nodeOrder(m_graph)) {
      SB_TRY_VOID(
          inContext(writeInstance(m_graph.nodes.at(id)), "in instance `" + m_graph.nodes.at(id).name + "`"));
    }
    SB_TRY_VOID(writeExports());
    m_builder.custom("producers", producersSection());
    return m_builder.finish();
  }

 private:
  // Imports.

  Result<void> writeImports() {
    m_state.assign(m_imports.imports.size(), State::Waiting);
    for (const int round : {0, 1, 2}) {  // instances, types, everything else
      for (std::size_t i = 0; i < m_imports.imports.size(); ++i) {
        const MergedImport& import = m_imports.imports[i];
        const int mine = import.isInstance ? 0 : isType(import.type) ? 1 : 2;
        if (mine == round) SB_TRY_VOID(writeImport(i));
      }
    }
    for (const auto& [port, name] : m_imports.merged) {
      const auto item = m_importItems.find(name);
      if (item != m_importItems.end())
        m_items.emplace(PortRef{m_graph.host, Side::Export, port}, item->second);
    }
    return {};
  }

  /// Writes what an import needs, then the import.
  Result<void> writeImport(std::size_t index) {
    if (m_state[index] != State::Waiting) return {};
    m_state[index] = State::Visiting;
    const MergedImport& import = m_imports.imports[index];
    for (const MergedItem& item : import.items) {
      if (item.used) SB_TRY_VOID(writeImportNamed(item.used->port));
      SB_TRY_VOID(writeOrigins(item.type, import.name.name));
    }
    if (!import.isInstance) SB_TRY_VOID(writeOrigins(import.type, import.name.name));
    m_state[index] = State::Written;
    if (!import.isInstance) {
      SB_TRY(const std::uint32_t made, m_writer.declare(m_root, true, import.name, import.type));
      m_importItems[import.name.name] = {sortOf(import.type), made};
      return {};
    }
    SB_TRY(const model::TypeIdx type, inContext(m_writer.instance(m_root, import.items, m_importInstances),
                                                "in import `" + import.name.name + "`"));
    const model::InstanceIdx made(m_builder.import(import.name, model::InstanceExtern{type}));
    types::InstanceType written;
    for (const MergedItem& item : import.items) written.exports.push_back({item.name, item.type});
    m_root.nameInstance(made, types::finish(std::move(written)));
    m_importInstances[import.name.name] = made;
    m_importItems[import.name.name] = {Sort::Instance, made.value};
    return {};
  }

  Result<void> writeImportNamed(const std::string& name) {
    for (std::size_t i = 0; i < m_imports.imports.size(); ++i) {
      if (m_imports.imports[i].name.name == name) return writeImport(i);
    }
    return {};
  }

  /// The imports that introduce the resources a type names have to come first.
  Result<void> writeOrigins(const types::ExternType& type, const std::string& import) {
    if (const auto* nested = std::get_if<types::InstanceTypeRef>(&type)) {
      for (const types::NamedExtern& item : (*nested)->exports) SB_TRY_VOID(writeOrigins(item.type, import));
    }
    const auto* own = std::get_if<types::TypeOfResource>(&type);
    const graph::ResourceOrigin* origin = own ? m_world.originOf(own->resource.get()) : nullptr;
    if (!origin || (origin->node == m_graph.host && origin->port == import)) return {};
    if (origin->node == m_graph.host) return writeImportNamed(origin->port);
    const graph::Node* provider = m_graph.find(origin->node);
    return fail(ErrorCode::TypeMismatch,
                "`" + import + "` from the host uses the resource `" + own->resource->name + "` that `" +
                    (provider ? provider->name : "?") + "` provides; both have to come from one place");
  }

  // Instances.

  const graph::Edge* edgeInto(const PortRef& import) const { return m_graph.find(m_index.edgeInto(import)); }

  Result<void> writeInstance(const graph::Node& node) {
    if (node.kind == graph::NodeKind::Bundle) return writeBundle(node);
    SB_TRY(const model::ComponentIdx component, componentOf(node));
    std::vector<model::InstantiateArg> args;
    for (const graph::Port& port : node.imports) {
      SB_TRY(const SortIdx item, argument(node, port));
      args.push_back({port.name.name, item});
    }
    m_instances.emplace(node.id, m_builder.instantiate(component, std::move(args), node.name));
    return {};
  }

  Result<void> writeBundle(const graph::Node& node) {
    std::vector<model::InlineExport> items;
    for (const graph::Port& port : node.imports) {
      SB_TRY(const SortIdx item, argument(node, port));
      items.push_back({port.name, item});
    }
    const model::InstanceIdx made = m_builder.bag(std::move(items), node.name);
    m_instances.emplace(node.id, made);
    for (const graph::Port& port : node.exports) {
      m_items.emplace(PortRef{node.id, Side::Export, port.name.name}, SortIdx{Sort::Instance, made.value});
    }
    return {};
  }

  /// The component of a node: embedded before its first instance, once for equal bytes.
  Result<model::ComponentIdx> componentOf(const graph::Node& node) {
    if (!node.file || innerChanged(node)) {
      if (!node.inner) {
        return fail(ErrorCode::NoSuchNode, "`" + node.name + "` has no component file");
      }
      SB_TRY(model::Component inner, fuseGraph(*node.inner));
      return m_builder.component(std::make_shared<const model::Component>(std::move(inner)));
    }
    const graph::ComponentFile& file = *node.file;
    const ComponentKey key{file.bytes.empty() ? &file : nullptr, asText(file.bytes)};
    const auto known = m_components.find(key);
    if (known != m_components.end()) return known->second;
    const model::ComponentIdx index = m_builder.component(
        node.kind == graph::NodeKind::Adapter ? m_sharedModules.embedded(file.component, m_builder)
                                              : file.component);
    m_components.emplace(key, index);
    return index;
  }

  Result<SortIdx> argument(const graph::Node& node, const graph::Port& port) {
    if (const graph::Edge* edge = edgeInto({node.id, Side::Import, port.name.name}))
      return itemOf(edge->provider);
    if (const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type)) {
      if (const auto bag = typesBag(*instance)) return SortIdx{Sort::Instance, bag->value};
    }
    return fail(ErrorCode::NoSuchEdge, "nothing provides `" + port.name.name + "`");
  }

  /// The definition behind an export of a node or an import of the composition.
  Result<SortIdx> itemOf(const PortRef& provider) {
    const auto known = m_items.find(provider);
    if (known != m_items.end()) return known->second;
    const graph::Port* port = m_graph.find(provider);
    const auto instance = m_instances.find(provider.node);
    if (!port || (instance == m_instances.end() && port->path.empty())) {
      return fail(ErrorCode::NoSuchPort, "the provider of `" + provider.name + "` does not export it");
    }
    const Sort sort = sortOf(port->type);
    model::InstanceIdx from = instance == m_instances.end() ? model::InstanceIdx() : instance->second;
    std::string name = provider.name;
    if (!port->path.empty()) {  // a part of another export
      SB_TRY(const SortIdx whole, itemOf({provider.node, Side::Export, port->path.front()}));
      from = model::InstanceIdx(whole.index);
      for (std::size_t i = 1; i + 1 < port->path.size(); ++i)
        from = m_builder.aliasInstance(from, port->path[i]);
      name = port->path.back();
    }
    const SortIdx item{sort, m_builder.aliasExport(sort, from, std::move(name))};
    m_items.emplace(provider, item);
    return item;
  }

  /// An instance of types alone, written down here; nothing when the type has anything else in it.
  std::optional<model::InstanceIdx> typesBag(const types::InstanceTypeRef& type) {
    const auto known = m_bags.find(type.get());
    if (known != m_bags.end()) return known->second;
    const bool typesOnly =
        std::all_of(type->exports.begin(), type->exports.end(), [](const types::NamedExtern& item) {
          const auto* value = std::get_if<types::TypeOfValue>(&item.type);
          return value && !value->type->facts.hasResource;
        });
    if (!typesOnly) return std::nullopt;
    std::vector<model::InlineExport> items;
    for (const types::NamedExtern& item : type->exports) {
      const Result<model::ValType> written =
          m_writer.value(m_root, std::get<types::TypeOfValue>(item.type).type);
      if (!written) return std::nullopt;
      const auto* primitive = std::get_if<model::Primitive>(&*written);
      const model::TypeIdx index =
          primitive ? m_root.define(model::PrimitiveDef{*primitive}) : std::get<model::TypeIdx>(*written);
      items.push_back({item.name, {Sort::Type, index.value}});
    }
    const model::InstanceIdx bag = m_builder.bag(std::move(items));
    m_bags.emplace(type.get(), bag);
    return bag;
  }

  // Exports.

  Result<void> writeExports() {
    const graph::Node& host = m_graph.nodes.at(m_graph.host);
    for (const graph::Port& port : host.imports) {
      const graph::Edge* edge = edgeInto({host.id, Side::Import, port.name.name});
      if (!edge) {
        if (!port.pinned) continue;
        return fail(ErrorCode::NoSuchEdge, "nothing provides the export `" + port.name.name + "`");
      }
      SB_TRY_VOID(inContext(writeExport(port, edge->provider), "in export `" + port.name.name + "`"));
    }
    return {};
  }

  Result<void> writeExport(const graph::Port& port, const PortRef& provider) {
    SB_TRY(const SortIdx item, itemOf(provider));
    const types::ExternType type = m_world.lift(provider.node, m_graph.find(provider)->type);
    SB_TRY(std::optional<model::ExternType> ascription, exportAscription(m_writer, m_root, type));
    const std::uint32_t made = m_builder.exportItem(port.name, item, std::move(ascription));
    if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) {
      m_root.nameInstance(model::InstanceIdx(made), *instance);
    } else if (const auto* value = std::get_if<types::TypeOfValue>(&type)) {
      m_root.nameValue(value->type, model::TypeIdx(made));
    } else if (const auto* resource = std::get_if<types::TypeOfResource>(&type)) {
      m_root.nameResource(resource->resource.get(), port.name.name, model::TypeIdx(made));
    }
    return {};
  }

  /// A component's bytes; where it has none, its file.
  using ComponentKey = std::pair<const graph::ComponentFile*, std::string_view>;
  enum class State : std::uint8_t { Waiting, Visiting, Written };

  const graph::Graph& m_graph;
  graph::GraphIndex m_index;
  const std::map<std::string, std::string> m_merged;
  RootWorld m_world;
  model::ComponentBuilder m_builder;
  TypeScope m_root;
  SharedModules m_sharedModules;
  TypeWriter m_writer;
  HostImports m_imports;
  std::vector<State> m_state;
  std::map<std::string, SortIdx> m_importItems;
  TypeWriter::InstanceOf m_importInstances;
  std::map<PortRef, SortIdx> m_items;
  std::map<graph::NodeId, model::InstanceIdx> m_instances;
  std::map<ComponentKey, model::ComponentIdx> m_components;
  std::map<const types::InstanceType*, model::InstanceIdx> m_bags;
};

}  // namespace

Result<model::Component> fuseGraph(const graph::Graph& graph) { return Fuser(graph).fuse(); }

}  // namespace sb::fuse
