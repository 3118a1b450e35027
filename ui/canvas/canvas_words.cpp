// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"

// What the canvas says about the thing under the pointer, in the status bar and in tool tips.
namespace sb::ui {

QString GraphCanvas::hoverSentence() const {
  const HitResult& hover = m_state.hover;
  QString tip;
  if (hover.edge && !hover.node) {
    const WireBox* wire = m_scene.wire(*hover.edge);
    const graph::Edge* edge = shownGraph().find(*hover.edge);
    if (wire && edge) {
      const QString name = QString::fromStdString(edge->provider.name);
      switch (wire->state) {
        case WireState::SameType: tip = tr("Same type on both ends"); break;
        case WireState::ByVersion:
          tip = tr("%1 stands in for %2")
                    .arg(portLabel(edge->provider.name).version.mid(1),
                         portLabel(edge->consumer.name).version.mid(1));
          break;
        case WireState::DoesNotFit:
          tip = QString::fromStdString(
              graph::judgeConnection(shownGraph(), edge->provider, edge->consumer).sentence);
          break;
        case WireState::HostImport: tip = tr("From the host"); break;
        case WireState::TypesOnly: tip = tr("Types only, no calls"); break;
      }
      tip = name + QStringLiteral(": ") + tip;
      if (wire->async) tip += QStringLiteral("  ·  ") + tr("async functions");
      QStringList hooks;
      for (const graph::Hook& hook : edge->hooks) hooks << QString::fromStdString(hook.name);
      if (!hooks.isEmpty())
        tip += QStringLiteral("  ·  ") + tr("hooks in call order: %1").arg(hooks.join(QStringLiteral(", ")));
      if (showsDocument())
        tip += QStringLiteral("  ·  ") + (edge->hooks.empty()
                                              ? tr("H: add a hook  ·  drag an end to plug it elsewhere")
                                              : tr("drag an end to plug it elsewhere"));
    }
  }
  if (hover.group) tip = tr("Click to fold or unfold these ports");
  if (hover.frame && hover.empty())
    tip = tr("Drag to move what lies in the frame  ·  double-click: another title");
  return tip;
}

void GraphCanvas::showMenuOf(const Item& item) {
  HitResult hit;
  QPointF at = visibleScene().center();
  if (const auto* node = std::get_if<NodeItem>(&item)) {
    hit.node = node->node;
    if (const NodeBox* box = m_scene.node(node->node)) at = box->title.center();
  }
  if (const auto* port = std::get_if<PortItem>(&item)) {
    hit.node = port->port.node;
    hit.port = port->port;
    if (const PortBox* box = m_scene.port(port->port)) at = box->centre;
  }
  if (const auto* edge = std::get_if<EdgeItem>(&item)) hit.edge = edge->edge;
  if (const auto* bead = std::get_if<BeadItem>(&item)) {
    hit.edge = bead->edge;
    hit.bead = bead->hook;
  }
  if (const WireBox* wire = hit.edge ? m_scene.wire(*hit.edge) : nullptr) at = pointAlong(wire->line, 0.5);
  if (!hit.empty()) m_document.selection().select(item);
  emit contextMenuRequested(hit, at, mapToGlobal(toWidget(at).toPoint()));
}

/// Names as they are, however little of them the canvas has room for.
QString GraphCanvas::toolTipAt(const QPointF& at) const {
  const HitResult hit = m_scene.hit(at, hitTolerance());
  if (hit.bead) {
    const graph::Edge* edge = shownGraph().find(*hit.edge);
    if (edge)
      for (const graph::Hook& hook : edge->hooks)
        if (hook.id == *hit.bead) return QString::fromStdString(hook.name);
  }
  if (hit.group) {
    QStringList names;
    for (const PortGroup& group : m_scene.node(*hit.node)->groups)
      if (group.key == *hit.group)
        for (const graph::PortRef& port : group.ports) names << QString::fromStdString(port.name);
    constexpr qsizetype most = 16;
    if (names.size() > most) names = names.mid(0, most) << tr("and %1 more").arg(names.size() - most);
    return names.join(QLatin1Char('\n'));
  }
  if (hit.port) return QString::fromStdString(hit.port->name);
  if (hit.node)
    if (const graph::Node* node = shownGraph().find(*hit.node))
      return QStringLiteral("%1 · %2").arg(QString::fromStdString(node->name), nodeBadge(*node));
  if (hit.edge)
    if (const graph::Edge* edge = shownGraph().find(*hit.edge))
      return QString::fromStdString(edge->provider.name);
  if (hit.frame)
    if (const FrameBox* frame = m_scene.frame(*hit.frame)) return frame->title;
  return {};
}

}  // namespace sb::ui
