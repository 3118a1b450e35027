// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QComboBox>
#include <QLabel>

#include "hooked_orders.h"
#include "ui/panels/hex_view.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/layout_ruler.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/region_model.h"
#include "ui/panels/why_pane.h"

using namespace sb;
using namespace sb::ui;

/// The Layout panel: every region, its bytes, and why they lie where they lie.
class TestLayoutPanel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeKind::Light); }
  void init() { QCOMPARE(m_orders.open(), QString()); }
  void cleanup() { m_orders.document.reset(); }

  void sumsAgreeWithTheLayout();
  void tableListsEveryRegion();
  void selectingARegionMarksItsBytes();
  void clickingAByteSelectsItsField();
  void whySumsUpToTheOffset();
  void rulerShowsEveryByteOnce();
  void rulerZoomsAtThePointer();
  void largeLayoutUnfolds();

 private:
  test::HookedOrders m_orders;
};

void TestLayoutPanel::sumsAgreeWithTheLayout() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  const QString text = panel.findChild<QLabel*>("layoutSums")->text();
  QVERIFY2(text.contains(QStringLiteral("<b>%1 B</b>").arg(m_orders.layout().bumpStart)), qPrintable(text));
  QCOMPARE(m_orders.layout().staticBytes + m_orders.layout().patchedBytes + m_orders.layout().scratchBytes +
               m_orders.layout().paddingBytes,
           m_orders.layout().bumpStart);
  QCOMPARE(panel.findChild<QComboBox*>("layoutAdapter")->currentText(),
           QString::fromStdString(m_orders.values().adapter()->name));
}

void TestLayoutPanel::tableListsEveryRegion() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  QVERIFY(panel.model().count() >= static_cast<int>(m_orders.layout().regions.size()));
  for (std::size_t i = 0; i < m_orders.layout().regions.size(); ++i) {
    const adapt::Region& region = m_orders.layout().regions[i];
    QCOMPARE(panel.model().row(static_cast<int>(i)).cells[RegionModel::Offset].text,
             hexAddress(region.offset));
    QCOMPARE(panel.model().row(static_cast<int>(i)).parent,
             region.parent ? static_cast<int>(region.parent->value) : -1);
  }
}

void TestLayoutPanel::selectingARegionMarksItsBytes() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  const int entry = test::HookedOrders::cellsPointer(panel);
  QVERIFY(entry >= 0);
  panel.focusEntry(entry);
  const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(entry)];
  QCOMPARE(m_orders.document->selection().focus().region, e.region);
  QCOMPARE(m_orders.document->selection().focus().function, QStringLiteral("put"));
  QCOMPARE(panel.hex().marks().field, (ByteRange{e.offset, e.end()}));
  QVERIFY(panel.hex().marks().record.begin <= e.offset && panel.hex().marks().record.end >= e.end());
  QVERIFY(panel.hex().marks().region.begin <= panel.hex().marks().record.begin);
  QCOMPARE(panel.model().rowNumber(panel.findChild<PanelTree*>("layoutTable")->currentIndex()), entry);
}

void TestLayoutPanel::clickingAByteSelectsItsField() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  panel.resize(952, 270);
  panel.show();
  const int entry = test::HookedOrders::cellsPointer(panel);
  const std::uint32_t address = panel.model().entries()[static_cast<std::size_t>(entry)].offset + 5;
  panel.hex().showAddress(address);
  QTest::mouseClick(panel.hex().viewport(), Qt::LeftButton, {},
                    panel.hex().byteRect(address).center().toPoint());
  QCOMPARE(panel.focusedEntry(), entry);
  QCOMPARE(m_orders.document->selection().focus().byte, std::optional(address - 5));
}

void TestLayoutPanel::whySumsUpToTheOffset() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  const int entry = test::HookedOrders::cellsPointer(panel);
  panel.focusEntry(entry);
  const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(entry)];
  const QString text = panel.findChild<WhyPane*>()->text();
  QVERIFY2(text.contains(QStringLiteral("= ") + hexAddress(e.offset)), qPrintable(text));
  QVERIFY2(text.contains(QStringLiteral("The file agrees")), qPrintable(text));
  QVERIFY2(text.contains(hexAddress(e.offset) + QStringLiteral(" mod ")), qPrintable(text));
}

void TestLayoutPanel::rulerShowsEveryByteOnce() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  panel.resize(1200, 300);
  std::vector<int> covered(m_orders.layout().bumpStart, 0);
  for (const LayoutRuler::Block& block : panel.ruler().blocks()) {
    const ByteEntry& e = panel.model().entries()[static_cast<std::size_t>(block.entry)];
    for (std::uint32_t at = e.offset; at < e.end() && at < m_orders.layout().bumpStart; ++at) ++covered[at];
  }
  for (std::size_t at = 0; at < covered.size(); ++at) QVERIFY2(covered[at] == 1, qPrintable(hexAddress(at)));
}

void TestLayoutPanel::rulerZoomsAtThePointer() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
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

void TestLayoutPanel::largeLayoutUnfolds() {
  LayoutPanel panel;
  panel.setDocument(m_orders.document.get());
  panel.resize(952, 260);
  panel.show();
  QVERIFY(!panel.findChild<QWidget*>("layoutDetails")->isVisible());
  panel.resize(1400, 858);
  QTRY_VERIFY(panel.findChild<QWidget*>("layoutDetails")->isVisible());
}

QTEST_MAIN(TestLayoutPanel)
#include "tst_layout_panel.moc"
