// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/support/glob.h"

using namespace sb;

/// Patterns of rules and filters against names.
class TestGlob : public QObject {
  Q_OBJECT
 private slots:
  void matches_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* what, const char* pattern, const char* text, bool expected) {
      QTest::newRow(what) << pattern << text << expected;
    };
    row("the same text", "demo:kv/store@1.0.0", "demo:kv/store@1.0.0", true);
    row("another text", "demo:kv/store@1.0.0", "demo:kv/store@1.0.1", false);
    row("a plain text is no prefix", "demo:kv", "demo:kv/store", false);
    row("star at the end", "demo:kv/*", "demo:kv/store@1.0.0", true);
    row("star crosses slashes and colons", "d*0", "demo:kv/store@1.0.0", true);
    row("star for nothing", "store*", "store", true);
    row("two stars, the first too greedy", "*a*ab", "aaab", true);
    row("stars that cannot all match", "*a*b*c", "abd", false);
    row("only stars", "**", "", true);
    row("question mark is one character", "srv-?", "srv-a", true);
    row("question mark is not none", "srv-?", "srv-", false);
    row("a set", "srv-[abc]", "srv-b", true);
    row("a range", "srv-[a-c]", "srv-d", false);
    row("not in a set", "srv-[!a-c]", "srv-d", true);
    row("bracket in a set", "x[]]y", "x]y", true);
    row("a set without an end is text", "[method", "[method", true);
    row("an open bracket before a star", "[met*", "[method]bucket.get", true);
    row("empty pattern, empty text", "", "", true);
    row("empty pattern, some text", "", "a", false);
  }
  void matches() {
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(globMatches(pattern.toStdString(), text.toStdString()), expected);
  }
};

QTEST_APPLESS_MAIN(TestGlob)
#include "tst_glob.moc"
