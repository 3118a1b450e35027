// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QComboBox>
#include <QLabel>

#include "hooked_orders.h"
#include "ui/panels/cell_slab.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/wave_edit.h"

using namespace sb;
using namespace sb::ui;

/// The Cells panel: values as text, the cells they turn into, and the bytes of these.
class TestCellsPanel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init() { QCOMPARE(m_orders.open(), QString()); }
  void cleanup() { m_orders.document.reset(); }

  void cellsAreInMemoryOrder();
  void waveEditChangesCells();
  void wrongWaveKeepsTheLastGoodValues();
  void selectingACellMarksItsBytes();
  void selectingBytesOfACellSelectsTheCell();
  void functionOfTheSelectionChoosesTheValue();
  void tierOneHasNoCells();

 private:
  test::HookedOrders m_orders;
};

void TestCellsPanel::cellsAreInMemoryOrder() {
  m_orders.document->selection().setFocus({.step = {},
                                           .function = "put",
                                           .value = "entry",
                                           .region = {},
                                           .byte = {},
                                           .byteCount = 1,
                                           .cellPath = {},
                                           .wacLine = {}});
  m_orders.values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_orders.document.get());
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

void TestCellsPanel::waveEditChangesCells() {
  m_orders.document->selection().setFocus({.step = {},
                                           .function = "put",
                                           .value = "entry",
                                           .region = {},
                                           .byte = {},
                                           .byteCount = 1,
                                           .cellPath = {},
                                           .wacLine = {}});
  m_orders.values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_orders.document.get());
  QVERIFY(!panel.wave().text().isEmpty());
  panel.wave().selectAll();
  QTest::keyClicks(&panel.wave(), QStringLiteral("entry: {key: \"a/b\", value: [1, 2, 3], ttl: none}"));
  m_orders.values().waitForCall();
  QVERIFY(panel.wave().errorPosition() < 0);
  const int key = panel.model().rowOfPath(QStringLiteral("entry.key"));
  QCOMPARE(panel.model().row(key).cells[CellsModel::Value].text, QStringLiteral("\"a/b\""));
  QCOMPARE(panel.model().row(panel.model().rowOfPath("entry.ttl")).cells[CellsModel::Kind].text,
           QStringLiteral("option-none"));
  QCOMPARE(panel.slab().boxes().size(), std::size_t(4));
}

void TestCellsPanel::wrongWaveKeepsTheLastGoodValues() {
  m_orders.document->selection().setFocus({.step = {},
                                           .function = "put",
                                           .value = "entry",
                                           .region = {},
                                           .byte = {},
                                           .byteCount = 1,
                                           .cellPath = {},
                                           .wacLine = {}});
  m_orders.values().waitForCall();
  CellsPanel panel;
  panel.setDocument(m_orders.document.get());
  const QString before = m_orders.values().text(false);
  panel.wave().selectAll();
  QTest::keyClicks(&panel.wave(), QStringLiteral("entry: {key: 7, value: [], ttl: none}"));
  m_orders.values().waitForCall();
  QCOMPARE(panel.wave().errorPosition(), 13);
  QVERIFY(!panel.findChild<QLabel*>("cellsMessage")->isHidden());
  QCOMPARE(m_orders.values().text(false), before);
}

void TestCellsPanel::selectingACellMarksItsBytes() {
  m_orders.document->selection().setFocus({.step = {},
                                           .function = "put",
                                           .value = "entry",
                                           .region = {},
                                           .byte = {},
                                           .byteCount = 1,
                                           .cellPath = {},
                                           .wacLine = {}});
  m_orders.values().waitForCall();
  LayoutPanel layoutPanel;
  CellsPanel cells;
  layoutPanel.setDocument(m_orders.document.get());
  cells.setDocument(m_orders.document.get());
  cells.focusCell(QStringLiteral("entry.ttl.some"));
  QCOMPARE(m_orders.document->selection().focus().cellPath, QStringLiteral("entry.ttl.some"));
  const ByteRange field = layoutPanel.hex().marks().field, record = layoutPanel.hex().marks().record;
  const cells::CellTree* cell = cellAtPath(*m_orders.values().tree(), QStringLiteral("entry.ttl.some"));
  QVERIFY(cell);
  QCOMPARE(field, (ByteRange{cell->address + 8, cell->address + 16}));
  QCOMPARE(record, (ByteRange{cell->address, cell->address + 16}));
  const ByteSpan bytes = layoutPanel.hex().bytes();
  QVERIFY(bytes.size() >= field.end);
  std::int64_t number = 0;
  for (std::uint64_t i = 0; i < 8; ++i) number |= std::int64_t(bytes[field.begin + i]) << (8 * i);
  QCOMPARE(number, cell->integer);
}

void TestCellsPanel::selectingBytesOfACellSelectsTheCell() {
  m_orders.document->selection().setFocus({.step = {},
                                           .function = "put",
                                           .value = "entry",
                                           .region = {},
                                           .byte = {},
                                           .byteCount = 1,
                                           .cellPath = {},
                                           .wacLine = {}});
  m_orders.values().waitForCall();
  LayoutPanel layoutPanel;
  CellsPanel cells;
  layoutPanel.setDocument(m_orders.document.get());
  cells.setDocument(m_orders.document.get());
  const cells::CellTree* cell = cellAtPath(*m_orders.values().tree(), QStringLiteral("entry.key"));
  layoutPanel.focusByte(cell->address + 9);
  QCOMPARE(cells.model().pathOf(cells.findChild<PanelTree*>("cellsTable")->currentIndex()),
           QStringLiteral("entry.key"));
  layoutPanel.focusByte(cell->contentAddress + 2);
  QCOMPARE(cells.model().pathOf(cells.findChild<PanelTree*>("cellsTable")->currentIndex()),
           QStringLiteral("entry.key"));
}

void TestCellsPanel::functionOfTheSelectionChoosesTheValue() {
  CellsPanel cells;
  cells.setDocument(m_orders.document.get());
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_orders.document.get());
  for (std::size_t i = 0; i < m_orders.layout().regions.size(); ++i)
    if (m_orders.layout().regions[i].kind == adapt::RegionKind::ReturnParams &&
        m_orders.layout().regions[i].owner.function == "get")
      layoutPanel.focusEntry(static_cast<int>(i));
  QCOMPARE(cells.findChild<QComboBox*>("cellsValue")->currentText(), QStringLiteral("get · result"));
}

void TestCellsPanel::tierOneHasNoCells() {
  QCOMPARE(test::hookEdge(*m_orders.document, m_orders.edge, "hooks/count/count.wasm", "count",
                          graph::HookKind::Tier1),
           QString());
  CellsPanel cells;
  cells.setDocument(m_orders.document.get());
  QVERIFY(cells.findChild<QLabel*>("cellsHint")->text().contains("has no cells"));
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_orders.document.get());
  QCOMPARE(m_orders.values().adapter()->tier, 1u);
  QVERIFY(layoutPanel.model().count() > 0);
}

QTEST_MAIN(TestCellsPanel)
#include "tst_cells_panel.moc"
