// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>
#include <cmath>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "tests/ui/window/crossed_node.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/code_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/region_model.h"
#include "ui/theme/theme.h"
#include "ui/window/document_view.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// The points of the acceptance shots that code can check (design, chapter 8), on the very scenes that the
/// pictures are taken of: those of the whole window.
class TestShots : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void start();
  void openOrders();
  void hookedMarksOneObjectEverywhere();
  void chainCountsFromTheCaller();
  void hookByRuleLightsItsMatches();
  void accessCanBeReadAndReached();

 private:
  QTemporaryDir m_folder;
};

void TestShots::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestShots::start() {
  MainWindow window;
  window.resize(1440, 860);
  window.show();
  gui::showStart(window);
  // 1: no enabled action that needs a document
  const QSet<QString> without{"open",      "new",           "quit",        "palette",  "themeLight",
                              "themeDark", "themeContrast", "themeSystem", "textSize", "helpTour",
                              "helpKeys",  "helpWords",     "about"};
  for (const QAction* action : window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly))
    if (action->isEnabled() && !action->objectName().isEmpty())
      QVERIFY2(without.contains(action->objectName()), qPrintable(action->objectName()));
  for (const QAction* action : window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly))
    if (!action->isEnabled() && !action->objectName().isEmpty())
      QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->objectName()));
  // focus on the newest recent file
  const auto* recent = window.findChild<QListWidget*>("recentFiles");
  QCOMPARE(recent->count(), 3);
  QCOMPARE(recent->currentRow(), 0);
  QCOMPARE(recent->item(0)->text(), QStringLiteral("orders.composed.wasm"));
  QCOMPARE(window.focusWidget(), static_cast<const QWidget*>(recent));
}

void TestShots::openOrders() {
  MainWindow window;
  window.resize(1920, 1080);
  window.show();
  Document* document = gui::showOrders(window);
  QCOMPARE(window.size(), QSize(1920, 1080));
  const ui::CanvasScene& scene = window.currentView()->canvas().scene();
  QCOMPARE(scene.nodeCount(), std::size_t(6));
  for (const auto& [id, box] : scene.nodes()) {
    QVERIFY(!document->graph().find(id)->name.empty());
    for (const auto& [other, otherBox] : scene.nodes())
      QVERIFY2(id == other || !box.rect.intersects(otherBox.rect), document->graph().find(id)->name.c_str());
  }
  for (const auto& [id, wire] : scene.wires()) {
    const graph::Edge* edge = document->graph().find(id);
    if (!wire.toOut) {  // reading order: calls are answered from the left
      const NodeBox *from = scene.node(edge->provider.node), *to = scene.node(edge->consumer.node);
      QVERIFY2(from->rect.right() < to->rect.left(), edge->provider.name.c_str());
    }
  }
  QCOMPARE(test::crossedNode(window.currentView()->canvas(), document->graph()), QString());
  QVERIFY(!document->compositionDirty());
  QVERIFY(document->undoStack().isClean());
}

void TestShots::hookedMarksOneObjectEverywhere() {
  MainWindow window;
  window.resize(1920, 1080);
  window.show();
  Document* document = gui::showHooked(window);
  QCOMPARE(window.size(), QSize(1920, 1080));
  const Item selected = document->selection().item();
  QVERIFY(std::holds_alternative<BeadItem>(selected));
  QCOMPARE(test::crossedNode(window.currentView()->canvas(), document->graph()), QString());
  const auto* tree = window.outlinePanel()->findChild<QTreeWidget*>("outlineTree");
  QVERIFY(tree->currentItem());
  QCOMPARE(tree->currentItem()->data(0, Qt::UserRole).value<Item>(), selected);
  QCOMPARE(document->preview().plan.steps.size(), std::size_t(6));
  const auto* steps = window.planPanel()->findChild<QListWidget*>("planSteps");
  QCOMPARE(steps->count(), 6);
  QVERIFY(steps->currentRow() >= 0);
  const plan::Step& step = document->preview().plan.steps[static_cast<std::size_t>(steps->currentRow())];
  QCOMPARE(step.kind, plan::StepKind::GenerateAdapter);
  QVERIFY(step.edge == document->selection().edge() && step.hook == document->selection().hook());
  QVERIFY(steps->visualItemRect(steps->item(5)).bottom() <= steps->viewport()->height());
  QVERIFY(window.layoutPanel()->findChild<QLabel*>("layoutSums")->text().contains("744 B"));
  QCOMPARE(window.layoutPanel()
               ->model()
               .entries()[static_cast<std::size_t>(window.layoutPanel()->focusedEntry())]
               .region,
           document->selection().focus().region);
  QCOMPARE(window.cellsPanel()->model().count(), 5);
  auto* wit = window.inspectorPanel()->findChild<CodeView*>("inspectorWit");
  QVERIFY(wit);
  QVERIFY(!wit->markedLines().empty());
  // WIT not clipped: no line is wider, the whole text is as high as its box, and the box is in view
  for (QTextBlock block = wit->document()->begin(); block.isValid(); block = block.next())
    QVERIFY2(QFontMetricsF(wit->font()).horizontalAdvance(block.text()) <= wit->viewport()->width(),
             qPrintable(block.text()));
  QVERIFY(wit->heightFor(wit->width()) <= wit->height() + 1);
  const auto* area = window.inspectorPanel()->findChild<QScrollArea*>();
  const int end = wit->mapTo(area->widget(), QPoint(0, wit->height())).y();
  QVERIFY2(
      end <= area->viewport()->height() + 2,
      qPrintable(
          QStringLiteral("the WIT ends at %1, the panel at %2").arg(end).arg(area->viewport()->height())));
}

void TestShots::chainCountsFromTheCaller() {
  MainWindow window;
  window.resize(1920, 1080);
  window.show();
  const Document* document = gui::showChain(window);
  const WireBox* wire = window.currentView()->canvas().scene().wire(document->selection().edge());
  QVERIFY(wire);
  QCOMPARE(wire->beads.size(), std::size_t(3));
  for (std::size_t i = 0; i < 3; ++i) {
    QCOMPARE(wire->beads[i].number, static_cast<int>(i) + 1);
    if (i > 0) QVERIFY(wire->beads[i].rect.center().x() < wire->beads[i - 1].rect.center().x());
    for (std::size_t k = 0; k < i; ++k) QVERIFY(!wire->beads[i].rect.intersects(wire->beads[k].rect));
  }
  QCOMPARE(test::crossedNode(window.currentView()->canvas(), document->graph()), QString());
  QVERIFY(!wire->beads[1].enabled);
  QCOMPARE(wire->beads[2].rule, QStringLiteral("1"));
}

void TestShots::hookByRuleLightsItsMatches() {
  MainWindow window;
  window.resize(1920, 1080);
  window.show();
  const HookByRuleDialog* dialog = gui::showHookByRule(window);
  QVERIFY(dialog);
  const graph::Graph& graph = window.currentDocument()->graph();
  std::set<std::string> lit;
  for (const graph::EdgeId id : window.currentView()->canvas().state().linkedEdges)
    lit.insert(graph.find(id)->provider.name + " to " + graph.find(graph.find(id)->consumer.node)->name);
  QCOMPARE(lit, (std::set<std::string>{"demo:kv/kinds@1.0.0 to admin", "demo:kv/store@1.0.0 to cache",
                                       "demo:kv/store@1.0.0 to orders"}));
  // 12: the unadaptable row is off by default, with its reason
  const auto* list = dialog->findChild<QTreeWidget*>("ruleMatches");
  QCOMPARE(list->topLevelItemCount(), 4);  // three matches, and what is not selected
  for (int i = 0; i < 3; ++i) {
    const QTreeWidgetItem* row = list->topLevelItem(i);
    const bool unadaptable = row->text(1) == QStringLiteral("demo:kv/kinds@1.0.0");
    QCOMPARE(row->checkState(0), unadaptable ? Qt::Unchecked : Qt::Checked);
    QCOMPARE(row->text(2).startsWith(QStringLiteral("✕")), unadaptable);
    if (unadaptable) QVERIFY2(row->text(2).contains("no function to call"), qPrintable(row->text(2)));
  }
  QCOMPARE(dialog->findChild<QLabel*>("ruleSummary")->text(), QStringLiteral("3 match · 2 can be adapted"));
  QCOMPARE(dialog->findChild<QPushButton*>("ruleApply")->text(), QStringLiteral("Hook 2"));
}

void TestShots::accessCanBeReadAndReached() {
  applyTheme(*qApp, ThemeKind::HighContrast);
  MainWindow window;
  const QSize half(1280, 800);  // the smallest window of the design, which 200 % make 2560 × 1600
  window.resize(half);
  window.show();
  const Document* document = gui::showAccess(window);
  QVERIFY2(window.width() <= half.width() && window.height() <= half.height(),
           qPrintable(QStringLiteral("needs %1 × %2").arg(window.width()).arg(window.height())));
  GraphCanvas& canvas = window.currentView()->canvas();
  QVERIFY(canvas.state().keyboardFocus);
  const auto* selected = std::get_if<BeadItem>(&document->selection().item());
  QVERIFY(selected);
  // focus visible ≥ 3.0: the dashed ring around the bead, on the picture itself
  const WireBox& wire = *canvas.scene().wire(selected->edge);
  QVERIFY(canvas.visibleScene().contains(wire.beads.front().rect));
  const QImage picture = canvas.grab().toImage();
  const QRect ring = QRectF(canvas.toWidget(wire.beads.front().rect.topLeft() - QPointF(9, 9)),
                            canvas.toWidget(wire.beads.front().rect.bottomRight() + QPointF(9, 9)))
                         .toRect();
  int strong = 0;
  for (int x = ring.left(); x <= ring.right(); ++x) {
    const QColor pixel = picture.pixelColor(x, ring.top() + 3);
    if (pixel.saturation() > 60 && contrastRatio(pixel, currentTheme().canvas) >= 3) ++strong;
  }
  QVERIFY2(strong > ring.width() / 4, qPrintable(QString::number(strong)));
  // no clipped text: what cannot wrap or scroll has the width of its words
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;
    const auto* label = qobject_cast<const QLabel*>(widget);
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (label && (label->wordWrap() || label->text().isEmpty() || label->objectName() == "statusHint"))
      continue;
    if (!label && (!button || button->text().isEmpty())) continue;
    QVERIFY2(widget->width() >= widget->minimumSizeHint().width() &&
                 widget->height() >= widget->fontMetrics().height(),
             qPrintable((label ? label->text() : button->text()) + " in " + widget->parent()->objectName()));
  }
  // accessible names as in 7.3
  QCOMPARE(
      accessibleName(canvas, PortItem{document->graph().find(selected->edge)->consumer}),
      QStringLiteral("import demo:kv/store 1.0.0, connected to cache, same type, 1 hook: audit, before and "
                     "after"));
  QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(&canvas);
  QVERIFY(tree && tree->focusChild());
  const QString name = tree->focusChild()->text(QAccessible::Name);
  QVERIFY2(name.contains("audit, before and after") && name.contains("import demo:kv/store 1.0.0") &&
               name.contains("connected to cache"),
           qPrintable(name));
  applyTheme(*qApp, ThemeKind::Light);
}

QTEST_MAIN(TestShots)
#include "tst_shots.moc"
