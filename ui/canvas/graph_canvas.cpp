// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/graph_canvas.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_accessible.h"
#include "ui/document/document.h"

namespace sb::ui {
namespace {
constexpr int routingMs = 8;  ///< of one frame; what is left is done in the next ones
}  // namespace

GraphCanvas::GraphCanvas(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  CanvasAccessible::install();
  setObjectName(QStringLiteral("canvas"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAcceptDrops(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(240, 160);
  setAccessibleName(tr("Composition graph"));
  m_flashTimer.setSingleShot(true);
  m_flashTimer.setInterval(400);
  connect(&m_flashTimer, &QTimer::timeout, this, [this] {
    m_flash.reset();
    takeSelection();
  });
  connect(&document, &Document::graphChanged, this, [this](ChangeKind kind) {
    if (!showsDocument()) return;
    if (kind == ChangeKind::Positions) {
      std::set<graph::NodeId> all;
      for (const auto& [id, position] : m_document.graph().positions) {
        const NodeBox* box = m_scene.node(id);
        if (box && box->rect.topLeft() != QPointF(position.x, position.y)) all.insert(id);
      }
      m_scene.move(m_document.graph(), all);
      m_scene.takeFrames(m_document.graph());
      update();
    } else {
      rebuild();
    }
  });
  connect(&document, &Document::pathChanged, this, &GraphCanvas::takeView);  // the graph comes after it
  connect(&document, &Document::viewsTaken, this, [this] {
    takeView();
    rebuild();
  });
  connect(&document, &Document::previewChanged, this, &GraphCanvas::takePreview);
  connect(&document.selection(), &Selection::changed, this, &GraphCanvas::takeSelection);
  connect(&document.selection(), &Selection::revealRequested, this, &GraphCanvas::reveal);
  takeView();
  rebuild();
  takePreview();
  takeSelection();
}

GraphCanvas::~GraphCanvas() = default;

const graph::Graph& GraphCanvas::shownGraph() const { return m_shown ? *m_shown : m_document.graph(); }

void GraphCanvas::showGraph(std::shared_ptr<const graph::Graph> graph,
                            std::map<graph::NodeId, GhostKind> nodes,
                            std::map<graph::EdgeId, GhostKind> edges) {
  m_tool.reset();
  m_shown = std::move(graph);
  m_state.ghostNodes = std::move(nodes);
  m_state.ghostEdges = std::move(edges);
  rebuild();
}

void GraphCanvas::showDocument() {
  if (showsDocument()) return;
  m_shown.reset();
  m_state.ghostNodes.clear();
  m_state.ghostEdges.clear();
  rebuild();
}

void GraphCanvas::rebuild() {
  m_scene.rebuild(shownGraph(), [this](const QString& name) { return m_document.packageColour(name); });
  m_pictures.clear();
  m_state.hover = {};
  m_state.unsatisfied.clear();
  const graph::Graph& graph = shownGraph();
  std::set<graph::PortRef> satisfied;
  for (const auto& [id, edge] : graph.edges) satisfied.insert(edge.consumer);
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == graph::NodeKind::Host || m_document.isReadOnly()) continue;
    for (const graph::Port& port : node.imports) {
      // A hook's own types come with the splice.
      if (node.kind == graph::NodeKind::Hook && port.kind == graph::PortKind::TypesOnly) continue;
      const graph::PortRef ref{id, graph::Side::Import, port.name.name};
      if (!satisfied.count(ref)) m_state.unsatisfied.insert(ref);
    }
  }
  takePreview();
  update();
}

void GraphCanvas::takePreview() {
  m_pictures.clear();
  m_state.problems.clear();
  std::set<graph::HookId> refused;
  for (const driver::Problem& problem : m_document.problems()) {
    if (problem.subject.node.valid()) {
      auto [at, fresh] = m_state.problems.emplace(problem.subject.node, problem.diagnostic.severity);
      if (!fresh) at->second = std::min(at->second, problem.diagnostic.severity);
    }
    if (problem.subject.hook.valid() && problem.diagnostic.severity == Severity::Error)
      refused.insert(problem.subject.hook);
  }
  m_scene.setRefusedHooks(refused);
  m_state.waitingHooks.clear();
  if (!m_document.previewIsCurrent())
    for (const auto& [id, edge] : shownGraph().edges)
      for (const graph::Hook& hook : edge.hooks)
        if (hook.enabled && hook.kind != graph::HookKind::Direct && !m_document.requestOf(id, hook.id))
          m_state.waitingHooks.insert(hook.id);
  update();
}

void GraphCanvas::takeSelection() {
  m_state.selected = m_document.selection().item();
  m_state.selectedNodes = m_document.selection().nodes();
  m_state.linkedNodes.clear();
  m_state.linkedEdges = m_lit;
  if (const auto* port = std::get_if<PortItem>(&m_state.selected)) unfold(port->port);
  if (m_flash) {
    if (const auto* node = std::get_if<NodeItem>(&*m_flash)) m_state.linkedNodes.insert(node->node);
    if (const auto* edge = std::get_if<EdgeItem>(&*m_flash)) m_state.linkedEdges.insert(edge->edge);
    if (const auto* bead = std::get_if<BeadItem>(&*m_flash)) m_state.linkedEdges.insert(bead->edge);
  }
  if (const auto* bead = std::get_if<BeadItem>(&m_state.selected)) m_state.linkedEdges.insert(bead->edge);
  announceSelection(*this);
  update();
}

void GraphCanvas::linkNodes(const std::set<graph::NodeId>& nodes) {
  m_state.linkedNodes = nodes;
  update();
}

void GraphCanvas::linkEdges(const std::set<graph::EdgeId>& edges) {
  m_lit = edges;
  takeSelection();
}

void GraphCanvas::showCut(const QPolygonF& stroke) {
  m_cut = stroke;
  update();
}

void GraphCanvas::showMoved(const std::set<graph::NodeId>& nodes, const QPointF& by) {
  if (nodes.empty() || by.isNull()) {  // back to what the document says
    std::set<graph::NodeId> all;
    for (const auto& [id, box] : m_scene.nodes()) {
      const auto position = shownGraph().positions.find(id);
      if (position != shownGraph().positions.end() &&
          box.rect.topLeft() != QPointF(position->second.x, position->second.y))
        all.insert(id);
    }
    m_scene.move(shownGraph(), all);
  }
  if (!nodes.empty()) {
    graph::Graph moved = shownGraph();
    for (const graph::NodeId id : nodes) {
      moved.positions[id].x += by.x();
      moved.positions[id].y += by.y();
    }
    m_scene.move(moved, nodes);
  }
  update();
}

void GraphCanvas::showRubberBand(const QRectF& rect) {
  m_rubberBand = rect;
  update();
}

PaintContext GraphCanvas::paintContext(QPainter& painter) const {
  return {painter,         currentTheme(),
          shownGraph(),    m_scene,
          m_state,         m_zoom,
          m_level,         m_panning,
          showsDocument(), [this](const QString& name) { return m_document.packageColour(name); }};
}

void GraphCanvas::paintScene(PaintContext& context, const QRectF& view) {
  if (m_level <= DetailLevel::Boxes) {
    paintOverview(context, view);
  } else {
    if (m_level >= DetailLevel::Ports && !m_scene.routeWires(view, routingMs)) update();
    paintFrames(context, view);
    const std::vector<graph::EdgeId> wires = m_scene.wiresIn(view);
    // Long antialiased curves are the cost of a frame: with very many in view the stroke gets simple.
    context.painter.setRenderHint(QPainter::Antialiasing, wires.size() < 3000);
    for (const graph::EdgeId id : wires) paintWire(context, *m_scene.wire(id));
    context.painter.setRenderHint(QPainter::Antialiasing, true);
    for (const graph::NodeId id : m_scene.nodesIn(view)) paintNode(context, *m_scene.node(id));
    for (const graph::EdgeId id : wires) paintBeads(context, *m_scene.wire(id));
    paintFrameTitles(context, view);
  }
  paintDrag(context, view);
}

void GraphCanvas::paintInto(QPainter& painter) {
  const Theme& theme = currentTheme();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.save();
  painter.scale(m_zoom, m_zoom);
  painter.translate(-m_origin);
  PaintContext context = paintContext(painter);
  context.pictures = &m_pictures;
  const QRectF view = visibleScene();
  m_pictures.beginFrame(painter, qHashMulti(0, static_cast<int>(m_level), m_panning, theme.canvas.rgba(),
                                            theme.node.rgba(), theme.text.rgba()));
  paintGround(context, view);
  paintScene(context, view);
  m_pictures.endFrame();
  if (!m_rubberBand.isNull()) {
    QColor fill = theme.accent;
    fill.setAlphaF(0.10F);
    painter.setPen(QPen(theme.accent, 1 / m_zoom));
    painter.setBrush(fill);
    painter.drawRect(m_rubberBand);
  }
  if (m_cut.size() > 1) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.error, 1.5 / m_zoom, Qt::DashLine));
    painter.drawPolyline(m_cut);
  }
  painter.restore();
  if (m_scene.nodeCount() == 0) {
    painter.setPen(theme.textSecondary);
    painter.setFont(theme.body());
    painter.drawText(rect(), Qt::AlignCenter, tr("Drop components here, or press A to add one."));
  }
}

void GraphCanvas::paintEvent(QPaintEvent*) {
  QElapsedTimer timer;
  timer.start();
  QPainter painter(this);
  paintInto(painter);
  painter.end();
  m_lastFrameMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void GraphCanvas::resizeEvent(QResizeEvent*) {
  if (m_fitPending && width() > 240) {
    zoomToFit();
    m_fitPending = true;  // until the user takes the view over
  }
}

}  // namespace sb::ui
