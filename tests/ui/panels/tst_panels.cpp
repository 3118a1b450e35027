// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "panels_fixture.h"
#include "ui/panels/cell_slab.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/code_view.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/hex_panel.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/layout_ruler.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/region_model.h"
#include "ui/panels/wac_panel.h"
#include "ui/panels/wat_panel.h"
#include "ui/panels/wave_edit.h"
#include "ui/panels/why_pane.h"

using namespace sb;
using namespace sb::ui;

class TestPanels : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init();
  void cleanup() { m_document.reset(); }

  void emptyPanelsSayWhatFillsThem();
  void sumsAgreeWithTheLayout();
  void tableListsEveryRegion();
  void selectingARegionMarksItsBytes();
  void clickingAByteSelectsItsField();
  void whySumsUpToTheOffset();
  void rulerShowsEveryByteOnce();
  void rulerZoomsAtThePointer();
  void cellsAreInMemoryOrder();
  void waveEditChangesCells();
  void wrongWaveKeepsTheLastGoodValues();
  void selectingACellMarksItsBytes();
  void selectingBytesOfACellSelectsTheCell();
  void functionOfTheSelectionChoosesTheValue();
  void tierOneHasNoCells();
  void wacMarksTheLinesOfTheBead();
  void watMarksTheWriters();
  void hexFindsTheByteInTheFile();
  void problemsAreListedAndRevealed();
  void historyGoesWhereOneClicks();
  void consoleKeepsLinesAndLinks();
  void modelsAreSound();
  void largeLayoutUnfolds();
  void screenshots();

 private:
  AdapterValues& values() { return AdapterValues::of(*m_document); }
  const adapt::MemoryLayout& layout() { return values().adapter()->layout; }
  /// The entry of put · entry, tree.cells.
  int cellsPointer(LayoutPanel& panel);
  std::unique_ptr<Document> m_document;
  graph::EdgeId m_edge;
};

void TestPanels::init() {
  m_document = test::openOrders();
  QVERIFY(m_document);
  m_edge = test::edgeBetween(m_document->graph(), "cache", "orders");
  QVERIFY(m_edge.valid());
  QCOMPARE(
      test::hookEdge(*m_document, m_edge, "hooks/trace/trace-async.wasm", "audit", graph::HookKind::Tier2),
      QString());
  QVERIFY(values().adapter());
  QVERIFY2(values().outcome(), qPrintable(values().error()));
}

int TestPanels::cellsPointer(LayoutPanel& panel) {
  const std::vector<ByteEntry>& entries = panel.model().entries();
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].function == QLatin1String("put") && entries[i].value == QLatin1String("entry") &&
        entries[i].region && entries[i].what.startsWith(QLatin1String("tree.cells")))
      return static_cast<int>(i);
  return -1;
}

void TestPanels::emptyPanelsSayWhatFillsThem() {
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
  problems.setDocument(m_document.get());
  if (m_document->preview().problems.empty())
    QVERIFY(problems.findChild<QLabel*>("problemsEmpty")->text().startsWith("No problems. Checked "));
}

void TestPanels::sumsAgreeWithTheLayout() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  const QString text = panel.findChild<QLabel*>("layoutSums")->text();
  QVERIFY2(text.contains(QStringLiteral("<b>%1 B</b>").arg(layout().bumpStart)), qPrintable(text));
  QCOMPARE(layout().staticBytes + layout().patchedBytes + layout().scratchBytes + layout().paddingBytes,
           layout().bumpStart);
  QCOMPARE(panel.findChild<QComboBox*>("layoutAdapter")->currentText(),
           QString::fromStdString(values().adapter()->name));
}

void TestPanels::tableListsEveryRegion() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  QVERIFY(panel.model().count() >= static_cast<int>(layout().regions.size()));
  for (std::size_t i = 0; i < layout().regions.size(); ++i) {
    const adapt::Region& region = layout().regions[i];
    QCOMPARE(panel.model().row(static_cast<int>(i)).cells[RegionModel::Offset].text,
             hexAddress(region.offset));
    QCOMPARE(panel.model().row(static_cast<int>(i)).parent,
             region.parent ? static_cast<int>(region.parent->value) : -1);
  }
}

void TestPanels::selectingARegionMarksItsBytes() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  const int entry = cellsPointer(panel);
  QVERIFY(entry >= 0);
  panel.focusEntry(entry);
  const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(entry)];
  QCOMPARE(m_document->selection().focus().region, e.region);
  QCOMPARE(m_document->selection().focus().function, QStringLiteral("put"));
  QCOMPARE(panel.hex().marks().field, (ByteRange{e.offset, e.end()}));
  QVERIFY(panel.hex().marks().record.begin <= e.offset && panel.hex().marks().record.end >= e.end());
  QVERIFY(panel.hex().marks().region.begin <= panel.hex().marks().record.begin);
  QCOMPARE(panel.model().rowNumber(panel.findChild<PanelTree*>("layoutTable")->currentIndex()), entry);
}

void TestPanels::clickingAByteSelectsItsField() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  panel.resize(952, 270);
  panel.show();
  const int entry = cellsPointer(panel);
  const std::uint32_t address = panel.model().entries()[static_cast<std::size_t>(entry)].offset + 5;
  panel.hex().showAddress(address);
  QTest::mouseClick(panel.hex().viewport(), Qt::LeftButton, {},
                    panel.hex().byteRect(address).center().toPoint());
  QCOMPARE(panel.focusedEntry(), entry);
  QCOMPARE(m_document->selection().focus().byte, std::optional(address - 5));
}

void TestPanels::whySumsUpToTheOffset() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  const int entry = cellsPointer(panel);
  panel.focusEntry(entry);
  const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(entry)];
  const QString text = panel.findChild<WhyPane*>()->text();
  QVERIFY2(text.contains(QStringLiteral("= ") + hexAddress(e.offset)), qPrintable(text));
  QVERIFY2(text.contains(QStringLiteral("The file agrees")), qPrintable(text));
}

void TestPanels::rulerShowsEveryByteOnce() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  panel.resize(1200, 300);
  std::vector<int> covered(layout().bumpStart, 0);
  for (const LayoutRuler::Block& block : panel.ruler().blocks()) {
    const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(block.entry)];
    for (std::uint32_t at = e.offset; at < e.end() && at < layout().bumpStart; ++at) ++covered[at];
  }
  for (std::size_t at = 0; at < covered.size(); ++at) QVERIFY2(covered[at] == 1, qPrintable(hexAddress(at)));
}

void TestPanels::rulerZoomsAtThePointer() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  panel.resize(952, 300);
  panel.show();
  LayoutRuler& ruler = panel.ruler();
  const auto before = ruler.view();
  const QPointF middle(ruler.width() / 2.0, ruler.height() / 2.0);
  QWheelEvent wheel(middle, ruler.mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(&ruler, &wheel);
  QVERIFY(ruler.zoomed());
  const auto after = ruler.view();
  QVERIFY(after.first > before.first && after.second < before.second);
  QVERIFY(std::abs((after.first + after.second) - (before.first + before.second)) < 1);
  QTest::keyClick(&ruler, Qt::Key_Home);
  QVERIFY(!ruler.zoomed());
}

void TestPanels::cellsAreInMemoryOrder() {
  m_document->selection().setFocus({.step = {},
                                    .function = "put",
                                    .value = "entry",
                                    .region = {},
                                    .byte = {},
                                    .byteCount = 1,
                                    .cellPath = {},
                                    .wacLine = {}});
  values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_document.get());
  QStringList fields;
  for (int i = 0; i < panel.model().count(); ++i)
    fields << panel.model().row(i).cells[CellsModel::Field].text;
  QCOMPARE(fields, (QStringList{"entry", "key", "value", "ttl", "some"}));
  const std::vector<CellSlab::Box>& boxes = panel.slab().boxes();
  QCOMPARE(boxes.size(), std::size_t(5));
  for (std::size_t i = 1; i < boxes.size(); ++i)
    QCOMPARE(boxes[i].address, boxes[i - 1].address + cells::CellSize);
  QCOMPARE(boxes.back().path, QStringLiteral("entry"));
  QVERIFY(panel.findChild<QLabel*>("cellsSums")->text().contains("5 cells"));
}

void TestPanels::waveEditChangesCells() {
  m_document->selection().setFocus({.step = {},
                                    .function = "put",
                                    .value = "entry",
                                    .region = {},
                                    .byte = {},
                                    .byteCount = 1,
                                    .cellPath = {},
                                    .wacLine = {}});
  values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_document.get());
  QVERIFY(!panel.wave().text().isEmpty());
  panel.wave().selectAll();
  QTest::keyClicks(&panel.wave(), QStringLiteral("entry: {key: \"a/b\", value: [1, 2, 3], ttl: none}"));
  values().waitForCall();
  QVERIFY(panel.wave().errorPosition() < 0);
  const int key = panel.model().rowOfPath(QStringLiteral("entry.key"));
  QCOMPARE(panel.model().row(key).cells[CellsModel::Value].text, QStringLiteral("\"a/b\""));
  QCOMPARE(panel.model().row(panel.model().rowOfPath("entry.ttl")).cells[CellsModel::Kind].text,
           QStringLiteral("option-none"));
  QCOMPARE(panel.slab().boxes().size(), std::size_t(4));
}

void TestPanels::wrongWaveKeepsTheLastGoodValues() {
  m_document->selection().setFocus({.step = {},
                                    .function = "put",
                                    .value = "entry",
                                    .region = {},
                                    .byte = {},
                                    .byteCount = 1,
                                    .cellPath = {},
                                    .wacLine = {}});
  values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_document.get());
  const QString before = values().text(false);
  panel.wave().selectAll();
  QTest::keyClicks(&panel.wave(), QStringLiteral("entry: {key: 7, value: [], ttl: none}"));
  values().waitForCall();
  QCOMPARE(panel.wave().errorPosition(), 13);
  QVERIFY(!panel.findChild<QLabel*>("cellsMessage")->isHidden());
  QCOMPARE(values().text(false), before);
}

void TestPanels::selectingACellMarksItsBytes() {
  m_document->selection().setFocus({.step = {},
                                    .function = "put",
                                    .value = "entry",
                                    .region = {},
                                    .byte = {},
                                    .byteCount = 1,
                                    .cellPath = {},
                                    .wacLine = {}});
  values().waitForCall();
  LayoutPanel layoutPanel;
  CellsPanel cells;
  layoutPanel.setDocument(m_document.get());
  cells.setDocument(m_document.get());
  cells.focusCell(QStringLiteral("entry.ttl.some"));
  QCOMPARE(m_document->selection().focus().cellPath, QStringLiteral("entry.ttl.some"));
  const ByteRange field = layoutPanel.hex().marks().field, record = layoutPanel.hex().marks().record;
  const cells::CellTree* cell = cellAtPath(*values().tree(), QStringLiteral("entry.ttl.some"));
  QVERIFY(cell);
  QCOMPARE(field, (ByteRange{cell->address + 8, cell->address + 16}));
  QCOMPARE(record, (ByteRange{cell->address, cell->address + 16}));
  const ByteSpan bytes = layoutPanel.hex().bytes();
  QVERIFY(bytes.size() >= field.end);
  std::int64_t number = 0;
  for (std::uint64_t i = 0; i < 8; ++i) number |= std::int64_t(bytes[field.begin + i]) << (8 * i);
  QCOMPARE(number, cell->integer);
}

void TestPanels::selectingBytesOfACellSelectsTheCell() {
  m_document->selection().setFocus({.step = {},
                                    .function = "put",
                                    .value = "entry",
                                    .region = {},
                                    .byte = {},
                                    .byteCount = 1,
                                    .cellPath = {},
                                    .wacLine = {}});
  values().waitForCall();
  LayoutPanel layoutPanel;
  CellsPanel cells;
  layoutPanel.setDocument(m_document.get());
  cells.setDocument(m_document.get());
  const cells::CellTree* cell = cellAtPath(*values().tree(), QStringLiteral("entry.key"));
  layoutPanel.focusByte(cell->address + 9);
  QCOMPARE(cells.model().pathOf(cells.findChild<PanelTree*>("cellsTable")->currentIndex()),
           QStringLiteral("entry.key"));
  layoutPanel.focusByte(cell->contentAddress + 2);
  QCOMPARE(cells.model().pathOf(cells.findChild<PanelTree*>("cellsTable")->currentIndex()),
           QStringLiteral("entry.key"));
}

void TestPanels::functionOfTheSelectionChoosesTheValue() {
  CellsPanel cells;
  cells.setDocument(m_document.get());
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_document.get());
  for (std::size_t i = 0; i < layout().regions.size(); ++i)
    if (layout().regions[i].kind == adapt::RegionKind::ReturnParams &&
        layout().regions[i].owner.function == "get")
      layoutPanel.focusEntry(static_cast<int>(i));
  QCOMPARE(cells.findChild<QComboBox*>("cellsValue")->currentText(), QStringLiteral("get · result"));
}

void TestPanels::tierOneHasNoCells() {
  QCOMPARE(test::hookEdge(*m_document, m_edge, "hooks/count/count.wasm", "count", graph::HookKind::Tier1),
           QString());
  CellsPanel cells;
  cells.setDocument(m_document.get());
  QVERIFY(cells.findChild<QLabel*>("cellsHint")->text().contains("has no cells"));
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_document.get());
  QCOMPARE(values().adapter()->tier, 1u);
  QVERIFY(layoutPanel.model().count() > 0);
}

void TestPanels::wacMarksTheLinesOfTheBead() {
  WacPanel panel;
  panel.setDocument(m_document.get());
  QVERIFY(panel.code().toPlainText().contains("let "));
  QVERIFY(!panel.code().markedLines().empty());
  const int line = *panel.code().markedLines().begin();
  emit panel.code().lineActivated(line);
  QCOMPARE(m_document->selection().focus().wacLine, std::optional(static_cast<unsigned>(line)));
  QVERIFY(m_document->selection().focus().step.has_value());
  QVERIFY(!std::holds_alternative<std::monostate>(m_document->selection().item()));
}

void TestPanels::watMarksTheWriters() {
  WatPanel panel;
  panel.setDocument(m_document.get());
  QVERIFY(panel.code().toPlainText().startsWith("(module"));
  for (const print::CoreWat::Instruction& instruction : panel.wat().instructions)
    QVERIFY(instruction.end <= values().adapter()->glueModule.size());
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_document.get());
  layoutPanel.focusEntry(cellsPointer(layoutPanel));
  const adapt::Region& region = layout()[*m_document->selection().focus().region];
  QVERIFY(!panel.code().markedLines().empty());
  if (region.writers.empty()) return;
  QVERIFY(panel.code().markedLines().size() < 40);
  const int line = *panel.code().markedLines().rbegin();
  m_document->selection().setFocus({});
  emit panel.code().lineActivated(line);
  QCOMPARE(m_document->selection().focus().region, std::optional(region.id));
}

void TestPanels::hexFindsTheByteInTheFile() {
  HexPanel panel;
  panel.setDocument(m_document.get());
  const adapt::Adapter& adapter = *values().adapter();
  QCOMPARE(Bytes(panel.hex().bytes().begin(), panel.hex().bytes().end()), adapter.componentBytes);
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_document.get());
  const int entry = cellsPointer(layoutPanel);
  layoutPanel.focusEntry(entry);
  const std::uint64_t at =
      adapter.dataOffset + layoutPanel.model().entries()[static_cast<std::size_t>(entry)].offset;
  QCOMPARE(panel.hex().marks().field.begin, at);
  emit panel.hex().byteClicked(adapter.dataOffset);
  QCOMPARE(m_document->selection().focus().byte, std::optional(0u));
}

void TestPanels::problemsAreListedAndRevealed() {
  ProblemsPanel panel;
  QSignalSpy counts(&panel, &ProblemsPanel::countsChanged);
  panel.setDocument(m_document.get());
  const int before = panel.errors() + panel.warnings();
  QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), m_edge)).has_value());
  m_document->waitForPreview();
  QVERIFY(panel.errors() + panel.warnings() > before || !m_document->preview().problems.empty());
  QVERIFY(!counts.isEmpty());
  QVERIFY(panel.model().count() >= 2);
  QSignalSpy reveals(&m_document->selection(), &Selection::revealRequested);
  panel.step(1);
  QCOMPARE(reveals.count(), 1);
  QVERIFY(!std::holds_alternative<std::monostate>(m_document->selection().item()));
  panel.findChild<QLineEdit*>("problemsFilter")->setText(QStringLiteral("no such words"));
  QCOMPARE(panel.model().count(), 0);
}

void TestPanels::historyGoesWhereOneClicks() {
  HistoryPanel panel;
  panel.setDocument(m_document.get());
  QCOMPARE(panel.model().count(), 2);
  QCOMPARE(panel.model().row(0).cells[1].text, QStringLiteral("saved"));
  const graph::NodeId node = m_document->graph().nodes.begin()->first;
  for (const double x : {10.0, 20.0, 30.0})
    QVERIFY(m_document->perform(Result<graph::Edit>(graph::MoveNodes{{{node, {x, 5}}}})).has_value());
  QCOMPARE(m_document->undoStack().count(), 4);
  QCOMPARE(panel.model().count(), 3);
  auto* table = panel.findChild<PanelTree*>("historyTable");
  table->setCurrentIndex(panel.model().indexOfRow(0));
  QTRY_COMPARE(m_document->undoStack().index(), 0);
  QVERIFY(m_document->graph().find(m_edge)->hooks.empty());
}

void TestPanels::consoleKeepsLinesAndLinks() {
  ConsolePanel panel;
  panel.setDocument(m_document.get());
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

void TestPanels::modelsAreSound() {
  LayoutPanel layoutPanel;
  CellsPanel cells;
  ProblemsPanel problems;
  HistoryPanel history;
  const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
  QAbstractItemModelTester a(&layoutPanel.model(), mode), b(&cells.model(), mode), c(&problems.model(), mode),
      d(&history.model(), mode);
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &cells, &problems, &history})
    panel->setDocument(m_document.get());
  m_document->undoStack().undo();
  m_document->waitForPreview();
  QCOMPARE(layoutPanel.model().count(), 0);
  m_document->undoStack().redo();
  m_document->waitForPreview();
  QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), m_edge)).has_value());
  m_document->waitForPreview();
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &cells, &problems, &history})
    panel->setDocument(nullptr);
}

void TestPanels::largeLayoutUnfolds() {
  LayoutPanel panel;
  panel.setDocument(m_document.get());
  panel.resize(952, 260);
  panel.show();
  QVERIFY(!panel.findChild<QWidget*>("layoutDetails")->isVisible());
  panel.resize(1400, 858);
  QTRY_VERIFY(panel.findChild<QWidget*>("layoutDetails")->isVisible());
}

void TestPanels::screenshots() {
  if (qEnvironmentVariableIsEmpty("SPLICEBOARD_SHOTS"))
    QSKIP("set SPLICEBOARD_SHOTS to a folder to get pictures");
  LayoutPanel layoutPanel, large, zoomed;
  CellsPanel cells;
  WacPanel wac;
  WatPanel wat;
  HexPanel hex;
  ProblemsPanel problems;
  HistoryPanel history;
  ConsolePanel console;
  for (Panel* panel : std::initializer_list<Panel*>{&layoutPanel, &large, &zoomed, &cells, &wac, &wat, &hex,
                                                    &problems, &history, &console}) {
    panel->setDocument(m_document.get());
    panel->header()->hide();
  }
  layoutPanel.focusEntry(cellsPointer(layoutPanel));
  values().waitForCall();
  test::shoot(layoutPanel, "layout", {1256, 266});
  test::shoot(cells, "cells", {664, 266});
  test::shoot(wac, "wac", {952, 260});
  test::shoot(wat, "wat", {952, 260});
  test::shoot(hex, "hex", {952, 260});
  zoomed.ruler().zoomToEntry(cellsPointer(zoomed));
  zoomed.findChild<QToolButton*>("layoutWhy")->setChecked(true);
  test::shoot(zoomed, "layout-zoomed", {1250, 260});
  cells.focusCell(QStringLiteral("entry.ttl.some"));
  cells.wave().setText(QStringLiteral("entry: {key: 7}"));
  emit cells.wave().textEdited(cells.wave().text());
  test::shoot(cells, "cells-wrong", {664, 266});
  test::shoot(large, "layout-large", {1400, 858});
  QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), m_edge)).has_value());
  m_document->waitForPreview();
  test::shoot(problems, "problems", {952, 200});
  test::shoot(history, "history", {500, 200});
  console.appendLine("run", "orders.spliced.wasm started");
  console.appendOutput("stdout", "put order/4711\nget order/4711\n");
  console.appendOutput("stderr", "warning: cold cache\n");
  console.appendTrap("wasm trap: unreachable", {"cache: lookup", "orders: handle"});
  test::shoot(console, "console", {952, 200});
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
