// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QKeyEvent>
#include <cmath>

#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// Keys of the canvas (design 6.1 and 6.2). Single letters act only while it has the focus.
namespace sb::ui {

bool GraphCanvas::shortcutKey(QKeyEvent& event) {
  const QPointF middle = QPointF(width(), height()) / 2;
  switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: setZoom(m_zoom * 1.25, middle); return true;
    case Qt::Key_Minus: setZoom(m_zoom / 1.25, middle); return true;
    case Qt::Key_Home: zoomToFit(); return true;
    case Qt::Key_Escape: {
      if (const auto* port = std::get_if<PortItem>(&m_document.selection().item()))
        m_document.selection().select(NodeItem{port->port.node});
      else
        m_document.selection().clear();
      return true;
    }
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      m_state.keyboardFocus = true;  // who walks by keys sees where
      return arrowKey(event);
    case Qt::Key_Return:
    case Qt::Key_Enter: return portKey(event);
    default: return bookmarkKey(event) || letterKey(event);
  }
}

/// A letter is an action of the window, which knows whether it is possible and why not.
bool GraphCanvas::letterKey(QKeyEvent& event) {
  if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
  struct Letter {
    const char *key, *plain, *shifted;
  };
  static constexpr Letter letters[] = {
      {"A", "quickAdd", nullptr},        {"B", "bypass", nullptr},         {"C", "connectSelected", nullptr},
      {"D", "selectDown", nullptr},      {"E", "expand", nullptr},         {"F", "zoomSelection", nullptr},
      {"G", "frame", "unframe"},         {"H", "addHook", "hookByRule"},   {"I", "selectSame", nullptr},
      {"L", "connectSelected", nullptr}, {"M", "minimap", nullptr},        {"T", "tidySelection", "tidy"},
      {"U", "selectUp", nullptr},        {"W", "autoWire", "autoWireAll"}, {"X", "explain", nullptr},
      {"Y", "whyImported", nullptr},     {".", "reveal", nullptr},         {"/", "jumpNode", nullptr},
      {"?", "helpKeys", "helpKeys"}};
  const QString text = event.text().toUpper();
  for (const Letter& letter : letters) {
    if (text != QLatin1String(letter.key)) continue;
    const bool shifted = (event.modifiers() & Qt::ShiftModifier) && text.at(0).isLetter();
    const char* name = shifted ? letter.shifted : letter.plain;
    if (!name) return false;
    emit actionRequested(QLatin1String(name));
    return true;
  }
  return false;
}

/// 1 to 9 go to a place that Ctrl+Alt+1 to 9 kept.
bool GraphCanvas::bookmarkKey(QKeyEvent& event) {
  if (event.key() < Qt::Key_1 || event.key() > Qt::Key_9) return false;
  const int number = event.key() - Qt::Key_0;
  const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
  if (modifiers == (Qt::ControlModifier | Qt::AltModifier)) {
    m_bookmarks[number] = place();
    emit sentence(tr("Place %1 is kept; %1 goes back to it.").arg(number));
    return true;
  }
  if (modifiers != Qt::NoModifier) return false;
  const auto found = m_bookmarks.find(number);
  if (found == m_bookmarks.end()) {
    emit sentence(tr("No place %1 is kept; Ctrl+Alt+%1 keeps this one.").arg(number));
    return true;
  }
  rememberPlace();
  setPlace(found->second);
  return true;
}

bool GraphCanvas::arrowKey(QKeyEvent& event) {
  const bool ctrl = event.modifiers() & Qt::ControlModifier, shift = event.modifiers() & Qt::ShiftModifier;
  const int dx = event.key() == Qt::Key_Left ? -1 : (event.key() == Qt::Key_Right ? 1 : 0);
  const int dy = event.key() == Qt::Key_Up ? -1 : (event.key() == Qt::Key_Down ? 1 : 0);
  if (event.modifiers() & Qt::AltModifier) return false;
  if (ctrl && showsDocument() && !m_document.selection().nodes().empty()) {
    const double step = shift ? 1 : 8;
    graph::MoveNodes edit;
    for (const graph::NodeId node : m_document.selection().nodes()) {
      const auto at = m_document.graph().positions.find(node);
      if (at != m_document.graph().positions.end())
        edit.to[node] = {at->second.x + dx * step, at->second.y + dy * step};
    }
    (void)m_document.perform(graph::Edit{edit}, {}, 7);
    return true;
  }
  const Item& item = m_document.selection().item();
  if (std::holds_alternative<NodeItem>(item)) {
    selectNeighbour(event.key());
    return true;
  }
  if (!std::holds_alternative<std::monostate>(item)) return portKey(event);
  const double step = (shift ? width() : 64) / m_zoom;
  setOrigin(m_origin + QPointF(dx * step, dy * step));
  return true;
}

/// Node, ports, wires, beads: Enter goes in, up and down walk ports, left and right follow the wire and stop
/// on each bead.
bool GraphCanvas::portKey(QKeyEvent& event) {
  Selection& selection = m_document.selection();
  const graph::Graph& graph = shownGraph();
  const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
  const bool right = event.key() == Qt::Key_Right, left = event.key() == Qt::Key_Left;
  if (enter && event.modifiers() & Qt::ControlModifier) return false;
  if (const auto* node = std::get_if<NodeItem>(&selection.item())) {
    const NodeBox* box = m_scene.node(node->node);
    if (!enter || !box || box->ports.empty()) return false;
    selection.select(PortItem{box->ports.front().ref});
    return true;
  }
  if (const auto* item = std::get_if<PortItem>(&selection.item())) {
    const graph::PortRef port = item->port;
    const NodeBox* box = m_scene.node(port.node);
    if (!box) return false;
    if (enter) {
      emit actionRequested(QStringLiteral("connectSelected"));
      return true;
    }
    if (left || right) {
      const graph::Edge* edge = port.side == graph::Side::Import ? graph.edgeInto(port) : nullptr;
      if (const auto from = graph.edgesFrom(port); !edge && !from.empty()) edge = from.front();
      if (edge && right == (port.side == graph::Side::Export)) selection.select(EdgeItem{edge->id});
      return true;
    }
    const int count = static_cast<int>(box->ports.size());
    for (int i = 0; i < count; ++i)
      if (box->ports[static_cast<std::size_t>(i)].ref == port) {
        const int to = (i + (event.key() == Qt::Key_Down ? 1 : -1) + count) % count;
        selection.select(PortItem{box->ports[static_cast<std::size_t>(to)].ref});
        return true;
      }
    return true;
  }
  const graph::Edge* edge = graph.find(selection.edge());
  if (!edge || (!left && !right)) return false;
  // From left to right: provider, the wire, its beads from the last to the first, the importing port.
  const auto count = static_cast<int>(edge->hooks.size());
  int at = -1;
  for (int i = 0; i < count; ++i)
    if (edge->hooks[static_cast<std::size_t>(i)].id == selection.hook()) at = count - 1 - i;
  at += right ? 1 : -1;
  if (at < -1)
    selection.select(PortItem{edge->provider});
  else if (at == -1)
    selection.select(EdgeItem{edge->id});
  else if (at < count)
    selection.select(BeadItem{edge->id, edge->hooks[static_cast<std::size_t>(count - 1 - at)].id});
  else
    selection.select(PortItem{edge->consumer});
  return true;
}

void GraphCanvas::selectNeighbour(int key) {
  const auto* current = std::get_if<NodeItem>(&m_document.selection().item());
  const NodeBox* from = current ? m_scene.node(current->node) : nullptr;
  if (!from) return;
  const QPointF direction(key == Qt::Key_Left ? -1 : (key == Qt::Key_Right ? 1 : 0),
                          key == Qt::Key_Up ? -1 : (key == Qt::Key_Down ? 1 : 0));
  std::optional<graph::NodeId> best;
  double nearest = 1e18;
  for (const auto& [id, box] : m_scene.nodes()) {
    if (id == from->node) continue;
    const QPointF d = box.rect.center() - from->rect.center();
    const double along = QPointF::dotProduct(d, direction);
    const double across = std::abs(d.x() * direction.y() - d.y() * direction.x());
    if (along <= 0 || across > along) continue;  // 45° cone
    const double distance = std::hypot(d.x(), d.y());
    if (distance > nearest || (distance == nearest && best && id > *best)) continue;
    nearest = distance;
    best = id;
  }
  if (!best) return;
  m_document.selection().select(NodeItem{*best});
  if (!visibleScene().contains(m_scene.node(*best)->rect)) reveal(NodeItem{*best});
}

}  // namespace sb::ui
