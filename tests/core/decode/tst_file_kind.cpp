// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/component_decoder.h"
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

  /// A component that exports types is no package: those of packages are component types under plain labels.
  void typesAreNoPackage() {
    const Bytes types = test::fromHex(std::string(test::ComponentPreamble) +
                                      "07 02 01 79 0b 07 01 00 01 74 03 00 00");  // type t = u32, exported
    QCOMPARE(decode::describeFile(types).kind, FileKind::Component);
    const auto component = decode::decodeComponent(shareBytes(types));
    QVERIFY(component.has_value());
    QVERIFY(!decode::isWitPackage(*component));
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

  /// The binary form that wasm-tools 1.263 gives this WIT, as recorded:
  ///     package demo:shop@1.0.0;
  ///     interface types { record order { id: u32 } }
  ///     interface orders { use types.{order}; place: func(o: order) -> result; }
  ///     world app { import types; export orders; }
  void packagesOfWasmTools() {
    const auto description = decode::describeFile(test::fromHex(
        // clang-format off
          "00 61 73 6d 0d 00 01 00 07 32 01 41 02 01 42 02 01 72 01 02 69 64 79 04 00 05 6f 72 64 65 72 03 "
          "00 00 04 00 15 64 65 6d 6f 3a 73 68 6f 70 2f 74 79 70 65 73 40 31 2e 30 2e 30 05 00 0b 0b 01 00 "
          "05 74 79 70 65 73 03 00 00 07 80 01 01 41 05 01 42 02 01 72 01 02 69 64 79 04 00 05 6f 72 64 65 "
          "72 03 00 00 03 00 15 64 65 6d 6f 3a 73 68 6f 70 2f 74 79 70 65 73 40 31 2e 30 2e 30 05 00 02 03 "
          "00 00 05 6f 72 64 65 72 01 42 05 02 03 02 01 01 04 00 05 6f 72 64 65 72 03 00 00 01 6a 00 00 01 "
          "40 01 01 6f 01 00 02 04 00 05 70 6c 61 63 65 01 03 04 00 16 64 65 6d 6f 3a 73 68 6f 70 2f 6f 72 "
          "64 65 72 73 40 31 2e 30 2e 30 05 02 0b 0c 01 00 06 6f 72 64 65 72 73 03 02 00 07 9b 01 01 41 02 "
          "01 41 05 01 42 02 01 72 01 02 69 64 79 04 00 05 6f 72 64 65 72 03 00 00 03 00 15 64 65 6d 6f 3a "
          "73 68 6f 70 2f 74 79 70 65 73 40 31 2e 30 2e 30 05 00 02 03 00 00 05 6f 72 64 65 72 01 42 05 02 "
          "03 02 01 01 04 00 05 6f 72 64 65 72 03 00 00 01 6a 00 00 01 40 01 01 6f 01 00 02 04 00 05 70 6c "
          "61 63 65 01 03 04 00 16 64 65 6d 6f 3a 73 68 6f 70 2f 6f 72 64 65 72 73 40 31 2e 30 2e 30 05 02 "
          "04 00 13 64 65 6d 6f 3a 73 68 6f 70 2f 61 70 70 40 31 2e 30 2e 30 04 00 0b 09 01 00 03 61 70 70 "
          "03 04 00 00 10 0c 70 61 63 6b 61 67 65 2d 64 6f 63 73 01 7b 7d 00 2f 09 70 72 6f 64 75 63 65 72 "
          "73 01 0c 70 72 6f 63 65 73 73 65 64 2d 62 79 01 0d 77 69 74 2d 63 6f 6d 70 6f 6e 65 6e 74 07 30 "
          "2e 32 36 33 2e 30 "));
    // clang-format on
    QCOMPARE(description.kind, FileKind::WitPackage);
    QCOMPARE(QString::fromStdString(description.sentence),
             "holds WIT only, there is nothing to run. It describes 2 interfaces and 1 world.");
  }
};

QTEST_GUILESS_MAIN(TestFileKind)
#include "tst_file_kind.moc"
