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

  /// The grammar that import names had before they left the specification.
  void legacyGrammar_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");  // nothing: it has the grammar
    const auto row = [](const char* name, const char* why = "") { QTest::newRow(name) << name << why; };
    row("unlocked-dep=<a:b>");
    row("unlocked-dep=<a:b@*>");
    row("unlocked-dep=<a:b@{>=1.2.3-rc}>");
    row("unlocked-dep=<a:b@{<1.2.3}>");
    row("unlocked-dep=<a:b@{>=1.2.3 <2.0.0}>");
    row("unlocked-dep=", "`<` is expected at ``");
    row("unlocked-dep=<:b>", "`` is not in kebab case");
    row("unlocked-dep=<a>", "`:` is expected at `>`");
    row("unlocked-dep=<a:b", "`>` is expected at ``");
    row("unlocked-dep=<a:b>,integrity=<sha256-a>", "`,integrity=<sha256-a>` is left over at its end");
    row("unlocked-dep=<a:b@1.0.0>", "`{` is expected at `1.0.0>`");
    row("unlocked-dep=<a:b@{=1.0.0}>", "a range of versions begins with `>=` or `<`, not with `=1.0.0}>`");
    row("unlocked-dep=<a:b@{<1.2.3 >=1.0.0}>", "`1.2.3 >=1.0.0` is not a version like 1.0.0");
    row("locked-dep=<a:b@1.2.3>,integrity=<sha256-a>");
    row("locked-dep=<a:b@1>", "`1` is not a version like 1.0.0");
    row("locked-dep=<a:b>,", "`integrity=<` is expected at ``");
    row("url=<>");
    row("url=<https://example.com/a.wasm>,integrity=<sha384-a>");
    row("url=<<>", "`>` is expected at `<>`");
    row("integrity=< sha256-abc+/== sha512-a?when=now >");
    row("integrity=<>", "`integrity` is empty");
    row("integrity=<sha256>", "`-` and a hash are missing after `sha256`");
    row("integrity=<sha256-=>", "`=` is not base64");
    row("integrity=<sha256-a===>", "`a===` is not base64");
    row("integrity=<sha256-^>", "`^` is not base64");
    row("integrity=<md5-a>", "`md5` is not one of sha256, sha384 and sha512");
  }
  void legacyGrammar() {
    QFETCH(QString, name);
    const std::string text = name.toStdString();
    std::string why;
    const auto parts = parseExternName(text, why);
    QTEST(QString::fromStdString(why), "why");
    QCOMPARE(parts.has_value(), why.empty());
    if (parts) QCOMPARE(parts->kind, ExternNameParts::Kind::Dependency);
  }
  void legacyNamesOfNestedPackages() {
    std::string why;
    QVERIFY(parseExternName("unlocked-dep=<a:b:c>", why)->nested);
    QVERIFY(parseExternName("locked-dep=<a:b/c@1.0.0>", why)->nested);
    QVERIFY(!parseExternName("locked-dep=<a:b@1.0.0>", why)->nested);
  }

  void collisions_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("collide");
    const auto row = [](const char* a, const char* b, bool collide) {
      QTest::newRow(qPrintable(QString("trap 21: %1 and %2").arg(a, b))) << a << b << collide;
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

  void hyphensCountedOnce() {
    const auto key = [](const std::string& name) {
      std::string why;
      return uniquenessKey(name, *parseExternName(name, why), true);
    };
    QVERIFY(key("a1") != key("a-1"));
    QVERIFY(key("[method]a-b.c") != key("[method]ab.c"));
    QVERIFY(key("a-b:c/d") != key("ab:c/d"));
    QCOMPARE(key("a-B"), key("A-b"));
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
