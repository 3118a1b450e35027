// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/bead_boxes.h"

namespace sb::ui {
namespace {

constexpr double outFlagWidth = 34, outFlagHeight = 22;

/// Address that stands for a type: of the shared value behind it, or of the variant itself.
const void* typeAddress(const types::ExternType& type) {
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) return instance->get();
  if (const auto* func = std::get_if<types::FuncTypeRef>(&type)) return func->get();
  return &type;
}

bool hasAsync(const types::ExternType& type) {
  if (const auto* func = std::get_if<types::FuncTypeRef>(&type)) return *func && (*func)->async;
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance || !*instance) return false;
  return std::any_of((*instance)->exports.begin(), (*instance)->exports.end(),
                     [](const types::NamedExtern& item) {
                       const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
                       return func && *func && (*func)->async;
                     });
}

double distanceToSegment(const QPointF& p, const QPointF& a, const QPointF& b) {
  const QPointF d = b - a;
  const double length2 = QPointF::dotProduct(d, d);
  const double t = length2 == 0 ? 0 : std::clamp(QPointF::dotProduct(p - a, d) / length2, 0.0, 1.0);
  const QPointF off = p - (a + d * t);
  return std::sqrt(QPointF::dotProduct(off, off));
}

}  // namespace

void CanvasScene::rebuild(const graph::Graph& graph, const ColourOf& colourOf) {
  m_colourOf = colourOf;
  m_nodes.clear();
  m_wires.clear();
  m_nodeGrid.clear();
  m_wireGrid.clear();
  m_judged.clear();
  m_unrouted.clear();
  m_usedPorts.clear();
  if (m_view.usedOnly || !m_view.usedOnlyNodes.empty())
    for (const auto& [id, edge] : graph.edges) {
      m_usedPorts.insert(edge.provider);
      m_usedPorts.insert(edge.consumer);
    }
  m_nodes.reserve(graph.nodes.size());
  m_wires.reserve(graph.edges.size());
  for (const auto& [id, node] : graph.nodes) layNode(graph, node);
  for (const auto& [id, edge] : graph.edges) layWire(graph, edge);
  takeFrames(graph);
}

void CanvasScene::move(const graph::Graph& graph, const std::set<graph::NodeId>& nodes) {
  // Wires near the old and the new place may have to go another way.
  std::set<graph::EdgeId> touched;
  const auto wiresNear = [&](graph::NodeId id) {
    if (const NodeBox* box = node(id))
      for (const graph::EdgeId wire : m_wireGrid.query(box->rect.adjusted(-40, -40, 40, 40)))
        touched.insert(wire);
  };
  for (const graph::NodeId id : nodes) {
    wiresNear(id);
    if (const graph::Node* node = graph.find(id)) layNode(graph, *node);
    wiresNear(id);
  }
  for (const auto& [id, edge] : graph.edges)
    if (touched.count(id) || nodes.count(edge.provider.node) || nodes.count(edge.consumer.node))
      layWire(graph, edge);
  layFrames(graph);
}

void CanvasScene::setRefusedHooks(const std::set<graph::HookId>& hooks) {
  m_refused = hooks;
  for (auto& [id, wire] : m_wires)
    for (BeadBox& bead : wire.beads) bead.refused = hooks.count(bead.hook) > 0;
}

void CanvasScene::layNode(const graph::Graph& graph, const graph::Node& node) {
  const auto position = graph.positions.find(node.id);
  NodeBox box = layoutNode(node, position == graph.positions.end() ? graph::Position{} : position->second,
                           portViewOf(node.id));
  if ((node.kind == graph::NodeKind::Host && box.ports.empty()) || m_view.hidden.count(node.id)) {
    m_nodes.erase(node.id);  // a host that provides nothing is not drawn
    m_nodeGrid.remove(node.id);
    return;
  }
  m_nodeGrid.insert(node.id, box.rect.adjusted(-PortRadius - 4, -10, PortRadius + 4, 6));
  m_nodes[node.id] = std::move(box);
}

void CanvasScene::layWire(const graph::Graph& graph, const graph::Edge& edge) {
  const PortBox* from = port(edge.provider);
  if (!from) return;  // an end is hidden
  WireBox wire;
  wire.edge = edge.id;
  const graph::Node* consumerNode = graph.find(edge.consumer.node);
  wire.toOut = consumerNode && consumerNode->kind == graph::NodeKind::Host;
  if (wire.toOut) {
    wire.line = outLine(from->centre, edge.hooks.size());
  } else {
    const PortBox* to = port(edge.consumer);
    if (!to) return;
    wire.line = wireCurve(from->centre, to->centre);
  }
  wire.bounds = wire.line.boundingRect().adjusted(-8, -8, 8, 8);
  if (wire.toOut) wire.bounds |= outFlag(wire);
  const graph::Port* provider = graph.find(edge.provider);
  const graph::Port* consumer = graph.find(edge.consumer);
  const graph::Node* providerNode = graph.find(edge.provider.node);
  if (provider && consumer) {
    const auto key = std::make_pair(typeAddress(provider->type), typeAddress(consumer->type));
    auto judged = m_judged.find(key);
    if (judged == m_judged.end()) {
      const graph::Verdict verdict = graph::judgeConnection(graph, edge.provider, edge.consumer);
      WireState state = WireState::SameType;
      if (verdict.kind == graph::Verdict::Kind::ByVersion) state = WireState::ByVersion;
      if (verdict.kind == graph::Verdict::Kind::DoesNotFit) state = WireState::DoesNotFit;
      judged = m_judged.emplace(key, JudgedTypes{state, hasAsync(provider->type)}).first;
    }
    wire.state = judged->second.state;
    wire.async = judged->second.async;
    if (wire.state == WireState::SameType && provider->name.name != consumer->name.name && !wire.toOut &&
        portLabel(provider->name.name).version != portLabel(consumer->name.name).version)
      wire.state = WireState::ByVersion;
    if (wire.state == WireState::SameType && provider->kind == graph::PortKind::TypesOnly)
      wire.state = WireState::TypesOnly;
    if (wire.state == WireState::SameType && providerNode && providerNode->kind == graph::NodeKind::Host)
      wire.state = WireState::HostImport;
    wire.packageColour = m_colourOf ? m_colourOf(QString::fromStdString(provider->name.name)) : 0;
  }
  wire.beads = beadBoxes(edge.hooks, m_refused);
  wire.lane = laneFor(edge.consumer);
  placeBeads(wire, [](const QRectF&) { return false; });
  m_unrouted.insert(edge.id);
  m_wireGrid.insert(edge.id, wire.bounds);
  m_wires[edge.id] = std::move(wire);
}

const NodeBox* CanvasScene::node(graph::NodeId id) const {
  const auto found = m_nodes.find(id);
  return found == m_nodes.end() ? nullptr : &found->second;
}
const WireBox* CanvasScene::wire(graph::EdgeId id) const {
  const auto found = m_wires.find(id);
  return found == m_wires.end() ? nullptr : &found->second;
}
const PortBox* CanvasScene::port(const graph::PortRef& ref) const {
  const NodeBox* box = node(ref.node);
  return box ? box->find(ref) : nullptr;
}

std::vector<graph::NodeId> CanvasScene::nodesIn(const QRectF& rect) const {
  std::vector<graph::NodeId> out = m_nodeGrid.query(rect);
  std::sort(out.begin(), out.end());
  return out;
}
std::vector<graph::EdgeId> CanvasScene::wiresIn(const QRectF& rect) const {
  std::vector<graph::EdgeId> out = m_wireGrid.query(rect);
  std::sort(out.begin(), out.end());
  return out;
}

QRectF CanvasScene::bounds() const {
  QRectF all;
  for (const auto& [id, box] : m_nodes) all |= box.rect;
  for (const FrameBox& frame : m_frames) all |= frame.rect;
  for (const auto& [id, wire] : m_wires)
    if (wire.toOut) all |= outFlag(wire);
  return all;
}

QRectF CanvasScene::outFlag(const WireBox& wire) {
  const QPointF tip = wire.line.isEmpty() ? QPointF() : wire.line.back();
  return {tip.x(), tip.y() - outFlagHeight / 2, outFlagWidth, outFlagHeight};
}

HitResult CanvasScene::hit(const QPointF& at, double tolerance) const {
  HitResult result;
  const double reach = std::max(12.0, tolerance * 1.2);
  const QRectF near(at.x() - reach, at.y() - reach, reach * 2, reach * 2);
  for (const graph::EdgeId id : wiresIn(near))
    for (const BeadBox& bead : m_wires.at(id).beads)
      if (bead.rect.adjusted(-2, -2, 2, 2).contains(at)) {
        result.edge = id;
        result.bead = bead.hook;
        return result;
      }
  std::vector<graph::NodeId> candidates = nodesIn(near);
  for (auto it = candidates.rbegin(); it != candidates.rend(); ++it) {  // newest on top
    const NodeBox& box = m_nodes.at(*it);
    const double slack = std::min(reach, 14.0);
    for (const PortGroup& group : box.groups)
      if (group.row.adjusted(-slack, 0, slack, 0).contains(at)) {
        result.node = *it;
        result.group = group.key;
        return result;
      }
    for (const PortBox& portBox : box.ports) {
      if (portBox.folded) continue;
      const bool circle = std::hypot(at.x() - portBox.centre.x(), at.y() - portBox.centre.y()) <= reach;
      if (!circle && !portBox.row.contains(at)) continue;
      result.node = *it;
      result.port = portBox.ref;
      result.onPortCircle = circle;
      if (circle) return result;
    }
    if (box.rect.contains(at)) {
      result.node = *it;
      result.onTitle = box.title.contains(at);
      return result;
    }
    result = {};
  }
  result.frame = frameTitleAt(at, tolerance);
  double best = tolerance;
  for (const graph::EdgeId id : wiresIn(near)) {
    const WireBox& wire = m_wires.at(id);
    if (wire.toOut && outFlag(wire).contains(at)) result.edge = id;
    for (int i = 1; i < wire.line.size(); ++i) {
      const double distance = distanceToSegment(at, wire.line[i - 1], wire.line[i]);
      if (distance > best) continue;
      best = distance;
      result.edge = id;
    }
  }
  return result;
}

}  // namespace sb::ui
