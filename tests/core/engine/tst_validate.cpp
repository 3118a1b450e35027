// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/validate.h"
#include "engine_fixture.h"
#include "guests.h"

using namespace sb;
using namespace sb::engine;

class TstValidate : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }

  void verdicts_data() {
    QTest::addColumn<QByteArray>("component");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty component") << QByteArray("(component)") << true << "";
    QTest::newRow("with imports nobody provides") << QByteArray(guests::Echo) << true << "";
    QTest::newRow("async lift with a callback") << QByteArray(R"((component
             (core module $m (func (export "f") (result i32) (unreachable))
                             (func (export "cb") (param i32 i32 i32) (result i32) (unreachable)))
             (core instance $i (instantiate $m))
             (func (export "f") async (canon lift (core func $i "f") async (callback (core func $i "cb"))))))")
                                                << true << "";
    QTest::newRow("streams and futures inside")
        << QByteArray(R"((component (import "f" (func (param "x" (stream u8)) (result (future string))))))")
        << true << "";
    QTest::newRow("a map") << QByteArray("(component (type (map string u32)))") << true << "";
    QTest::newRow("a name that implements an interface")
        << QByteArray("(component (import \"primary\" (implements \"t:kv/store\") (instance)))") << true
        << "";
    QTest::newRow("one export name twice")
        << QByteArray(R"((component (import "f" (func $f)) (export "a" (func $f)) (export "a" (func $f))))")
        << false << "conflicts with previous name";
    QTest::newRow("a core module") << QByteArray("\0asm\1\0\0\0", 8) << false << "core module";
    QTest::newRow("no bytes") << QByteArray() << false << "";
  }
  void verdicts() {
    QFETCH(QByteArray, component);
    QFETCH(bool, valid);
    QFETCH(QString, part);
    const auto verdict = validateWithEngine(*enginetest::engine(), enginetest::bytesOf(component));
    const QString text = verdict ? QString() : QString::fromStdString(verdict.error().text());
    QVERIFY2(verdict.has_value() == valid, qPrintable(text));
    QVERIFY2(text.contains(part), qPrintable(text));
  }
};

QTEST_GUILESS_MAIN(TstValidate)
#include "tst_validate.moc"
