// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "core/support/mapped_file.h"
#include "tests/support/graph_text.h"
#include "tests/ui/panels/panels_fixture.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/library_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// Whatever is opened or dropped: it becomes a graph, or one is told what it is and why it does not.
class TestOpen : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void filesWithoutAGraph_data();
  void filesWithoutAGraph();
  void aBrokenFileIsShownAsFarAsItGoes_data();
  void aBrokenFileIsShownAsFarAsItGoes();
  void aComponentIsOneNode();
  void longNamesStayInTheirPanels();
  void looseComponentsAreAddedAndWired();
  void wacTextIsADocument();
  void wacWithoutItsPackagesSaysWhich();

 private:
  QString write(const char* name, const QByteArray& bytes);
  QString hint() { return m_window->findChild<QLabel*>("statusHint")->text(); }
  static QString example(const char* name) {
    return QString::fromStdString(test::resource("examples/orders").string()) + '/' + name;
  }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestOpen::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestOpen::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1440, 900);
  m_window->show();
}

QString TestOpen::write(const char* name, const QByteArray& bytes) {
  QFile file(m_folder.filePath(QLatin1String(name)));
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return {};
  return file.fileName();
}

/// A component with a section in hexadecimal.
static QByteArray component(const char* sections) {
  return QByteArray("\0asm\x0d\0\1\0", 8) + QByteArray::fromHex(sections);
}

void TestOpen::filesWithoutAGraph_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("whatNext");
  QTest::newRow("core module") << QByteArray("\0asm\1\0\0\0", 8) << "f.wasm is a core module, not a component"
                               << "It is in the Library; to become a component it needs its WIT.";
  // a component type, exported: what a package of WIT looks like as a binary
  QTest::newRow("WIT package") << component("07030141000b07010001770300 00")
                               << "f.wasm holds WIT text only, there is nothing to run"
                               << "It is in the Library.";
  QTest::newRow("ends inside a section") << component("0720") << "f.wasm"
                                         << "0x";
  QTest::newRow("no wasm at all") << QByteArray("hello world") << "f.wasm does not start with the bytes of a"
                                  << "WebAssembly file";
  QTest::newRow("a few letters") << QByteArray("hey") << "f.wasm does not start with the bytes of a"
                                 << "WebAssembly file";
  QTest::newRow("half of the first eight bytes") << QByteArray("\0asm\x0d", 5) << "f.wasm ends inside of"
                                                 << "its first 8 bytes";
  QTest::newRow("empty") << QByteArray() << "f.wasm is empty."
                         << "";
}

void TestOpen::filesWithoutAGraph() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, what);
  QFETCH(QString, whatNext);
  m_window->openPath(write("f.wasm", bytes));
  QTRY_VERIFY(!hint().startsWith("Reading"));
  QVERIFY2(hint().contains(what) && hint().contains(whatNext), qPrintable(hint()));
  QVERIFY2(m_window->consolePanel()->text().contains(what), qPrintable(m_window->consolePanel()->text()));
  QVERIFY(!m_window->currentDocument());
  const auto& entries = m_window->library().entries();
  const auto found =
      std::find_if(entries.begin(), entries.end(), [](const LibraryEntry& e) { return e.name == "f"; });
  QVERIFY(found != entries.end());
  QVERIFY2(!found->sentence.isEmpty(), "the row in the Library says why it cannot be used");
}

void TestOpen::aBrokenFileIsShownAsFarAsItGoes_data() {
  QTest::addColumn<double>("share");  // of the section that is cut
  QTest::addColumn<bool>("inInstances");
  QTest::addColumn<int>("nodes");  // besides the host and what stands for the rest
  QTest::newRow("in the third of five components") << 0.5 << false << 2;
  QTest::newRow("before the last instance") << 0.9 << true << 5;
}

void TestOpen::aBrokenFileIsShownAsFarAsItGoes() {
  QFETCH(double, share);
  QFETCH(bool, inInstances);
  QFETCH(int, nodes);
  const Result<SharedBytes> whole = mapFile(example("orders.composed.wasm").toStdString());
  QVERIFY(whole);
  const Result<model::Component> component = decode::decodeComponent(*whole);
  QVERIFY(component);
  SourceRange cut;
  int components = 0;
  for (const model::Section& section : component->sections) {
    if (std::holds_alternative<model::ComponentSection>(section.content) && ++components == 3 && !inInstances)
      cut = section.range;
    if (std::holds_alternative<model::InstanceSection>(section.content) && inInstances) cut = section.range;
  }
  QCOMPARE(components, 5);
  const auto size = static_cast<qsizetype>(cut.offset + static_cast<std::uint64_t>(share * double(cut.size)));
  const QByteArray bytes(reinterpret_cast<const char*>((*whole)->span().data()), size);
  const QString path = write("broken.wasm", bytes);
  m_window->openPath(path);
  QTRY_VERIFY2(m_window->currentDocument(), qPrintable(hint()));
  Document& document = *m_window->currentDocument();
  const graph::Graph& graph = document.graph();
  QCOMPARE(graph.nodes.size(), std::size_t(nodes + 2));
  QCOMPARE(std::count_if(graph.nodes.begin(), graph.nodes.end(),
                         [](const auto& entry) { return entry.second.kind == graph::NodeKind::Unresolved; }),
           std::ptrdiff_t(1));
  QVERIFY2(hint().startsWith("broken.wasm ends inside section"), qPrintable(hint()));
  QVERIFY2(hint().contains(QStringLiteral("The %1 nodes before it are shown, editing is off.").arg(nodes)),
           qPrintable(hint()));
  document.waitForPreview();
  QCOMPARE(document.problems().size(), std::size_t(1));
  QCOMPARE(document.problems().front().diagnostic.code, std::string("broken-file"));
  QVERIFY2(document.preview().plan.steps.empty(), "nothing will be made of it");

  // neither changed nor written, by whatever way
  const auto first = std::find_if(graph.nodes.begin(), graph.nodes.end(), [](const auto& entry) {
    return entry.second.kind == graph::NodeKind::Component;
  });
  QVERIFY(first != graph.nodes.end());
  QVERIFY(!document.perform(graph::renameNode(graph, first->first, "other")));
  QCOMPARE(document.undoStack().count(), 0);
  for (const char* name : {"save", "saveAs", "export", "exportSvg", "run", "addHook", "quickAdd"}) {
    QVERIFY2(!m_window->action(name)->isEnabled(), name);
    QVERIFY2(m_window->action(name)->statusTip().contains("is broken"), name);
  }
  QVERIFY(m_window->saveProject(m_folder.filePath("broken.splice")).contains("is broken"));
  QVERIFY(m_window->exportSpliced(path, {}, {}).contains("is broken"));
  QVERIFY(!QFile::exists(m_folder.filePath("broken.splice")));
  QFile after(path);
  QVERIFY(after.open(QIODevice::ReadOnly));
  QCOMPARE(after.readAll(), bytes);
}

/// A component that is not composed is one node beside the host; its forty imports are ports of it.
void TestOpen::aComponentIsOneNode() {
  QByteArray imports(1, 40);
  for (int i = 0; i < 40; ++i) {
    const QByteArray name =
        "import-" + QByteArray(1, static_cast<char>('a' + i / 10)) + QByteArray::number(i % 10);
    imports +=
        QByteArray("\0", 1) + QByteArray(1, static_cast<char>(name.size())) + name + QByteArray("\1\0", 2);
  }
  QByteArray section(1, 10);
  section += static_cast<char>(imports.size() % 128 + 128);
  section += static_cast<char>(imports.size() / 128);
  m_window->openPath(write("many.wasm", component("070501400001 00") + section + imports));
  QTRY_VERIFY2(m_window->currentDocument(), qPrintable(hint()));
  const graph::Graph& graph = m_window->currentDocument()->graph();
  QCOMPARE(graph.nodes.size(), std::size_t(2));
  const graph::Node* node = graph.findByName("many");
  QVERIFY(node);
  QCOMPARE(node->imports.size(), std::size_t(40));
  QVERIFY(!m_window->currentDocument()->compositionDirty());
  m_window->currentDocument()->selection().select(NodeItem{node->id});
  QCOMPARE(m_window->inspectorPanel()->header()->info(), QString("Instance"));
}

/// Whatever the names are: nothing of the Inspector lies out of sight, and no row of the Outline is written
/// over.
void TestOpen::longNamesStayInTheirPanels() {
  const std::string tail = "-with-a-name-so-long-that-it-never-fits-anywhere-in-a-window@1.0.0";
  const std::string provided = "averylongorganisation:averylongpackagename/provided" + tail;
  const std::string wanted = "averylongorganisation:averylongpackagename/wanted" + tail;
  const std::string first = "first-instance-of-a-component-that-nobody-would-ever-have-called-so-by-hand";
  const graph::Graph graph =
      test::graphFrom(first + " exports " + provided + "\n" + "second imports " + wanted + "\n" + first +
                      " -> second : " + wanted + " as " + provided + "\n");
  m_window->addDocument(graph, {}, true);
  Document& document = *m_window->currentDocument();
  const auto* area = m_window->inspectorPanel()->findChild<QScrollArea*>();
  const auto fitsIn = [&] {
    QTest::qWait(50);
    for (const QWidget* part : area->widget()->findChildren<QWidget*>())
      if (part->isVisible() &&
          part->mapTo(area->widget(), QPoint(part->width(), 0)).x() > area->viewport()->width())
        return false;
    return true;
  };
  document.selection().select(EdgeItem{graph.edges.begin()->first});
  QVERIFY(fitsIn());
  const auto* verdict = area->widget()->findChild<QWidget*>("inspectorVerdict");
  QVERIFY(verdict);
  QCOMPARE(verdict->accessibleName(), QString("Another name on each end"));
  QVERIFY(verdict->toolTip().contains(QString::fromStdString(first)));
  document.selection().select(NodeItem{graph.findByName(first)->id});
  QVERIFY(fitsIn());
  const auto* name = area->widget()->findChild<QLabel*>("inspectorName");
  QVERIFY2(name->height() > 2 * name->fontMetrics().height() - 4, "it takes two lines");
}

void TestOpen::looseComponentsAreAddedAndWired() {
  m_window->addDocument(graph::emptyGraph("untitled"), {}, true);
  emit m_window->currentView()->canvas().filesDropped(
      {example("kv-disk.wasm"), example("cache.wasm"), example("orders.wasm"), example("rates.wasm")},
      {100, 100});
  Document& document = *m_window->currentDocument();
  QCOMPARE(document.graph().nodes.size(), std::size_t(5));
  QVERIFY2(hint().startsWith("Added."), qPrintable(hint()));
  m_window->action("autoWireAll")->trigger();
  QVERIFY(test::edgeBetween(document.graph(), "rates", "orders").valid());
  // two provide the store: which one is for a person to say
  QVERIFY(!test::edgeBetween(document.graph(), "cache", "orders").valid());
  QCOMPARE(document.undoStack().count(), 5);
}

void TestOpen::wacTextIsADocument() {
  QDir(m_folder.path()).mkpath("deps/demo");
  QVERIFY(QFile::copy(example("kv-mem.wasm"), m_folder.filePath("deps/demo/store.wasm")));
  const QString path =
      write("shop.wac", "package demo:shop;\nlet store = new demo:store { ... };\nexport store...;\n");
  m_window->openPath(path);
  QTRY_VERIFY2(m_window->currentDocument(), qPrintable(hint()));
  QVERIFY(m_window->currentDocument()->graph().findByName("store"));
  QCOMPARE(m_window->currentDocument()->title(), QString("shop.wac"));
  QVERIFY2(m_window->commandLine().startsWith("splicectl edit " + path), qPrintable(m_window->commandLine()));
}

void TestOpen::wacWithoutItsPackagesSaysWhich() {
  m_window->openPath(write("lost.wac", "package demo:shop;\nlet store = new demo:nowhere { ... };\n"));
  QTRY_VERIFY(!hint().startsWith("Reading"));
  QVERIFY2(hint().contains("demo:nowhere") && hint().contains("deps"), qPrintable(hint()));
  QVERIFY(!m_window->currentDocument());
}

QTEST_MAIN(TestOpen)
#include "tst_open.moc"
