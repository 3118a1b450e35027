// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "core/graph/auto_layout.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/wac_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/document_view.h"

// Scenes on a canvas or a panel of their own.
namespace sb::gui {
namespace {

CanvasScene sceneOf(graph::Graph graph, const QSize& size) {
  CanvasScene scene;
  scene.document = std::make_unique<ui::Document>(std::move(graph));
  scene.document->waitForPreview();
  scene.canvas = std::make_unique<ui::GraphCanvas>(*scene.document);
  scene.canvas->resize(size);
  scene.canvas->show();
  scene.canvas->zoomToFit();
  settle(60);
  return scene;
}

/// Drags a port's wire to a point.
void drag(CanvasScene& scene, const graph::PortRef& port, const QPointF& to) {
  const ui::PortBox* box = scene.canvas->scene().port(port);
  scene.tool = std::make_unique<ui::ConnectTool>(*scene.canvas, port, box ? box->centre : QPointF());
  scene.tool->move(to, {});
  settle(60);
}

graph::EdgeId hook(ui::Document& document) {
  const graph::EdgeId edge = edgeBetween(document.graph(), "cache", "orders");
  graph::Hook audit;
  audit.name = "audit";
  audit.rule = "rule 1";
  audit.file = shippedHook(QStringLiteral("trace"));
  audit.kind = graph::HookKind::Tier2;
  (void)document.perform(graph::addHook(document.graph(), edge, audit, 0));
  document.waitForPreview();
  if (const graph::Edge* hooked = document.graph().find(edge); hooked && !hooked->hooks.empty())
    document.selection().select(ui::BeadItem{edge, hooked->hooks.front().id});
  return edge;
}

}  // namespace

CanvasScene::~CanvasScene() {
  if (tool) tool->cancel();
  tool.reset();
  canvas.reset();  // before the document it shows
}
LayoutScene::~LayoutScene() {
  if (panel) panel->setDocument(nullptr);
  panel.reset();
}
PlanScene::~PlanScene() {
  if (wac) wac->setDocument(nullptr);
  page.reset();
}

CanvasScene dragScene(const QSize& size) {
  CanvasScene scene = sceneOf(dragGraph(), size);
  scene.canvas->setPlace({{0, 0}, 1});
  const graph::Graph& graph = scene.document->graph();
  const graph::Node *orders = graph.findByName("orders"), *legacy = graph.findByName("kv-legacy");
  if (!orders || !legacy) return scene;
  graph::PortRef port{orders->id, graph::Side::Import, {}};
  for (const graph::Port& import : orders->imports)
    if (import.name.name.rfind("demo:kv/store", 0) == 0) port.name = import.name.name;
  scene.document->selection().select(ui::NodeItem{orders->id});
  drag(scene, port, scene.canvas->scene().node(legacy->id)->rect.topRight() + QPointF(28, 56));
  return scene;
}

CanvasScene overviewScene(const QSize& size) {
  CanvasScene scene = sceneOf(overviewGraph(), size);
  const graph::Node* totals = scene.document->graph().findByName("orders-69");
  if (totals) {
    scene.document->selection().select(ui::NodeItem{totals->id});
    scene.canvas->state().hover.node = totals->id;
  }
  settle(60);
  return scene;
}

CanvasScene statesScene(const QSize& size) { return sceneOf(statesGraph(), size); }

CanvasScene loopScene(const QSize& size) {
  CanvasScene scene = sceneOf(loopGraph(), size);
  scene.canvas->setPlace({{0, 0}, 1});
  const graph::Node* caller = scene.document->graph().findByName("asks");
  if (caller && !caller->imports.empty())
    drag(scene, {caller->id, graph::Side::Import, caller->imports.front().name.name}, QPointF(130, 160));
  return scene;
}

CanvasScene levelScene(ui::DetailLevel level, const QSize& size) {
  const bool alone = level >= ui::DetailLevel::Names;
  CanvasScene scene = sceneOf(alone ? singleNodeGraph() : ordersGraph(), size);
  const double zooms[] = {0.036, 0.11, 0.26, 0.56, 1.0};
  scene.canvas->setZoom(zooms[static_cast<int>(level)], {});
  const graph::Node* orders = scene.document->graph().findByName("orders");
  if (const ui::NodeBox* box = orders ? scene.canvas->scene().node(orders->id) : nullptr)
    scene.canvas->setOrigin((alone ? box->rect : scene.canvas->scene().bounds()).center() -
                            QPointF(size.width(), size.height()) / 2 / scene.canvas->zoom());
  settle(40);
  return scene;
}

LayoutScene layoutScene(const QSize& size) {
  LayoutScene scene;
  scene.document = std::make_unique<ui::Document>(ordersGraph());
  hook(*scene.document);
  ui::AdapterValues& values = ui::AdapterValues::of(*scene.document);
  ui::Focus focus;
  focus.function = QStringLiteral("put");
  focus.value = QStringLiteral("entry");
  scene.document->selection().setFocus(focus);
  values.waitForCall();
  scene.panel = std::make_unique<ui::LayoutPanel>();
  scene.panel->setDocument(scene.document.get());
  scene.panel->header()->hide();
  scene.panel->resize(size);
  scene.panel->show();
  settle(200);
  focus.cellPath = QStringLiteral("entry.ttl.some");
  scene.document->selection().setFocus(focus);
  settle(300);
  return scene;
}

PlanScene planScene(const QSize& size) {
  PlanScene scene;
  graph::Graph graph = ordersGraph();
  graph.positions = graph::autoLayout(graph, ui::drawnNodeSize);
  scene.document = std::make_unique<ui::Document>(std::move(graph));
  hook(*scene.document);
  const auto& steps = scene.document->preview().plan.steps;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].kind == plan::StepKind::Rewire) scene.step = i;
  scene.page = std::make_unique<QWidget>();
  auto* outer = new QVBoxLayout(scene.page.get());
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(1);
  auto* heads = new QHBoxLayout;
  auto* graphs = new QHBoxLayout;
  graphs->setSpacing(1);
  for (const bool after : {false, true}) {
    auto* head =
        new QLabel((after ? QObject::tr("After step %1 · %2") : QObject::tr("Before step %1 · %2"))
                       .arg(scene.step + 1)
                       .arg(QString::fromStdString(scene.step < steps.size() ? steps[scene.step].title : "")),
                   scene.page.get());
    head->setFont(ui::currentTheme().bodyStrong());
    head->setMargin(8);
    heads->addWidget(head);
    auto* view = new ui::DocumentView(*scene.document, scene.page.get());
    view->setObjectName(after ? QStringLiteral("after") : QStringLiteral("before"));
    graphs->addWidget(view);
  }
  scene.wac = new ui::WacPanel(scene.page.get());
  scene.wac->header()->hide();
  scene.wac->setDocument(scene.document.get());
  outer->addLayout(heads);
  outer->addLayout(graphs, 3);
  outer->addWidget(scene.wac, 2);
  scene.page->resize(size);
  scene.page->show();
  settle(100);
  ui::Focus focus = scene.document->selection().focus();
  focus.step = scene.step;
  scene.document->selection().setFocus(focus);
  for (const bool after : {false, true}) {
    auto* view =
        scene.page->findChild<ui::DocumentView*>(after ? QStringLiteral("after") : QStringLiteral("before"));
    view->setMinimapVisible(false);
    view->showStep(static_cast<int>(scene.step), after);
    view->canvas().zoomToFit();
  }
  settle(200);
  return scene;
}

}  // namespace sb::gui
