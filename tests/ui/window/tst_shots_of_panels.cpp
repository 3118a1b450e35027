// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "tests/ui/window/crossed_node.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/code_view.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/region_model.h"
#include "ui/panels/wac_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/document_view.h"

using namespace sb;
using namespace sb::ui;

/// The points of the acceptance shots that code can check (design, chapter 8): those of panels.
class TestShotsOfPanels : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void layoutMarksOneAddress();
  void planMarksItsLines();
  void panelsShowTheirHook();

 private:
  QTemporaryDir m_folder;
};

void TestShotsOfPanels::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestShotsOfPanels::layoutMarksOneAddress() {
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

void TestShotsOfPanels::planMarksItsLines() {
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
    QCOMPARE(test::crossedNode(const_cast<DocumentView*>(view)->canvas(),
                               const_cast<DocumentView*>(view)->canvas().shownGraph()),
             QString());
    const ui::CanvasScene& drawn = const_cast<DocumentView*>(view)->canvas().scene();
    for (const auto& [id, box] : drawn.nodes())
      for (const auto& [other, otherBox] : drawn.nodes())
        QVERIFY(id == other || !box.rect.intersects(otherBox.rect));
  }
}

/// Every panel of the scene has something to show, and none is cut off by its neighbours.
void TestShotsOfPanels::panelsShowTheirHook() {
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

QTEST_MAIN(TestShotsOfPanels)
#include "tst_shots_of_panels.moc"
