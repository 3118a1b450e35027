// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/document/selection.h"

namespace sb::ui {

void Selection::select(const Item& item) {
  std::set<graph::NodeId> nodes;
  if (const auto* node = std::get_if<NodeItem>(&item)) nodes.insert(node->node);
  if (item == m_item && nodes == m_nodes && m_focus == Focus{}) return;
  m_item = item;
  m_nodes = std::move(nodes);
  m_focus = {};
  emit changed();
  emit focusChanged();
}

void Selection::selectNodes(const std::set<graph::NodeId>& nodes) {
  if (nodes.size() == 1) return select(NodeItem{*nodes.begin()});
  if (nodes == m_nodes && m_item.index() == 0) return;
  m_item = {};
  m_nodes = nodes;
  m_focus = {};
  emit changed();
  emit focusChanged();
}

void Selection::setFocus(const Focus& focus) {
  if (focus == m_focus) return;
  m_focus = focus;
  emit focusChanged();
}

graph::EdgeId edgeOf(const Item& item) {
  if (const auto* edge = std::get_if<EdgeItem>(&item)) return edge->edge;
  if (const auto* bead = std::get_if<BeadItem>(&item)) return bead->edge;
  return {};
}

graph::HookId hookOf(const Item& item) {
  if (const auto* bead = std::get_if<BeadItem>(&item)) return bead->hook;
  return {};
}

graph::EdgeId Selection::edge() const { return edgeOf(m_item); }
graph::HookId Selection::hook() const { return hookOf(m_item); }

}  // namespace sb::ui
