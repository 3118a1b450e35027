// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/tools/drag_tools.h"

#include <QObject>
#include <algorithm>
#include <cmath>

#include "core/graph/hook_kind.h"
#include "ui/document/document.h"

namespace sb::ui {
namespace {
constexpr double snap = 8, dragThreshold = 4, beadOff = 60;
double length(const QPointF& d) { return std::hypot(d.x(), d.y()); }
}  // namespace

MoveTool::MoveTool(ToolHost& host, const QPointF& start) : CanvasTool(host), m_start(start) {}

QPointF MoveTool::offset(const QPointF& at, Qt::KeyboardModifiers modifiers) const {
  const QPointF d = at - m_start;
  if (modifiers & Qt::AltModifier) return d;
  return {std::round(d.x() / snap) * snap, std::round(d.y() / snap) * snap};
}

void MoveTool::move(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  if (!m_moved && length(at - m_start) * m_host.zoom() < dragThreshold) return;
  m_moved = true;
  m_host.say(QObject::tr("Moving %n node(s)  ·  Alt: no snap  ·  Esc: cancel", nullptr,
                         static_cast<int>(m_host.document().selection().nodes().size())));
  m_host.showMoved(m_host.document().selection().nodes(), offset(at, modifiers));
}

void MoveTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  cancel();
  const QPointF by = offset(at, modifiers);
  if (!m_moved || by.isNull()) return;
  const graph::Graph& graph = m_host.document().graph();
  graph::MoveNodes edit;
  for (const graph::NodeId node : m_host.document().selection().nodes()) {
    const auto found = graph.positions.find(node);
    const graph::Position old = found == graph.positions.end() ? graph::Position{} : found->second;
    edit.to[node] = {old.x + by.x(), old.y + by.y()};
  }
  (void)m_host.document().perform(graph::Edit{edit});
}

void MoveTool::cancel() {
  m_host.showMoved({}, {});
  m_host.say({});
}

RubberBandTool::RubberBandTool(ToolHost& host, const QPointF& start, bool add)
    : CanvasTool(host), m_start(start) {
  if (add) m_before = host.document().selection().nodes();
}

void RubberBandTool::move(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  const QRectF rect = QRectF(m_start, at).normalized();
  m_host.showRubberBand(rect);
  std::set<graph::NodeId> nodes = m_before;
  for (const graph::NodeId node : m_host.scene().nodesIn(rect)) {
    const QRectF& box = m_host.scene().node(node)->rect;
    if ((modifiers & Qt::AltModifier) ? rect.contains(box) : rect.intersects(box)) nodes.insert(node);
  }
  m_host.document().selection().selectNodes(nodes);
}

void RubberBandTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  if (length(at - m_start) * m_host.zoom() >= dragThreshold) move(at, modifiers);
  m_host.showRubberBand({});
}
void RubberBandTool::cancel() {
  m_host.showRubberBand({});
  m_host.document().selection().selectNodes(m_before);
}

BeadTool::BeadTool(ToolHost& host, graph::EdgeId edge, graph::HookId hook, const QPointF& start)
    : CanvasTool(host), m_edge(edge), m_hook(hook), m_start(start) {}

void BeadTool::move(const QPointF& at, Qt::KeyboardModifiers) {
  if (length(at - m_start) * m_host.zoom() < dragThreshold) return;
  m_moved = true;
  const WireBox* wire = m_host.scene().wire(m_edge);
  double nearest = 1e9;
  if (wire)
    for (const QPointF& point : wire->line) nearest = std::min(nearest, length(at - point));
  m_host.say(
      nearest > beadOff && otherWire(at)
          ? QObject::tr("Release to move the hook to this connection, with Alt to copy it  ·  Esc: cancel")
      : nearest > beadOff
          ? QObject::tr("Release to take the hook off  ·  Esc: cancel")
          : QObject::tr("Drag along the wire to reorder, off the wire to remove  ·  Esc: cancel"));
}

std::optional<graph::EdgeId> BeadTool::otherWire(const QPointF& at) const {
  const HitResult hit = m_host.scene().hit(at, 10 / m_host.zoom());
  return hit.edge && *hit.edge != m_edge ? hit.edge : std::nullopt;
}

/// The hook on another wire, where it fits; without `copy` it leaves its own.
void BeadTool::carryTo(graph::EdgeId target, bool copy) {
  Document& document = m_host.document();
  const graph::Edge *from = document.graph().find(m_edge), *to = document.graph().find(target);
  if (!from || !to) return;
  const auto found = std::find_if(from->hooks.begin(), from->hooks.end(),
                                  [this](const graph::Hook& hook) { return hook.id == m_hook; });
  if (found == from->hooks.end()) return;
  graph::Hook hook = *found;
  hook.rule.clear();
  const graph::Port* port = document.graph().find(to->provider);
  const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
  if (!instance || !*instance || !hook.file || !hook.file->type)
    return m_host.say(QObject::tr("Only interfaces can be hooked."));
  const Result<graph::HookKind> kind = graph::hookKindFor(*hook.file->type, to->provider.name, **instance);
  if (!kind) return m_host.say(QString::fromStdString(kind.error().message));
  hook.kind = *kind;
  Result<graph::Edit> add = graph::addHook(document.graph(), target, hook, 0);
  if (!add) return m_host.say(QString::fromStdString(add.error().message));
  auto both = std::make_shared<graph::Batch>();
  both->edits.push_back(*add);
  if (!copy)
    if (const Result<graph::Edit> off = graph::removeHook(document.graph(), m_edge, m_hook))
      both->edits.push_back(*off);
  const QString name = QString::fromStdString(hook.name), onto = QString::fromStdString(to->consumer.name);
  (void)document.perform(
      graph::Edit(std::shared_ptr<const graph::Batch>(both)),
      (copy ? QObject::tr("Copy %1 to %2") : QObject::tr("Move %1 to %2")).arg(name, onto));
}

void BeadTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  m_host.say({});
  const WireBox* wire = m_host.scene().wire(m_edge);
  if (!m_moved || !wire) return;
  Document& document = m_host.document();
  double nearest = 1e9;
  int nearestIndex = 0;
  for (int i = 0; i < wire->line.size(); ++i)
    if (const double d = length(at - wire->line[i]); d < nearest) {
      nearest = d;
      nearestIndex = i;
    }
  if (const auto other = otherWire(at); other && nearest > beadOff / 4)
    return carryTo(*other, modifiers & Qt::AltModifier);
  if (nearest > beadOff) {
    (void)document.perform(graph::removeHook(document.graph(), m_edge, m_hook));
    return;
  }
  // Order counts from the caller, which is at the end of the line.
  std::size_t place = 0;
  for (const BeadBox& bead : wire->beads) {
    if (bead.hook == m_hook) continue;
    int beadIndex = 0;
    double best = 1e9;
    for (int i = 0; i < wire->line.size(); ++i)
      if (const double d = length(bead.rect.center() - wire->line[i]); d < best) {
        best = d;
        beadIndex = i;
      }
    if (beadIndex > nearestIndex) ++place;
  }
  (void)document.perform(graph::moveHook(document.graph(), m_edge, m_hook, place));
}
void BeadTool::cancel() { m_host.say({}); }

}  // namespace sb::ui
