// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/types/extern_name_rules.h"

using namespace sb::types;

// component-model.md 3.5 and 3.9
class ExternNameRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void grammar_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    for (const char* good :
         {"a", "a-1", "a11-4CR0NYMS", "HTTP-get", "foo-BAR", "[constructor]r", "[method]r.m", "[static]r.m",
          "a:b/c", "a:b/c@1.0.0", "a:b/c@1.0.0-rc.1+x", "a:b/C-d", "a:b:c/d/e", "a:b/c@1", "a:b/c@0.2"}) {
      QTest::newRow(good) << good << true;
    }
    for (const char* bad :
         {"",       "-",         "a-",           "-a",       "a--b",          "aB",      "1-a",   "a_b",
          "a.b",    "[method]r", "[method]r.",   "[other]r", "[method]R r.m", "a:b",     "A:b/c", "a:B/c",
          "a:b/c@", "a:b/c@1.",  "a:b/c@2.0.0-", "a:b/",     "a:b/c@1.0",     "a:b/c@0", "é"}) {
      QTest::newRow(*bad == 0 ? "empty" : bad) << bad << false;
    }
  }
  void grammar() {
    QFETCH(QString, name);
    std::string why;
    const std::string text = name.toStdString();
    const auto parts = parseExternName(text, why);
    QTEST(parts.has_value(), "valid");
    QVERIFY(parts || !why.empty());
  }

  void collisions_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("collide");
    const auto row = [](const char* a, const char* b, bool collide) {
      QTest::newRow(qPrintable(QString("%1 and %2").arg(a, b))) << a << b << collide;
    };
    row("foo", "FOO", true);
    row("foo-bar", "foobar", true);
    row("a1", "a-1", true);
    row("a", "b", false);
    row("a", "[constructor]a", false);
    row("a", "[method]a.a", true);
    row("[method]a.b", "[static]a.b", true);
    row("[method]a.b", "b", false);
    row("[get]x", "x", true);
    row("[set]x", "[get]x", false);
    row("foo:bar/baz", "foo:bar/BAZ", true);
    row("foo:bar/baz", "fo-o:bar/baz", true);
    row("foo:bar/baz@1.0.0", "foo:bar/baz@1.0.1", false);
    row("foo:bar/baz", "foo:bar/baz@1.0.0", false);
  }
  void collisions() {
    QFETCH(QString, first);
    QFETCH(QString, second);
    std::string why;
    const std::string a = first.toStdString(), b = second.toStdString();
    const auto left = parseExternName(a, why), right = parseExternName(b, why);
    QVERIFY(left && right);
    QTEST(uniquenessKey(a, *left) == uniquenessKey(b, *right), "collide");
  }

  void tracks_data() {
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("canonical");
    QTest::newRow("major") << "1.2.3"
                           << "1";
    QTest::newRow("minor") << "0.2.6"
                           << "0.2";
    QTest::newRow("patch") << "0.0.1"
                           << "0.0.1";
    QTest::newRow("pre-release is not split") << "0.2.6-rc.1"
                                              << "0.2.6-rc.1";
    QTest::newRow("build goes") << "0.0.1+b"
                                << "0.0.1";
    QTest::newRow("no version") << "1.2"
                                << "";
  }
  void tracks() {
    QFETCH(QString, version);
    QTEST(QString::fromStdString(canonicalVersion(version.toStdString())), "canonical");
  }
};

QTEST_APPLESS_MAIN(ExternNameRulesTest)
#include "tst_extern_name_rules.moc"
