// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/graph.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// What this view of the document leaves out: hidden nodes, unused ports, folded groups of ports.
namespace sb::ui {

/// The document keeps it, for the project file and for the next view of it.
void GraphCanvas::keepView() {
  const SceneView& view = m_scene.view();
  store::GraphView kept{view.hidden, {}, view.usedOnly, view.usedOnlyNodes};
  for (const auto& [node, groups] : view.openGroups)
    for (const QString& group : groups) kept.openGroups[node].insert(group.toStdString());
  m_document.keepView(kept);
}

/// Each nested composition has a view of its own: its nodes are numbered anew.
void GraphCanvas::takeView() {
  const store::GraphView& kept = m_document.view();
  SceneView& view = m_scene.view();
  view = {{}, kept.usedPortsOnly, kept.usedPortsOnlyNodes, kept.hidden};
  for (const auto& [node, groups] : kept.openGroups)
    for (const std::string& group : groups) view.openGroups[node].insert(QString::fromStdString(group));
}

void GraphCanvas::toggleGroup(graph::NodeId node, const QString& key) {
  std::set<QString>& open = m_scene.view().openGroups[node];
  if (!open.erase(key)) open.insert(key);
  keepView();
  rebuild();
}

/// A folded port that somebody selects comes into sight.
void GraphCanvas::unfold(const graph::PortRef& port) {
  const NodeBox* box = m_scene.node(port.node);
  const PortBox* found = box ? box->find(port) : nullptr;
  if (!found || !found->folded) return;
  for (const PortGroup& group : box->groups)
    for (const graph::PortRef& member : group.ports)
      if (member == port) return toggleGroup(port.node, QString(group.key));
}

void GraphCanvas::hide(const std::set<graph::NodeId>& nodes) {
  m_scene.view().hidden.insert(nodes.begin(), nodes.end());
  keepView();
  rebuild();
  emit viewChanged();
  emit sentence(tr("%n node(s) hidden in this view  ·  Graph › Show hidden nodes brings them back", nullptr,
                   static_cast<int>(m_scene.view().hidden.size())));
}

void GraphCanvas::showHidden() {
  m_scene.view().hidden.clear();
  keepView();
  rebuild();
  emit viewChanged();
}

std::size_t GraphCanvas::hiddenCount() const {
  std::size_t count = 0;
  for (const graph::NodeId id : m_scene.view().hidden) count += shownGraph().find(id) ? 1 : 0;
  return count;
}

/// For the selected nodes, or for all when none is selected; the other way round when they have it already.
void GraphCanvas::toggleUsedPortsOnly() {
  SceneView& view = m_scene.view();
  const std::set<graph::NodeId>& nodes = m_document.selection().nodes();
  if (nodes.empty()) {
    view.usedOnly = !view.usedOnly;
    view.usedOnlyNodes.clear();
  } else {
    bool all = true;
    for (const graph::NodeId id : nodes) all = all && view.usedOnlyNodes.count(id) > 0;
    for (const graph::NodeId id : nodes) {
      if (all)
        view.usedOnlyNodes.erase(id);
      else
        view.usedOnlyNodes.insert(id);
    }
  }
  keepView();
  rebuild();
}

graph::NodeSizeOf GraphCanvas::nodeSizeOf() const {
  return [this](const graph::Node& node) {
    const NodeBox* box = m_scene.node(node.id);
    return box ? graph::NodeSize{box->rect.width(), box->rect.height()} : drawnNodeSize(node);
  };
}

}  // namespace sb::ui
