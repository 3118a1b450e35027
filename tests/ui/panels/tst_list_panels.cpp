// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

#include "hooked_orders.h"
#include "ui/models/row_model.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/problems_panel.h"

using namespace sb;
using namespace sb::ui;

/// Problems, History and Console, and what empty panels say.
class TestListPanels : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init() { QCOMPARE(m_orders.open(), QString()); }
  void cleanup() { m_orders.document.reset(); }

  void emptyPanelsSayWhatFillsThem();
  void problemsAreListedAndRevealed();
  void historyGoesWhereOneClicks();
  void consoleKeepsLinesAndLinks();
  void modelsAreSound();

 private:
  test::HookedOrders m_orders;
};

void TestListPanels::emptyPanelsSayWhatFillsThem() {
  LayoutPanel layoutPanel;
  CellsPanel cells;
  ProblemsPanel problems;
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &cells, &problems})
    panel->setDocument(nullptr);
  const auto says = [](const QWidget& panel, const char* text) {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->text() == QLatin1String(text)) return true;
    return false;
  };
  QVERIFY(says(layoutPanel, "Select a hook to see the memory of its adapter."));
  QVERIFY(says(cells, "Select a hook and a function. Example values can be typed as WAVE."));
  problems.setDocument(m_orders.document.get());
  if (m_orders.document->preview().problems.empty())
    QVERIFY(problems.findChild<QLabel*>("problemsEmpty")->text().startsWith("No problems. Checked "));
}

void TestListPanels::problemsAreListedAndRevealed() {
  ProblemsPanel panel;
  QSignalSpy counts(&panel, &ProblemsPanel::countsChanged);
  panel.setDocument(m_orders.document.get());
  const int before = panel.errors() + panel.warnings();
  QVERIFY(
      m_orders.document->perform(graph::disconnect(m_orders.document->graph(), m_orders.edge)).has_value());
  m_orders.document->waitForPreview();
  QVERIFY(panel.errors() + panel.warnings() > before || !m_orders.document->preview().problems.empty());
  QVERIFY(!counts.isEmpty());
  QVERIFY(panel.model().count() >= 2);
  QSignalSpy reveals(&m_orders.document->selection(), &Selection::revealRequested);
  panel.step(1);
  QCOMPARE(reveals.count(), 1);
  QVERIFY(!std::holds_alternative<std::monostate>(m_orders.document->selection().item()));
  panel.findChild<QLineEdit*>("problemsFilter")->setText(QStringLiteral("no such words"));
  QCOMPARE(panel.model().count(), 0);
}

void TestListPanels::historyGoesWhereOneClicks() {
  HistoryPanel panel;
  panel.setDocument(m_orders.document.get());
  QCOMPARE(panel.model().count(), 2);
  QCOMPARE(panel.model().row(0).cells[1].text, QStringLiteral("saved"));
  const graph::NodeId node = m_orders.document->graph().nodes.begin()->first;
  for (const double x : {10.0, 20.0, 30.0})
    QVERIFY(m_orders.document->perform(Result<graph::Edit>(graph::MoveNodes{{{node, {x, 5}}}})).has_value());
  QCOMPARE(m_orders.document->undoStack().count(), 4);
  QCOMPARE(panel.model().count(), 3);
  auto* table = panel.findChild<PanelTree*>("historyTable");
  table->setCurrentIndex(panel.model().indexOfRow(0));
  QTRY_COMPARE(m_orders.document->undoStack().index(), 0);
  QVERIFY(m_orders.document->graph().find(m_orders.edge)->hooks.empty());
}

void TestListPanels::consoleKeepsLinesAndLinks() {
  ConsolePanel panel;
  panel.setDocument(m_orders.document.get());
  panel.appendLine(QStringLiteral("run"), QStringLiteral("orders started"));
  panel.appendOutput(QStringLiteral("stdout"), QStringLiteral("put order/47"));
  panel.appendOutput(QStringLiteral("stdout"), QStringLiteral("11\nget\n"));
  panel.appendOutput(QStringLiteral("stderr"), QStringLiteral("late\n"));
  panel.appendTrap(QStringLiteral("unreachable"), {QStringLiteral("cache: lookup"), QStringLiteral("start")});
  const QStringList lines = panel.text().split(QLatin1Char('\n'));
  QCOMPARE(lines.size(), 7);
  QVERIFY(lines[1].endsWith(QStringLiteral("put order/4711")));
  QVERIFY(lines[5].endsWith(QStringLiteral("at cache: lookup")));
  panel.setRunning(true);
  QSignalSpy stop(&panel, &ConsolePanel::stopRequested);
  panel.findChild<QToolButton*>("consoleStop")->click();
  QCOMPARE(stop.count(), 1);
  panel.clear();
  QVERIFY(panel.text().isEmpty());
}

void TestListPanels::modelsAreSound() {
  LayoutPanel layoutPanel;
  CellsPanel cells;
  ProblemsPanel problems;
  HistoryPanel history;
  const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
  QAbstractItemModelTester a(&layoutPanel.model(), mode), b(&cells.model(), mode), c(&problems.model(), mode),
      d(&history.model(), mode);
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &cells, &problems, &history})
    panel->setDocument(m_orders.document.get());
  m_orders.document->undoStack().undo();
  m_orders.document->waitForPreview();
  QCOMPARE(layoutPanel.model().count(), 0);
  m_orders.document->undoStack().redo();
  m_orders.document->waitForPreview();
  QVERIFY(
      m_orders.document->perform(graph::disconnect(m_orders.document->graph(), m_orders.edge)).has_value());
  m_orders.document->waitForPreview();
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &cells, &problems, &history})
    panel->setDocument(nullptr);
}

QTEST_MAIN(TestListPanels)
#include "tst_list_panels.moc"
