// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QSize>
#include <QString>
#include <QWidget>
#include <memory>

#include "ui/canvas/graph_canvas.h"
#include "ui/canvas/tools/connect_tool.h"
#include "ui/document/document.h"

namespace sb::ui {
class HookByRuleDialog;
class MainWindow;
class LayoutPanel;
class WacPanel;
}  // namespace sb::ui

// The acceptance scenes of the design (chapter 8), set up on widgets that live: pictures are taken of them,
// and the tests measure them.
namespace sb::gui {

/// Lets timers, workers and paint events settle.
void settle(int ms);

/// Nothing open, three recent files.
void showStart(ui::MainWindow& window);
/// The shop, as it opens.
ui::Document* showOrders(ui::MainWindow& window);
/// The shop with one hook from a rule on cache → orders, put's argument selected down to a field.
ui::Document* showHooked(ui::MainWindow& window);
/// Three hooks on one connection: by hand, bypassed, from a rule.
ui::Document* showChain(ui::MainWindow& window);
/// The shop with an interface of types more, and the dialog that hooks demo:kv/* by rule.
ui::HookByRuleDialog* showHookByRule(ui::MainWindow& window);

/// The hooked shop in high contrast, with the keyboard's focus on the bead.
ui::Document* showAccess(ui::MainWindow& window);

/// A canvas of its own with its document.
struct CanvasScene {
  std::unique_ptr<ui::Document> document;
  std::unique_ptr<ui::GraphCanvas> canvas;
  std::unique_ptr<ui::ConnectTool> tool;  ///< while a connection is dragged
  ~CanvasScene();
  CanvasScene() = default;
  CanvasScene(CanvasScene&&) = default;
};
/// orders' import of the store, dragged to a provider that does not fit.
CanvasScene dragScene(const QSize& size);
/// A thousand nodes in frames, from afar.
CanvasScene overviewScene(const QSize& size);
/// One wire of every state; and a dragged one beside a loop.
CanvasScene statesScene(const QSize& size);
CanvasScene loopScene(const QSize& size);
/// The node `orders` drawn at a level of detail.
CanvasScene levelScene(ui::DetailLevel level, const QSize& size);

/// The Layout panel by itself, an example call's integer selected.
struct LayoutScene {
  std::unique_ptr<ui::Document> document;
  std::unique_ptr<ui::LayoutPanel> panel;
  ~LayoutScene();
  LayoutScene() = default;
  LayoutScene(LayoutScene&&) = default;
};
LayoutScene layoutScene(const QSize& size);

/// The panels at the bottom, side by side, about one hook.
struct PanelsScene {
  std::unique_ptr<ui::Document> document;
  std::unique_ptr<QWidget> page;
  ~PanelsScene();
  PanelsScene() = default;
  PanelsScene(PanelsScene&&) = default;
};
PanelsScene panelsScene(const QSize& size);

/// The graph before and after the step that reconnects, with the step's lines of WAC.
struct PlanScene {
  std::unique_ptr<ui::Document> document;
  std::unique_ptr<QWidget> page;
  ui::WacPanel* wac = nullptr;
  std::size_t step = 0;
  ~PlanScene();
  PlanScene() = default;
  PlanScene(PlanScene&&) = default;
};
PlanScene planScene(const QSize& size);

}  // namespace sb::gui
