// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "core/wit/load.h"
#include "core/wit/write_wit.h"

using namespace sb;

namespace {

/// `wasm-tools component wit --wasm` 1.263 of:
/// package local:dep@1.0.0;
/// interface types { record point { x: u8 } resource r { get: func() -> u32; } }
/// interface more { use types.{point}; f: func(p: point); }
const QByteArray DepPackage = QByteArray::fromHex(
    "0061736d0d000100075701410201420601720101787d040005706f696e740300000400017203010168020140010473656c660300"
    "79"
    "04000d5b6d6574686f645d722e67657401040400156c6f63616c3a6465702f747970657340312e302e3005000b0b010005747970"
    "65"
    "73030000077b01410501420301720101787d040005706f696e740300000400017203010300156c6f63616c3a6465702f74797065"
    "73"
    "40312e302e3005000203000005706f696e740142040203020101040005706f696e74030000014001017001010004000166010204"
    "00"
    "146c6f63616c3a6465702f6d6f726540312e302e3005020b0a0100046d6f726503020000100c7061636b6167652d646f6373017b"
    "7d"
    "002f0970726f647563657273010c70726f6365737365642d6279010d7769742d636f6d706f6e656e7407302e3236332e30");

class Folder {
 public:
  void add(const QString& path, const QByteArray& content) {
    const QString whole = m_dir.filePath(path);
    QDir().mkpath(QFileInfo(whole).path());
    QFile file(whole);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  Result<wit::Reading> read(const QString& below = {}) const {
    return wit::readWitPath(m_dir.filePath(below).toStdString());
  }
  QString path(const QString& below) const { return m_dir.filePath(below); }

 private:
  QTemporaryDir m_dir;
};

QString problemsOf(const Result<wit::Reading>& reading) {
  if (!reading) return QString::fromStdString(reading.error().text());
  QString out;
  for (const wit::Problem& problem : reading->problems.items())
    out += QString::fromStdString(wit::problemText(problem, reading->sources));
  return out;
}

}  // namespace

/// WIT.md, "Filesystem structure".
class WitFoldersTest : public QObject {
  Q_OBJECT
 private slots:
  void filesOfOnePackage() {
    Folder folder;
    folder.add("types.wit", "interface types { type size = u32; }");
    folder.add("world.wit", "package a:b; use types as t; world w { import host; use t.{size}; }");
    folder.add("host.wit", "interface host { use types.{size}; f: func(s: size); }");
    folder.add("readme.md", "no WIT");
    folder.add("sub/other.wit", "package not:read; interface x {");
    const auto reading = folder.read();
    QVERIFY2(reading && reading->valid(), qPrintable(problemsOf(reading)));
    QCOMPARE(reading->document.packages.size(), std::size_t(1));
    QCOMPARE(reading->document.interfaces.size(), std::size_t(2));
  }

  /// Text of a component among the dependencies is not read, which is said; an error where it is needed.
  void textOfComponentsIsPassedOver() {
    Folder folder;
    folder.add("w.wit", "package a:b; world w { }");
    folder.add("deps/c.wat", "(component)");
    const auto unneeded = folder.read();
    QVERIFY(unneeded && unneeded->valid());
    QVERIFY2(
        problemsOf(unneeded).contains("warning[wasm-text]") && problemsOf(unneeded).contains("deps/c.wat"),
        qPrintable(problemsOf(unneeded)));
    folder.add("w.wit", "package a:b; world w { import c:d/i; }");
    const auto needed = folder.read();
    QVERIFY(needed && !needed->valid());
    QVERIFY2(problemsOf(needed).contains("warning[wasm-text]") &&
                 problemsOf(needed).contains("error[unknown-package]: the package `c:d` is not there"),
             qPrintable(problemsOf(needed)));
  }

  /// `use` at the top level holds in its own file only.
  void topLevelUseIsOfItsFile() {
    Folder folder;
    folder.add("a.wit", "package a:b; use i as j; interface k { use j.{t}; }");
    folder.add("b.wit", "interface i { type t = u8; } interface l { use j.{t}; }");
    const auto reading = folder.read();
    QVERIFY2(problemsOf(reading).contains("b.wit:1:48: error[unknown-name]"),
             qPrintable(problemsOf(reading)));
  }

  void dependencies() {
    Folder folder;
    folder.add("w.wit",
               "package a:b; world w { import one:x/i@0.1.0; import two:x/i; import local:dep/more@1.0.0; "
               "import in:place/i; } package in:place { interface i {} }");
    folder.add("deps/one/a.wit", "package one:x@0.1.0; interface i { use j.{t}; }");
    folder.add("deps/one/b.wit", "interface j { use two:x/i.{t}; }");
    folder.add("deps/two.wit", "package two:x; interface i { type t = u8; }");
    folder.add("deps/dep.wasm", DepPackage);
    folder.add("deps/empty/notes.txt", "");
    const auto reading = folder.read();
    QVERIFY2(reading && reading->valid(), qPrintable(problemsOf(reading)));
    QStringList packages;
    for (const wit::Package& package : reading->document.packages)
      packages << QString::fromStdString(package.id());
    packages.sort();
    QCOMPARE(packages, QStringList({"a:b", "in:place", "local:dep@1.0.0", "one:x@0.1.0", "two:x"}));
    QCOMPARE(reading->document.packages[reading->document.root].id(), std::string("a:b"));
    const wit::World& world = reading->document.worlds[wit::WorldId(0)];
    QStringList imports;
    for (const wit::WorldItem& item : world.imports) imports << QString::fromStdString(item.name);
    QCOMPARE(imports, QStringList({"two:x/i", "one:x/j@0.1.0", "one:x/i@0.1.0", "local:dep/types@1.0.0",
                                   "local:dep/more@1.0.0", "in:place/i"}));
  }

  void binaryPackageAlone() {
    Folder folder;
    folder.add("dep.wasm", DepPackage);
    const auto reading = folder.read("dep.wasm");
    QVERIFY2(reading && reading->valid(), qPrintable(problemsOf(reading)));
    QCOMPARE(wit::writeDocument(reading->document), std::string(R"(package local:dep@1.0.0;

interface types {
  record point {
    x: u8,
  }

  resource r {
    get: func() -> u32;
  }
}

interface more {
  use types.{point};

  f: func(p: point);
}
)"));
  }

  void twoOfOnePackage() {
    Folder folder;
    folder.add("w.wit", "package a:b; world w { import c:d/i; }");
    folder.add("deps/one.wit", "package c:d; interface i { f: func(); }");
    folder.add("deps/two.wit", "package c:d;\n  interface i { f: func(); }\n");
    QVERIFY2(folder.read()->valid(), qPrintable(problemsOf(folder.read())));
    folder.add("deps/two.wit", "package c:d; interface i { f: func(a: u8); }");
    const auto reading = folder.read();
    QVERIFY2(problemsOf(reading).contains("duplicate-package"), qPrintable(problemsOf(reading)));
    QVERIFY2(problemsOf(reading).contains("one.wit"), qPrintable(problemsOf(reading)));
  }

  void filesOfTwoNames() {
    Folder folder;
    folder.add("a.wit", "package a:b;");
    folder.add("b.wit", "package a:c;");
    QVERIFY(problemsOf(folder.read()).contains("error[package-name]"));
  }

  void noHead() {
    Folder folder;
    folder.add("a.wit", "interface i {}");
    QVERIFY(problemsOf(folder.read()).contains("error[no-package]"));
  }

  void what() {
    Folder folder;
    folder.add("empty/notes.txt", "");
    QCOMPARE(folder.read("empty").error().code, ErrorCode::FileNotFound);
    QCOMPARE(folder.read("gone.wit").error().code, ErrorCode::FileNotFound);
    folder.add("component.wasm", QByteArray::fromHex("0061736d0d000100"));
    QCOMPARE(folder.read("component.wasm").error().code, ErrorCode::Invalid);
    folder.add("broken.wasm", DepPackage.left(100));
    QVERIFY(!folder.read("broken.wasm"));
  }
};

QTEST_APPLESS_MAIN(WitFoldersTest)
#include "tst_wit_folders.moc"
