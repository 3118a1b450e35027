// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
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
#include "ui/canvas/canvas_accessible.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/code_view.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/region_model.h"
#include "ui/panels/wac_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/document_view.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// The points of the acceptance shots that code can check (design, chapter 8), on the very scenes that the
/// pictures are taken of.
class TestShots : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void start();
  void openOrders();
  void hookedMarksOneObjectEverywhere();
  void dragVerdicts();
  void statesDifferWithoutColour();
  void chainCountsFromTheCaller();
  void overviewShowsFramesAndRibbons();
  void ladderHasFiveLevels();
  void layoutMarksOneAddress();
  void planMarksItsLines();
  void hookByRuleLightsItsMatches();
  void accessCanBeReadAndReached();
  void panelsShowTheirHook();

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

/// A wire that runs through the body of a node, seen at every half pixel; empty: none does.
static QString crossedNode(const GraphCanvas& canvas, const graph::Graph& graph) {
  for (const auto& [id, wire] : canvas.scene().wires())
    for (const auto& [node, box] : canvas.scene().nodes()) {
      const QRectF inside = box.rect.adjusted(1, 1, -1, -1);
      for (int i = 1; i < wire.line.size(); ++i) {
        const QLineF piece(wire.line[i - 1], wire.line[i]);
        const int steps = static_cast<int>(piece.length() * 2) + 1;
        for (int step = 0; step <= steps; ++step)
          if (inside.contains(piece.pointAt(static_cast<double>(step) / steps)))
            return QString::fromStdString(graph.find(id)->provider.name + " crosses " +
                                          graph.find(node)->name);
      }
    }
  return {};
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
  QCOMPARE(crossedNode(window.currentView()->canvas(), document->graph()), QString());
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
  QCOMPARE(crossedNode(window.currentView()->canvas(), document->graph()), QString());
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

void TestShots::dragVerdicts() {
  gui::CanvasScene scene = gui::dragScene({1480, 876});
  const ConnectTool::Counts counts = scene.tool->counts();
  QCOMPARE(counts.fits, 1);
  QCOMPARE(counts.byVersion, 1);
  QCOMPARE(counts.refused, 3);
  QCOMPARE(dragSummary(scene.canvas->state()), QStringLiteral("1 fits · 1 by version · 3 do not"));
  QImage image(scene.canvas->size(), QImage::Format_ARGB32);
  QPainter painter(&image);
  const std::vector<DragCard> cards =
      dragCards(scene.canvas->paintContext(painter), scene.canvas->visibleScene());
  QCOMPARE(cards.size(), std::size_t(5));
  for (std::size_t i = 0; i < cards.size(); ++i) {
    QVERIFY(!cards[i].title.isEmpty());
    QVERIFY(!scene.canvas->state().verdicts.at(cards[i].port).sentence.empty());
    QVERIFY2(scene.canvas->visibleScene().contains(cards[i].rect), qPrintable(cards[i].title));
    QVERIFY2(!cards[i].rect.contains(scene.canvas->state().dragTo), qPrintable(cards[i].title));
    for (std::size_t k = 0; k < i; ++k) QVERIFY(!cards[i].rect.intersects(cards[k].rect));
  }
}

/// A piece of the picture around the middle of a wire, dark where anything differs from the canvas.
static QImage formOf(const GraphCanvas& canvas, const QImage& picture, const WireBox& wire) {
  const QPoint middle = canvas.toWidget(pointAlong(wire.line, 0.5)).toPoint();
  const QImage piece =
      picture.copy(QRect(middle - QPoint(60, 14), QSize(120, 28))).convertToFormat(QImage::Format_Grayscale8);
  QImage form(piece.size(), QImage::Format_Grayscale8);
  const int paper = qGray(currentTheme().canvas.rgb());
  for (int y = 0; y < piece.height(); ++y)
    for (int x = 0; x < piece.width(); ++x)
      form.setPixel(x, y,
                    std::abs(qGray(piece.pixel(x, y)) - paper) > 40 ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
  return form;
}

void TestShots::statesDifferWithoutColour() {
  gui::CanvasScene scene = gui::statesScene({1200, 1000});
  scene.canvas->setZoom(1, {});
  scene.canvas->setOrigin({-60, -60});
  const QImage picture = scene.canvas->grab().toImage();
  QCOMPARE(crossedNode(*scene.canvas, scene.document->graph()), QString());
  const graph::Graph& graph = scene.document->graph();
  std::map<std::string, QImage> forms;
  for (const auto& [id, wire] : scene.canvas->scene().wires()) {
    const graph::Node* provider = graph.find(graph.find(id)->provider.node);
    forms.emplace(provider->name, formOf(*scene.canvas, picture, wire));
  }
  QCOMPARE(forms.size(), std::size_t(9));
  for (const auto& [name, form] : forms)
    for (const auto& [other, otherForm] : forms) {
      if (name >= other) continue;
      int different = 0;
      for (int y = 0; y < form.height(); ++y)
        for (int x = 0; x < form.width(); ++x) different += form.pixel(x, y) != otherForm.pixel(x, y) ? 1 : 0;
      QVERIFY2(different >= 60,
               qPrintable(QStringLiteral("%1 and %2 differ in %3 pixels")
                              .arg(QString::fromStdString(name), QString::fromStdString(other))
                              .arg(different)));
    }
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
  QCOMPARE(crossedNode(window.currentView()->canvas(), document->graph()), QString());
  QVERIFY(!wire->beads[1].enabled);
  QCOMPARE(wire->beads[2].rule, QStringLiteral("1"));
}

void TestShots::overviewShowsFramesAndRibbons() {
  gui::CanvasScene scene = gui::overviewScene({1600, 940});
  const GraphCanvas& canvas = *scene.canvas;
  QCOMPARE(canvas.level(), DetailLevel::Boxes);
  QCOMPARE(scene.document->graph().nodes.size(), std::size_t(1001));  // and the host
  QCOMPARE(canvas.scene().frames().size(), std::size_t(9));
  // frame titles at 14 px, no text below 8 px: everything that is written has one of these sizes on screen
  QFont font = frameTitleFont(currentTheme());
  QCOMPARE(QFontInfo(font).pixelSize(), 14);
  for (const QFont& other : {currentTheme().captionStrong(), currentTheme().caption(), currentTheme().body()})
    QVERIFY(QFontInfo(other).pixelSize() >= 8);
  for (const FrameBox& frame : canvas.scene().frames()) {
    const QRectF title = frameTitleRect(frame, canvas.zoom());
    QVERIFY2(canvas.visibleScene().contains(title), qPrintable(frame.title));
    QVERIFY(QFontMetricsF(font).horizontalAdvance(frame.title) + 16 <= title.width() * canvas.zoom());
    for (const auto& [id, box] : canvas.scene().nodes())
      QVERIFY2(!title.intersects(box.rect), qPrintable(frame.title));
  }
  // ribbons with counts: every connection between two frames is counted once
  int counted = 0, between = 0;
  std::map<graph::NodeId, graph::FrameId> frameOf;
  for (const auto& [id, frame] : scene.document->graph().frames)
    for (const graph::NodeId node : frame.nodes) frameOf[node] = id;
  for (const auto& [id, edge] : scene.document->graph().edges)
    between += frameOf.at(edge.provider.node) != frameOf.at(edge.consumer.node) ? 1 : 0;
  for (const Ribbon& ribbon : canvas.scene().ribbons()) counted += ribbon.count;
  QCOMPARE(canvas.scene().ribbons().size(), std::size_t(12));
  QCOMPARE(counted, between);
  (void)scene.canvas->grab();
  qInfo("a frame of 1,000 nodes: %.1f ms", canvas.lastFrameMs());
}

void TestShots::ladderHasFiveLevels() {
  for (int i = 0; i < DetailLevelCount; ++i) {
    gui::CanvasScene scene = gui::levelScene(static_cast<DetailLevel>(i), {280, 260});
    QCOMPARE(scene.canvas->level(), static_cast<DetailLevel>(i));
  }
}

void TestShots::layoutMarksOneAddress() {
  gui::LayoutScene scene = gui::layoutScene({1600, 980});
  LayoutPanel& panel = *scene.panel;
  QVERIFY(panel.focusedEntry() >= 0);
  const ByteEntry& field = panel.model().entries()[static_cast<std::size_t>(panel.focusedEntry())];
  QCOMPARE(field.offset, 0x328u);  // where the design's picture has it
  QCOMPARE(field.size, 8u);
  QCOMPARE(field.align, 8u);
  QVERIFY(field.what.contains("900"));
  QCOMPARE(panel.hex().marks().field.begin, std::uint64_t(field.offset));
  QCOMPARE(panel.hex().marks().field.end, std::uint64_t(field.end()));
  const auto* cells = panel.findChild<CellsPanel*>("layoutCells");
  QVERIFY(cells);
  const int row = cells->model().rowOfPath(QStringLiteral("entry.ttl.some"));
  QVERIFY(row >= 0);
  // The cell is 16 bytes, its payload begins after 8.
  QCOMPARE(cells->model().row(row).cells[CellsModel::At].text, hexAddress(field.offset - 8));
  for (const ByteEntry& entry : panel.model().entries())
    if (entry.fill == Fill::Padding) QVERIFY(entry.what.contains("padding"));
}

void TestShots::planMarksItsLines() {
  gui::PlanScene scene = gui::planScene({1600, 1000});
  const plan::Step& step = scene.document->preview().plan.steps[scene.step];
  QCOMPARE(step.kind, plan::StepKind::Rewire);
  std::set<int> lines;
  for (const auto& [first, last] : step.wacLines)
    for (unsigned line = first; line <= last; ++line) lines.insert(static_cast<int>(line));
  QVERIFY(!lines.empty());
  QCOMPARE(scene.wac->findChild<CodeView*>("wacCode")->markedLines(), lines);
  for (const char* side : {"before", "after"}) {
    const auto* view = scene.page->findChild<DocumentView*>(QLatin1String(side));
    const CanvasState& state = const_cast<DocumentView*>(view)->canvas().state();
    QVERIFY(!state.ghostEdges.empty());
    for (const auto& [id, kind] : state.ghostEdges)
      QCOMPARE(kind, QLatin1String(side) == QLatin1String("after") ? GhostKind::Added : GhostKind::Removed);
    QCOMPARE(crossedNode(const_cast<DocumentView*>(view)->canvas(),
                         const_cast<DocumentView*>(view)->canvas().shownGraph()),
             QString());
    const ui::CanvasScene& drawn = const_cast<DocumentView*>(view)->canvas().scene();
    for (const auto& [id, box] : drawn.nodes())
      for (const auto& [other, otherBox] : drawn.nodes())
        QVERIFY(id == other || !box.rect.intersects(otherBox.rect));
  }
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

/// Every panel of the scene has something to show, and none is cut off by its neighbours.
void TestShots::panelsShowTheirHook() {
  gui::PanelsScene scene = gui::panelsScene({1600, 1400});
  const QList<Panel*> panels = scene.page->findChildren<Panel*>();
  QCOMPARE(panels.size(), 8);
  for (const Panel* panel : panels) {
    QVERIFY2(panel->height() > 150 && panel->width() > 400, qPrintable(panel->objectName()));
    for (const QLabel* label : panel->findChildren<QLabel*>())
      QVERIFY2(!label->isVisible() || !label->text().startsWith("Select a hook"),
               qPrintable(panel->objectName()));
    for (const Panel* other : panels)
      QVERIFY2(panel == other || !panel->geometry().intersects(other->geometry()),
               qPrintable(panel->objectName()));
  }
}

QTEST_MAIN(TestShots)
#include "tst_shots.moc"
