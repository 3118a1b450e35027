// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QEventLoop>
#include <QFocusEvent>
#include <QTimer>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "core/driver/open.h"
#include "core/graph/auto_layout.h"
#include "core/graph/edit_frames.h"
#include "ui/window/document_view.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/recent_files.h"
#include "ui/window/shipped_files.h"

// Scenes in the main window.
namespace sb::gui {
namespace {

graph::Hook hookOf(const char* file, const char* name, const char* rule = "") {
  graph::Hook hook;
  hook.name = name;
  hook.file = shippedHook(QLatin1String(file));
  hook.kind = QLatin1String(file) == QLatin1String("trace") ? graph::HookKind::Tier2 : graph::HookKind::Tier1;
  hook.rule = rule;
  return hook;
}

void place(graph::Graph& graph, const char* name, double x, double y) {
  if (const graph::Node* node = graph.findByName(name)) graph.positions[node->id] = {x, y};
}

/// What belongs together, as the person calls it.
void frameStorage(graph::Graph& graph) {
  const graph::Node *disk = graph.findByName("kv-disk"), *cache = graph.findByName("cache");
  if (!disk || !cache) return;
  if (const Result<graph::Edit> frame = graph::frameNodes(graph, {disk->id, cache->id}, "Storage"))
    (void)graph::apply(graph, *frame);
}

/// The shop as a person has arranged it, with the mail import open.
graph::Graph arrangedOrders() {
  graph::Graph graph = ordersGraph();
  for (const auto& [id, edge] : graph.edges)
    if (edge.consumer.name.rfind("demo:mail/", 0) == 0) {
      if (const Result<graph::Edit> cut = graph::disconnect(graph, id)) (void)graph::apply(graph, *cut);
      break;
    }
  if (graph.find(graph.host)) graph.positions[graph.host] = {-44, 196};
  place(graph, "kv-disk", 258, 96);
  place(graph, "cache", 530, 132);
  place(graph, "rates", 258, 410);
  place(graph, "orders", 822, 282);
  place(graph, "gateway", 1042, 180);
  frameStorage(graph);
  return graph;
}

/// Selects `tree.cells` of put's argument, the field that the design's picture marks.
void focusPutEntry(ui::Document& document) {
  const auto adapter = document.adapterOf(document.selection().edge(), document.selection().hook());
  if (!adapter) return;
  ui::Focus focus;
  focus.function = QStringLiteral("put");
  focus.value = QStringLiteral("entry");
  for (const adapt::Region& region : adapter->layout.regions)
    if (region.owner.function == "put" && region.owner.param == "entry" &&
        region.name.find("cells") != std::string::npos) {
      focus.region = region.id;
      focus.byte = region.offset;
      focus.byteCount = region.size;
      break;
    }
  document.selection().setFocus(focus);
}

}  // namespace

void settle(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

void showStart(ui::MainWindow& window) {
  QStringList paths;
  for (const char* name : {"jobs-async/jobs.composed.wasm", "calc-chain/calc-chain.composed.wasm",
                           "orders/orders.composed.wasm"}) {
    const QString path =
        ui::shippedFolder(QStringLiteral("examples")) + QLatin1Char('/') + QLatin1String(name);
    Result<driver::OpenedFile> file = driver::openFile(path.toStdString());
    if (!file || !file->graph) continue;
    file->graph->positions = graph::autoLayout(*file->graph, ui::drawnNodeSize);
    ui::rememberRecentFile(path, *file->graph);
  }
  window.setRecentFiles(ui::recentPaths());
  settle(150);
}

ui::Document* showOrders(ui::MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  document->waitForPreview();
  settle(300);
  window.currentView()->canvas().zoomToFit();
  settle(50);
  return document;
}

ui::Document* showHooked(ui::MainWindow& window) {
  ui::Document* document = window.addDocument(arrangedOrders(), {}, true);
  const graph::EdgeId edge = edgeBetween(document->graph(), "cache", "orders");
  (void)document->perform(graph::addHook(document->graph(), edge, hookOf("trace", "audit", "rule 1"), 0));
  document->waitForPreview();
  if (const graph::Edge* hooked = document->graph().find(edge); hooked && !hooked->hooks.empty())
    document->selection().select(ui::BeadItem{edge, hooked->hooks.front().id});
  focusPutEntry(*document);
  settle(800);
  window.currentView()->canvas().zoomToFit();
  settle(100);
  return document;
}

ui::Document* showAccess(ui::MainWindow& window) {
  ui::Document* document = showHooked(window);
  ui::GraphCanvas& canvas = window.currentView()->canvas();
  window.activateWindow();
  canvas.clearFocus();
  canvas.setFocus(Qt::TabFocusReason);
  settle(50);
  if (!canvas.hasFocus()) {  // without a window manager nobody activates the window
    QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
    QCoreApplication::sendEvent(&canvas, &focus);
  }
  canvas.zoomToFit();
  settle(50);
  return document;
}

ui::Document* showChain(ui::MainWindow& window) {
  ui::Document* document = window.addDocument(arrangedOrders(), {}, true);
  graph::MoveNodes apart;  // room for three beads on one wire
  for (const auto& [id, node] : document->graph().nodes)
    if (node.name == "orders" || node.name == "gateway") {
      apart.to[id] = document->graph().positions.at(id);
      apart.to[id].x += 190;
    }
  (void)document->perform(graph::Edit{apart});
  const graph::EdgeId edge = edgeBetween(document->graph(), "cache", "orders");
  std::vector<graph::Hook> hooks{hookOf("trace", "audit"), hookOf("count", "count"),
                                 hookOf("trace", "log", "rule 1")};
  hooks[1].enabled = false;
  for (std::size_t i = 0; i < hooks.size(); ++i)
    (void)document->perform(graph::addHook(document->graph(), edge, hooks[i], i));
  document->waitForPreview();
  document->selection().select(ui::EdgeItem{edge});
  settle(500);
  window.currentView()->canvas().zoomToFit();
  settle(100);
  return document;
}

ui::HookByRuleDialog* showHookByRule(ui::MainWindow& window) {
  graph::Graph graph = arrangedOrders();
  addTypesOfKv(graph, {790, 40}, {1060, 40});
  const ui::Document* document = window.addDocument(std::move(graph), {}, true);
  settle(300);
  window.currentView()->canvas().zoomToFit();
  window.action("hookByRule")->trigger();
  auto* dialog = window.findChild<ui::HookByRuleDialog*>();
  if (!dialog || !document) return nullptr;
  auto* hook = dialog->findChild<QComboBox*>(QStringLiteral("ruleHook"));
  hook->setCurrentIndex(std::max(0, hook->findText(QStringLiteral("trace   "), Qt::MatchStartsWith)));
  // Globs pass over interfaces of types alone; this one is asked for by its name.
  dialog->setPatterns(QStringLiteral("demo:kv/*, demo:kv/kinds@1.0.0"), {}, {});
  const QWidget& canvas = window.currentView()->canvas();
  dialog->move(canvas.mapToGlobal(QPoint((canvas.width() - dialog->width()) / 2, canvas.height() - 300)));
  settle(100);
  return dialog;
}

}  // namespace sb::gui
