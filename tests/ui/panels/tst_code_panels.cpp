// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hooked_orders.h"
#include "ui/panels/code_view.h"
#include "ui/panels/hex_panel.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/wac_panel.h"
#include "ui/panels/wat_panel.h"

using namespace sb;
using namespace sb::ui;

/// WAC, WAT and Hex: what of their text the selected object made.
class TestCodePanels : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init() { QCOMPARE(m_orders.open(), QString()); }
  void cleanup() { m_orders.document.reset(); }

  void wacMarksTheLinesOfTheBead();
  void watMarksTheWriters();
  void hexFindsTheByteInTheFile();

 private:
  test::HookedOrders m_orders;
};

void TestCodePanels::wacMarksTheLinesOfTheBead() {
  WacPanel panel;
  panel.setDocument(m_orders.document.get());
  QVERIFY(panel.code().toPlainText().contains("let "));
  QVERIFY(!panel.code().markedLines().empty());
  const int line = *panel.code().markedLines().begin();
  emit panel.code().lineActivated(line);
  QCOMPARE(m_orders.document->selection().focus().wacLine, std::optional(static_cast<unsigned>(line)));
  QVERIFY(m_orders.document->selection().focus().step.has_value());
  QVERIFY(!std::holds_alternative<std::monostate>(m_orders.document->selection().item()));
}

void TestCodePanels::watMarksTheWriters() {
  WatPanel panel;
  panel.setDocument(m_orders.document.get());
  QVERIFY(panel.code().toPlainText().startsWith("(module"));
  for (const print::CoreWat::Instruction& instruction : panel.wat().instructions)
    QVERIFY(instruction.end <= m_orders.values().adapter()->glueModule.size());
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_orders.document.get());
  layoutPanel.focusEntry(test::HookedOrders::cellsPointer(layoutPanel));
  const adapt::Region& region = m_orders.layout()[*m_orders.document->selection().focus().region];
  QVERIFY(!panel.code().markedLines().empty());
  if (region.writers.empty()) return;
  QVERIFY(panel.code().markedLines().size() < 40);
  const int line = *panel.code().markedLines().rbegin();
  m_orders.document->selection().setFocus({});
  emit panel.code().lineActivated(line);
  QCOMPARE(m_orders.document->selection().focus().region, std::optional(region.id));
}

void TestCodePanels::hexFindsTheByteInTheFile() {
  HexPanel panel;
  panel.setDocument(m_orders.document.get());
  const adapt::Adapter& adapter = *m_orders.values().adapter();
  QCOMPARE(Bytes(panel.hex().bytes().begin(), panel.hex().bytes().end()), adapter.componentBytes);
  LayoutPanel layoutPanel;
  layoutPanel.setDocument(m_orders.document.get());
  const int entry = test::HookedOrders::cellsPointer(layoutPanel);
  layoutPanel.focusEntry(entry);
  const ByteEntry& pointer = layoutPanel.model().entries()[static_cast<std::size_t>(entry)];
  // A pointer that is patched and a length that is not 0: the file has the length, and zeros only where they
  // cost less than leaving them out.
  const auto pair = adapter.inFile(pointer.offset, pointer.size);
  QVERIFY(pair);
  QVERIFY(pair->bytes >= 1 && pair->bytes <= pointer.size);
  const auto first = adapter.componentBytes.begin() + static_cast<std::ptrdiff_t>(pair->offset);
  QVERIFY(std::any_of(first, first + pair->bytes, [](std::uint8_t byte) { return byte != 0; }));
  QCOMPARE(panel.hex().marks().field.begin, pair->offset);
  QCOMPARE(panel.hex().marks().field.end, pair->offset + pair->bytes);
  emit panel.hex().byteClicked(adapter.data.front().offset);
  QCOMPARE(m_orders.document->selection().focus().byte, std::optional(0u));
}

QTEST_MAIN(TestCodePanels)
#include "tst_code_panels.moc"
