// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <set>

#include "core/decode/component_decoder.h"
#include "core/locate/find_item.h"
#include "core/print/component_wat.h"
#include "core/support/sha256.h"
#include "tests/support/corpus.h"
#include "tests/support/hex.h"
#include "tests/support/normal_form.h"

using namespace sb;

namespace {

/// What is known of the text of one file: its hash, and what wasm-tools 1.263 made of it.
struct Recorded {
  QString hash, verdict;
};

/// The independent reader, when one is installed. SPLICEBOARD_WASM_TOOLS names it.
QString wasmTools() {
  const QString named = qEnvironmentVariable("SPLICEBOARD_WASM_TOOLS");
  return named.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("wasm-tools")) : named;
}

/// The component that the reader makes of a text; the reader's message when it makes none.
std::pair<Bytes, QString> readBack(const QString& reader, const std::string& text) {
  QTemporaryDir folder;
  const QString from = folder.filePath("text.wat"), to = folder.filePath("back.wasm");
  QFile file(from);
  if (!file.open(QIODevice::WriteOnly)) return {{}, "cannot write"};
  file.write(text.data(), static_cast<qint64>(text.size()));
  file.close();
  QProcess process;
  process.start(reader, {"parse", from, "-o", to});
  process.waitForFinished(120'000);
  if (process.exitCode() != 0)
    return {{}, QString::fromUtf8(process.readAllStandardError()).section('\n', 0, 0)};
  return {test::readFile(to.toStdString()), {}};
}

/// `same`, `as-bytes` (the text format cannot say one of the core modules), or why the reader refuses the
/// text.
QString verdictOf(const QString& reader, const model::Component& component, const print::WatText& text) {
  const auto [bytes, message] = readBack(reader, text.text);
  if (!message.isEmpty()) return "refused: " + message;
  if (!text.remarks.empty())
    return bytes == Bytes(component.bytes.begin(), component.bytes.end()) ? "as-bytes" : "other bytes";
  const auto back = decode::decodeComponent(shareBytes(bytes));
  if (!back) return "does not decode";
  const std::string difference = test::differenceOf(component, *back);
  return difference.empty() ? QString("same") : QString::fromStdString(difference);
}

constexpr auto RecordedFile = SPLICEBOARD_SOURCE_DIR "/tests/golden/wat/recorded.txt";

std::map<QString, Recorded> readRecorded() {
  std::map<QString, Recorded> out;
  QFile file(RecordedFile);
  if (!file.open(QIODevice::ReadOnly)) return out;
  while (!file.atEnd()) {
    const QString line = QString::fromUtf8(file.readLine()).trimmed();
    if (line.isEmpty() || line.startsWith('#')) continue;
    out[line.section(' ', 1, 1)] = {line.section(' ', 0, 0), line.section(' ', 2)};
  }
  return out;
}

}  // namespace

/// Component text. Each case of tests/golden/decode has its text beside it; every accepted component of the
/// corpus is printed, and an independent reader makes the same component of it: where the reader is installed
/// this is done, elsewhere the text is compared with the one it was done for.
class TestComponentWat : public QObject {
  Q_OBJECT
 private slots:
  void cookbook_data() {
    QTest::addColumn<QString>("folder");
    const QDir root(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode");
    for (const QString& name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
      QTest::newRow(qPrintable(name)) << root.filePath(name);
  }
  void cookbook() {
    QFETCH(QString, folder);
    const Bytes input = test::fromHex(test::asText(folder + "/input.hex"));
    const auto component = decode::decodeComponent(shareBytes(input));
    QVERIFY(component.has_value());
    const print::WatText text = print::componentWat(*component);
    QVERIFY(text.remarks.empty());
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN")) {
      QFile out(folder + "/expected.wat");
      QVERIFY(out.open(QIODevice::WriteOnly));
      out.write(text.text.data(), static_cast<qint64>(text.text.size()));
    }
    QCOMPARE(QString::fromStdString(text.text),
             QString::fromStdString(test::asText(folder + "/expected.wat")));
    if (!wasmTools().isEmpty()) QCOMPARE(verdictOf(wasmTools(), *component, text), QString("same"));
  }

  void readersMakeTheSameOfIt() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
    const QString reader = wasmTools();
    const bool update = qEnvironmentVariableIsSet("UPDATE_GOLDEN");
    if (update && reader.isEmpty()) QFAIL("the recorded outcome needs wasm-tools");
    if (reader.isEmpty()) qInfo("no wasm-tools here: texts are compared with the recorded ones");
    std::map<QString, Recorded> recorded = readRecorded(), now;
    int same = 0, asBytes = 0, other = 0;
    for (const std::string& path : files()) {
      const QString name = QString::fromStdString(path);
      const auto component = decode::decodeComponent(shareBytes(content(path)));
      if (!component) continue;  // tst_corpus_roundtrip and the conformance tests say which these are
      const print::WatText text = print::componentWat(*component);
      const ByteSpan bytes(reinterpret_cast<const std::uint8_t*>(text.text.data()), text.text.size());
      const QString hash = QString::fromStdString(sha256Hex(bytes)).left(16);
      const bool known = recorded.count(name) && recorded[name].hash == hash;
      const QString verdict = !reader.isEmpty() ? verdictOf(reader, *component, text)
                              : known           ? recorded[name].verdict
                                                : QString("not known: the text changed");
      now[name] = {hash, verdict};
      (verdict == "same" ? same : verdict == "as-bytes" ? asBytes : other)++;
      if (update) continue;
      QVERIFY2(recorded.count(name), qPrintable(name + " is not recorded"));
      QVERIFY2(recorded[name].verdict == verdict, qPrintable(name + ": " + verdict));
      QVERIFY2(recorded[name].hash == hash,
               qPrintable(name + ": the text changed; UPDATE_GOLDEN=1 records it"));
    }
    qInfo("%d texts read back as the same component, %d as bytes, %d not", same, asBytes, other);
    if (update) write(now);
    QVERIFY(same > 950);
    QVERIFY(asBytes < 40);
    QVERIFY(other <= 1);
  }

  void parts_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("function") << "02-lifted-function"
                              << "func[0]"
                              << "(func (;0;) (type 0) (canon lift (core func 0)))\n";
    QTest::newRow("the export of it") << "02-lifted-function"
                                      << "export[f]"
                                      << "(export (;1;) \"f\" (func 0))\n";
    QTest::newRow("argument") << "06-nested-instantiation"
                              << "instance[1].argument[y]"
                              << "(with \"y\" (func 0))\n";
    QTest::newRow("declarator") << "04-imported-record"
                                << "type[0].export[point]"
                                << "(export (;1;) \"point\" (type (eq 0)))\n";
    QTest::newRow("nested type") << "04-imported-record"
                                 << "type[0].type[2]"
                                 << "(type (;2;) (func (param \"p\" 1)))\n";
    QTest::newRow("nested component") << "08-outer-aliases"
                                      << "component[0]"
                                      << "(component\n  (alias outer 1 0 (type (;0;)))\n"
                                         "  (import \"e\" (type (;1;) (eq 0)))\n)\n";
  }
  void parts() {
    QFETCH(QString, folder);
    QFETCH(QString, path);
    QFETCH(QString, text);
    const auto root = decode::decodeComponent(shareBytes(test::fromHex(
        test::asText(QString(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode/%1/input.hex").arg(folder)))));
    QVERIFY(root.has_value());
    const auto parsed = locate::parsePath(path.toStdString());
    const auto found = locate::findItem(*root, *parsed);
    QVERIFY2(found.has_value(), found ? "" : found.error().text().c_str());
    QCOMPARE(QString::fromStdString(print::itemWat(*root, found->item).text), text);
  }

  /// Names become identifiers: what the text cannot carry is replaced, what would be there twice is numbered,
  /// and an annotation keeps the name.
  void names() {
    // component-name of a component with two instance types imported: instances 0 and 1
    const Bytes input = test::fromHex(
        "00 61 73 6d 0d 00 01 00"
        "07 03 01 42 00"                                      // instance type, no declarators
        "0a 0b 02 00 01 61 05 00 00 01 62 05 00"              // imports "a" and "b": instance (type 0)
        "00 21 0e 63 6f 6d 70 6f 6e 65 6e 74 2d 6e 61 6d 65"  // custom section "component-name"
        "00 04 03 72 20 74"                                   // the component: "r t"
        "01 0a 05 02 00 02 78 21 01 02 78 22");               // instances: 0 "x!", 1 "x\""
    const auto component = decode::decodeComponent(shareBytes(input));
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    const QString text = QString::fromStdString(print::componentWat(*component).text);
    QVERIFY2(text.startsWith("(component $r_t\n"), qPrintable(text));
    QVERIFY2(text.contains("(import \"a\" (instance $x! (;0;) (type 0)))"), qPrintable(text));
    QVERIFY2(text.contains("(import \"b\" (instance $x_ (@name \"x\\22\") (;1;) (type 0)))") ||
                 text.contains("(import \"b\" (instance $x_ (@name \"x\\\"\") (;1;) (type 0)))"),
             qPrintable(text));
  }

  /// Names are in the identifiers of the whole text; asked for by itself, their section shows its bytes. A
  /// producers section that holds more than its text form can say is bytes, too.
  void smallFiles_data() {
    QTest::addColumn<QString>("sections");  // behind the preamble
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("available parallelism, as readers spell it")
        << "08 02 01 42"
        << "canon[0]"
        << "(core func (;0;) (canon thread.available_parallelism))\n";
    const char* producers = "70 72 6f 64 75 63 65 72 73";
    QTest::newRow("names in the whole") << "00 13 0e 63 6f 6d 70 6f 6e 65 6e 74 2d 6e 61 6d 65 00 02 01 72"
                                        << ""
                                        << "(component $r\n)\n";
    QTest::newRow("names by themselves") << "00 13 0e 63 6f 6d 70 6f 6e 65 6e 74 2d 6e 61 6d 65 00 02 01 72"
                                         << "custom[component-name]"
                                         << "(@custom \"component-name\" \"\\00\\02\\01r\")\n";
    QTest::newRow("producers") << QString("00 14 09 %1 01 03 73 64 6b 01 01 61 01 31").arg(producers)
                               << "custom[producers]"
                               << "(@producers\n  (sdk \"a\" \"1\")\n)\n";
    QTest::newRow("producers with a byte behind them")
        << QString("00 15 09 %1 01 03 73 64 6b 01 01 61 01 31 00").arg(producers) << "custom[producers]"
        << "(@custom \"producers\" \"\\01\\03sdk\\01\\01a\\011\\00\")\n";
    QTest::newRow("producers with a field of their own")
        << QString("00 12 09 %1 01 01 78 01 01 61 01 31").arg(producers) << "custom[producers]"
        << "(@custom \"producers\" \"\\01\\01x\\01\\01a\\011\")\n";
  }
  void smallFiles() {
    QFETCH(QString, sections);
    QFETCH(QString, path);
    QFETCH(QString, text);
    const auto root = decode::decodeComponent(
        shareBytes(test::fromHex(std::string(test::ComponentPreamble) + sections.toStdString())));
    QVERIFY2(root.has_value(), root ? "" : root.error().text().c_str());
    const auto found = locate::findItem(*root, *locate::parsePath(path.toStdString()));
    QVERIFY2(found.has_value(), found ? "" : found.error().text().c_str());
    QCOMPARE(QString::fromStdString(print::itemWat(*root, found->item).text), text);
  }

  void offsets() {
    const auto root = decode::decodeComponent(shareBytes(test::fromHex(
        test::asText(SPLICEBOARD_SOURCE_DIR "/tests/golden/decode/02-lifted-function/input.hex"))));
    QVERIFY(root.has_value());
    print::WatOptions options;
    options.offsets = true;
    const QString text = QString::fromStdString(print::componentWat(*root, options).text);
    QVERIFY2(text.contains(
                 QRegularExpression("\\(;@0x[0-9a-f]{8};\\)   \\(export \\(;1;\\) \"f\" \\(func 0\\)\\)")),
             qPrintable(text));
    QVERIFY(text.startsWith("(;@0x00000000;) (component\n"));
    // A reader takes the places for comments.
    if (wasmTools().isEmpty()) return;
    const auto [bytes, message] = readBack(wasmTools(), text.toStdString());
    QVERIFY2(message.isEmpty(), qPrintable(message));
  }

 private:
  /// Every component of the corpus that the conformance suites accept, and every real one.
  static std::vector<std::string> files() {
    std::set<std::string> out;
    for (const test::ConformanceRow& row : test::conformanceRows())
      if (row.what == "component" && row.kind != "invalid" && row.kind != "malformed")
        out.insert("conformance/" + row.file.toStdString());
    for (const char* folder : {"components", "hooks", "splices"})
      for (const std::string& path : test::corpusFiles(folder, ".wasm")) out.insert(path);
    return {out.begin(), out.end()};
  }
  static Bytes content(const std::string& path) { return test::readFile(test::corpusFolder() / path); }

  static void write(const std::map<QString, Recorded>& now) {
    QFile file(RecordedFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "# What wasm-tools 1.263 makes of our component text: hash of the text, file of the corpus, "
        "outcome.\n"
        "# Written by tst_component_wat with UPDATE_GOLDEN=1 where wasm-tools is installed.\n");
    for (const auto& [name, one] : now)
      file.write(QString("%1 %2 %3\n").arg(one.hash, name, one.verdict).toUtf8());
  }
};

QTEST_GUILESS_MAIN(TestComponentWat)
#include "tst_component_wat.moc"
