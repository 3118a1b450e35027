// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/graph_builder.h"

#include <algorithm>
#include <cctype>

#include "core/graph/component_file.h"
#include "core/graph/instance_node.h"
#include "core/graph/port_kind.h"
#include "core/graph/reaches_out.h"
#include "core/graph/stand_alone.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::graph {
namespace {

tl::unexpected<Error> unsupported(std::string why) {
  return fail(ErrorCode::UnsupportedFeature, std::move(why));
}

/// Types without resources that an import asks for are written down wherever the composition is written.
bool isWrittenDown(const types::ExternType& type) {
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance || !*instance) return false;
  return std::all_of((*instance)->exports.begin(), (*instance)->exports.end(),
                     [](const types::NamedExtern& item) {
                       const auto* value = std::get_if<types::TypeOfValue>(&item.type);
                       return value && value->type && !value->type->facts.hasResource;
                     });
}

}  // namespace

GraphBuilder::GraphBuilder(BuildInput input, RootSpaces spaces, const LoadOptions& options)
    : m_input(std::move(input)),
      m_spaces(std::move(spaces)),
      m_options(options),
      m_componentNames(componentNames(*m_input.component)),
      m_graph(emptyGraph(m_input.fileName)) {
  m_graph.positions.clear();
  m_names = NodeNames(m_graph);
  if (!m_options.copies) m_options.copies = std::make_shared<CopyBudget>();
}

Result<Graph> GraphBuilder::build() {
  SB_TRY_VOID(hostPorts());
  SB_TRY_VOID(instances());
  SB_TRY_VOID(bundles());
  SB_TRY_VOID(arguments());
  SB_TRY_VOID(rootExports());
  pinUnused();
  remarks();
  return std::move(m_graph);
}

Result<void> GraphBuilder::hostPorts() {
  const types::ComponentType& type = *m_input.type;
  if (type.imports.size() != m_spaces.imports.size() || type.exports.size() != m_spaces.exports.size()) {
    return unsupported("its imports and exports could not all be resolved");
  }
  host().exports = portsOf(type.imports);
  host().imports = portsOf(type.exports);
  return {};
}

Result<const Node*> GraphBuilder::prototype(std::uint32_t index) {
  std::optional<Node>& known = m_prototypes[index];
  if (known) return &*known;
  const RootSpaces::NestedComponent& nested = m_spaces.components[index];
  if (nested.home) {
    SB_TRY(const Node* const there, nested.home->builder->prototype(nested.indexAtHome));
    known = *there;
    return &*known;
  }
  const auto named = m_componentNames.components.find(nested.componentIdx);
  const std::string name = named == m_componentNames.components.end() ? std::string() : named->second;
  SB_TRY(known, inContext(makePrototype(nested, name),
                          concat("in nested component ", std::to_string(nested.componentIdx),
                                 name.empty() ? "" : " `", name, name.empty() ? "" : "`")));
  return &*known;
}

Result<types::ComponentTypeRef> GraphBuilder::typeOf(const RootSpaces::NestedComponent& nested) const {
  if (!m_input.spaces) {
    types::CheckOptions options;
    options.coreModules = false;
    options.resolveOnly = true;
    if (types::ComponentTypeRef type = types::checkComponent(*nested.component, options).type) return type;
  } else if (nested.componentIdx < m_input.spaces->components.size()) {
    if (types::ComponentTypeRef type = m_input.spaces->components[nested.componentIdx]) return type;
  }
  return unsupported("its types could not be resolved");
}

Result<Node> GraphBuilder::makePrototype(const RootSpaces::NestedComponent& nested, const std::string& name) {
  const bool reachesOut = reachesOutside(*nested.component);
  if (reachesOut && m_input.spaces && isComposed(*nested.component)) {
    SB_TRY(const types::ComponentTypeRef type, typeOf(nested));
    if (Result<Node> node = openComposition(nested, type)) {
      node->name = name;
      return node;
    }
  }
  RootSpaces::NestedComponent whole = nested;
  SB_TRY(whole.component, standAlone(nested.component, around(), *m_options.copies));
  SB_TRY(const types::ComponentTypeRef type, typeOf(whole));
  return instanceNode(embeddedFile(whole.component, type, m_input.fileName), name, NameSource::ComponentName,
                      m_options.nesting, m_options.copies);
}

/// This component and those around it, the innermost first.
std::vector<const model::Component*> GraphBuilder::around() const {
  std::vector<const model::Component*> out{m_input.component.get()};
  for (const EnclosingScope* scope = m_input.enclosing; scope; scope = scope->outer)
    out.push_back(scope->builder->m_input.component.get());
  return out;
}

/// A composition that instantiates components of the enclosing ones has no bytes of its own; it is its graph.
Result<Node> GraphBuilder::openComposition(const RootSpaces::NestedComponent& nested,
                                           const types::ComponentTypeRef& type) {
  const EnclosingScope here{&m_spaces, this, m_input.enclosing};
  SB_TRY(RootSpaces spaces, rootSpaces(*nested.component, &here));
  BuildInput input{nested.component, type, nullptr, m_input.fileName, &here};
  LoadOptions options;
  options.nesting = m_options.nesting + 1;
  options.copies = m_options.copies;
  SB_TRY(Graph inner, GraphBuilder(std::move(input), std::move(spaces), options).build());
  Node node;
  node.kind = NodeKind::Composition;
  node.nameSource = NameSource::ComponentName;
  node.imports = portsOf(type->imports);
  node.exports = portsOf(type->exports);
  layOutInner(inner);
  node.inner = std::make_shared<const Graph>(std::move(inner));
  return node;
}

Result<void> GraphBuilder::instances() {
  m_prototypes.resize(m_spaces.components.size());
  m_instanceNodes.reserve(m_spaces.instantiations.size());
  for (const RootSpaces::Instantiation& instantiation : m_spaces.instantiations) {
    SB_TRY(const Node* const base, prototype(instantiation.component));
    Node node = *base;
    const auto [name, source] = nameOf(instantiation, node);
    node.name = m_names.take(name);
    node.nameSource = source;
    m_instanceNodes.push_back(addNode(std::move(node)).id);
  }
  return {};
}

std::pair<std::string, NameSource> GraphBuilder::nameOf(const RootSpaces::Instantiation& instantiation,
                                                        const Node& node) const {
  const auto own = m_componentNames.instances.find(instantiation.instanceIdx);
  if (own != m_componentNames.instances.end()) return {own->second, NameSource::ComponentName};
  if (!node.name.empty()) return {node.name, NameSource::ComponentName};
  const ComponentNames inside = componentNames(*m_spaces.components[instantiation.component].component);
  if (!inside.component.empty()) return {inside.component, NameSource::ComponentName};
  for (const Port& port : node.exports) {
    const types::InterfaceName name = types::parseInterfaceName(interfaceOf(port));
    if (!name.interface.empty()) return {name.interface, NameSource::ExternName};
  }
  if (node.file && !node.file->producer.empty()) {
    std::string language = node.file->producer.substr(0, node.file->producer.find(' '));
    std::transform(language.begin(), language.end(), language.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return {std::move(language), NameSource::Producers};
  }
  return {concat("instance-", std::to_string(instantiation.instanceIdx)), NameSource::Index};
}

Result<void> GraphBuilder::arguments() {
  for (std::size_t i = 0; i < m_spaces.instantiations.size(); ++i) {
    const NodeId id = m_instanceNodes[i];
    std::unordered_map<std::string_view, const RootSpaces::Argument*> byName;
    for (const RootSpaces::Argument& arg : m_spaces.instantiations[i].args) byName.emplace(arg.name, &arg);
    const Node& node = m_graph.nodes.at(id);
    for (const Port& port : node.imports) {
      const auto found = byName.find(port.name.name);
      if (found == byName.end()) continue;
      const RootSpaces::Argument& arg = *found->second;
      byName.erase(found);
      if (isTypesOnlyBundle(arg.source) && isWrittenDown(port.type)) continue;
      SB_TRY(const PortRef provider, providerOf(arg.source, concat("`", arg.name, "` of `", node.name, "`")));
      connect(provider, {id, Side::Import, port.name.name});
    }
    if (!m_options.remarks) continue;
    for (const RootSpaces::Argument& arg : m_spaces.instantiations[i].args) {
      if (byName.count(arg.name) == 0) continue;
      m_options.remarks->push_back(
          concat("`", node.name, "` is given `", arg.name, "`, which it does not import"));
    }
  }
  return {};
}

Result<void> GraphBuilder::rootExports() {
  for (const RootSpaces::RootExport& item : m_spaces.exports) {
    SB_TRY(const PortRef provider, providerOf(item.source, concat("the export `", item.name.name, "`")));
    connect(provider, {m_graph.host, Side::Import, item.name.name});
  }
  return {};
}

/// Imports that nothing uses stay imports of the composition, and so do those of which only a part is used.
void GraphBuilder::pinUnused() {
  for (Port& port : host().exports) {
    if (!port.path.empty()) continue;
    port.pinned = m_usedHostPorts.count(port.name.name) == 0 || m_splitHostPorts.count(port.name.name) != 0;
  }
}

void GraphBuilder::remarks() {
  if (!m_options.remarks) return;
  for (std::size_t i = 0; i < m_prototypes.size(); ++i) {
    if (m_prototypes[i]) continue;
    const std::uint32_t index = m_spaces.components[i].componentIdx;
    const auto named = m_componentNames.components.find(index);
    m_options.remarks->push_back(
        concat("nested component ", std::to_string(index),
               named == m_componentNames.components.end() ? "" : concat(" `", named->second, "`"),
               " is never instantiated and is not part of the graph"));
  }
  for (const model::Section& section : m_input.component->sections) {
    const auto* custom = std::get_if<model::CustomSection>(&section.content);
    if (!custom || custom->name == "component-name" || custom->name == "producers") continue;
    m_options.remarks->push_back(concat("the custom section `", custom->name, "` (",
                                        std::to_string(custom->payload.size()),
                                        " bytes) is not part of the graph"));
  }
}

}  // namespace sb::graph
