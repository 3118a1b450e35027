// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/decode/names.h"
#include "tests/support/hex.h"

using namespace sb;
using model::Sort;

class TestNames : public QObject {
  Q_OBJECT
 private slots:
  void componentNames() {
    const auto names = decode::parseComponentNames(
        test::fromHex("00 05 04 73 68 6f 70"                       // the component: shop
                      "01 0c 05 02 00 02 6b 76 03 04 61 75 64 74"  // instances: 0 = kv, 3 = audt
                      "01 06 00 11 01 01 01 6d"));                 // core modules: 1 = m
    QCOMPARE(names.component, std::string("shop"));
    QVERIFY(names.find(Sort::Instance, 0) == "kv");
    QVERIFY(names.find(Sort::Instance, 3) == "audt");
    QVERIFY(names.find(Sort::Instance, 1).empty());
    QVERIFY(names.find(Sort::CoreModule, 1) == "m");
    QVERIFY(names.find(Sort::Func, 0).empty());
  }

  void garbageKeepsWhatCameBefore_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("component");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("a name that is longer than its subsection") << "00 03 09 61 62"
                                                               << "";
    QTest::newRow("a subsection that is longer than the section") << "00 02 01 61 01 7f 01"
                                                                  << "a";
    QTest::newRow("an unknown subsection is skipped") << "07 02 ff ff 00 02 01 61"
                                                      << "a";
    QTest::newRow("an unknown sort") << "00 02 01 61 01 02 09 00"
                                     << "a";
    QTest::newRow("more names than bytes") << "00 02 01 61 01 03 01 7f 00"
                                           << "a";
    QTest::newRow("a name that is not UTF-8") << "00 02 01 ff"
                                              << "";
  }
  void garbageKeepsWhatCameBefore() {
    QFETCH(QString, hex);
    QFETCH(QString, component);
    const auto names = decode::parseComponentNames(test::fromHex(hex.toStdString()));
    QCOMPARE(QString::fromStdString(names.component), component);
  }

  void customSectionsOfAComponent() {
    const auto component = decode::decodeComponent(shareBytes(
        test::fromHex(std::string(test::ComponentPreamble) +
                      "00 13 0e 63 6f 6d 70 6f 6e 65 6e 74 2d 6e 61 6d 65 00 02 01 61"
                      "00 1a 09 70 72 6f 64 75 63 65 72 73 01 08 6c 61 6e 67 75 61 67 65 01 01 43 02 31 31"
                      "00 10 0c 70 61 63 6b 61 67 65 2d 64 6f 63 73 01 7b 7d")));
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    QCOMPARE(decode::readComponentNames(*component).component, std::string("a"));
    const auto producers = decode::readProducers(*component);
    QCOMPARE(producers.size(), std::size_t{1});
    QCOMPARE(producers[0], (decode::ProducersField{"language", {{"C", "11"}}}));
    QCOMPARE(decode::readPackageDocs(*component), std::optional<std::string>("{}"));
    QVERIFY(decode::findCustomSection(*component, "name") == nullptr);
  }

  void coreModuleName_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("name");
    QTest::newRow("no name section") << ""
                                     << "";
    QTest::newRow("a name") << "00 0a 04 6e 61 6d 65 00 03 02 6d 31"
                            << "m1";
    QTest::newRow("function names only") << "00 08 04 6e 61 6d 65 01 01 00"
                                         << "";
    QTest::newRow("another custom section first") << "00 02 01 78 00 09 04 6e 61 6d 65 00 02 01 6d"
                                                  << "m";
    QTest::newRow("broken") << "00 09 04 6e 61 6d 65 00 7f 7f 6d"
                            << "";
  }
  void coreModuleName() {
    QFETCH(QString, hex);
    QFETCH(QString, name);
    const Bytes module = test::fromHex(std::string(test::CoreModulePreamble) + hex.toStdString());
    QCOMPARE(QString::fromStdString(decode::readCoreModuleName(module)), name);
  }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
