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

graph::EdgeId Selection::edge() const {
  if (const auto* edge = std::get_if<EdgeItem>(&m_item)) return edge->edge;
  if (const auto* bead = std::get_if<BeadItem>(&m_item)) return bead->edge;
  return {};
}

graph::HookId Selection::hook() const {
  if (const auto* bead = std::get_if<BeadItem>(&m_item)) return bead->hook;
  return {};
}

}  // namespace sb::ui
