// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/types/type_text.h"
#include "core/wit/load.h"
#include "core/wit/type_builder.h"
#include "core/wit/write_wit.h"

using namespace sb;

namespace {

QString problemsOf(const wit::Reading& reading) {
  QString out;
  for (const wit::Problem& problem : reading.problems.items())
    out += QString::fromStdString(wit::problemText(problem, reading.sources));
  return out;
}

/// What is written for a text, or its problems.
QString rewritten(const QString& text, const wit::FeatureChoice& features = {}) {
  const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString(), features);
  return reading.valid() ? QString::fromStdString(wit::writeDocument(reading.document)) : problemsOf(reading);
}

/// The names of a world's imports and exports: "a, b → c".
QString itemsOf(const QString& text, const std::string& world, const wit::FeatureChoice& features = {}) {
  const wit::Reading reading = wit::parsePackage("a.wit", text.toStdString(), features);
  const wit::WorldChoice choice = wit::chooseWorld(reading.document, world);
  if (!reading.valid() || !choice.world) return problemsOf(reading) + QString::fromStdString(choice.message);
  const auto names = [](const std::vector<wit::WorldItem>& items) {
    QStringList out;
    for (const wit::WorldItem& item : items) out << QString::fromStdString(item.name);
    return out.join(", ");
  };
  const wit::World& w = reading.document.worlds[*choice.world];
  return names(w.imports) + " → " + names(w.exports);
}

}  // namespace

class WitReaderTest : public QObject {
  Q_OBJECT
 private slots:
  /// Each file of written/ is as the writer has it: reading and writing changes nothing.
  void staysAsItIs_data() {
    QTest::addColumn<QString>("text");
    const QDir folder(QStringLiteral(SPLICEBOARD_SOURCE_DIR "/tests/core/wit/written"));
    const QStringList names = folder.entryList({"*.wit"}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 5);
    for (const QString& name : names) {
      QFile file(folder.filePath(name));
      QVERIFY(file.open(QIODevice::ReadOnly));
      QTest::newRow(qPrintable(name)) << QString::fromUtf8(file.readAll());
    }
  }
  void staysAsItIs() {
    QFETCH(QString, text);
    QCOMPARE(rewritten(text), text);
  }

  void spellings_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("same");
    const auto row = [](const char* name, const char* text, const char* same) {
      QTest::newRow(name) << QString("package a:b;\n%1").arg(text) << QString("package a:b;\n%1").arg(same);
    };
    row("no white space", "interface i{record r{a:u8,b:u8}f:func(a:r)->r;}",
        "interface i { record r { a: u8, b: u8, } f: func(a: r) -> r; }");
    row("nested comments", "/* a /* b */ c */ interface i { f: /* x */ func(); // end\n}",
        "interface i { f: func(); }");
    row("an escape where none is needed", "interface %i { %f: func(%x: u8); }",
        "interface i { f: func(x: u8); }");
    row("own where it goes without saying", "interface i { resource r; f: func(a: own<r>); }",
        "interface i { resource r; f: func(a: r); }");
    row("types before what they name", "interface i { type a = b; type b = u8; }",
        "interface i { type b = u8; type a = b; }");
    row("docs in a block", "/** one\n * two */ interface i {}", "/// one\n/// * two\ninterface i {}");
    row("a byte order mark and carriage returns", "interface i {\r\n  f: func();\r\n}\r\n",
        "interface i { f: func(); }");
    row("top-level use with a new name",
        "use j as k; interface i { use k.{t}; } interface j { type t = u8; }",
        "interface j { type t = u8; } interface i { use j.{t}; }");
    row("a package that names itself", "interface i { use a:b/j.{t}; } interface j { type t = u8; }",
        "interface j { type t = u8; } interface i { use j.{t}; }");
    row("an include in place of what it brings",
        "world a { import f: func(); export g: func(); } world w { include a with { f as h } }",
        "world a { import f: func(); export g: func(); } world w { import h: func(); export g: func(); }");
    row("an include copies types",
        "world a { record r { x: u8 } import f: func(r: r) -> r; } world w { include a; }",
        "world a { record r { x: u8 } import f: func(r: r) -> r; } world w { record r { x: u8 } import f: "
        "func(r: r) -> r; }");
    row("an included resource under another name",
        "world a { resource r { m: func() -> r; } } world w { include a with { r as s } }",
        "world a { resource r { m: func() -> r; } } world w { resource s { m: func() -> s; } }");
    row("an interface that is included twice is there once",
        "interface i {} world a { import i; } world b { import i; } world w { include a; include b; }",
        "interface i {} world a { import i; } world b { import i; } world w { import i; }");
  }
  void spellings() {
    QFETCH(QString, text);
    QFETCH(QString, same);
    QCOMPARE(rewritten(text), rewritten(same));
    QVERIFY2(!rewritten(text).contains("error["), qPrintable(rewritten(text)));
  }

  void worldItems_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("items");
    const auto row = [](const char* name, const char* text, const char* items) {
      QTest::newRow(name) << QString("package a:b;\n%1").arg(text) << QString(items);
    };
    row("an import brings what it uses, first",
        "interface x { use y.{t}; } interface y { use z.{t}; } interface z { type t = u8; } world w { import "
        "x; }",
        "a:b/z, a:b/y, a:b/x → ");
    row("an export brings what it uses as an import",
        "interface x { use y.{t}; } interface y { resource t; } world w { export x; }", "a:b/y → a:b/x");
    row("an export uses what is exported beside it",
        "interface x { use y.{t}; } interface y { resource t; } world w { export x; export y; }",
        " → a:b/y, a:b/x");
    row("a type of the world brings its interface",
        "interface y { type t = u8; } world w { use y.{t}; export f: func(t: t); }", "a:b/y, t → f");
    row("functions of resources come last",
        "world w { import f: func(); resource r { m: func(); constructor(); } }",
        "r, f, [method]r.m, [constructor]r → ");
  }
  void worldItems() {
    QFETCH(QString, text);
    QFETCH(QString, items);
    QCOMPARE(itemsOf(text, "w"), items);
  }

  void gates() {
    const QString text =
        "package a:b@1.0.0;\n"
        "interface i { @unstable(feature = new) type t = u8; @unstable(feature = new) f: func(t: t);\n"
        "  @since(version = 1.0.0) g: func(); }\n"
        "@unstable(feature = other) interface j {}\n"
        "world w { import i; @unstable(feature = other) import j; @unstable(feature = new) export h: func(); "
        "}";
    QCOMPARE(itemsOf(text, "w"), QString("a:b/i@1.0.0 → "));
    QCOMPARE(itemsOf(text, "w", {{"new"}, false}), QString("a:b/i@1.0.0 → h"));
    QCOMPARE(itemsOf(text, "w", {{}, true}), QString("a:b/i@1.0.0, a:b/j@1.0.0 → h"));
    QVERIFY(!rewritten(text).contains("f: func"));
    QVERIFY(rewritten(text, {{"new"}, false}).contains("f: func(t: t)"));
  }

  /// The types of a world: what an exported interface mentions is the imported resource, unless its interface
  /// is exported too.
  void resourcesOfWorlds() {
    const auto resourceOf = [](const types::NamedExtern* item, const char* name) {
      return std::get<types::TypeOfResource>(std::get<types::InstanceTypeRef>(item->type)->find(name)->type)
          .resource;
    };
    const std::string interfaces =
        "package a:b; interface y { resource t; } interface x { use y.{t}; f: func() -> t; }\n";
    const wit::Reading imported = wit::parsePackage("a.wit", interfaces + "world w { import y; export x; }");
    QVERIFY(imported.valid());
    const types::ComponentTypeRef one = wit::worldType(imported.document, wit::WorldId(0));
    QCOMPARE(resourceOf(one->findImport("a:b/y"), "t"), resourceOf(one->findExport("a:b/x"), "t"));
    QCOMPARE(one->importedResources.size(), std::size_t(1));
    QCOMPARE(one->definedResources.size(), std::size_t(0));
    const wit::Reading both =
        wit::parsePackage("a.wit", interfaces + "world w { import x; export y; export x; import p: y; }");
    QVERIFY2(both.valid(), qPrintable(problemsOf(both)));
    const types::ComponentTypeRef two = wit::worldType(both.document, wit::WorldId(0));
    QCOMPARE(resourceOf(two->findImport("a:b/y"), "t"), resourceOf(two->findImport("a:b/x"), "t"));
    QCOMPARE(resourceOf(two->findExport("a:b/y"), "t"), resourceOf(two->findExport("a:b/x"), "t"));
    QVERIFY(resourceOf(two->findImport("a:b/y"), "t") != resourceOf(two->findExport("a:b/y"), "t"));
    QVERIFY(resourceOf(two->findImport("p"), "t") != resourceOf(two->findImport("a:b/y"), "t"));
    const model::ExternName& label = two->findImport("p")->name;
    QCOMPARE(label.attributes.size(), std::size_t(1));
    QCOMPARE(label.attributes[0].value, std::string("a:b/y"));
  }

  void choosesWorlds() {
    const wit::Reading reading = wit::parsePackage(
        "a.wit", "package a:b; world one {} world two {} package c:d@1.0.0 { world three {} }");
    const auto named = [&reading](const char* name) {
      const wit::WorldChoice choice = wit::chooseWorld(reading.document, name);
      return choice.world ? reading.document.worlds[*choice.world].name
                          : choice.message + "; " + choice.wayOut;
    };
    QCOMPARE(named("two"), std::string("two"));
    QCOMPARE(named("a:b/one"), std::string("one"));
    QCOMPARE(named("c:d/three@1.0.0"), std::string("three"));
    QCOMPARE(named(""), std::string("the package `a:b` has 2 worlds; name one of `one`, `two`"));
    QCOMPARE(named("twoo"), std::string("there is no world `twoo`; did you mean `two`?"));
  }
};

QTEST_APPLESS_MAIN(WitReaderTest)
#include "tst_wit_reader.moc"
