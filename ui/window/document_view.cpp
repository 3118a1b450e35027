// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/document_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "core/plan/splice_plan.h"
#include "ui/canvas/added_nodes.h"
#include "ui/canvas/minimap.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

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
      m_switch(new QWidget(this)),
      m_views(new QButtonGroup(this)),
      m_zoomBox(new QWidget(this)),
      m_zoomText(new QLabel(m_zoomBox)),
      m_minimap(new Minimap(*m_canvas)) {
  m_breadcrumb->setObjectName(QStringLiteral("breadcrumbs"));
  m_breadcrumb->setAttribute(Qt::WA_StyledBackground);  // nodes below must not be read into it
  auto* crumbs = new QHBoxLayout(m_breadcrumb);
  crumbs->setContentsMargins(4, 2, 6, 2);
  crumbs->setSpacing(6);

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
  buildLadder();
  connect(m_canvas, &GraphCanvas::zoomChanged, this, [this](double zoom) {
    m_zoomText->setText(QStringLiteral("%1 %").arg(qRound(zoom * 100)));
    updateLadder();
    placeOverlays();
  });
  connect(&document, &Document::previewChanged, this, &DocumentView::refresh);
  connect(&document, &Document::titleChanged, this, &DocumentView::updateBreadcrumb);
  connect(&document, &Document::pathChanged, this, [this] {
    m_step = -1;
    m_expanded = false;
    updateBreadcrumb();
    refresh();
  });
  connect(&document.selection(), &Selection::focusChanged, this, [this] {
    if (m_step >= 0 && !m_document.selection().focus().step) showStep(-1, false);
  });
  updateBreadcrumb();
  setFocusProxy(m_canvas);
}

/// Document › composition › composition; a click goes there.
void DocumentView::updateBreadcrumb() {
  auto* row = static_cast<QHBoxLayout*>(m_breadcrumb->layout());
  while (QLayoutItem* old = row->takeAt(0)) {
    if (QWidget* gone = old->widget()) {  // not found by name any more while it waits for its end
      gone->setObjectName({});
      gone->hide();
      gone->deleteLater();
    }
    delete old;
  }
  // A widget that joins a visible parent stays hidden, and its layout counts it as nothing, until somebody
  // shows it.
  const auto add = [row](QWidget* widget) {
    row->addWidget(widget);
    widget->show();
  };
  auto* mark = new QLabel(m_breadcrumb);
  mark->setPixmap(
      iconPixmap(QStringLiteral("kind-composition"), currentTheme().text, 16, devicePixelRatioF()));
  add(mark);
  const QStringList names = QStringList{m_document.title()} + m_document.pathNames();
  for (qsizetype i = 0; i < names.size(); ++i) {
    if (i > 0) {
      auto* arrow = new QLabel(QStringLiteral("›"), m_breadcrumb);
      arrow->setProperty("role", "secondary");
      add(arrow);
    }
    if (i + 1 == names.size()) {
      auto* here = new QLabel(names[i], m_breadcrumb);
      here->setFont(currentTheme().bodyStrong());
      here->setObjectName(QStringLiteral("breadcrumb"));
      add(here);
      continue;
    }
    auto* there = new QPushButton(names[i], m_breadcrumb);
    there->setProperty("link", true);
    there->setObjectName(QStringLiteral("breadcrumb%1").arg(i));
    connect(
        there, &QPushButton::clicked, this,
        [this, i] {
          const auto& path = m_document.path();
          m_document.goTo({path.begin(), path.begin() + i});
          m_canvas->zoomToFit();
        },
        Qt::QueuedConnection);
    add(there);
  }
  placeOverlays();
}

/// The levels of detail beside the zoom: shows which one is drawn; a click pins it, another one lets it go.
void DocumentView::buildLadder() {
  m_ladder = new QWidget(m_zoomBox);
  m_levels = new QButtonGroup(this);
  m_levels->setExclusive(false);
  auto* row = new QHBoxLayout(m_ladder);
  row->setContentsMargins(6, 0, 0, 0);
  row->setSpacing(2);
  for (int i = 0; i < DetailLevelCount; ++i) {
    auto* button = new QToolButton(m_ladder);
    button->setText(detailLevelName(static_cast<DetailLevel>(i)));
    button->setToolTip(tr("Pin this level of detail"));
    button->setCheckable(true);
    m_levels->addButton(button, i);
    row->addWidget(button);
  }
  m_zoomBox->layout()->addWidget(m_ladder);
  connect(m_levels, &QButtonGroup::idClicked, this, [this](int id) {
    const auto level = static_cast<DetailLevel>(id);
    m_canvas->pinLevel(m_canvas->pinnedLevel() == level ? std::optional<DetailLevel>() : level);
    updateLadder();
    placeOverlays();
  });
  updateLadder();
}

void DocumentView::updateLadder() {
  for (QAbstractButton* button : m_levels->buttons())
    button->setChecked(m_levels->id(button) == static_cast<int>(m_canvas->level()));
  m_ladder->setVisible(m_canvas->level() != DetailLevel::Details || m_canvas->pinnedLevel());
}

void DocumentView::setView(GraphView view) {
  m_view = view;
  m_step = -1;
  m_expanded = false;
  m_views->button(static_cast<int>(view))->setChecked(true);
  refresh();
  emit viewSwitched(view);
}

void DocumentView::setExpanded(bool expanded) {
  m_step = -1;
  m_expanded = expanded;
  refresh();
}

void DocumentView::showStep(int step, bool after) {
  m_step = step;
  m_after = after;
  refresh();
}

/// A planned graph with positions: what the document has stays where it is, what the splice adds lies where
/// the whole spliced graph has room for it, so that nothing jumps from step to step.
std::shared_ptr<const graph::Graph> DocumentView::placed(const graph::Graph& graph) const {
  auto copy = std::make_shared<graph::Graph>(graph);
  const graph::Graph* all = m_document.sameLevel(m_document.preview().plan.spliced);
  for (const auto& [id, position] : placeAddedNodes(all ? *all : graph, m_document.graph().positions))
    if (copy->find(id)) copy->positions[id] = position;
  return copy;
}

void DocumentView::refresh() {
  const plan::SplicePlan& plan = m_document.preview().plan;
  std::map<graph::NodeId, GhostKind> nodes;
  std::map<graph::EdgeId, GhostKind> edges;
  if (m_step >= 0 && static_cast<std::size_t>(m_step) < plan.steps.size()) {
    const auto step = static_cast<std::size_t>(m_step);
    const graph::Graph outerBefore = plan::graphAfter(plan, step),
                       outerAfter = plan::graphAfter(plan, step + 1);
    const graph::Graph *before = m_document.sameLevel(outerBefore), *after = m_document.sameLevel(outerAfter);
    if (!before || !after) return m_canvas->showDocument();
    ghosts(*before, *after, m_after, nodes, edges);
    return m_canvas->showGraph(placed(m_after ? *after : *before), std::move(nodes), std::move(edges));
  }
  const graph::Graph* spliced = plan.spliced.nodes.empty() ? nullptr : m_document.sameLevel(plan.spliced);
  const auto withoutBeads = [this] {
    graph::Graph bare = m_document.graph();
    for (auto& [id, edge] : bare.edges) edge.hooks.clear();
    return bare;
  };
  switch (m_view) {
    case GraphView::Spliced:
      if (m_expanded && spliced) return m_canvas->showGraph(placed(*spliced));
      return m_canvas->showDocument();
    case GraphView::Original: return m_canvas->showGraph(std::make_shared<graph::Graph>(withoutBeads()));
    case GraphView::Diff:
      if (!spliced) return m_canvas->showDocument();
      ghosts(withoutBeads(), *spliced, true, nodes, edges);
      return m_canvas->showGraph(placed(*spliced), std::move(nodes), std::move(edges));
  }
}

bool DocumentView::minimapVisible() const { return m_minimap->isVisibleTo(this); }
void DocumentView::setMinimapVisible(bool visible) { m_minimap->setVisible(visible); }

void DocumentView::resizeEvent(QResizeEvent*) { placeOverlays(); }

void DocumentView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);  // the style sheet comes after the palette
  if (event->type() == QEvent::PaletteChange)
    QMetaObject::invokeMethod(this, &DocumentView::updateBreadcrumb, Qt::QueuedConnection);
}

void DocumentView::placeOverlays() {
  m_canvas->setGeometry(rect());
  m_breadcrumb->adjustSize();
  m_breadcrumb->move(8, 10);
  m_switch->adjustSize();
  m_switch->move(width() - m_switch->width() - 12, 10);
  m_zoomBox->adjustSize();
  m_zoomBox->move(12, height() - m_zoomBox->height() - 12);
  m_minimap->move(width() - m_minimap->width() - 12, height() - m_minimap->height() - 12);
}

}  // namespace sb::ui
