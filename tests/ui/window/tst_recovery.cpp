// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>

#include "tests/ui/panels/panels_fixture.h"
#include "ui/document/unsaved_work.h"
#include "ui/window/main_window.h"

using namespace sb;
using namespace sb::ui;

namespace {

QString copies() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

/// Opens the shop, renames a node, writes the copy for a crash and waits to be killed.
int workUntilKilled() {
  MainWindow window;
  Document* document = window.addDocument(test::openOrders()->graph(), {}, true);
  const graph::NodeId rates = document->graph().findByName("rates")->id;
  if (!document->perform(graph::renameNode(document->graph(), rates, "prices"))) return 1;
  window.autosave();
  std::puts("written");
  std::fflush(stdout);
  return QApplication::exec();
}

}  // namespace

/// Work that was never saved and a process that is killed.
class TestRecovery : public QObject {
  Q_OBJECT
 private slots:
  void init() { QDir(copies()).removeRecursively(); }
  void cleanupTestCase() { QDir(copies()).removeRecursively(); }
  void killedProcess_data();
  void killedProcess();
  void nothingIsOfferedWithoutACrash_data();
  void nothingIsOfferedWithoutACrash();
  void windowsAtOnceKeepTheirOwn();
  void brokenCopiesSaySo();
};

void TestRecovery::killedProcess_data() {
  QTest::addColumn<QString>("answer");
  QTest::addColumn<int>("documents");
  QTest::addColumn<int>("offeredAgain");
  QTest::newRow("kept: open, unsaved, copied under a new name") << "Keep" << 1 << 0;
  QTest::newRow("discarded") << "Discard" << 0 << 0;
  QTest::newRow("left for later") << "Later" << 0 << 1;
}

void TestRecovery::killedProcess() {
  QFETCH(QString, answer);
  QFETCH(int, documents);
  QFETCH(int, offeredAgain);
  QProcess process;
  process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work-until-killed")});
  QVERIFY(process.waitForStarted(20'000));
  while (!process.canReadLine())
    QVERIFY2(process.waitForReadyRead(60'000), process.readAllStandardError().constData());
  QCOMPARE(process.readLine().trimmed(), QByteArray("written"));
  QCOMPARE(UnsavedWork(copies()).leftOver().size(), std::size_t(0));  // it lives
  process.kill();
  QVERIFY(process.waitForFinished(20'000));
  QCOMPARE(process.exitStatus(), QProcess::CrashExit);

  MainWindow window;
  window.show();
  window.offerRecovered();
  auto* box = window.findChild<QMessageBox*>(QStringLiteral("recoveredDialog"));
  QVERIFY(box);
  QVERIFY2(box->text().contains(QStringLiteral("orders, work of")), qPrintable(box->text()));
  for (QAbstractButton* button : box->buttons())
    if (button->text() == answer) button->click();
  QCOMPARE(window.currentDocument() ? 1 : 0, documents);
  if (documents == 1) {
    QVERIFY(window.currentDocument()->root().findByName("prices"));
    QVERIFY(window.currentDocument()->compositionDirty());
    QVERIFY(window.currentDocument()->projectPath().isEmpty());
    QCOMPARE(QDir(copies()).entryList({QStringLiteral("*.splice")}).size(),
             1);  // a second crash loses nothing
    QTemporaryDir folder;
    QCOMPARE(window.saveProject(folder.filePath(QStringLiteral("a.splice"))), QString());
    QVERIFY(!window.currentDocument()->compositionDirty());
    QCOMPARE(QDir(copies()).entryList({QStringLiteral("*.splice")}).size(), 0);
  }
  QCOMPARE(static_cast<int>(UnsavedWork(copies()).leftOver().size()), offeredAgain);
}

void TestRecovery::nothingIsOfferedWithoutACrash_data() {
  QTest::addColumn<bool>("edited");
  QTest::newRow("an unchanged document has no copy") << false;
  QTest::newRow("a closed document's copy goes") << true;
}

void TestRecovery::nothingIsOfferedWithoutACrash() {
  QFETCH(bool, edited);
  {
    MainWindow window;
    Document* document = window.addDocument(test::openOrders()->graph(), {}, true);
    if (edited) {
      const graph::NodeId rates = document->graph().findByName("rates")->id;
      QVERIFY(document->perform(graph::renameNode(document->graph(), rates, "prices")));
    }
    window.autosave();
    QCOMPARE(QDir(copies()).entryList({QStringLiteral("*.splice")}).size(), edited ? 1 : 0);
    if (edited) document->undoStack().undo();  // nothing to ask about
    window.close();
  }
  MainWindow next;
  next.offerRecovered();
  QVERIFY(!next.findChild<QMessageBox*>(QStringLiteral("recoveredDialog")));
}

/// Two windows with a document of one name write two copies, and neither is offered while both live.
void TestRecovery::windowsAtOnceKeepTheirOwn() {
  MainWindow windows[2];
  for (MainWindow& window : windows) {
    Document* document = window.addDocument(test::openOrders()->graph(), {}, true);
    const graph::NodeId rates = document->graph().findByName("rates")->id;
    QVERIFY(document->perform(graph::renameNode(document->graph(), rates, "prices")));
    window.autosave();
  }
  QCOMPARE(QDir(copies()).entryList({QStringLiteral("*.splice")}).size(), 2);
  for (MainWindow& window : windows) {
    window.offerRecovered();
    QVERIFY(!window.findChild<QMessageBox*>(QStringLiteral("recoveredDialog")));
  }
}

void TestRecovery::brokenCopiesSaySo() {
  QDir().mkpath(copies());
  QFile file(copies() + QStringLiteral("/1-2-3-1-shop.splice"));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
  file.close();
  MainWindow window;
  window.offerRecovered();
  auto* box = window.findChild<QMessageBox*>(QStringLiteral("recoveredDialog"));
  QVERIFY(box);
  box->buttons().front()->click();
  QVERIFY(!window.currentDocument());
  const auto* hint = window.findChild<QLabel*>(QStringLiteral("statusHint"));
  QVERIFY2(hint->text().startsWith(QStringLiteral("shop cannot be recovered: ")), qPrintable(hint->text()));
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QTemporaryDir settings;
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setApplicationName(QStringLiteral("spliceboard-recovery-test"));
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  prepareApplication(app);
  if (app.arguments().contains(QStringLiteral("--work-until-killed"))) return workUntilKilled();
  TestRecovery test;
  return QTest::qExec(&test, argc, argv);
}

#include "tst_recovery.moc"
