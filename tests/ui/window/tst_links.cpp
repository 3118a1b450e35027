// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QListWidget>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>
#include <functional>

#include "tests/ui/panels/panels_fixture.h"
#include "ui/models/row_model.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/code_view.h"
#include "ui/panels/hex_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/region_model.h"
#include "ui/panels/wac_panel.h"
#include "ui/panels/wat_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// "What highlights what" (design, 5.9), cell by cell, for the panels there are; and panels that are not
/// linked.
class TestLinks : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void table_data();
  void table();
  void bytesLeadBackToTheBead_data();
  void bytesLeadBackToTheBead();
  void nodeStepsAreLinked();
  void filesLeadToObjects();
  void unlinkedPanelsStay_data();
  void unlinkedPanelsStay();
  void unlinkedBytesLeadNowhere();
  void planSaysWhichForm();

 private:
  Document& document() { return *m_window->currentDocument(); }
  Selection& selection() { return document().selection(); }
  template <class Widget>
  Widget* part(const char* name) {
    return m_window->findChild<Widget*>(QLatin1String(name));
  }
  CodeView* wit();
  void selectIn(const QString& row);
  /// What a panel marks; empty: nothing.
  QString marked(const QString& panel);
  /// What a panel shows, whether or not anything of it is marked.
  QString shown(const QString& panel);
  int lineOf(CodeView& code, const QString& text);
  graph::NodeId node(const char* name) { return document().graph().findByName(name)->id; }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
  graph::EdgeId m_edge;
  graph::HookId m_hook;
};

void TestLinks::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

/// The shop with the hook `trace-async` on cache → orders, which is warned about, and one import that nothing
/// provides.
void TestLinks::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1600, 1000);
  m_window->show();
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  m_edge = test::edgeBetween(document().graph(), "cache", "orders");
  const graph::EdgeId rates = test::edgeBetween(document().graph(), "rates", "orders");
  QVERIFY(document().perform(graph::disconnect(document().graph(), rates)));
  QCOMPARE(
      test::hookEdge(document(), m_edge, "hooks/trace/trace-async.wasm", "audit", graph::HookKind::Tier2),
      QString());
  m_hook = document().graph().find(m_edge)->hooks.front().id;
  selection().clear();
}

CodeView* TestLinks::wit() {
  // Pages that were replaced wait for the event loop; the newest is the last.
  const auto all = m_window->inspectorPanel()->findChildren<CodeView*>("inspectorWit");
  return all.isEmpty() ? nullptr : all.last();
}

int TestLinks::lineOf(CodeView& code, const QString& text) {
  for (QTextBlock block = code.document()->begin(); block.isValid(); block = block.next())
    if (block.text().contains(text)) return block.blockNumber() + 1;
  return -1;
}

void TestLinks::selectIn(const QString& row) {
  AdapterValues& values = AdapterValues::of(document());
  const auto bead = [&] {
    selection().select(BeadItem{m_edge, m_hook});
    values.waitForCall();
  };
  if (row == "canvas node") return selection().select(NodeItem{node("orders")});
  if (row == "canvas wire") return selection().select(EdgeItem{m_edge});
  if (row == "bead") return bead();
  if (row == "outline row") {
    auto* tree = part<QTreeWidget>("outlineTree");
    for (QTreeWidgetItemIterator it(tree); *it; ++it)
      if ((*it)->text(0) == "audit") return tree->setCurrentItem(*it);
  }
  if (row == "inspector function") {
    selection().select(EdgeItem{m_edge});
    emit wit()->lineActivated(lineOf(*wit(), "put: func"));
    return QCoreApplication::processEvents();
  }
  if (row == "plan step") {
    const auto& steps = document().preview().plan.steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (steps[i].kind == plan::StepKind::GenerateAdapter)
        return part<QListWidget>("planSteps")->setCurrentRow(static_cast<int>(i));
  }
  if (row == "problem") {
    auto* table = part<PanelTree>("problemsTable");
    RowModel& model = m_window->problemsPanel()->model();
    for (int i = 0; i < model.count(); ++i)
      if (model.row(i).parent >= 0 && model.row(i).cells[0].text.contains("async"))
        return emit table->clicked(model.indexOfRow(i));
  }
  if (row == "wac line") {
    auto* code = part<CodeView>("wacCode");
    return emit code->lineActivated(lineOf(*code, "let audit ="));
  }
  // What lies inside of an adapter starts from the bead.
  bead();
  const auto& entries = m_window->layoutPanel()->model().entries();
  if (row == "region")
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (entries[i].function == "put" && entries[i].region && entries[i].what.startsWith("tree.cells"))
        return m_window->layoutPanel()->focusEntry(static_cast<int>(i));
  if (row == "byte") {
    const auto& layout = values.adapter()->layout;
    const auto click = [&](const adapt::Region& region) {
      const auto place = values.adapter()->inFile(region.offset, region.size);
      if (place) emit part<HexView>("hexBytes")->byteClicked(place->offset);
    };
    for (const adapt::Region& region : layout.regions)
      if (region.owner.function == "put" && region.kind == adapt::RegionKind::FieldBlob && region.size > 0)
        return click(region);
    for (const adapt::Region& region : layout.regions)
      if (region.owner.function == "put" && region.size > 0 && region.offset < layout.data.size())
        return click(region);
  }
  if (row == "cell") {
    Focus focus;
    focus.function = "put";
    selection().setFocus(focus);
    values.waitForCall();
    return m_window->cellsPanel()->focusCell("entry.ttl.some");
  }
  if (row == "wat line") {
    selectIn("region");
    const int line = *part<CodeView>("watCode")->markedLines().begin();
    selection().select(BeadItem{m_edge, m_hook});
    return emit part<CodeView>("watCode")->lineActivated(line);
  }
}

QString TestLinks::marked(const QString& panel) {
  const auto lines = [](const CodeView* code) {
    QStringList out;
    for (const int line : code->markedLines()) out << QString::number(line);
    return out.join(' ');
  };
  const auto row = [](const QAbstractItemView* view) {
    return view->currentIndex().isValid() && view->selectionModel()->hasSelection()
               ? view->currentIndex().siblingAtColumn(0).data().toString() +
                     QString::number(view->currentIndex().row())
               : QString();
  };
  if (panel == "canvas") {
    const Item& item = m_window->currentView()->canvas().state().selected;
    return item.index() == 0 ? QString() : QString::number(item.index());
  }
  if (panel == "outline") {
    const auto* item = part<QTreeWidget>("outlineTree")->currentItem();
    return item ? item->text(0) : QString();
  }
  if (panel == "inspector") return wit() ? lines(wit()) : QString();
  if (panel == "plan") {
    const auto* steps = part<QListWidget>("planSteps");
    return steps->currentRow() < 0 ? QString() : QString::number(steps->currentRow());
  }
  if (panel == "layout") {
    const int entry = m_window->layoutPanel()->focusedEntry();
    return entry < 0 ? QString()
                     : m_window->layoutPanel()->model().entries()[static_cast<std::size_t>(entry)].what;
  }
  if (panel == "cells") return row(part<PanelTree>("cellsTable"));
  if (panel == "wac") return lines(part<CodeView>("wacCode"));
  if (panel == "wat") return lines(part<CodeView>("watCode"));
  if (panel == "hex") {
    const HexView::Marks& marks = part<HexView>("hexBytes")->marks();
    const ByteRange& range = marks.field.empty() ? marks.region : marks.field;
    return range.empty() ? QString() : QString::number(range.begin);
  }
  if (panel == "problems") return row(part<PanelTree>("problemsTable"));
  return {};
}

QString TestLinks::shown(const QString& panel) {
  if (panel == "inspector") return m_window->inspectorPanel()->header()->info();
  const AdapterValues& values = AdapterValues::of(document());
  const bool adapterPanel = panel == "layout" || panel == "cells" || panel == "wat" || panel == "hex";
  return adapterPanel && values.adapter() ? QString::fromStdString(values.adapter()->name) : QString();
}

/// One letter for a cell: `m` marks the object, `s` shows it, `-` marks nothing, ` ` the table leaves it
/// open.
void TestLinks::table_data() {
  QTest::addColumn<QString>("cells");
  const auto row = [](const char* name, const char* cells) { QTest::newRow(name) << QString(cells); };
  //                        canvas outline inspector plan layout cells wac wat hex problems
  row("canvas node", "m     m       s         m    -      -     m   -   m   m");
  row("canvas wire", "m     m       s         m    s      s     m   -   -   m");
  row("bead", "m     m       s         m    s      s     m   s   s   m");
  row("outline row", "m     m       s         m    s      s     m   s   s   m");
  row("inspector function", "m     m       m         m    m      m     .   m   .   m");
  row("plan step", "m     m       s         m    s      s     m   s   s   m");
  row("region", "m     m       m         m    m      m     .   m   .   m");
  row("byte", "m . . . m . . . m .");
  row("cell", "m     .       m         .    m      m     .   m   .   .");
  row("wac line", "m     m       s         m    -      -     m   -   -   m");
  row("wat line", "m . . m m m . . m .");
  row("problem", "m     m       s         m    .      s     m   .   .   m");
}

void TestLinks::table() {
  QFETCH(QString, cells);
  static const QStringList panels{"canvas", "outline", "inspector", "plan", "layout",
                                  "cells",  "wac",     "wat",       "hex",  "problems"};
  const QStringList wanted = cells.simplified().split(' ');
  QCOMPARE(wanted.size(), panels.size());
  selectIn(QString::fromLatin1(QTest::currentDataTag()));
  for (int i = 0; i < panels.size(); ++i) {
    const QString what =
        QStringLiteral("%1 marks `%2`, shows `%3`").arg(panels[i], marked(panels[i]), shown(panels[i]));
    if (wanted[i] == "m") QVERIFY2(!marked(panels[i]).isEmpty(), qPrintable(what));
    if (wanted[i] == "s") QVERIFY2(!shown(panels[i]).isEmpty(), qPrintable(what));
    if (wanted[i] == "-") QVERIFY2(marked(panels[i]).isEmpty(), qPrintable(what));
  }
}

void TestLinks::bytesLeadBackToTheBead_data() {
  QTest::addColumn<QString>("panel");
  for (const char* panel : {"region", "byte", "cell", "wat line"}) QTest::newRow(panel) << panel;
}

/// The adapter stays in its panels when something without one is selected; a click there selects its bead.
void TestLinks::bytesLeadBackToTheBead() {
  QFETCH(QString, panel);
  selection().select(BeadItem{m_edge, m_hook});
  AdapterValues::of(document()).waitForCall();
  selectIn(panel);
  const Focus focus = selection().focus();
  selection().select(NodeItem{node("gateway")});
  if (panel == "region" || panel == "byte")
    m_window->layoutPanel()->focusByte(*focus.byte);
  else if (panel == "cell")
    m_window->cellsPanel()->focusCell(focus.cellPath);
  else
    emit part<CodeView>("watCode")->lineActivated(lineOf(*part<CodeView>("watCode"), "store"));
  QVERIFY(selection().item() == Item(BeadItem{m_edge, m_hook}));
  QVERIFY(selection().focus().byte || panel == "wat line");
}

void TestLinks::nodeStepsAreLinked() {
  selection().select(NodeItem{node("cache")});
  const auto& steps = document().preview().plan.steps;
  const int current = part<QListWidget>("planSteps")->currentRow();
  QVERIFY(current >= 0);
  const graph::Edge* edge = document().graph().find(steps[static_cast<std::size_t>(current)].edge);
  QVERIFY(edge && (edge->provider.node == node("cache") || edge->consumer.node == node("cache")));
  selection().select(NodeItem{node("gateway")});
  QCOMPARE(part<QListWidget>("planSteps")->currentRow(), -1);
}

/// Hex: the bytes of a node and of its import in the file, and a click there back to the object.
void TestLinks::filesLeadToObjects() {
  selection().select(NodeItem{node("orders")});
  m_window->action("showBytes")->trigger();
  auto* hex = part<HexView>("hexBytes");
  QVERIFY(hex->isVisible());
  QFile file(QString::fromStdString(test::resource("examples/orders/orders.composed.wasm").string()));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray bytes = file.readAll();
  QCOMPARE(QByteArray(reinterpret_cast<const char*>(hex->bytes().data()),
                      static_cast<qsizetype>(hex->bytes().size())),
           bytes);
  const ByteRange component = hex->marks().region;
  QVERIFY(!component.empty());
  QCOMPARE(bytes.mid(static_cast<qsizetype>(component.begin), 8), QByteArray("\0asm\x0d\0\x01\0", 8));
  // the import: its name lies in its range, and nowhere before it in the component's imports
  const graph::PortRef port{node("orders"), graph::Side::Import, "demo:kv/store@1.0.0"};
  selection().select(PortItem{port});
  const ByteRange import = hex->marks().field;
  QVERIFY(component.holds(import.begin) && import.end <= component.end);
  const QByteArray definition =
      bytes.mid(static_cast<qsizetype>(import.begin), static_cast<qsizetype>(import.end - import.begin));
  QVERIFY2(definition.contains("demo:kv/store@1.0.0"), definition.toHex(' ').constData());
  QVERIFY(definition.size() < 40);
  selection().select(NodeItem{node("gateway")});
  emit hex->byteClicked(import.begin + 3);
  QVERIFY(selection().item() == Item(PortItem{port}));
  emit hex->byteClicked(component.begin + 2);
  QVERIFY(selection().item() == Item(NodeItem{node("orders")}));
  const Item before = selection().item();
  emit hex->byteClicked(2);  // of the composition itself
  QVERIFY(selection().item() == before);
  QVERIFY2(part<QLabel>("hexPlace")->text().contains("no node"),
           qPrintable(part<QLabel>("hexPlace")->text()));
}

void TestLinks::unlinkedPanelsStay_data() {
  QTest::addColumn<QString>("panel");
  for (const char* panel :
       {"outline", "inspector", "plan", "layout", "cells", "wac", "wat", "hex", "problems"})
    QTest::newRow(panel) << panel;
}

void TestLinks::unlinkedPanelsStay() {
  QFETCH(QString, panel);
  selectIn("region");
  QAction* link = m_window->findChild<QAction*>("link-" + panel + "Panel");
  QVERIFY(link);
  const auto state = [&] { return marked(panel) + (panel == "inspector" ? shown(panel) : QString()); };
  const QString before = state();
  link->setChecked(false);
  selection().select(NodeItem{node("kv-disk")});
  QCOMPARE(state(), before);
  link->setChecked(true);
  QVERIFY2(state() != before || panel == "layout" || panel == "cells" || panel == "wat", qPrintable(state()));
}

void TestLinks::unlinkedBytesLeadNowhere() {
  selectIn("region");
  m_window->findChild<QAction*>("link-layoutPanel")->setChecked(false);
  selection().select(NodeItem{node("kv-disk")});
  m_window->layoutPanel()->focusByte(16);
  QVERIFY(selection().item() == Item(NodeItem{node("kv-disk")}));
  auto* chain = m_window->layoutPanel()->header()->findChild<QToolButton*>("panelLink");
  QVERIFY(chain && !chain->isChecked());
  chain->click();
  QVERIFY(m_window->layoutPanel()->isLinked());
}

void TestLinks::planSaysWhichForm() {
  const auto form = [this] {
    const auto* steps = part<QListWidget>("planSteps");
    for (int i = 0; i < steps->count(); ++i)
      if (document().preview().plan.steps[static_cast<std::size_t>(i)].kind ==
          plan::StepKind::GenerateAdapter)
        return steps->item(i)->data(Qt::AccessibleTextRole).toString().section(", ", -1) + "|" +
               steps->item(i)->toolTip().section('\n', 0, 0);
    return QString();
  };
  QVERIFY2(form().startsWith("async|Called in its async form: "), qPrintable(form()));
  graph::Hook hook = document().graph().find(m_edge)->hooks.front();
  hook.options.retypeToSync = true;
  QVERIFY(document().perform(graph::changeHook(document().graph(), m_edge, hook)));
  document().waitForPreview();
  QVERIFY2(form().startsWith("retyped|") && form().contains("nothing in it can wait"), qPrintable(form()));
  QVERIFY(document().perform(graph::removeHook(document().graph(), m_edge, m_hook)));
  QCOMPARE(test::hookEdge(document(), m_edge, "hooks/trace/trace.wasm", "plain", graph::HookKind::Tier2),
           QString());
  QVERIFY2(form().startsWith("sync|") && form().contains("plain ones"), qPrintable(form()));
}

QTEST_MAIN(TestLinks)
#include "tst_links.moc"
