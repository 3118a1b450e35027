// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QGridLayout>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "core/graph/edit.h"
#include "ui/panels/adapter_values.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/hex_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/wac_panel.h"
#include "ui/panels/wat_panel.h"

// The panels at the bottom of the window, side by side.
namespace sb::gui {

PanelsScene::~PanelsScene() { page.reset(); }

PanelsScene panelsScene(const QSize& size) {
  PanelsScene scene;
  scene.document = std::make_unique<ui::Document>(ordersGraph());
  ui::Document& document = *scene.document;
  scene.page = std::make_unique<QWidget>();
  auto* grid = new QGridLayout(scene.page.get());
  auto* console = new ui::ConsolePanel(scene.page.get());
  const std::vector<ui::Panel*> panels{
      new ui::LayoutPanel(scene.page.get()),  new ui::CellsPanel(scene.page.get()),
      new ui::WacPanel(scene.page.get()),     new ui::WatPanel(scene.page.get()),
      new ui::HexPanel(scene.page.get()),     new ui::ProblemsPanel(scene.page.get()),
      new ui::HistoryPanel(scene.page.get()), console};
  int at = 0;
  for (ui::Panel* panel : panels) {
    panel->setDocument(&document);
    const bool wide = at < 2;  // Layout and Cells have tables with many columns
    const int row = wide ? at : at / 2 + 1, column = wide ? 0 : at % 2, span = wide ? 2 : 1;
    grid->addWidget(panel->header(), row * 2, column, 1, span);
    grid->addWidget(panel, row * 2 + 1, column, 1, span);
    ++at;
  }
  const graph::EdgeId edge = edgeBetween(document.graph(), "cache", "orders");
  graph::Hook hook;
  hook.name = "audit";
  hook.kind = graph::HookKind::Tier2;
  hook.file = shippedHook(QStringLiteral("trace"));
  (void)document.perform(graph::addHook(document.graph(), edge, hook, 0));
  document.waitForPreview();
  if (const graph::Edge* hooked = document.graph().find(edge); hooked && !hooked->hooks.empty())
    document.selection().select(ui::BeadItem{edge, hooked->hooks.front().id});
  ui::Focus focus;
  focus.function = QStringLiteral("put");
  document.selection().setFocus(focus);
  ui::AdapterValues::of(document).waitForCall();
  console->appendLine(QStringLiteral("run"), QStringLiteral("orders.spliced.wasm started"));
  console->appendOutput(QStringLiteral("stdout"), QStringLiteral("put order/4711\nget order/4711\n"));
  console->appendOutput(QStringLiteral("stderr"), QStringLiteral("warning: cold cache\n"));
  console->appendTrap(QStringLiteral("wasm trap: unreachable"),
                      {QStringLiteral("cache: lookup"), QStringLiteral("orders: handle")});
  scene.page->resize(size);
  scene.page->show();
  settle(200);
  return scene;
}

}  // namespace sb::gui
