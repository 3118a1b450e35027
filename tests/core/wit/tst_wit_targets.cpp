// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFile>
#include <QtTest>

#include "core/wit/load.h"
#include "core/wit/targets.h"
#include "core/wit/type_builder.h"

using namespace sb;

namespace {

types::ComponentTypeRef worldOf(const QString& text, const std::string& world) {
  const wit::Reading reading = wit::parsePackage("case.wit", text.toStdString());
  const wit::WorldChoice choice = wit::chooseWorld(reading.document, world);
  return reading.valid() && choice.world ? wit::worldType(reading.document, *choice.world) : nullptr;
}

const QString CasesFile = QStringLiteral(SPLICEBOARD_SOURCE_DIR "/tests/core/wit/targets.txt");

}  // namespace

/// The cases of targets.txt.
class WitTargetsTest : public QObject {
  Q_OBJECT
 private slots:
  void cases_data() {
    QTest::addColumn<QString>("component");
    QTest::addColumn<QString>("world");
    QTest::addColumn<QStringList>("obstacles");
    QTest::addColumn<QString>("oracle");
    QFile file(CasesFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList cases = QString::fromUtf8(file.readAll()).split("\n=== ").mid(1);
    QVERIFY(cases.size() >= 17);
    for (const QString& one : cases) {
      const QString oracle = one.section("wasm-tools: ", 1).section('\n', 0, 0);
      QTest::newRow(qPrintable(one.section('\n', 0, 0)))
          << one.section("--- component\n", 1).section("--- world\n", 0, 0)
          << one.section("--- world\n", 1).section("--- obstacles", 0, 0)
          << one.section("--- obstacles\n", 1).split('\n', Qt::SkipEmptyParts) << oracle;
    }
  }
  void cases() {
    QFETCH(QString, component);
    QFETCH(QString, world);
    QFETCH(QStringList, obstacles);
    QFETCH(QString, oracle);
    const types::ComponentTypeRef has = worldOf(component, "c"), wants = worldOf(world, "w");
    QVERIFY(has && wants);
    const wit::TargetVerdict verdict = wit::fitsWorld(has, wants);
    QStringList found;
    for (const wit::TargetItem& item : verdict.items) {
      if (!wit::isObstacle(item.kind)) continue;
      found << QString::fromStdString(std::string(wit::targetKindName(item.kind)) + " " + item.name);
      QVERIFY2(!item.reason.empty() && !item.wayOut.empty(), qPrintable(found.last()));
    }
    QCOMPARE(found, obstacles);
    QCOMPARE(verdict.fits, obstacles.isEmpty());
    // The recorded answer agrees, but for the provider being older: that it lets pass.
    const bool oracleFits = oracle.contains("fits") && (oracle == "fits" || oracle.endsWith("(fits)"));
    const bool olderProvider = QString(QTest::currentDataTag()).contains("earlier version");
    if (!olderProvider) QCOMPARE(oracleFits, verdict.fits);
  }

  void mismatchNamesThePlace() {
    const auto has = worldOf(
        "package a:b; interface i { f: func(k: string) -> result<u8, string>; } world c { export i; }", "c");
    const auto wants = worldOf(
        "package a:b; interface i { f: func(k: string) -> result<u8, u32>; } world w { export i; }", "w");
    const wit::TargetVerdict verdict = wit::fitsWorld(has, wants);
    QCOMPARE(verdict.items.size(), std::size_t(1));
    const wit::TargetItem& item = verdict.items.front();
    QCOMPARE(item.path.front(), std::string("function `f`"));
    QCOMPARE(item.expected, std::string("result<u8, u32>"));
    QCOMPARE(item.found, std::string("result<u8, string>"));
    QVERIFY(!item.isImport);
  }

  void versionsAreNamed() {
    const auto has = worldOf("package a:b@0.2.0; interface i { f: func(); } world c { import i; }", "c");
    const auto wants = worldOf("package a:b@0.2.7; interface i { f: func(); } world w { import i; }", "w");
    const wit::TargetVerdict fits = wit::fitsWorld(has, wants);
    QCOMPARE(fits.items.front().worldName, std::string("a:b/i@0.2.7"));
    const wit::TargetVerdict older = wit::fitsWorld(wants, has);
    QCOMPARE(older.items.front().reason, std::string("the world offers `a:b/i@0.2.0`, which is older"));
  }
};

QTEST_APPLESS_MAIN(WitTargetsTest)
#include "tst_wit_targets.moc"
