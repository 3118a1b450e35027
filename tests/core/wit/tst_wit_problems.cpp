// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QElapsedTimer>
#include <QtTest>

#include "core/wit/limits.h"
#include "core/wit/load.h"

using namespace sb;

namespace {

QString problemsOf(const wit::Reading& reading) {
  QString out;
  for (const wit::Problem& problem : reading.problems.items()) {
    const wit::LineColumn at = reading.sources.lineColumn(problem.place);
    out += QString("%1 %2:%3 %4 | %5\n")
               .arg(QString::fromStdString(problem.code))
               .arg(at.line)
               .arg(at.column)
               .arg(QString::fromStdString(problem.message), QString::fromStdString(problem.wayOut));
  }
  return out;
}

QByteArray repeated(const QByteArray& text, int times) { return text.repeated(times); }

}  // namespace

class WitProblemsTest : public QObject {
  Q_OBJECT
 private slots:
  /// Each text breaks one rule: the code, the place and a word of the message or the way out.
  void one_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("word");
    // The text stands on line 2.
    const auto row = [](const char* name, const char* text, const char* code, int column, const char* word) {
      QTest::newRow(name) << QByteArray("package a:b;\n") + text << QString(code)
                          << QString("2:%1").arg(column) << QString(word);
    };
    // lexical structure
    row("control character", "interface i { \x01 }", "forbidden-character", 15, "U+0001");
    row("text that turns", "// \xe2\x80\xae\ninterface i {}", "forbidden-character", 4, "direction");
    row("discouraged character", "// \xc5\x89\ninterface i {}", "forbidden-character", 4, "U+0149");
    row("not UTF-8", "// \xff\ninterface i {}", "bad-utf8", 4, "UTF-8");
    row("overlong UTF-8", "// \xc0\x80\ninterface i {}", "bad-utf8", 4, "UTF-8");
    row("comment without end", "interface i {} /* a /* b */", "unterminated-comment", 16, "does not end");
    row("string without end", "world w { @external-id(\"x) \n import f: func(); }", "unterminated-string", 24,
        "string");
    row("character without meaning", "interface i { f: func() ! }", "unexpected-character", 25, "`!`");
    row("keyword as a name", "interface i { list: func(); }", "syntax", 15, "list");
    row("keyword as a parameter", "interface i { f: func(type: u8); }", "keyword", 23, "%type");
    row("underscore", "interface i { a_b: func(); }", "bad-name", 15, "underscore");
    row("mixed case", "interface i { aB: func(); }", "bad-name", 15, "mixes");
    row("two hyphens", "interface i { a--b: func(); }", "bad-name", 15, "empty word");
    row("beyond ASCII", "interface i { \xc3\xa9: func(); }", "bad-name", 15, "ASCII");
    row("an escape alone", "interface i { %: func(); }", "bad-name", 15, "empty");
    row("bad escape in a string", "world w { @external-id(\"\\q\") import f: func(); }", "bad-string", 24,
        "escape");
    row("half a character in a string", "world w { @external-id(\"\\c3\") import f: func(); }", "bad-string",
        24, "UTF-8");
    // grammar
    row("no semicolon", "interface i { f: func() g: func(); }", "syntax", 25, "`;`");
    row("function without func", "interface i { f: fun(); }", "syntax", 18, "`func`");
    row("world in an interface", "interface i { world w {} }", "syntax", 15, "type");
    row("no closing brace", "interface i { f: func();", "syntax", 25, "`}`");
    row("one brace too many", "interface i {} }", "syntax", 16, "found `}`");
    row("misspelled item", "interface i { recrod r { x: u8 } }", "syntax", 15, "`record`");
    row("misspelled world item", "world w { exprot f: func(); }", "syntax", 11, "`export`");
    row("list without element", "interface i { type t = list; }", "syntax", 28, "`<`");
    row("map with one type", "interface i { type t = map<u8>; }", "syntax", 30, "another type");
    row("a comma behind a result's types", "interface i { type t = result<u8,>; }", "syntax", 34, "a type");
    row("a comma behind a map's types", "interface i { type t = map<u8, u8,>; }", "syntax", 34, "`>`");
    row("a namespace of upper case", "package C:d {}", "bad-name", 9, "upper case");
    row("a package of upper case", "package c:D {}", "bad-name", 11, "upper case");
    row("a hole alone", "interface i { type t = result<_>; }", "syntax", 32, "error");
    row("list of length zero", "interface i { type t = list<u8, 0>; }", "bad-length", 33, "length");
    row("list of huge length", "interface i { type t = list<u8, 4294967296>; }", "bad-length", 33, "length");
    row("bad version", "package c:d@1.2 {}", "bad-version", 13, "semantic version");
    row("version with a leading zero", "package c:d@1.02.0 {}", "bad-version", 13, "semantic version");
    row("nested name", "package c:d:e {}", "nested-name", 12, "gated");
    row("package in a package", "package c:d { package e:f {} }", "nested-package", 15, "top level");
    row("second package head", "interface i {}\npackage c:d;", "package-place", 1, "once");
    row("unknown attribute", "interface i { @since2(version = 1.0.0) f: func(); }", "unknown-attribute", 16,
        "since");
    row("attribute of a top-level use", "@since(version = 1.0.0) use i as k; interface i {}",
        "attribute-place", 1, "top level");
    // names
    row("unknown type", "interface i { f: func(a: strng); record string2 { x: u8 } }", "unknown-name", 26,
        "there is no type");
    row("nearest type", "interface i { f: func(a: entri); record entry { x: u8 } }", "unknown-name", 26,
        "`entry`");
    row("float32", "interface i { type t = float32; }", "unknown-name", 24, "`f32`");
    row("unknown interface", "interface i { use stor.{t}; } interface store { type t = u8; }", "unknown-name",
        19, "`store`");
    row("unknown name in a use", "interface i { use j.{tt}; } interface j { type t = u8; }", "unknown-name",
        22, "has no type");
    row("unknown package", "interface i { use c:d/j.{t}; }", "unknown-package", 19, "deps");
    row("another version",
        "interface i { use c:d/j@1.0.0.{t}; } package c:d@1.1.0 { interface j { type t = u8; } }",
        "unknown-package", 19, "c:d@1.1.0");
    row("unused top-level use", "use nowhere; interface i {}", "unknown-name", 5, "nowhere");
    row("function used as a type", "interface i { f: func(); g: func(a: f); }", "wrong-kind", 37, "function");
    row("function in a use", "interface i { use j.{f}; } interface j { f: func(); }", "wrong-kind", 22,
        "function");
    row("world in a use", "interface i { use w.{t}; } world w {}", "wrong-kind", 19, "world");
    row("interface in an include", "interface i {} world w { include i; }", "wrong-kind", 34, "interface");
    row("borrow of a record", "interface i { record r { x: u8 } f: func(a: borrow<r>); }", "wrong-kind", 52,
        "resource");
    row("type twice", "interface i { type t = u8; type t = u16; }", "duplicate-name", 33, "more than once");
    row("case aside", "interface i { type t-a = u8; type T-A = u16; }", "duplicate-name", 35, "case");
    row("hyphens aside", "interface i { ab: func(); a-b: func(); }", "duplicate-name", 27, "hyphens");
    row("type and function", "interface i { type t = u8; t: func(); }", "duplicate-name", 28,
        "more than once");
    row("field twice", "interface i { record r { x: u8, x: u8 } }", "duplicate-name", 33, "field");
    row("parameter twice", "interface i { f: func(a: u8, a: u8); }", "duplicate-name", 30, "parameter");
    row("self twice", "interface i { resource r { f: func(self: u8); } }", "duplicate-name", 36, "self");
    row("method twice", "interface i { resource r { f: func(); f: static func(); } }", "duplicate-name", 39,
        "two functions");
    row("constructor twice", "interface i { resource r { constructor(); constructor(); } }", "duplicate-name",
        43, "constructors");
    row("method named like its resource", "interface i { resource r { r: func(); } }", "duplicate-name", 28,
        "its resource");
    row("interface twice", "interface i {} interface i {}", "duplicate-name", 26, "more than once");
    row("import twice", "interface i {} world w { import i; import i; }", "duplicate-name", 43,
        "imported more");
    row("label twice", "world w { import f: func(); import f: func(); }", "duplicate-name", 36, "already");
    row("package twice", "package c:d {} package c:d {}", "duplicate-package", 24, "twice");
    // types and rules
    row("record in itself", "interface i { record r { x: option<r> } }", "cycle", 36, "itself");
    row("types in a loop", "interface i { type a = list<b>; type b = a; }", "cycle", 42, "itself through");
    row("interfaces in a loop", "interface i { use j.{t}; } interface j { use i.{t}; }", "cycle", 11,
        "`i` → `j` → `i`");
    row("worlds in a loop", "world v { include w; } world w { include v; }", "cycle", 7, "loop");
    row("packages in a loop",
        "interface i { use c:d/j.{t}; } interface k { type u = u8; } package c:d { interface j { type t = "
        "u8; } interface l { use a:b/k.{u}; } }",
        "package-cycle", 69, "loop");
    row("empty record", "interface i { record r {} }", "empty-type", 22, "at least");
    row("empty enum", "interface i { enum e {} }", "empty-type", 20, "at least");
    row("map with float keys", "interface i { type t = map<f32, u8>; }", "bad-type", 24, "key");
    row("map with named keys", "interface i { type k = string; type t = map<k, u8>; }", "bad-type", 41,
        "key");
    row("map with handles", "interface i { resource r; type t = map<u8, r>; }", "bad-type", 36, "handles");
    row("stream of char", "interface i { type t = stream<char>; }", "bad-type", 24, "char");
    row("future of borrow", "interface i { resource r; f: func(a: future<borrow<r>>); }", "bad-type", 38,
        "borrowed");
    row("borrow as result", "interface i { resource r; f: func() -> option<borrow<r>>; }", "borrow-result",
        40, "borrowed");
    row("constructor of something else", "interface i { resource r { constructor() -> u8; } }", "constructor",
        45, "result");
    row("constructor of another resource",
        "interface i { resource q; resource r { constructor() -> result<q>; } }", "constructor", 57,
        "result");
    row("33 flags",
        "interface i { flags f { "
        "a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,b0,b1,b2,b3,b4,b5,b6,b7,b8,b9,c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,d0,d1,d2 "
        "} }",
        "too-large", 21, "32 flags");
    row("value of 2^28 bytes", "interface i { type t = list<u64, 33554432>; }", "too-large", 20, "2^28");
    row("deprecated alone", "interface i { @deprecated(version = 1.0.0) f: func(); }", "gates", 15, "@since");
    row("since and unstable", "interface i { @since(version = 1.0.0) @unstable(feature = x) f: func(); }",
        "gates", 15, "either");
    row("since in a package without version", "interface i { @since(version = 1.0.0) f: func(); }", "gates",
        32, "version");
    row("a gate behind what is not gated",
        "interface i { @unstable(feature = x) type t = u8; f: func(a: t); }", "gated-out", 62,
        "--features x");
    row("external id of an interface", "@external-id(\"x\") interface i {}", "attribute-place", 1,
        "interface");
    row("include renames what is not there",
        "world a { import f: func(); } world w { include a with { g as h } }", "unknown-name", 58, "label");
    row("include meets what is there",
        "world a { import f: func(); } world w { import f: func(); include a; }", "duplicate-name", 67,
        "with { f as");
    row("imported and exported through another",
        "interface x { type t = u8; } interface y { use x.{t}; } interface z { use x.{t}; use y.{t as u}; } "
        "world w { export x; export z; }",
        "mixed-use", 127, "export `a:b/y` too");
  }
  void one() {
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, place);
    QFETCH(QString, word);
    const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString());
    const QString all = problemsOf(reading);
    QVERIFY2(reading.problems.errors() == 1, qPrintable(all));
    const wit::Problem& problem = reading.problems.items().front();
    const wit::LineColumn at = reading.sources.lineColumn(problem.place);
    QVERIFY2(QString::fromStdString(problem.code) == code, qPrintable(all));
    if (code != "package-place")
      QVERIFY2(QString("%1:%2").arg(at.line).arg(at.column) == place, qPrintable(all));
    QVERIFY2(all.contains(word), qPrintable(all));
  }

  void laterThanThePackage() {
    const wit::Reading reading =
        wit::parsePackage("a.wit", "package a:b@1.0.0; interface i { @since(version = 1.1.0) f: func(); }");
    QVERIFY2(problemsOf(reading).contains("later than the package's version"),
             qPrintable(problemsOf(reading)));
  }

  void severalAtOnce() {
    const wit::Reading reading = wit::parsePackage("a.wit",
                                                   "package a:b;\n"
                                                   "interface i {\n"
                                                   "  record broken { x: , y: u8 }\n"
                                                   "  f: func(a: broken) -> gone;\n"
                                                   "  g: func(\n"
                                                   "}\n"
                                                   "world w { import nowhere; export f: func() }\n");
    QStringList codes;
    for (const wit::Problem& p : reading.problems.items()) codes << QString::fromStdString(p.code);
    // `broken` is not called unknown: it is there, and its own problem is named.
    QCOMPARE(codes, QStringList({"syntax", "syntax", "syntax", "unknown-name", "unknown-name"}));
  }

  void textOfAProblem() {
    const wit::Reading reading =
        wit::parsePackage("store.wit", "package a:b;\ninterface i {\n\tf: func(a: strin);\n}\n");
    QCOMPARE(wit::problemText(reading.problems.items().front(), reading.sources),
             std::string("store.wit:3:13: error[unknown-name]: there is no type `strin`\n"
                         "  3 | \tf: func(a: strin);\n"
                         "    | \t           ^^^^^\n"
                         "  way out: define it here, or bring it here with `use`\n"));
  }

  /// Hostile texts end in an error within a second (the sanitizers get more).
  void hostile_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& text, const char* code) {
      QTest::newRow(name) << QByteArray("package a:b;\n") + text << QString(code);
    };
    row("10,000 lists in each other",
        "interface i { type t = " + repeated("list<", 10000) + "u8" + repeated(">", 10000) + "; }",
        "too-deep");
    row("10,000 comments in each other", repeated("/*", 10000), "unterminated-comment");
    row("10,000 packages in each other", repeated("package c:d {", 10000), "nested-package");
    row("10,000 braces", repeated("interface i {", 10000), "syntax");
    row("200,000 lines that are no items", repeated("x;\n", 200000), "syntax");
    row(
        "a type that doubles 64 times",
        [] {
          QByteArray text = "interface i { type t0 = u8;";
          for (int i = 1; i <= 64; ++i)
            text += QString("type t%1 = tuple<t%2, t%2>;").arg(i).arg(i - 1).toLatin1();
          return text + "}";
        }(),
        "too-large");
    row(
        "101 records in each other",
        [] {
          QByteArray text = "interface i { type t0 = u8;";
          for (int i = 1; i <= 101; ++i)
            text += QString("record t%1 { x: t%2 }").arg(i).arg(i - 1).toLatin1();
          return text + "}";
        }(),
        "too-deep");
    row(
        "20,000 names of one type, last first",
        [] {
          QByteArray text = "interface i {";
          for (int i = 20000; i > 0; --i) text += QString("type t%1 = t%2;").arg(i).arg(i - 1).toLatin1();
          return text + "type t0 = u8; }";
        }(),
        "too-deep");
    row(
        "20,000 interfaces that use each other in a loop",
        [] {
          QByteArray text;
          for (int i = 0; i < 20000; ++i)
            text += QString("interface i%1 { use i%2.{t}; }").arg(i).arg((i + 1) % 20000).toLatin1();
          return text;
        }(),
        "cycle");
    row(
        "worlds that double what they include",
        [] {
          QByteArray text = "world w0 { import f: func(); }";
          for (int i = 1; i <= 20; ++i)
            text += QString("world w%1 { include w%2; include w%2 with { f as f%1 } }")
                        .arg(i)
                        .arg(i - 1)
                        .toLatin1();
          return text;
        }(),
        "duplicate-name");
    row(
        "1,500 worlds of 1,500 imports",
        [] {
          QByteArray text = "world w0 { import f0: func(); }";
          for (int i = 1; i <= 1500; ++i)
            text += QString("world w%1 { include w%2; import f%1: func(); }").arg(i).arg(i - 1).toLatin1();
          return text;
        }(),
        "too-large");
    row("zeros", QByteArray(1 << 20, '\0'), "forbidden-character");
    row("more than is read", QByteArray(int(wit::MaxTextBytes), ' '), "too-large");
  }
  void hostile() {
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QElapsedTimer timer;
    timer.start();
    const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString());
    const qint64 took = timer.elapsed();
    QVERIFY(!reading.valid());
    QStringList codes;
    for (const wit::Problem& problem : reading.problems.items())
      codes << QString::fromStdString(problem.code);
    QVERIFY2(codes.contains(code), qPrintable(codes.join(' ')));
    QVERIFY2(took < 1000 || qEnvironmentVariableIsSet("ASAN_OPTIONS"),
             qPrintable(QString("%1 ms").arg(took)));
  }

  /// Long but harmless: 30,000 interfaces in a chain are read.
  void longChains() {
    QByteArray text = "package a:b;\ninterface i0 { type t = u8; }";
    for (int i = 1; i < 30000; ++i)
      text += QString("interface i%1 { use i%2.{t}; }").arg(i).arg(i - 1).toLatin1();
    QElapsedTimer timer;
    timer.start();
    const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString());
    // More than a thousand links: each would be a name of its own in a binary.
    QVERIFY2(problemsOf(reading).contains("names of each other"), qPrintable(problemsOf(reading).left(300)));
    QVERIFY(timer.elapsed() < 2000);
  }
};

QTEST_APPLESS_MAIN(WitProblemsTest)
#include "tst_wit_problems.moc"
