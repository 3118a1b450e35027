// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/gui/screenshots.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <functional>
#include <map>

#include "app/gui/scene_graphs.h"
#include "core/graph/auto_layout.h"
#include "ui/canvas/tools/connect_tool.h"
#include "ui/document/document.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"
#include "ui/window/shipped_files.h"

namespace sb::gui {
namespace {

using ui::MainWindow;

/// Lets timers, workers and paint events settle.
void settle(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

graph::Hook hookOf(const char* file, const char* name) {
  graph::Hook hook;
  hook.name = name;
  hook.file = shippedHook(QLatin1String(file));
  hook.kind = QLatin1String(file) == QLatin1String("trace") ? graph::HookKind::Tier2 : graph::HookKind::Tier1;
  return hook;
}

graph::EdgeId hookOrders(ui::Document& document, const std::vector<graph::Hook>& hooks) {
  const graph::EdgeId edge = edgeBetween(document.graph(), "cache", "orders");
  for (const graph::Hook& hook : hooks) {
    const graph::Edge* found = document.graph().find(edge);
    (void)document.perform(graph::addHook(document.graph(), edge, hook, found ? found->hooks.size() : 0));
  }
  document.waitForPreview();
  return edge;
}

void selectLastHook(ui::Document& document, graph::EdgeId edge) {
  const graph::Edge* found = document.graph().find(edge);
  if (found && !found->hooks.empty())
    document.selection().select(ui::BeadItem{edge, found->hooks.front().id});
}

/// Selects `tree.cells` of put's argument, the field the design's picture marks.
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

QPixmap grabHooked(MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  const graph::EdgeId edge = hookOrders(*document, {hookOf("trace", "audit")});
  selectLastHook(*document, edge);
  focusPutEntry(*document);
  window.showPanel(QStringLiteral("layoutPanel"));
  settle(900);
  window.currentView()->canvas().zoomToFit();
  settle(100);
  return window.grab();
}

QPixmap grabStart(MainWindow& window) {
  const QString examples = ui::shippedFolder(QStringLiteral("examples"));
  window.setRecentFiles({examples + QStringLiteral("/orders/orders.composed.wasm"),
                         examples + QStringLiteral("/calc-chain/calc-chain.composed.wasm"),
                         examples + QStringLiteral("/jobs-async/jobs.composed.wasm")});
  settle(200);
  return window.grab();
}

QPixmap grabOpen(MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  document->waitForPreview();
  settle(300);
  return window.grab();
}

QPixmap grabDrag(MainWindow& window) {
  ui::Document* document = window.addDocument(dragGraph(), {}, true);
  document->waitForPreview();
  ui::GraphCanvas& canvas = window.currentView()->canvas();
  canvas.zoomToFit();
  const graph::Node* orders = document->graph().findByName("orders");
  if (!orders || orders->imports.empty()) return window.grab();
  graph::PortRef port{orders->id, graph::Side::Import, {}};
  for (const graph::Port& import : orders->imports)
    if (import.name.name.rfind("demo:kv/store", 0) == 0) port.name = import.name.name;
  document->selection().select(ui::NodeItem{orders->id});
  const ui::PortBox* box = canvas.scene().port(port);
  ui::ConnectTool tool(canvas, port, box ? box->centre : QPointF());
  const graph::Node* legacy = document->graph().findByName("kv-legacy");
  const ui::NodeBox* target = legacy ? canvas.scene().node(legacy->id) : nullptr;
  if (target) tool.move(target->rect.topRight() + QPointF(36, 64), {});
  settle(200);
  const QPixmap picture = window.grab();
  tool.cancel();
  return picture;
}

QPixmap grabCanvasOf(graph::Graph graph, const QSize& size,
                     const std::function<void(ui::Document&, ui::GraphCanvas&)>& prepare) {
  ui::Document document(std::move(graph));
  document.waitForPreview();
  ui::GraphCanvas canvas(document);
  canvas.resize(size);
  canvas.show();
  canvas.zoomToFit();
  if (prepare) prepare(document, canvas);
  settle(150);
  return canvas.grab();
}

QPixmap grabChain(MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  std::vector<graph::Hook> hooks{hookOf("trace", "audit"), hookOf("count", "count"), hookOf("trace", "log")};
  hooks[1].enabled = false;
  hooks[2].rule = "rule 1";
  const graph::EdgeId edge = edgeBetween(document->graph(), "cache", "orders");
  graph::MoveNodes apart;  // room for three beads on one wire
  for (const auto& [id, node] : document->graph().nodes)
    if (node.name == "orders" || node.name == "gateway") {
      apart.to[id] = document->graph().positions.at(id);
      apart.to[id].x += 260;
    }
  (void)document->perform(graph::Edit{apart});
  hookOrders(*document, hooks);
  document->selection().select(ui::EdgeItem{edge});
  settle(500);
  window.currentView()->canvas().zoomToFit();
  settle(100);
  return window.grab();
}

QPixmap grabLadder(MainWindow& window) {
  const QSize size = window.size();
  QPixmap picture(size * window.devicePixelRatioF());
  picture.setDevicePixelRatio(window.devicePixelRatioF());
  picture.fill(ui::currentTheme().canvas);
  QPainter painter(&picture);
  const double zooms[] = {1.0, 0.45, 0.2, 0.08, 0.03};
  double x = 0;
  for (int i = 0; i < 5; ++i) {
    const int width = size.width() * (i == 0 ? 36 : 16) / 100;
    const QPixmap part = grabCanvasOf(
        ordersGraph(), {width, size.height() - 40}, [&](ui::Document& document, ui::GraphCanvas& canvas) {
          graph::MoveNodes edit{graph::autoLayout(document.graph(), ui::drawnNodeSize)};
          (void)document.perform(graph::Edit{edit});
          const graph::Node* orders = document.graph().findByName("orders");
          canvas.setZoom(zooms[i], {});
          const ui::NodeBox* box = orders ? canvas.scene().node(orders->id) : nullptr;
          if (box) canvas.setOrigin(box->rect.center() - QPointF(width, size.height() - 40) / 2 / zooms[i]);
        });
    painter.drawPixmap(QPointF(x, 40), part);
    painter.setPen(ui::currentTheme().text);
    painter.setFont(ui::currentTheme().heading());
    painter.drawText(QRectF(x, 0, width, 40), Qt::AlignCenter,
                     ui::detailLevelName(ui::detailLevelFor(zooms[i], ui::DetailLevel::Details)));
    x += width;
  }
  painter.end();
  return picture;
}

QPixmap grabLayoutClose(MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  const graph::EdgeId edge = hookOrders(*document, {hookOf("trace", "audit")});
  selectLastHook(*document, edge);
  focusPutEntry(*document);
  settle(900);
  ui::Focus focus = document->selection().focus();
  focus.cellPath = QStringLiteral("entry.ttl.some");
  document->selection().setFocus(focus);
  settle(400);
  ui::LayoutPanel panel;
  panel.setDocument(document);
  panel.resize(window.size());
  panel.show();
  settle(600);
  const QPixmap picture = panel.grab();
  panel.setDocument(nullptr);
  return picture;
}

QPixmap grabPlan(MainWindow& window) {
  ui::Document* document = window.addDocument(ordersGraph(), {}, true);
  hookOrders(*document, {hookOf("trace", "audit")});
  const QSize size = window.size();
  QPixmap picture(size * window.devicePixelRatioF());
  picture.setDevicePixelRatio(window.devicePixelRatioF());
  picture.fill(ui::currentTheme().separator);
  QPainter painter(&picture);
  const auto& steps = document->preview().plan.steps;
  int rewire = 0;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].kind == plan::StepKind::Rewire) rewire = static_cast<int>(i);
  for (int side = 0; side < 2; ++side) {
    ui::DocumentView view(*document);
    view.resize(size.width() / 2 - 1, size.height());
    view.show();
    view.showStep(rewire, side == 1);
    view.canvas().zoomToFit();
    settle(250);
    painter.drawPixmap(QPointF(side * (size.width() / 2 + 1), 0), view.grab());
  }
  painter.end();
  return picture;
}

QPixmap grabStates(MainWindow& window) { return grabCanvasOf(statesGraph(), window.size(), {}); }

using Scene = std::function<QPixmap(MainWindow&)>;
const std::vector<std::pair<QString, Scene>>& scenes() {
  static const std::vector<std::pair<QString, Scene>> all = {
      {QStringLiteral("start"), grabStart},
      {QStringLiteral("open-orders"), grabOpen},
      {QStringLiteral("hooked-light"), grabHooked},
      {QStringLiteral("hooked-dark"), grabHooked},
      {QStringLiteral("drag-verdicts"), grabDrag},
      {QStringLiteral("states"), grabStates},
      {QStringLiteral("chain"), grabChain},
      {QStringLiteral("lod-ladder"), grabLadder},
      {QStringLiteral("layout-close"), grabLayoutClose},
      {QStringLiteral("plan-before-after"), grabPlan}};
  return all;
}

}  // namespace

QStringList sceneNames() {
  QStringList names;
  for (const auto& [name, scene] : scenes()) names << name;
  return names;
}

QString writeScreenshot(const QString& scene, const QString& file, const QSize& size) {
  if (scene == QLatin1String("hooked-dark")) ui::applyTheme(*qApp, ui::ThemeKind::Dark);
  for (const auto& [name, grab] : scenes()) {
    if (name != scene) continue;
    MainWindow window;
    window.setRecentFiles({});
    window.resize(size);
    window.show();
    settle(50);
    const QPixmap picture = grab(window);
    if (!picture.save(file)) return QStringLiteral("%1 cannot be written").arg(file);
    window.hide();
    return {};
  }
  return QStringLiteral("there is no scene '%1'; there are %2")
      .arg(scene, sceneNames().join(QStringLiteral(", ")));
}

int writeAllScreenshots(QApplication&, const QString& folder) {
  QDir().mkpath(folder);
  int failures = 0;
  for (const QString& scale : {QStringLiteral("1"), QStringLiteral("1.5")})
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")})
      for (const QString& scene : sceneNames()) {
        if ((scene == QLatin1String("hooked-light") && theme == QLatin1String("dark")) ||
            (scene == QLatin1String("hooked-dark") && theme == QLatin1String("light")))
          continue;
        const QString file =
            folder + QStringLiteral("/%1-%2-%3.png")
                         .arg(scene, theme,
                              scale == QLatin1String("1") ? QStringLiteral("100") : QStringLiteral("150"));
        QProcess process;  // the ratio is fixed once a program runs
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--screenshot"), file, QStringLiteral("--scene"), scene,
                       QStringLiteral("--theme"), theme, QStringLiteral("--scale"), scale});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
          ++failures;
        else
          std::printf("%s\n", qPrintable(file));
      }
  return failures == 0 ? 0 : 1;
}

}  // namespace sb::gui
