// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QtTest>

#include "core/driver/document_rules.h"
#include "core/print/graph_text.h"
#include "tests/ui/panels/panels_fixture.h"
#include "ui/panels/plan_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/rule_list.h"
#include "ui/window/document_view.h"
#include "ui/window/hook_by_rule_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/rule_text_dialog.h"

using namespace sb;
using namespace sb::ui;

/// Rules in the window: made by the dialog, loaded, listed, edited, reordered, removed and saved.
class TestRules : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void init();
  void cleanup();
  void dialogMakesOneUndoEntry_data();
  void dialogMakesOneUndoEntry();
  void uncheckedConnectionsAreExceptions();
  void dialogSaysWhyNot_data();
  void dialogSaysWhyNot();
  void positionAmongHooks_data();
  void positionAmongHooks();
  void rulesInsideOfACompositionAreOfTheWhole();
  void loadListReorderRemove();
  void listSaysWhichAndWhyNot();
  void copiedCommandHasTheRules_data();
  void copiedCommandHasTheRules();
  void editAsText();
  void saveAndLoadAgain();
  void brokenFilesSayWhere_data();
  void brokenFilesSayWhere();

 private:
  Document& document() { return *m_window->currentDocument(); }
  RuleList& list() { return *m_window->planPanel()->rules(); }
  QString hint() { return m_window->findChild<QLabel*>("statusHint")->text(); }
  QStringList stacks();
  HookByRuleDialog* openDialog(const QString& hook);
  QString write(const char* name, const QByteArray& text);
  QTemporaryDir m_folder;
  std::unique_ptr<MainWindow> m_window;
};

void TestRules::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestRules::init() {
  m_window = std::make_unique<MainWindow>();
  m_window->resize(1600, 1000);
  m_window->show();
  m_window->addDocument(test::openOrders()->graph(), {}, true);
}

void TestRules::cleanup() { m_window.reset(); }

QStringList TestRules::stacks() {
  QStringList out;
  for (const auto& [id, edge] : document().root().edges) {
    QStringList hooks;
    for (const graph::Hook& hook : edge.hooks)
      hooks << QString::fromStdString(hook.name + (hook.rule.empty() ? "" : " (" + hook.rule + ")"));
    if (!hooks.isEmpty())
      out << QString::fromStdString(plan::edgeName(document().root(), edge)) + ": " + hooks.join(", ");
  }
  return out;
}

HookByRuleDialog* TestRules::openDialog(const QString& hook) {
  m_window->action("hookByRule")->trigger();
  auto* dialog = m_window->findChild<HookByRuleDialog*>();
  auto* box = dialog->findChild<QComboBox*>("ruleHook");
  box->setCurrentIndex(box->findText(hook + "   ", Qt::MatchStartsWith));
  dialog->setPatterns("demo:kv/*", {}, {});
  return dialog;
}

QString TestRules::write(const char* name, const QByteArray& text) {
  QFile file(m_folder.filePath(QLatin1String(name)));
  if (!file.open(QIODevice::WriteOnly)) return {};
  file.write(text);
  return file.fileName();
}

void TestRules::dialogMakesOneUndoEntry_data() {
  QTest::addColumn<bool>("keep");
  QTest::newRow("kept as a rule") << true;
  QTest::newRow("plain hooks") << false;
}

void TestRules::dialogMakesOneUndoEntry() {
  QFETCH(bool, keep);
  const std::string before = print::graphText(document().root());
  HookByRuleDialog* dialog = openDialog("count");
  QCOMPARE(m_window->currentView()->canvas().state().linkedEdges.size(), std::size_t(2));
  dialog->findChild<QCheckBox*>("ruleKeep")->setChecked(keep);
  dialog->findChild<QPushButton*>("ruleApply")->click();
  const QString mark = keep ? " (rule 1)" : "";
  QCOMPARE(stacks(), (QStringList{"demo:kv/store@1.0.0::cache->kv-disk: count" + mark,
                                  "demo:kv/store@1.0.0::orders->cache: count" + mark}));
  QCOMPARE(document().undoStack().count(), 1);
  QCOMPARE(document().undoStack().undoText(), QStringLiteral("Hook count on 2 connections"));
  QCOMPARE(list().topLevelItemCount(), keep ? 1 : 0);
  QVERIFY(m_window->currentView()->canvas().state().linkedEdges.empty());
  document().undoStack().undo();
  QCOMPARE(QString::fromStdString(print::graphText(document().root())), QString::fromStdString(before));
  QCOMPARE(list().topLevelItemCount(), 0);
  document().undoStack().redo();
  QCOMPARE(stacks().size(), 2);
}

void TestRules::uncheckedConnectionsAreExceptions() {
  HookByRuleDialog* dialog = openDialog("count");
  auto* matches = dialog->findChild<QTreeWidget*>("ruleMatches");
  QTreeWidgetItem* row = matches->topLevelItem(0);
  QCOMPARE(row->text(0), QStringLiteral("kv-disk → cache"));
  row->setCheckState(0, Qt::Unchecked);
  QCOMPARE(dialog->findChild<QPushButton*>("ruleApply")->text(), QStringLiteral("Hook 1"));
  dialog->findChild<QPushButton*>("ruleApply")->click();
  QCOMPARE(stacks(), QStringList{"demo:kv/store@1.0.0::orders->cache: count (rule 1)"});
  const auto kept = driver::keptRules(document().root());
  QCOMPARE(kept->rules[0].except, plan::Patterns{"demo:kv/store@1.0.0::cache->kv-disk"});
  QCOMPARE(kept->rules[0].inject[0].builtin, std::string("count"));
}

void TestRules::dialogSaysWhyNot_data() {
  QTest::addColumn<QString>("interface");
  QTest::addColumn<QString>("provider");
  QTest::addColumn<QString>("place");
  QTest::addColumn<QString>("hook");
  QTest::addColumn<QString>("summary");
  QTest::addColumn<QString>("reason");
  QTest::newRow("nothing has the name") << "demo:kv/stor@1.0.0"
                                        << ""
                                        << "ruleEvery"
                                        << "count"
                                        << "0 match · 0 can be adapted"
                                        << "demo:kv/store@1.0.0";
  QTest::newRow("another provider") << "demo:kv/*"
                                    << "cache"
                                    << "ruleEvery"
                                    << "count"
                                    << "1 match · 1 can be adapted"
                                    << "the provider is `kv-disk`, not cache";
  QTest::newRow("between without names") << "demo:kv/*"
                                         << ""
                                         << "ruleBetween"
                                         << "count"
                                         << "Between needs a caller and a provider."
                                         << "";
  QTest::newRow("a hook that needs values") << "demo:kv/*"
                                            << ""
                                            << "ruleBefore"
                                            << "gate"
                                            << "2 match · 0 can be adapted"
                                            << "no gate value";
}

void TestRules::dialogSaysWhyNot() {
  QFETCH(QString, interface);
  QFETCH(QString, provider);
  QFETCH(QString, place);
  QFETCH(QString, hook);
  QFETCH(QString, summary);
  QFETCH(QString, reason);
  HookByRuleDialog* dialog = openDialog(hook);
  dialog->findChild<QRadioButton*>(place)->setChecked(true);
  dialog->setPatterns(interface, {}, provider);
  QCOMPARE(dialog->findChild<QLabel*>("ruleSummary")->text(), summary);
  QStringList texts;
  const auto* tree = dialog->findChild<QTreeWidget*>("ruleMatches");
  for (QTreeWidgetItemIterator it(const_cast<QTreeWidget*>(tree)); *it; ++it)
    texts << (*it)->text(0) + " " + (*it)->text(2);
  QVERIFY2(texts.join("\n").contains(reason), qPrintable(texts.join("\n")));
  QCOMPARE(dialog->findChild<QPushButton*>("ruleApply")->isEnabled(), summary.startsWith("1 "));
}

void TestRules::positionAmongHooks_data() {
  QTest::addColumn<bool>("keep");
  QTest::addColumn<int>("position");
  QTest::addColumn<QString>("stack");
  QTest::newRow("plain, nearest the caller") << false << 0 << "count, trace";
  QTest::newRow("plain, nearest the provider") << false << 1 << "trace, count";
  QTest::newRow("a rule is behind what was placed by hand") << true << 0 << "trace, count (rule 1)";
}

void TestRules::positionAmongHooks() {
  QFETCH(bool, keep);
  QFETCH(int, position);
  QFETCH(QString, stack);
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  QCOMPARE(
      m_window->hookEdge(edge, QString::fromStdString(test::resource("hooks/trace/trace.wasm").string())),
      QString());
  HookByRuleDialog* dialog = openDialog("count");
  dialog->setPatterns("demo:kv/*", "orders", {});
  dialog->findChild<QCheckBox*>("ruleKeep")->setChecked(keep);
  dialog->findChild<QComboBox*>("rulePosition")->setCurrentIndex(position);
  dialog->findChild<QPushButton*>("ruleApply")->click();
  QCOMPARE(stacks(), QStringList{"demo:kv/store@1.0.0::orders->cache: " + stack});
}

/// A rule made while a nested composition is open reaches into it, and one stays inside.
void TestRules::rulesInsideOfACompositionAreOfTheWhole() {
  const graph::Node* rates = document().graph().findByName("rates");
  const graph::NodeId id = rates->id;
  QVERIFY(document().enter(id));
  HookByRuleDialog* dialog = openDialog("count");
  dialog->setPatterns("demo:rates-parts/*", {}, {});
  QCOMPARE(m_window->currentView()->canvas().state().linkedEdges.size(), std::size_t(2));
  dialog->findChild<QPushButton*>("ruleApply")->click();
  QCOMPARE(document().path(), std::vector<graph::NodeId>{id});
  int hooks = 0;
  for (const auto& [edgeId, edge] : document().graph().edges) hooks += static_cast<int>(edge.hooks.size());
  QCOMPARE(hooks, 2);
  QVERIFY(!document().root().rules.empty());
}

static QByteArray twoRules() {
  return "version: 1\nrules:\n"
         "  - before: { interface: 'demo:kv/store@1.0.0' }\n    inject: [ { builtin: trace } ]\n"
         "  - between: { interface: 'demo:kv/store@1.0.0', outer: { name: orders } }\n"
         "    inject: [ { builtin: count } ]\n";
}

void TestRules::loadListReorderRemove() {
  m_window->openPath(write("two.yaml", twoRules()));  // as dropped on the window
  QCOMPARE(stacks(), (QStringList{"demo:kv/store@1.0.0::cache->kv-disk: trace (rule 1)",
                                  "demo:kv/store@1.0.0::orders->cache: trace (rule 1), count (rule 2)"}));
  QVERIFY2(hint().startsWith("Load 2 rules from two.yaml"), qPrintable(hint()));
  QVERIFY(list().isVisible());
  QCOMPARE(list().topLevelItemCount(), 2);
  QVERIFY(list().topLevelItem(1)->text(0).contains("count — demo:kv/store@1.0.0, any → orders"));
  list().setCurrentItem(list().topLevelItem(1));
  QTest::keyClick(&list(), Qt::Key_Up, Qt::AltModifier);
  QCOMPARE(stacks().last(),
           QStringLiteral("demo:kv/store@1.0.0::orders->cache: count (rule 1), trace (rule 2)"));
  QCOMPARE(list().currentRule(), 0);
  QTest::keyClick(&list(), Qt::Key_Delete);
  QCOMPARE(stacks().last(), QStringLiteral("demo:kv/store@1.0.0::orders->cache: trace (rule 1)"));
  QCOMPARE(document().undoStack().undoText(), QStringLiteral("Remove rule 1 (count)"));
  list().setCurrentItem(list().topLevelItem(0));
  QTest::keyClick(&list(), Qt::Key_Delete);
  QCOMPARE(stacks(), QStringList());
  QVERIFY(!list().isVisible());
  QCOMPARE(document().undoStack().count(), 4);
  while (document().undoStack().canUndo()) document().undoStack().undo();
  QVERIFY(!document().compositionDirty());
}

/// Every connection stands below a rule, with why it is not selected; a bead taken off by hand is told, and
/// applying the rules again brings it back.
void TestRules::listSaysWhichAndWhyNot() {
  m_window->openPath(write("two.yaml", twoRules()));
  QTreeWidgetItem* rule = list().topLevelItem(1);
  QCOMPARE(rule->text(1), QStringLiteral("1 of %1").arg(rule->childCount()));
  QVERIFY(rule->child(0)->text(0).startsWith("✓  cache → orders"));
  const QString found = rule->text(1);
  QStringList others;
  for (int i = 1; i < rule->childCount(); ++i) others << rule->child(i)->text(0);
  QVERIFY(others.contains("–  kv-disk → cache   demo:kv/store@1.0.0: the consumer is `cache`, not orders"));
  QVERIFY(others.contains("–  rates → orders   demo:rates/quote@1.1.0: it carries another interface"));
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "cache", "orders");
  const graph::HookId bead = document().graph().find(edge)->hooks.back().id;
  QVERIFY(document().perform(graph::removeHook(document().graph(), edge, bead)));
  QCOMPARE(list().topLevelItem(1)->text(1), QStringLiteral("⚠ 0 of 1 hooked"));
  document().waitForPreview();  // also told as a problem, with the way out
  const auto isTold = [this] {
    return std::count_if(document().problems().begin(), document().problems().end(),
                         [](const auto& problem) { return problem.diagnostic.code == "rule-not-applied"; });
  };
  QCOMPARE(isTold(), std::ptrdiff_t(1));
  QPushButton* again = nullptr;
  for (QPushButton* button : m_window->problemsPanel()->findChildren<QPushButton*>())
    if (button->text() == QStringLiteral("Apply rules again")) again = button;
  QVERIFY(again);
  again->click();
  QTRY_COMPARE(isTold(), std::ptrdiff_t(0));
  QCOMPARE(list().topLevelItem(1)->text(1), found);
  QCOMPARE(stacks().last(),
           QStringLiteral("demo:kv/store@1.0.0::orders->cache: trace (rule 1), count (rule 2)"));
}

/// Whatever is done with rules here, the copied command does it, too: to the same bytes.
void TestRules::copiedCommandHasTheRules_data() {
  QTest::addColumn<bool>("twice");
  QTest::newRow("rules and a hook by hand") << false;
  QTest::newRow("rules that are changed afterwards") << true;
}

void TestRules::copiedCommandHasTheRules() {
  QFETCH(bool, twice);
  m_window->openPath(write("two.yaml", twoRules()));
  const graph::EdgeId edge = test::edgeBetween(document().graph(), "rates", "orders");
  QCOMPARE(
      m_window->hookEdge(edge, QString::fromStdString(test::resource("hooks/count/count.wasm").string())),
      QString());
  if (twice) {
    HookByRuleDialog* dialog = openDialog("count");
    dialog->findChild<QCheckBox*>("ruleKeep")->setChecked(true);
    dialog->findChild<QPushButton*>("ruleApply")->click();
  }
  const QString mine = m_folder.filePath("mine.wasm");
  QCOMPARE(m_window->exportSpliced(mine, {}, {}), QString());
  const QString line = m_window->commandLine();
  QVERIFY2(line.contains("--rules-text"), qPrintable(line));
  QFile script(m_folder.filePath("again.sh"));
  QVERIFY(script.open(QIODevice::WriteOnly));
  script.write("PATH=" SPLICEBOARD_BINARY_DIR "/bin:$PATH\n" + line.toUtf8() + "\n");
  script.close();
  QProcess process;
  process.setWorkingDirectory(m_folder.path());
  process.start("sh", {script.fileName()});
  QVERIFY(process.waitForFinished(60'000));
  QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
  QFile left(mine), right(m_folder.filePath("orders.spliced.wasm"));
  QVERIFY(left.open(QIODevice::ReadOnly) && right.open(QIODevice::ReadOnly));
  QVERIFY2(left.readAll() == right.readAll(), qPrintable(line));
}

void TestRules::editAsText() {
  m_window->openPath(write("two.yaml", twoRules()));
  list().setCurrentItem(list().topLevelItem(1));
  m_window->action("editRules")->trigger();
  auto* dialog = m_window->findChild<RuleTextDialog*>();
  QVERIFY(dialog);
  auto* text = dialog->findChild<QPlainTextEdit*>("ruleText");
  auto* apply = dialog->findChild<QPushButton*>("ruleTextApply");
  auto* sentence = dialog->findChild<QLabel*>("ruleTextSentence");
  QVERIFY2(text->textCursor().block().text().contains("between"),
           qPrintable(text->textCursor().block().text()));
  QString yaml = text->toPlainText();
  text->setPlainText(QString(yaml).replace("outer:", "auter:"));
  dialog->evaluate();
  QVERIFY(!apply->isEnabled());
  QVERIFY2(sentence->text().contains("line 9") && sentence->text().contains("did you mean `outer`"),
           qPrintable(sentence->text()));
  text->setPlainText(QString(yaml).replace("\"orders\"", "\"cache\""));
  dialog->evaluate();
  QVERIFY(apply->isEnabled());
  QVERIFY(
      dialog->findChild<RuleList*>()->topLevelItem(1)->child(0)->text(0).startsWith("✓  kv-disk → cache"));
  apply->click();
  QCOMPARE(stacks(), (QStringList{"demo:kv/store@1.0.0::cache->kv-disk: trace (rule 1), count (rule 2)",
                                  "demo:kv/store@1.0.0::orders->cache: trace (rule 1)"}));
  QCOMPARE(document().undoStack().undoText(), QStringLiteral("Edit rules"));
}

void TestRules::saveAndLoadAgain() {
  m_window->openPath(write("two.yaml", twoRules()));
  const QStringList before = stacks();
  const QString saved = m_folder.filePath("saved.yaml");
  QCOMPARE(m_window->saveRules(saved), QString());
  m_window->addDocument(test::openOrders()->graph(), {}, true);
  QCOMPARE(stacks(), QStringList());
  m_window->openPath(saved);
  QCOMPARE(stacks(), before);
  QCOMPARE(list().topLevelItemCount(), 2);
  QVERIFY(!m_window->saveRules(m_folder.filePath("no/such/folder/a.yaml")).isEmpty());
}

void TestRules::brokenFilesSayWhere_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("says");
  QTest::newRow("a wrong key") << QByteArray(
                                      "version: 1\nrules:\n  - befor: { interface: x }\n    inject: []\n")
                               << "line 3, column 5";
  QTest::newRow("a hook that is not there")
      << QByteArray(
             "version: 1\nrules:\n  - before: { interface: 'demo:kv/*' }\n"
             "    inject: [ { name: a, path: nowhere.wasm } ]\n")
      << "nowhere.wasm";
  QTest::newRow("no built-in of this name")
      << QByteArray(
             "version: 1\nrules:\n  - before: { interface: 'demo:kv/*' }\n"
             "    inject: [ { builtin: nothing } ]\n")
      << "nothing";
}

void TestRules::brokenFilesSayWhere() {
  QFETCH(QByteArray, text);
  QFETCH(QString, says);
  m_window->openPath(write("broken.yaml", text));
  QVERIFY2(hint().startsWith("broken.yaml: ") && hint().contains(says), qPrintable(hint()));
  QCOMPARE(document().undoStack().count(), 0);
}

QTEST_MAIN(TestRules)
#include "tst_rules.moc"
