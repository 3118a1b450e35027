// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/graph/graph_builder.h"
#include "core/graph/port_kind.h"
#include "core/support/concat.h"

namespace sb::graph {

void GraphBuilder::need(const Source& source, const std::string& usedAs) {
  if (!source.path.empty()) return;
  if (source.base == Source::Base::Bundle) m_neededBundles.emplace(source.index, usedAs);
  if (source.base == Source::Base::Instance) m_neededWhole.emplace(source.index, usedAs);
}

/// An instance of types that the composition writes down itself: arguments made of it are written down again.
bool GraphBuilder::isTypesOnlyBundle(const Source& source) const {
  if (source.base != Source::Base::Bundle || !source.path.empty()) return false;
  const auto& items = m_spaces.bundles[source.index].items;
  return std::all_of(items.begin(), items.end(), [](const RootSpaces::BundleItem& item) {
    return item.sort == model::Sort::Type && item.source.base == Source::Base::Definition;
  });
}

Result<NodeId> GraphBuilder::bundleNode(std::uint32_t instanceIdx, const std::string& name,
                                        const std::string& usedAs) {
  const types::IndexSpaces* spaces = m_input.spaces;
  const types::InstanceTypeRef type =
      spaces && instanceIdx < spaces->instances.size() ? spaces->instances[instanceIdx] : nullptr;
  if (!type)
    return fail(ErrorCode::UnsupportedFeature, "the type of an instance made of exports is not known");
  Node node;
  node.kind = NodeKind::Bundle;
  node.name = m_names.take(name);
  node.nameSource = NameSource::ExternName;
  node.imports = portsOf(type->exports);
  node.exports.push_back({model::ExternName(usedAs), types::ExternType(type), PortKind::Instance, false});
  node.exports.back().kind = portKindOf(node.exports.back().type);
  return addNode(std::move(node)).id;
}

/// A whole instance that is passed on is a bundle of all its exports.
Result<void> GraphBuilder::wholeInstance(std::uint32_t instantiation, const std::string& usedAs) {
  const NodeId provider = m_instanceNodes[instantiation];
  const std::string name = concat(m_graph.nodes.at(provider).name, "-exports");
  SB_TRY(const NodeId bundle, bundleNode(m_spaces.instantiations[instantiation].instanceIdx, name, usedAs));
  m_wholePorts.emplace(instantiation, PortRef{bundle, Side::Export, usedAs});
  for (const Port& port : m_graph.nodes.at(bundle).imports) {
    SB_TRY(const PortRef from, partOf(provider, {port.name.name}));
    connect(from, {bundle, Side::Import, port.name.name});
  }
  return {};
}

Result<void> GraphBuilder::bundles() {
  for (const auto& instantiation : m_spaces.instantiations) {
    for (const auto& arg : instantiation.args) {
      if (!isTypesOnlyBundle(arg.source)) need(arg.source, arg.name);
    }
  }
  for (const auto& item : m_spaces.exports) need(item.source, item.name.name);
  // Bundles refer backwards only: walking from the last one finds those that only bundles use.
  for (auto index = static_cast<std::uint32_t>(m_spaces.bundles.size()); index-- > 0;) {
    if (m_neededBundles.count(index) == 0) continue;
    for (const auto& item : m_spaces.bundles[index].items) need(item.source, item.name.name);
  }
  for (const auto& [instantiation, usedAs] : m_neededWhole) SB_TRY_VOID(wholeInstance(instantiation, usedAs));
  for (const auto& [index, usedAs] : m_neededBundles) {
    const RootSpaces::InlineBundle& bundle = m_spaces.bundles[index];
    const auto named = m_componentNames.instances.find(bundle.instanceIdx);
    const std::string name = named == m_componentNames.instances.end() ? "bundle" : named->second;
    SB_TRY(const NodeId node, bundleNode(bundle.instanceIdx, name, usedAs));
    m_bundlePorts.emplace(index, PortRef{node, Side::Export, usedAs});
    for (const auto& item : bundle.items) {
      const std::string what = concat("`", item.name.name, "` of an instance made of exports");
      SB_TRY(const PortRef from, providerOf(item.source, what));
      connect(from, {node, Side::Import, item.name.name});
    }
  }
  return {};
}

}  // namespace sb::graph
