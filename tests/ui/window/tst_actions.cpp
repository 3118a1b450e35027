// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>
#include <map>

#include "core/store/project.h"
#include "tests/ui/panels/panels_fixture.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

/// What holds for every action, one by one: words, a menu, a key of its own; and for those that change the
/// document: one undo entry that takes back all of it.
class TestActions : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void everyActionHasWordsAndAPlace();
  void noTwoActionsShareAKey();
  void changesAreOneUndoEntry_data();
  void changesAreOneUndoEntry();
  void nothingIsDoneToNothing();

 private:
  Document& document() { return *m_window->currentDocument(); }
  void select(const QString& what);
  /// The document as it is saved, but for the counter of ids, which are never used again.
  std::string text() {
    QString whole =
        QString::fromStdString(store::projectText(document().root(), m_folder.path().toStdString()));
    return whole.remove(QRegularExpression("\"nextId\": \\d+,")).toStdString();
  }
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestActions::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

/// The shop with two hooks on one connection and an import that nothing provides.
void TestActions::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1600, 1000);
  m_window->show();
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  for (const char* file : {"hooks/trace/trace.wasm", "hooks/count/count.wasm"})
    QCOMPARE(m_window->hookEdge(edge, QString::fromStdString(test::resource(file).string())), QString());
  QVERIFY(document().perform(
      graph::disconnect(document().graph(), test::edgeBetween(document().graph(), "rates", "orders"))));
  document().waitForPreview();
  document().undoStack().clear();
}

/// "cache", "cache orders" (their connection), "cache orders 1" (its bead), "orders < name", "cache > name".
void TestActions::select(const QString& what) {
  const graph::Graph& graph = document().graph();
  const QStringList words = what.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  const auto node = [&](int i) { return graph.findByName(words[i].toStdString())->id; };
  Selection& selection = document().selection();
  if (words.isEmpty()) return selection.clear();
  if (words.size() == 1 && words[0] == "all") return m_window->action("selectAll")->trigger();
  if (words.size() == 1) return selection.select(NodeItem{node(0)});
  if (words[1] == "<" || words[1] == ">")
    return selection.select(PortItem{
        {node(0), words[1] == "<" ? graph::Side::Import : graph::Side::Export, words[2].toStdString()}});
  if (words[0] == "both") return selection.selectNodes({node(1), node(2)});
  const graph::EdgeId edge =
      test::edgeBetween(graph, words[0].toUtf8().constData(), words[1].toUtf8().constData());
  if (words.size() == 2) return selection.select(EdgeItem{edge});
  selection.select(BeadItem{edge, graph.find(edge)->hooks[words[2].toUInt()].id});
}

void TestActions::everyActionHasWordsAndAPlace() {
  QSet<const QAction*> inMenus;
  for (const QMenu* menu : m_window->findChildren<QMenu*>())
    for (const QAction* entry : menu->actions()) inMenus.insert(entry);
  for (const QAction* action : m_window->findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (action->objectName().isEmpty() || action->isSeparator()) continue;
    const QByteArray name = action->objectName().toUtf8();
    QVERIFY2(!action->text().isEmpty(), name.constData());
    QVERIFY2(!action->statusTip().isEmpty(), name.constData());
    const bool isRegion = !action->shortcut().isEmpty();  // Alt+1 … 9 raise panels that the Window menu lists
    QVERIFY2(inMenus.contains(action) || isRegion, name.constData());
  }
}

void TestActions::noTwoActionsShareAKey() {
  std::map<QString, QString> taken;
  for (const QAction* action : m_window->findChildren<QAction*>())
    for (const QKeySequence& key : action->shortcuts()) {
      const QString name = action->objectName().isEmpty() ? action->text() : action->objectName();
      const auto [at, fresh] = taken.emplace(key.toString(), name);
      QVERIFY2(fresh || at->second == name,
               qPrintable(QStringLiteral("%1: %2 and %3").arg(key.toString(), at->second, name)));
    }
  // entries of one menu differ in the letter that chooses them
  for (const QAction* head : m_window->findChild<QMenuBar*>()->actions()) {
    std::map<QChar, QString> letters;
    for (const QAction* entry : head->menu()->actions()) {
      const QString words = QString(entry->text()).remove(QStringLiteral("&&"));
      const qsizetype at = words.indexOf(QLatin1Char('&'));
      if (at < 0 || at + 1 >= words.size()) continue;
      const auto [other, fresh] = letters.emplace(words[at + 1].toLower(), words);
      QVERIFY2(fresh, qPrintable(head->text() + ": " + other->second + ", " + words));
    }
  }
}

void TestActions::changesAreOneUndoEntry_data() {
  QTest::addColumn<QString>("action");
  QTest::addColumn<QString>("selection");
  const auto row = [](const char* action, const char* selection) {
    QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(action, selection)))
        << QString(action) << QString(selection);
  };
  row("autoWireAll", "");
  row("autoWire", "orders");
  row("delete", "cache");
  row("delete", "all");
  row("delete", "cache orders");
  row("delete", "cache orders 0");
  row("deleteHeal", "cache");
  row("duplicate", "cache");
  row("rename", "cache");
  row("disconnect", "kv-disk cache");
  row("exportPort", "cache > demo:kv/store@1.0.0");
  row("leaveToHost", "orders < demo:rates/quote@1.1.0");
  row("connectSelected", "both rates orders");
  row("tidy", "");
  row("tidySelection", "both cache orders");
  row("frame", "both kv-disk cache");
  row("hookUp", "cache orders 1");
  row("hookDown", "cache orders 0");
  row("bypass", "cache orders 0");
  row("removeHook", "cache orders 1");
  row("traceConnection", "kv-disk cache");
}

void TestActions::changesAreOneUndoEntry() {
  QFETCH(QString, action);
  QFETCH(QString, selection);
  if (action.startsWith("tidy")) {  // nothing is tidier than what has just been laid out
    graph::MoveNodes apart;
    for (const auto& [id, at] : document().graph().positions)
      apart.to[id] = {at.x * 1.7 + id.value * 13, at.y};
    QVERIFY(document().perform(graph::Edit(apart)));
    document().undoStack().clear();
  }
  select(selection);
  QAction* found = m_window->action(action.toLatin1().constData());
  QVERIFY(found);
  QVERIFY2(found->isEnabled(), qPrintable(found->statusTip()));
  QTimer::singleShot(0, this, [] {  // a question is answered as a person would
    if (auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget())) {
      dialog->setTextValue("another-name");
      dialog->accept();
    }
  });
  const std::string before = text();
  found->trigger();
  const std::string after = text();
  QVERIFY(after != before);
  QCOMPARE(document().undoStack().count(), 1);
  QVERIFY(!document().undoStack().undoText().isEmpty());
  QVERIFY2(m_window->action("undo")->text().contains(document().undoStack().undoText()), "the menu names it");
  m_window->action("undo")->trigger();
  QCOMPARE(QString::fromStdString(text()), QString::fromStdString(before));
  m_window->action("redo")->trigger();
  QCOMPARE(QString::fromStdString(text()), QString::fromStdString(after));
}

/// In an empty composition with nothing selected: what can be chosen does no harm.
void TestActions::nothingIsDoneToNothing() {
  m_window->addDocument(graph::emptyGraph("empty"), {}, true);
  document().waitForPreview();
  const QSet<QString> ask{"open",        "addFiles",   "save",          "saveAs",       "export",
                          "exportJson",  "exportDot",  "exportMermaid", "exportSvg",    "closeTab",
                          "quit",        "loadRules",  "saveRules",     "addReplay",    "textSize",
                          "run",         "runOptions", "about",         "helpTour",     "helpKeys",
                          "helpWords",   "new",        "palette",       "goTo",         "jumpNode",
                          "quickAdd",    "editRules",  "hookByRule",    "replaceFile",  "saveComponent",
                          "themeSystem", "themeLight", "themeDark",     "themeContrast"};
  for (QAction* action : m_window->findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (action->objectName().isEmpty() || ask.contains(action->objectName()) || !action->isEnabled())
      continue;
    action->trigger();
    QVERIFY2(document().undoStack().count() == 0, qPrintable(action->objectName()));
  }
  QCOMPARE(document().graph().nodes.size(), std::size_t(1));
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
