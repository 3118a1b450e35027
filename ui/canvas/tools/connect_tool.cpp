// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/tools/connect_tool.h"

#include <QObject>
#include <cmath>

#include "ui/document/document.h"

namespace sb::ui {
namespace {
constexpr double magnet = 18;
}

ConnectTool::ConnectTool(ToolHost& host, const graph::PortRef& from, const QPointF& start,
                         std::optional<graph::EdgeId> lifted)
    : CanvasTool(host), m_from(from), m_start(start), m_lifted(lifted) {
  judge();
  m_host.state().liftedEdge = lifted;
  m_host.state().dragPort = from;
  m_host.state().dragTo = start;
  m_host.say(hint());
  m_host.repaint();
}

QString ConnectTool::hint() {
  return QObject::tr(
      "Drop on a port to connect  ·  Drop on empty canvas: add something that fits  ·  Shift: keep the old "
      "connection  ·  Tab: next that fits  ·  Esc: cancel");
}

void ConnectTool::judge() {
  const graph::Graph& graph = m_host.document().graph();
  const graph::Port* fromPort = graph.find(m_from);
  if (!fromPort) return;
  const PortLabel mine = portLabel(fromPort->name.name);
  auto& verdicts = m_host.state().verdicts;
  verdicts.clear();
  for (const auto& [id, node] : graph.nodes) {
    if (id == m_from.node) continue;
    const bool wantsExports = m_from.side == graph::Side::Import;
    for (const graph::Port& port : wantsExports ? node.exports : node.imports) {
      const graph::PortRef ref{id, wantsExports ? graph::Side::Export : graph::Side::Import, port.name.name};
      // Another interface cannot fit; only same-named ones are worth the type check.
      const PortLabel theirs = portLabel(port.name.name);
      if (theirs.name != mine.name || theirs.package != mine.package) {
        if (port.kind == fromPort->kind) verdicts[ref] = {};
        continue;
      }
      graph::Verdict verdict = graph::judgeConnection(graph, m_from, ref);
      if (verdict.fits()) m_fitting.push_back(ref);
      verdicts[ref] = std::move(verdict);
    }
  }
}

ConnectTool::Counts ConnectTool::counts() const {
  Counts counts;
  for (const auto& [ref, verdict] : m_host.state().verdicts) switch (verdict.kind) {
      case graph::Verdict::Kind::SameType: ++counts.fits; break;
      case graph::Verdict::Kind::ByVersion: ++counts.byVersion; break;
      case graph::Verdict::Kind::DoesNotFit:
      case graph::Verdict::Kind::Loop: ++counts.refused; break;
      case graph::Verdict::Kind::OtherInterface:
      case graph::Verdict::Kind::WrongSide: break;
    }
  return counts;
}

std::optional<graph::PortRef> ConnectTool::target(const QPointF& at) const {
  const double reach = std::max(magnet, magnet / m_host.zoom());
  std::optional<graph::PortRef> best;
  double nearest = reach;
  for (const auto& [ref, verdict] : m_host.state().verdicts) {
    const PortBox* port = m_host.scene().port(ref);
    if (!port) continue;
    const QPointF d = port->centre - at;
    const double distance =
        port->row.contains(at) ? std::min(1.0, std::hypot(d.x(), d.y())) : std::hypot(d.x(), d.y());
    // Ports of a folded group lie on each other: the one that fits counts.
    const bool better = distance < nearest || (best && distance == nearest && verdict.fits() &&
                                               !m_host.state().verdicts.at(*best).fits());
    if (!better) continue;
    nearest = distance;
    best = ref;
  }
  return best;
}

void ConnectTool::move(const QPointF& at, Qt::KeyboardModifiers) {
  m_host.state().dragTo = at;
  if (!m_host.state().keepCards) m_host.state().cardsFor = at;
  if (const auto port = target(at)) {
    const graph::Verdict& verdict = m_host.state().verdicts[*port];
    if (verdict.fits()) m_host.state().dragTo = m_host.scene().port(*port)->centre;
    if (!verdict.sentence.empty()) m_host.say(QString::fromStdString(verdict.sentence));
  }
  m_host.repaint();
}

void ConnectTool::release(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  std::optional<graph::PortRef> port = target(at);
  const auto verdicts = m_host.state().verdicts;
  cancel();
  Document& document = m_host.document();
  if (!port) {  // on a node's body: connect when exactly one port of it fits
    const HitResult hit = m_host.scene().hit(at, 6 / m_host.zoom());
    std::vector<graph::PortRef> fitting;
    if (hit.node)
      for (const graph::PortRef& candidate : m_fitting)
        if (candidate.node == *hit.node) fitting.push_back(candidate);
    if (fitting.size() == 1)
      port = fitting.front();
    else if (!hit.node && m_lifted)
      return m_host.say(QObject::tr("Not on a port: the connection stays as it was."));
    else if (!hit.node)
      return m_host.offerComponents(m_from, at);
  }
  if (!port) return;
  const auto verdict = verdicts.find(*port);
  if (verdict == verdicts.end()) return;
  if (!verdict->second.fits()) {
    m_host.say(verdict->second.sentence.empty()
                   ? QObject::tr("Not connected: these are different interfaces.")
                   : QString::fromStdString(verdict->second.sentence));
    return;
  }
  if (m_lifted) {
    const graph::Edge* edge = document.graph().find(*m_lifted);
    if (!edge || *port == edge->provider || *port == edge->consumer) return;  // back where it was
    if (const Result<void> done = document.perform(graph::replug(document.graph(), *m_lifted, *port)); !done)
      m_host.say(QString::fromStdString(done.error().message));
    return;
  }
  const bool fromExport = m_from.side == graph::Side::Export;
  const graph::PortRef& import = fromExport ? *port : m_from;
  const graph::Edge* old = document.graph().edgeInto(import);
  if (old && (modifiers & Qt::ShiftModifier))
    return m_host.say(QObject::tr("Not connected: the old connection is kept, and an import has one only."));
  const Result<void> done = document.perform(
      graph::connectPorts(document.graph(), fromExport ? m_from : *port, fromExport ? *port : m_from));
  if (!done) m_host.say(QString::fromStdString(done.error().message));
}

void ConnectTool::cancel() {
  m_host.state().dragPort.reset();
  m_host.state().liftedEdge.reset();
  m_host.state().verdicts.clear();
  m_host.state().keepCards = false;
  m_host.say({});
  m_host.repaint();
}

/// The port with the nearest reason, for Space.
std::optional<graph::PortRef> ConnectTool::nearest() const {
  std::optional<graph::PortRef> best;
  double distance = 1e18;
  for (const auto& [ref, verdict] : m_host.state().verdicts) {
    const PortBox* port = m_host.scene().port(ref);
    if (!port || verdict.sentence.empty()) continue;
    const QPointF d = port->centre - m_host.state().dragTo;
    if (const double here = std::hypot(d.x(), d.y()); here < distance) {
      distance = here;
      best = ref;
    }
  }
  return best;
}

bool ConnectTool::key(QKeyEvent& event) {
  if (event.key() == Qt::Key_H) {
    m_host.state().keepCards = true;
    return true;
  }
  if (event.key() == Qt::Key_Space) {
    if (const auto other = nearest()) {
      const bool fromExport = m_from.side == graph::Side::Export;
      m_host.compare(fromExport ? m_from : *other, fromExport ? *other : m_from);
    }
    return true;
  }
  if (event.key() != Qt::Key_Tab || m_fitting.empty()) return false;
  const graph::PortRef& next = m_fitting[m_next++ % m_fitting.size()];
  if (const PortBox* port = m_host.scene().port(next)) move(port->centre, {});
  return true;
}

bool ConnectTool::keyReleased(QKeyEvent& event) {
  if (event.key() != Qt::Key_H || event.isAutoRepeat()) return false;
  m_host.state().keepCards = false;
  m_host.repaint();
  return true;
}

}  // namespace sb::ui
