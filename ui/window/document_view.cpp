// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/document_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "core/plan/splice_plan.h"
#include "ui/canvas/minimap.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QString boxStyle() {
  const Theme& t = currentTheme();
  return QStringLiteral("#overlayBox { background: %1; border: 1px solid %2; border-radius: 4px; }")
      .arg(t.panel.name(), t.separator.name());
}

/// Nodes of `to` that `from` lacks, and the other way round.
void ghosts(const graph::Graph& from, const graph::Graph& to, bool after,
            std::map<graph::NodeId, GhostKind>& nodes, std::map<graph::EdgeId, GhostKind>& edges) {
  const graph::Graph& shown = after ? to : from;
  const graph::Graph& other = after ? from : to;
  const GhostKind kind = after ? GhostKind::Added : GhostKind::Removed;
  for (const auto& [id, node] : shown.nodes)
    if (!other.find(id)) nodes[id] = kind;
  for (const auto& [id, edge] : shown.edges) {
    const graph::Edge* same = other.find(id);
    if (!same || same->provider != edge.provider || same->consumer != edge.consumer) edges[id] = kind;
  }
}

}  // namespace

DocumentView::DocumentView(Document& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_canvas(new GraphCanvas(document, this)),
      m_breadcrumb(new QWidget(this)),
      m_breadcrumbText(new QLabel(m_breadcrumb)),
      m_switch(new QWidget(this)),
      m_views(new QButtonGroup(this)),
      m_zoomBox(new QWidget(this)),
      m_zoomText(new QLabel(m_zoomBox)),
      m_levelText(new QLabel(m_zoomBox)),
      m_minimap(new Minimap(*m_canvas)) {
  auto* crumbs = new QHBoxLayout(m_breadcrumb);
  crumbs->setContentsMargins(0, 0, 0, 0);
  auto* crumbIcon = new QLabel(m_breadcrumb);
  crumbIcon->setPixmap(
      iconPixmap(QStringLiteral("kind-composition"), currentTheme().text, 16, devicePixelRatioF()));
  crumbs->addWidget(crumbIcon);
  crumbs->addWidget(m_breadcrumbText);
  m_breadcrumbText->setFont(currentTheme().bodyStrong());
  m_breadcrumbText->setObjectName(QStringLiteral("breadcrumb"));

  auto* switchLayout = new QHBoxLayout(m_switch);
  switchLayout->setContentsMargins(0, 0, 0, 0);
  switchLayout->setSpacing(0);
  int id = 0;
  for (const QString& text : {tr("Original"), tr("Spliced"), tr("Diff")}) {
    auto* button = new QPushButton(text, m_switch);
    button->setCheckable(true);
    button->setProperty("segment", true);
    button->setObjectName(QStringLiteral("view%1").arg(id));
    m_views->addButton(button, id++);
    switchLayout->addWidget(button);
  }
  m_views->button(static_cast<int>(m_view))->setChecked(true);
  connect(m_views, &QButtonGroup::idClicked, this,
          [this](int view) { setView(static_cast<GraphView>(view)); });

  m_zoomBox->setObjectName(QStringLiteral("overlayBox"));
  m_zoomBox->setAttribute(Qt::WA_StyledBackground);
  m_zoomBox->setStyleSheet(boxStyle());
  auto* zoomLayout = new QHBoxLayout(m_zoomBox);
  zoomLayout->setContentsMargins(4, 2, 4, 2);
  zoomLayout->setSpacing(2);
  const auto zoomButton = [&](const QString& text, const QString& tip, auto&& action) {
    auto* button = new QToolButton(m_zoomBox);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    zoomLayout->addWidget(button);
    connect(button, &QToolButton::clicked, this, action);
    return button;
  };
  const auto middle = [this] { return QPointF(m_canvas->width(), m_canvas->height()) / 2; };
  zoomButton(QStringLiteral("−"), tr("Zoom out (−)"),
             [this, middle] { m_canvas->setZoom(m_canvas->zoom() / 1.25, middle()); });
  m_zoomText->setMinimumWidth(48);
  m_zoomText->setAlignment(Qt::AlignCenter);
  m_zoomText->setObjectName(QStringLiteral("zoomText"));
  zoomLayout->addWidget(m_zoomText);
  zoomButton(QStringLiteral("+"), tr("Zoom in (+)"),
             [this, middle] { m_canvas->setZoom(m_canvas->zoom() * 1.25, middle()); });
  auto* fit = zoomButton({}, tr("Show everything (Home)"), [this] { m_canvas->zoomToFit(); });
  fit->setIcon(icon(QStringLiteral("fit")));
  m_levelText->setProperty("role", "secondary");
  m_levelText->setFont(currentTheme().caption());
  m_levelText->setContentsMargins(6, 0, 6, 0);
  zoomLayout->addWidget(m_levelText);

  connect(m_canvas, &GraphCanvas::zoomChanged, this, [this](double zoom) {
    m_zoomText->setText(QStringLiteral("%1 %").arg(qRound(zoom * 100)));
    m_levelText->setText(detailLevelName(m_canvas->level()));
    m_levelText->setVisible(m_canvas->level() != DetailLevel::Details);
    placeOverlays();
  });
  connect(&document, &Document::previewChanged, this, &DocumentView::refresh);
  connect(&document, &Document::titleChanged, this, &DocumentView::updateBreadcrumb);
  updateBreadcrumb();
  setFocusProxy(m_canvas);
}

void DocumentView::updateBreadcrumb() { m_breadcrumbText->setText(m_document.title()); }

void DocumentView::setView(GraphView view) {
  m_view = view;
  m_step = -1;
  m_views->button(static_cast<int>(view))->setChecked(true);
  refresh();
  emit viewSwitched(view);
}

void DocumentView::showStep(int step, bool after) {
  m_step = step;
  m_after = after;
  refresh();
}

/// Nodes that only the spliced graph has lie beside the middle of what they serve.
std::shared_ptr<const graph::Graph> DocumentView::placed(const graph::Graph& graph) const {
  auto copy = std::make_shared<graph::Graph>(graph);
  const auto& known = m_document.graph().positions;
  for (const auto& [id, node] : copy->nodes)
    if (const auto found = known.find(id); found != known.end()) copy->positions[id] = found->second;
  int unplaced = 0;
  for (const auto& [id, node] : copy->nodes) {
    if (copy->positions.count(id) && known.count(id)) continue;
    double x = 0, y = 0;
    int count = 0;
    for (const graph::Edge* edge : copy->edgesOf(id)) {
      const graph::NodeId other = edge->provider.node == id ? edge->consumer.node : edge->provider.node;
      const auto found = copy->positions.find(other);
      if (found == copy->positions.end() || other == copy->host) continue;
      x += found->second.x;
      y += found->second.y;
      ++count;
    }
    copy->positions[id] = count > 0 ? graph::Position{x / count, y / count + 130 + 110.0 * unplaced++}
                                    : graph::Position{0, -160.0 * ++unplaced};
  }
  return copy;
}

void DocumentView::refresh() {
  const plan::SplicePlan& plan = m_document.preview().plan;
  if (m_step >= 0 && static_cast<std::size_t>(m_step) < plan.steps.size()) {
    const auto step = static_cast<std::size_t>(m_step);
    const graph::Graph before = plan::graphAfter(plan, step), after = plan::graphAfter(plan, step + 1);
    std::map<graph::NodeId, GhostKind> nodes;
    std::map<graph::EdgeId, GhostKind> edges;
    ghosts(before, after, m_after, nodes, edges);
    m_canvas->showGraph(placed(m_after ? after : before), std::move(nodes), std::move(edges));
    return;
  }
  switch (m_view) {
    case GraphView::Spliced: return m_canvas->showDocument();
    case GraphView::Original: {  // the same without its beads
      auto bare = std::make_shared<graph::Graph>(m_document.graph());
      for (auto& [id, edge] : bare->edges) edge.hooks.clear();
      return m_canvas->showGraph(bare);
    }
    case GraphView::Diff: {
      if (plan.spliced.nodes.empty()) return m_canvas->showDocument();
      graph::Graph bare = m_document.graph();
      for (auto& [id, edge] : bare.edges) edge.hooks.clear();
      std::map<graph::NodeId, GhostKind> nodes;
      std::map<graph::EdgeId, GhostKind> edges;
      ghosts(bare, plan.spliced, true, nodes, edges);
      return m_canvas->showGraph(placed(plan.spliced), std::move(nodes), std::move(edges));
    }
  }
}

bool DocumentView::minimapVisible() const { return m_minimap->isVisibleTo(this); }
void DocumentView::setMinimapVisible(bool visible) { m_minimap->setVisible(visible); }

void DocumentView::resizeEvent(QResizeEvent*) { placeOverlays(); }

void DocumentView::placeOverlays() {
  m_canvas->setGeometry(rect());
  m_breadcrumb->adjustSize();
  m_breadcrumb->move(12, 12);
  m_switch->adjustSize();
  m_switch->move(width() - m_switch->width() - 12, 10);
  m_zoomBox->adjustSize();
  m_zoomBox->move(12, height() - m_zoomBox->height() - 12);
  m_minimap->move(width() - m_minimap->width() - 12, height() - m_minimap->height() - 12);
}

}  // namespace sb::ui
