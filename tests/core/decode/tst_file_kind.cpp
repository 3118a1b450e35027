// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/file_kind.h"
#include "tests/support/corpus.h"
#include "tests/support/hex.h"

using namespace sb;
using decode::FileKind;

class TestFileKind : public QObject {
  Q_OBJECT
 private slots:
  void describes_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const QByteArray& file, FileKind kind, const char* sentence) {
      QTest::newRow(name) << file << int(kind) << QString(sentence);
    };
    const auto component = [](const char* hex) {
      return QByteArray::fromHex(QByteArray("0061736d0d000100") + hex);
    };
    row("an empty component", component(""), FileKind::Component, "is a component.");
    row("a component cut short", component("0705"), FileKind::Component, "is a component.");
    row("a component that exports an instance type", component("0703014200 0b07010001770300 00"),
        FileKind::Component, "is a component.");
    row("a WIT package with an interface", component("0703014100 0b07010001770300 00"), FileKind::WitPackage,
        "holds WIT only, there is nothing to run. It describes 1 interface.");
    row("a WIT package with two interfaces", component("0705024100 4100 0b0d02000177030000000178030100"),
        FileKind::WitPackage, "holds WIT only, there is nothing to run. It describes 2 interfaces.");
    // a component type that exports a component type: a world
    row("a WIT package with a world",
        component("0712014102014100 04 0007613a622f776f72 0400 0b07010001770300 00"), FileKind::WitPackage,
        "holds WIT only, there is nothing to run. It describes 1 world.");
    row("a type under an interface's name is no package", component("0703014100 0b0b010005613a622f630300 00"),
        FileKind::Component, "is a component.");
    row("a component with a core module is no package",
        component("0703014100 0b07010001770300 00 01080061736d01000000"), FileKind::Component,
        "is a component.");
    row("a core module", QByteArray("\0asm\1\0\0\0", 8), FileKind::CoreModule,
        "is a core module, not a component. Making a component of it needs its WIT.");
    row("text of a component", "(component)", FileKind::WasmText,
        "is WebAssembly text. Translate it into a binary first, for example with `wasm-tools parse`.");
    row("text behind comments", "\xef\xbb\xbf;; one\n(; two ;) ( module $m)", FileKind::WasmText,
        "is WebAssembly text. Translate it into a binary first, for example with `wasm-tools parse`.");
    row("compressed", QByteArray("\x28\xb5\x2f\xfd\0\0\0\0\0", 9), FileKind::ZstdCompressed,
        "is compressed with Zstandard. Unpack it first, for example with `zstd -d`.");
    row("empty", "", FileKind::Other, "is empty.");
    row("a picture", "\x89PNG\r\n\x1a\n", FileKind::Other,
        "is not a WebAssembly file: its first bytes are not those of one.");
    row("a comment without end", "(; never", FileKind::Other,
        "is not a WebAssembly file: its first bytes are not those of one.");
    row("four bytes of WebAssembly", QByteArray("\0asm", 4), FileKind::Other,
        "ends inside the first eight bytes of a WebAssembly file.");
    row("a later version", QByteArray("\0asm\x0e\0\1\0", 8), FileKind::Other,
        "is a WebAssembly file of a version this program does not know (version 14, layer 1).");
  }
  void describes() {
    QFETCH(QByteArray, file);
    QFETCH(int, kind);
    QFETCH(QString, sentence);
    const Bytes bytes(file.begin(), file.end());
    const decode::FileDescription description = decode::describeFile(bytes);
    QCOMPARE(QString::fromStdString(description.sentence), sentence);
    QCOMPARE(description.kind, FileKind(kind));
  }

  void corpusFiles() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
    for (const std::string& path : test::corpusFiles("components", ".wasm")) {
      const auto description = decode::describeFile(test::readFile(test::corpusFolder() / path));
      QVERIFY2(description.kind == FileKind::Component, path.c_str());
    }
    for (const std::string& path : test::corpusFiles("components", ".zst"))
      QVERIFY2(decode::sniffFile(test::readFile(test::corpusFolder() / path)) == FileKind::ZstdCompressed,
               path.c_str());
  }

  /// The binary form that wasm-tools gives the WIT files of this project.
  void packagesOfWasmTools() {
    const QString program = QStandardPaths::findExecutable("wasm-tools");
    if (program.isEmpty()) QSKIP("wasm-tools is not installed");
    QTemporaryDir folder;
    QFile wit(folder.filePath("shop.wit"));
    QVERIFY(wit.open(QIODevice::WriteOnly));
    wit.write(
        "package demo:shop@1.0.0;\ninterface types { record order { id: u32 } }\n"
        "interface orders { use types.{order}; place: func(o: order) -> result; }\n"
        "world app { import types; export orders; }\n");
    wit.close();
    QCOMPARE(QProcess::execute(
                 program, {"component", "wit", "--wasm", wit.fileName(), "-o", folder.filePath("shop.wasm")}),
             0);
    const auto description = decode::describeFile(test::readFile(folder.filePath("shop.wasm").toStdString()));
    QCOMPARE(QString::fromStdString(description.sentence),
             "holds WIT only, there is nothing to run. It describes 2 interfaces and 1 world.");
  }
};

QTEST_GUILESS_MAIN(TestFileKind)
#include "tst_file_kind.moc"
