// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/canvas_scene.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "core/graph/hook_kind.h"
#include "core/support/match.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr double beadHeight = 24, outStub = 16, outFlagWidth = 34, outFlagHeight = 22;

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

double beadWidth(const BeadBox& bead) {
  const Theme& theme = currentTheme();
  const double name = QFontMetricsF(theme.captionStrong()).horizontalAdvance(bead.name);
  if (!bead.enabled)
    return 20 + name + QFontMetricsF(theme.caption()).horizontalAdvance(QStringLiteral(" off")) + 20;
  return 24 + name + 8 + 18.0 * static_cast<double>(bead.letters.size()) + 4;
}

double distanceToSegment(const QPointF& p, const QPointF& a, const QPointF& b) {
  const QPointF d = b - a;
  const double length2 = QPointF::dotProduct(d, d);
  const double t = length2 == 0 ? 0 : std::clamp(QPointF::dotProduct(p - a, d) / length2, 0.0, 1.0);
  const QPointF off = p - (a + d * t);
  return std::sqrt(QPointF::dotProduct(off, off));
}

void placeBeads(WireBox& wire, const std::vector<graph::Hook>& hooks,
                const std::set<graph::HookId>& refused) {
  constexpr std::size_t mostBeads = 3;
  const std::size_t count = hooks.size() > mostBeads ? 1 : hooks.size();
  for (std::size_t i = 0; i < count; ++i) {
    BeadBox bead;
    bead.hook = hooks[i].id;
    bead.number = static_cast<int>(i) + 1;
    bead.enabled = hooks[i].enabled;
    bead.name = QString::fromStdString(hooks[i].name);
    bead.rule = QString::fromStdString(hooks[i].rule).section(QLatin1Char(' '), -1);
    if (hooks.size() > mostBeads) {
      bead.folded = static_cast<int>(hooks.size()) - 1;
      bead.name += QStringLiteral(" +%1").arg(bead.folded);
    }
    bead.refused = refused.count(hooks[i].id) > 0;
    if (bead.folded == 0 && hooks[i].file && hooks[i].file->type)
      bead.letters = QString::fromStdString(graph::hookAbility(*hooks[i].file->type).letters());
    const double share = 1.0 - static_cast<double>(i + 1) / static_cast<double>(count + 1);
    const QPointF centre = pointAlong(wire.line, share);
    const double width = beadWidth(bead);
    bead.rect = QRectF(centre.x() - width / 2, centre.y() - beadHeight / 2, width, beadHeight);
    wire.bounds |= bead.rect.adjusted(-4, -4, 4, 4);
    wire.beads.push_back(std::move(bead));
  }
  // Neighbours must not cover each other: push them apart along x, keeping the order from the caller.
  for (std::size_t i = 1; i < wire.beads.size(); ++i) {
    const double overlap = wire.beads[i].rect.right() + 6 - wire.beads[i - 1].rect.left();
    const bool sameHeight =
        std::abs(wire.beads[i].rect.center().y() - wire.beads[i - 1].rect.center().y()) < beadHeight;
    if (overlap > 0 && sameHeight)
      for (std::size_t k = i; k < wire.beads.size(); ++k) wire.beads[k].rect.translate(-overlap, 0);
  }
  for (const BeadBox& bead : wire.beads) wire.bounds |= bead.rect.adjusted(-6, -6, 6, 6);
}

}  // namespace

QPolygonF wireCurve(const QPointF& from, const QPointF& to) {
  const double dx = to.x() - from.x();
  const double reach = dx >= 0 ? std::max(28.0, dx * 0.5) : std::min(240.0, 60 - dx * 0.4);
  const QPointF c1 = from + QPointF(reach, 0), c2 = to - QPointF(reach, 0);
  constexpr int steps = 28;
  QPolygonF line;
  line.reserve(steps + 1);
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps, u = 1 - t;
    line << from * (u * u * u) + c1 * (3 * u * u * t) + c2 * (3 * u * t * t) + to * (t * t * t);
  }
  return line;
}

QRectF plusRect(const WireBox& wire, double zoom) {
  const QPointF at = pointAlong(wire.line, wire.beads.empty() ? 0.74 : 0.9);
  const double radius = 9 / std::max(zoom, 0.5);
  return {at.x() - radius, at.y() - radius, 2 * radius, 2 * radius};
}

QPointF pointAlong(const QPolygonF& line, double share) {
  double total = 0;
  for (int i = 1; i < line.size(); ++i)
    total += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
  double left = total * std::clamp(share, 0.0, 1.0);
  for (int i = 1; i < line.size(); ++i) {
    const QPointF d = line[i] - line[i - 1];
    const double length = std::hypot(d.x(), d.y());
    if (left <= length && length > 0) return line[i - 1] + d * (left / length);
    left -= length;
  }
  return line.isEmpty() ? QPointF() : line.back();
}

void CanvasScene::rebuild(const graph::Graph& graph, const ColourOf& colourOf) {
  m_colourOf = colourOf;
  m_nodes.clear();
  m_wires.clear();
  m_nodeGrid.clear();
  m_wireGrid.clear();
  m_judged.clear();
  m_nodes.reserve(graph.nodes.size());
  m_wires.reserve(graph.edges.size());
  for (const auto& [id, node] : graph.nodes) layNode(graph, node);
  for (const auto& [id, edge] : graph.edges) layWire(graph, edge);
}

void CanvasScene::move(const graph::Graph& graph, const std::set<graph::NodeId>& nodes) {
  for (const graph::NodeId id : nodes)
    if (const graph::Node* node = graph.find(id)) layNode(graph, *node);
  for (const auto& [id, edge] : graph.edges)
    if (nodes.count(edge.provider.node) || nodes.count(edge.consumer.node)) layWire(graph, edge);
}

void CanvasScene::setRefusedHooks(const std::set<graph::HookId>& hooks) {
  m_refused = hooks;
  for (auto& [id, wire] : m_wires)
    for (BeadBox& bead : wire.beads) bead.refused = hooks.count(bead.hook) > 0;
}

void CanvasScene::layNode(const graph::Graph& graph, const graph::Node& node) {
  const auto position = graph.positions.find(node.id);
  NodeBox box = layoutNode(node, position == graph.positions.end() ? graph::Position{} : position->second);
  if (node.kind == graph::NodeKind::Host && box.ports.empty()) {
    m_nodes.erase(node.id);  // a host that provides nothing is not drawn
    m_nodeGrid.remove(node.id);
    return;
  }
  m_nodeGrid.insert(node.id, box.rect.adjusted(-PortRadius - 4, -10, PortRadius + 4, 6));
  m_nodes[node.id] = std::move(box);
}

void CanvasScene::layWire(const graph::Graph& graph, const graph::Edge& edge) {
  const PortBox* from = port(edge.provider);
  if (!from) return;
  WireBox wire;
  wire.edge = edge.id;
  const graph::Node* consumerNode = graph.find(edge.consumer.node);
  wire.toOut = consumerNode && consumerNode->kind == graph::NodeKind::Host;
  if (wire.toOut) {
    const double reach = outStub + (edge.hooks.empty() ? 0 : 150.0 * static_cast<double>(edge.hooks.size()));
    wire.line << from->centre << from->centre + QPointF(reach, 0);
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
  placeBeads(wire, edge.hooks, m_refused);
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
    for (const PortBox& portBox : box.ports) {
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
