// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDirIterator>
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/print/core_wat.h"
#include "core/types/core_module_check.h"
#include "tests/support/corpus.h"
#include "tests/support/hex.h"

using namespace sb;

namespace {

constexpr decode::CoreBatchSizes InOneGo{std::size_t{1} << 40, 1};

/// A function, its locals, a table, elements, a memory and data all have names or contents that batches could
/// lose.
constexpr const char* EverySection =
    "00 61 73 6d 01 00 00 00 "
    "01 09 02 60 00 00 60 01 7f 01 7f "                          // types: [] -> [], [i32] -> [i32]
    "02 07 01 01 65 01 66 00 00 "                                // import "e" "f"
    "03 04 03 00 01 01 "                                         // three functions
    "04 04 01 70 00 02 "                                         // a table of two
    "05 03 01 00 01 "                                            // a memory of one page
    "06 06 01 7f 01 41 07 0b "                                   // a global
    "07 05 01 01 67 00 02 "                                      // export "g"
    "08 01 01 "                                                  // start: function 1
    "09 08 01 00 41 00 0b 02 01 03 "                             // elements: functions 1 and 3
    "0c 01 03 "                                                  // three data segments
    "0a 28 03 "                                                  // code
    "02 00 0b "                                                  // function 1: nothing
    "10 02 02 7e 01 7c 20 00 04 7f 41 01 05 41 02 0b 0b "        // function 2: locals, if and else
    "12 01 01 7f 02 40 20 00 0d 00 0b 20 00 20 01 6a 10 02 0b "  // function 3: a block, a branch, a call
    "0b 19 03 "                                                  // data
    "00 41 08 0b 05 61 22 5c 0a ff "                             // a quote, a backslash, a line feed, ff
    "01 03 78 79 7a "                                            // passive
    "00 41 10 0b 04 00 7f 20 7e "                                // at 16
    "00 26 04 6e 61 6d 65 "                                      // names
    "00 02 01 6d "                                               // the module
    "01 0d 03 00 02 69 30 01 02 66 31 02 02 66 32 "              // the functions
    "02 0c 01 02 03 00 01 70 01 01 61 02 01 62 ";                // the locals of function 2

void findModules(const model::Component& component, std::vector<Bytes>& out) {
  for (const model::Section& section : component.sections) {
    if (const auto* s = std::get_if<model::ComponentSection>(&section.content))
      findModules(*s->component, out);
    if (const auto* s = std::get_if<model::CoreModuleSection>(&section.content))
      out.emplace_back(s->module.bytes.begin(), s->module.bytes.end());
  }
}

std::vector<Bytes> modulesOf(const Bytes& file) {
  std::vector<Bytes> out;
  if (const auto component = decode::decodeComponent(shareBytes(file))) findModules(*component, out);
  return out;
}

std::string textOf(const Bytes& module, const decode::CoreBatchSizes& sizes) {
  std::string text;
  const auto written = print::writeCoreModule(module, appendTo(text), sizes);
  return written ? text : "error: " + written.error().message;
}

/// What went wrong, empty when nothing did.
QString differenceOfBatches(const Bytes& module) {
  const std::string whole = textOf(module, InOneGo);
  std::vector<std::size_t> sizes{module.size() / 7 + 1};
  if (module.size() < 20'000) sizes.push_back(1);  // each function by itself
  for (const std::size_t size : sizes) {
    const decode::CoreBatchSizes cut{0, size};
    const std::string batches = textOf(module, cut);
    if (batches == whole) continue;
    const auto [a, b] = std::mismatch(whole.begin(), whole.end(), batches.begin(), batches.end());
    const auto at = static_cast<std::size_t>(a - whole.begin());
    return QString("batches of %1 bytes differ at %2: `%3` instead of `%4`")
        .arg(size)
        .arg(at)
        .arg(QString::fromStdString(batches.substr(at, 60)), QString::fromStdString(whole.substr(at, 60)));
  }
  if (types::validateCoreModule(module).kind != types::CoreModuleVerdict::Kind::Valid) return {};
  const auto batches = decode::CoreModuleBatches::of(module, {0, module.size() / 7 + 1});
  if (!batches) return {};
  for (const auto& functions : batches->batches()) {
    const auto verdict = types::validateCoreModule(batches->module(functions));
    if (verdict.kind != types::CoreModuleVerdict::Kind::Valid)
      return "a batch of a valid module is not valid: " + QString::fromStdString(verdict.message);
  }
  return {};
}

/// A module of two functions, the first of more than 2 MiB; `second` is the body of the other.
Bytes largeModule(const Bytes& second) {
  Bytes out = test::fromHex("00 61 73 6d 01 00 00 00 01 05 01 60 00 01 7f 03 03 02 00 00");
  const auto leb = [](std::size_t value, Bytes& to) {
    for (int i = 0; i < 5; ++i)
      to.push_back(static_cast<std::uint8_t>((value >> (7 * i) & 0x7f) | (i < 4 ? 0x80 : 0)));
  };
  Bytes code{2};
  constexpr std::size_t Nops = (std::size_t{2} << 20) + 100;
  leb(Nops + 4, code);
  code.push_back(0);
  code.insert(code.end(), Nops, 0x01);
  for (const int byte : {0x41, 0x00, 0x0b}) code.push_back(static_cast<std::uint8_t>(byte));
  code.push_back(static_cast<std::uint8_t>(second.size()));
  code.insert(code.end(), second.begin(), second.end());
  out.push_back(10);
  leb(code.size(), out);
  out.insert(out.end(), code.begin(), code.end());
  return out;
}

}  // namespace

/// Large core modules are read in batches of their functions: nothing of their text or of their validity is
/// lost by that.
class TestCoreModuleBatches : public QObject {
  Q_OBJECT
 private slots:
  void everySection() {
    const Bytes module = test::fromHex(EverySection);
    const QString text = QString::fromStdString(textOf(module, InOneGo));
    QVERIFY2(text.contains("(data (;0;) (i32.const 8) \"a\\22\\5c\\0a\\ff\")"), qPrintable(text));
    QVERIFY2(text.contains("(func $f2 (type 1) (param $p i32) (result i32)\n    (local $a i64)"),
             qPrintable(text));
    const auto batches = decode::CoreModuleBatches::of(module, {0, 1});
    QVERIFY(batches.has_value());
    QCOMPARE(batches->batches().size(), std::size_t{3});
    QCOMPARE(batches->data().size(), std::size_t{3});
    QCOMPARE(differenceOfBatches(module), QString());
  }

  /// Constants of several instructions, as modules of shared libraries have them: one line each, in the form
  /// that every reader takes, and data segments that get back what they hold.
  void longConstants() {
    const Bytes module = test::fromHex(
        "00 61 73 6d 01 00 00 00"
        "01 04 01 60 00 00"                                           // type
        "02 08 01 01 61 01 67 03 7f 00"                               // import "a" "g": global i32
        "03 03 02 00 00"                                              // two functions
        "04 04 01 70 00 04"                                           // table
        "05 03 01 00 01"                                              // memory
        "06 0e 02 7f 00 41 01 23 00 6a 0b 7e 01 42 05 0b"             // globals: 1 + g; 5
        "09 0b 01 00 41 01 23 00 6b 0b 02 00 01"                      // elements at 1 - g
        "0a 07 02 02 00 0b 02 00 0b"                                  // code
        "0b 11 02 00 23 00 41 08 6c 0b 02 22 29 00 41 03 0b 01 78");  // data at g * 8: ") and at 3
    const QString text = QString::fromStdString(textOf(module, InOneGo));
    for (const char* line : {"\n  (global (;1;) i32 i32.const 1 global.get 0 i32.add)\n",
                             "\n  (global (;2;) (mut i64) (i64.const 5))\n",
                             "\n  (elem (;0;) (offset i32.const 1 global.get 0 i32.sub) func 0 1)\n",
                             "\n  (data (;0;) (offset global.get 0 i32.const 8 i32.mul) \"\\22)\")\n",
                             "\n  (data (;1;) (i32.const 3) \"x\"))\n"})
      QVERIFY2(text.contains(line), qPrintable(QString(line) + " is not in " + text));
    QCOMPARE(differenceOfBatches(module), QString());
  }

  void shippedFiles_data() {
    QTest::addColumn<QString>("path");
    const QString root = SPLICEBOARD_SOURCE_DIR;
    for (const char* folder : {"/resources", "/bench/guests"}) {
      QDirIterator files(root + folder, {"*.wasm"}, QDir::Files, QDirIterator::Subdirectories);
      while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.mid(root.size() + 1))) << path;
      }
    }
  }
  void shippedFiles() {
    QFETCH(QString, path);
    for (const Bytes& module : modulesOf(test::readFile(path.toStdString())))
      QCOMPARE(differenceOfBatches(module), QString());
  }

  void corpus() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
    int modules = 0;
    for (const char* folder : {"components", "conformance", "splices"})
      for (const std::string& path : test::corpusFiles(folder, ".wasm")) {
        for (const Bytes& module : modulesOf(test::readFile(test::corpusFolder() / path))) {
          const QString difference = differenceOfBatches(module);
          QVERIFY2(difference.isEmpty(), qPrintable(QString::fromStdString(path) + ": " + difference));
          ++modules;
        }
      }
    qInfo("%d core modules have the same text in batches", modules);
    QVERIFY(modules > 1000);
  }

  /// The default sizes, on a module that is cut with them.
  void largest() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
    const Bytes file = test::unpackZstd(test::corpusFolder() / "components/js/calc-js-cli.wasm.zst");
    QVERIFY2(!file.empty(), "zstd is needed to unpack the corpus");
    int cut = 0;
    for (const Bytes& module : modulesOf(file)) {
      const auto batches = decode::CoreModuleBatches::of(module);
      if (!batches) continue;
      ++cut;
      QVERIFY(batches->batches().size() > 5);
      QVERIFY(textOf(module, {}) == textOf(module, InOneGo));
    }
    QCOMPARE(cut, 1);
  }

  void validity_data() {
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("message");
    QTest::newRow("both functions are fine") << "00 41 01 0b"
                                             << "";
    QTest::newRow("the second function gives nothing") << "00 0b"
                                                       << "type mismatch";
    QTest::newRow("the second function gives an i64") << "00 42 00 0b"
                                                      << "type mismatch";
    QTest::newRow("the second function calls what is not there") << "00 10 05 0b"
                                                                 << "function variable out of range";
  }
  void validity() {
    QFETCH(QString, second);
    QFETCH(QString, message);
    const Bytes module = largeModule(test::fromHex(second.toStdString()));
    QVERIFY(decode::CoreModuleBatches::of(module).has_value());
    const auto verdict = types::validateCoreModule(module);
    QVERIFY2(QString::fromStdString(verdict.message).startsWith(message), verdict.message.c_str());
    QCOMPARE(verdict.kind, message.isEmpty() ? types::CoreModuleVerdict::Kind::Valid
                                             : types::CoreModuleVerdict::Kind::Invalid);
    const auto text = print::checkCoreModuleText(module);
    QCOMPARE(text.has_value(), message.isEmpty() || message.startsWith("type mismatch"));
  }

  /// What cannot be cut is read whole.
  void notCut_data() {
    QTest::addColumn<QString>("module");
    QTest::newRow("no code") << "00 61 73 6d 01 00 00 00";
    QTest::newRow("a function longer than the section")
        << "00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00 0a 04 01 09 00 0b";
    QTest::newRow("a data segment longer than the section")
        << "00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00 0a 04 01 02 00 0b 0b 03 01 01 09";
    QTest::newRow("metadata of places in functions")
        << "00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00"
           "00 1b 19 6d 65 74 61 64 61 74 61 2e 63 6f 64 65 2e 62 72 61 6e 63 68 5f 68 69 6e 74 00"
           "0a 04 01 02 00 0b";
  }
  void notCut() {
    QFETCH(QString, module);
    QVERIFY(!decode::CoreModuleBatches::of(test::fromHex(module.toStdString()), {0, 1}));
  }
};

QTEST_APPLESS_MAIN(TestCoreModuleBatches)
#include "tst_core_module_batches.moc"
