// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/types/interface_name.h"

using namespace sb::types;

class InterfaceNameTest : public QObject {
  Q_OBJECT
 private slots:
  void parts_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("packageId");
    QTest::addColumn<QString>("interface");
    QTest::addColumn<QString>("version");
    QTest::newRow("plain name") << "run"
                                << ""
                                << "run"
                                << "";
    QTest::newRow("no version") << "demo:kv/store"
                                << "demo:kv"
                                << "store"
                                << "";
    QTest::newRow("version") << "demo:kv/store@1.0.0"
                             << "demo:kv"
                             << "store"
                             << "1.0.0";
    QTest::newRow("pre-release and build") << "a:b/c@1.0.0-rc.1+x"
                                           << "a:b"
                                           << "c"
                                           << "1.0.0-rc.1+x";
    QTest::newRow("nested namespaces") << "a:b:c/d@1.0.0"
                                       << "a:b:c"
                                       << "d"
                                       << "1.0.0";
    QTest::newRow("annotated name is plain") << "[method]r.get"
                                             << ""
                                             << "[method]r.get"
                                             << "";
  }
  void parts() {
    QFETCH(QString, name);
    const InterfaceName parsed = parseInterfaceName(name.toStdString());
    QTEST(QString::fromStdString(parsed.packageId()), "packageId");
    QTEST(QString::fromStdString(parsed.interface), "interface");
    QTEST(QString::fromStdString(parsed.version), "version");
    QCOMPARE(QString::fromStdString(parsed.text()), name);
  }

  void semver_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    for (const char* good : {"0.0.0", "1.2.3", "1.0.0-rc.1", "1.0.0-0a.b--", "1.0.0+001", "1.0.0-a+b.c"}) {
      QTest::newRow(good) << good << true;
    }
    for (const char* bad : {"", "1", "1.2", "1.2.3.4", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-a..b",
                            "1.a.0", "+1.0.0", "1.0.0-a_b", "99999999999999999999.0.0"}) {
      QTest::newRow(*bad == 0 ? "empty" : bad) << bad << false;
    }
  }
  void semver() {
    QFETCH(QString, text);
    QTEST(parseSemver(text.toStdString()).has_value(), "valid");
  }

  void order() {  // the chain of semver 2.0, item 11
    const char* const rising[] = {"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                                  "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
                                  "1.0.0-rc.1",  "1.0.0",         "1.0.1",
                                  "1.10.0",      "2.0.0"};
    for (std::size_t i = 0; i < std::size(rising); ++i) {
      for (std::size_t j = 0; j < std::size(rising); ++j) {
        const int expected = i < j ? -1 : i > j ? 1 : 0;
        QCOMPARE(compareSemver(*parseSemver(rising[i]), *parseSemver(rising[j])), expected);
      }
    }
  }

  // component-model.md 6.4
  void standsIn_data() {
    QTest::addColumn<QString>("provided");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("fits");
    QTest::newRow("equal") << "a:b/c@1.0.0"
                           << "a:b/c@1.0.0" << true;
    QTest::newRow("newer minor") << "a:b/c@1.2.0"
                                 << "a:b/c@1.0.0" << true;
    QTest::newRow("older minor") << "a:b/c@1.0.0"
                                 << "a:b/c@1.2.0" << false;
    QTest::newRow("other major") << "a:b/c@2.0.0"
                                 << "a:b/c@1.0.0" << false;
    QTest::newRow("0.2.1 for 0.2.0") << "a:b/c@0.2.1"
                                     << "a:b/c@0.2.0" << true;
    QTest::newRow("0.3.0 for 0.2.0") << "a:b/c@0.3.0"
                                     << "a:b/c@0.2.0" << false;
    QTest::newRow("0.0.2 has no track") << "a:b/c@0.0.2"
                                        << "a:b/c@0.0.1" << false;
    QTest::newRow("pre-release has no track") << "a:b/c@1.0.1-rc"
                                              << "a:b/c@1.0.0" << false;
    QTest::newRow("other interface") << "a:b/d@1.0.0"
                                     << "a:b/c@1.0.0" << false;
    QTest::newRow("both without version") << "a:b/c"
                                          << "a:b/c" << true;
    QTest::newRow("version for none") << "a:b/c@1.0.0"
                                      << "a:b/c" << false;
  }
  void standsIn() {
    QFETCH(QString, provided);
    QFETCH(QString, wanted);
    QTEST(standsInByVersion(parseInterfaceName(provided.toStdString()),
                            parseInterfaceName(wanted.toStdString())),
          "fits");
  }
};

QTEST_APPLESS_MAIN(InterfaceNameTest)
#include "tst_interface_name.moc"
