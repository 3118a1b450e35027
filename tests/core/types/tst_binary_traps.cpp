// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/types/check_component.h"
#include "tests/support/hex.h"

using namespace sb;

namespace {

std::string hexOf(std::size_t number) {
  std::string out;
  do {
    const unsigned group = number & 0x7f;
    number >>= 7;
    char text[4];
    std::snprintf(text, sizeof text, "%02x ", number > 0 ? group | 0x80 : group);
    out += text;
  } while (number > 0);
  return out;
}

/// A section with its id and size in front.
std::string s(std::size_t id, const std::string& content) {
  return hexOf(id) + hexOf(test::fromHex(content).size()) + content + " ";
}

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text + " ";
  return out;
}

const std::string Component(test::ComponentPreamble), Module(test::CoreModulePreamble);

}  // namespace

/// The twenty facts of the binary format that are easy to get wrong (docs/spec-map.md lists where each is
/// tested). Each row is a file: "ok", "malformed" when it does not decode, else the code of what is wrong
/// with it. Every verdict is that of wasm-tools 1.263 with all features. What is accepted is encoded to the
/// same bytes again, where the file wastes none.
class BinaryTrapsTest : public QObject {
  Q_OBJECT
 private slots:
  void files_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<bool>("wastes");
    const auto file = [](const char* name, const std::string& hex, const char* verdict, bool wastes = false) {
      QTest::newRow(name) << QString::fromStdString(hex) << QString(verdict) << wastes;
    };
    const auto row = [&](const char* name, const std::string& hex, const char* verdict, bool wastes = false) {
      file(name, Component + hex, verdict, wastes);
    };
    const std::string func = s(7, "01 40 00 01 00");  // func() => type 0
    // clang-format off
    file("binary trap 1: the preamble alone", Component, "ok");
    file("binary trap 1: version and layer swapped", "00 61 73 6d 01 00 0d 00", "malformed");
    file("binary trap 1: layer 2", "00 61 73 6d 0d 00 02 00", "malformed");
    file("binary trap 1: layer 0 with a component's version", "00 61 73 6d 0d 00 00 00", "malformed");
    row("binary trap 1: a core module section has a core module", s(1, Module), "ok");
    row("binary trap 1: a core module section has a component", s(1, Component), "malformed");
    row("binary trap 1: a component section has a core module", s(4, Module), "malformed");

    row("binary trap 2: sections repeat in any order", s(11, "00") + func + s(10, "01 00 01 66 01 00") + s(7, "01 7f") + s(10, "00"), "ok");
    row("binary trap 2: only backwards references", s(10, "01 00 01 66 01 00") + func, "index-out-of-range");
    row("binary trap 2: section 13", s(13, "00"), "malformed");
    row("binary trap 2: a component section has no count", s(4, "01 " + Component), "malformed");
    row("binary trap 2: a core module section has no count", s(1, "01 " + Module), "malformed");

    row("binary trap 3: empty sections", s(2, "00") + s(3, "00") + s(5, "00") + s(6, "00") + s(7, "00") + s(8, "00") + s(10, "00") + s(11, "00"), "ok");
    row("binary trap 3: numbers of five bytes", "07 87 80 80 80 00 81 80 80 80 00 40 00", "malformed");
    row("binary trap 3: a size and a count of five bytes", "07 86 80 80 80 00 81 80 80 80 00 7f", "ok", true);
    row("binary trap 3: an index of five bytes", s(7, "01 7f") + s(7, "01 70 80 80 80 80 00"), "ok", true);
    row("binary trap 3: bits beyond the 32nd", s(7, "81 80 80 80 10 7f"), "malformed");
    row("binary trap 3: six bytes", s(7, "81 80 80 80 80 00 7f"), "malformed");
    row("binary trap 3: a byte left in the section", s(7, "01 7f 00"), "malformed");

    row("binary trap 4: a value type index from 64 on has two bytes", s(7, "41 " + times(65, "7f")) + s(7, "01 70 c0 00"), "ok");
    row("binary trap 4: index 64 in one byte is a negative number", s(7, "41 " + times(65, "7f")) + s(7, "01 70 40"), "malformed");
    row("binary trap 4: no list inside of a list", s(7, "01 70 70 7f"), "malformed");
    row("binary trap 4: index 63 has one byte", s(7, "40 " + times(64, "7f")) + s(7, "01 70 3f"), "ok");

    row("binary trap 5: own has a plain index", s(7, "40 " + times(64, "7f")) + s(7, "01 3f 7f 00") + s(7, "01 69 40"), "ok");
    row("binary trap 5: so has an import", s(7, "40 " + times(64, "7f")) + func + s(10, "01 00 01 66 01 40"), "ok");

    row("binary trap 6: result with and without types", s(7, "04 6a 00 00 6a 01 7f 00 6a 00 01 7f 6a 01 7f 01 7f"), "ok");
    row("binary trap 6: an optional type is 0 or 1", s(7, "01 6a 02 7f 00"), "malformed");
    row("binary trap 6: stream and future with and without", s(7, "04 66 00 66 01 7d 65 00 65 01 7d"), "ok");
    row("binary trap 6: an optional destructor is 0 or 1", s(7, "01 3f 7f 02"), "malformed");
    row("binary trap 6: a case ends in zero", s(7, "01 71 01 01 61 00 00"), "ok");
    row("binary trap 6: a case ends in one", s(7, "01 71 01 01 61 00 01 00"), "malformed");

    row("binary trap 7: a result and none", s(7, "02 40 00 00 79 40 00 01 00"), "ok");
    row("binary trap 7: one named result", s(7, "01 40 00 01 01 01 61 79"), "malformed");
    row("binary trap 7: an async function has the same form", s(7, "02 43 01 01 61 79 00 79 43 00 01 00"), "ok");
    row("binary trap 7: task.return with and without", s(8, "02 09 00 79 00 09 01 00 00"), "ok");
    row("binary trap 7: task.return with a named result", s(8, "01 09 01 01 01 61 79 00"), "malformed");

    row("binary trap 8: a core instance exports by core sorts of one byte", s(1, "00 61 73 6d 01 00 00 00 05 03 01 00 01 07 05 01 01 6d 02 00") + s(2, "01 00 00 00") + s(6, "01 00 02 01 00 01 6d") + s(2, "01 01 01 01 61 02 00"), "ok");
    row("binary trap 8: and no instance", s(1, Module) + s(2, "01 00 00 00") + s(2, "01 01 01 01 61 12 00"), "wrong-sort");
    row("binary trap 8: five is no core sort", s(2, "01 01 01 01 61 05 00"), "malformed");
    row("binary trap 8: names in an instance have a lead byte", s(5, "01 01 00") + s(5, "01 01 01 00 01 61 05 00"), "ok");
    row("binary trap 8: without it", s(5, "01 01 00") + s(5, "01 01 01 01 61 05 00"), "malformed");

    row("binary trap 9: the extern type of a core module", s(3, "01 50 00") + s(10, "01 00 01 61 00 11 00"), "ok");
    row("binary trap 9: of a core type", s(3, "01 50 00") + s(10, "01 00 01 61 00 10 00"), "malformed");
    row("binary trap 9: type bounds are 0 and 1", s(7, "01 7f") + s(10, "02 00 01 61 03 00 00 00 01 62 03 01"), "ok");
    row("binary trap 9: bound 2", s(10, "01 00 01 61 03 02"), "malformed");
    row("binary trap 9: a component type has imports", s(7, "01 41 01 03 00 01 61 03 01"), "ok");
    row("binary trap 9: an instance type has none", s(7, "01 42 01 03 00 01 61 03 01"), "malformed");

    row("binary trap 10: an outer alias of a type", s(7, "01 7f") + s(4, Component + s(6, "01 03 02 01 00")), "ok");
    row("binary trap 10: an outer alias of a function", func + s(10, "01 00 01 66 01 00") + s(4, Component + s(6, "01 01 02 01 00")), "malformed");
    row("binary trap 10: an outer count beyond the root", s(7, "01 7f") + s(6, "01 03 02 01 00"), "outer-count");
    row("binary trap 10: the alias of a module type", s(3, "01 60 00 00") + s(3, "01 50 01 02 10 01 01 00"), "ok");
    row("binary trap 10: a function alias in an instance type", s(7, "01 42 01 02 01 00 00 01 61"), "malformed");

    row("binary trap 11: lead bytes 0 and 1 mean the same", func + s(10, "02 00 01 66 01 00 01 01 67 01 00"), "ok");
    row("binary trap 11: and 0 and 1 are one name", func + s(10, "02 00 01 66 01 00 01 01 66 01 00"), "duplicate-name");
    row("binary trap 11: lead byte 2 has attributes", func + s(10, "01 02 01 66 01 02 01 78 01 00"), "ok");
    row("binary trap 11: lead byte 3", func + s(10, "01 03 01 66 01 00"), "malformed");
    row("binary trap 11: an attribute twice", func + s(10, "01 02 01 66 02 02 01 78 02 01 79 01 00"), "duplicate-attribute");
    row("binary trap 11: the name of an argument has no lead byte", s(4, Component) + s(5, "01 01 00") + s(5, "01 00 00 01 01 61 05 00"), "ok");
    row("binary trap 11: an argument with one", s(4, Component) + s(5, "01 01 00") + s(5, "01 00 00 01 00 01 61 05 00"), "malformed");

    row("binary trap 12: 50 is a module type", s(3, "01 50 00"), "ok");
    row("binary trap 12: a type that is not final begins with 00 50", s(3, "01 00 50 00 5f 00"), "ok");
    row("binary trap 12: a final one does not", s(3, "01 4f 00 5f 00"), "ok");
    row("binary trap 12: 00 stands before nothing else", s(3, "01 00 60 00 00"), "malformed");
    row("binary trap 12: in a module type 50 is that type", s(3, "01 50 01 01 50 00 5f 00"), "ok");

    row("binary trap 13: an export adds an index", s(7, "01 7f") + s(11, "01 00 01 61 03 00 00") + s(11, "01 00 01 62 03 01 00") + s(7, "01 70 02"), "ok");
    row("binary trap 13: and only one", s(7, "01 7f") + s(11, "01 00 01 61 03 00 00") + s(7, "01 70 02"), "index-out-of-range");

    row("binary trap 14: an instance type begins with no types", s(7, "01 7f") + s(7, "01 42 01 04 00 01 61 03 00 00"), "index-out-of-range");
    row("binary trap 14: and has its own", s(7, "01 42 02 01 7f 04 00 01 61 03 00 00"), "ok");
    row("binary trap 14: a module type begins with no types", s(3, "01 60 00 00") + s(3, "01 50 01 00 01 61 01 62 00 00"), "index-out-of-range");
    row("binary trap 14: an export in a type adds an index", s(7, "01 42 04 01 42 00 04 00 01 61 05 00 04 00 01 62 05 00 02 05 00 00 01 63"), "no-such-export");

    row("binary trap 15: the order of definitions is kept", s(7, "01 7f") + s(11, "01 00 01 61 03 00 00") + s(7, "01 70 01") + s(11, "01 00 01 62 03 02 00") + s(7, "01 7e"), "ok");

    row("binary trap 16: a core argument is an instance", s(1, Module) + s(2, "02 00 00 00 00 00 01 01 61 12 00"), "ok");
    row("binary trap 16: and nothing else", s(1, Module) + s(2, "02 00 00 00 00 00 01 01 61 11 00"), "malformed");
    row("binary trap 16: a component's argument may be a core module", s(1, Module) + s(4, Component) + s(5, "01 00 00 01 01 61 00 11 00"), "ok");
    row("binary trap 16: and no other core sort", s(1, Module) + s(2, "01 00 00 00") + s(4, Component) + s(5, "01 00 00 01 01 61 00 12 00"), "malformed");

    row("binary trap 17: arguments are matched by name", func + s(10, "01 00 01 66 01 00") + s(4, Component + func + s(10, "02 00 01 61 01 00 00 01 62 01 00")) + s(5, "01 00 00 02 01 62 01 00 01 61 01 00"), "ok");

    row("binary trap 18: a truncated name", s(10, "01 00 05 61"), "malformed");
    row("binary trap 18: a name that is not UTF-8", func + s(10, "01 00 01 ff 01 00"), "malformed");
    row("binary trap 18: a name against the grammar", func + s(10, "01 00 01 5f 01 00"), "bad-extern-name");
    row("binary trap 18: an empty record", s(7, "01 72 00"), "empty-type");
    row("binary trap 18: an empty variant", s(7, "01 71 00"), "empty-type");
    row("binary trap 18: an empty tuple", s(7, "01 6f 00"), "empty-type");
    row("binary trap 18: no flags", s(7, "01 6e 00"), "empty-type");
    row("binary trap 18: no cases", s(7, "01 6d 00"), "empty-type");
    row("binary trap 18: an unknown type", s(7, "01 60"), "malformed");

    row("binary trap 20: a count of 2^32 - 1", s(7, "ff ff ff ff 0f"), "malformed");
    row("binary trap 20: a count larger than what follows", s(10, "03 00 01 66 01 00"), "malformed");
    // clang-format on
  }
  void files() {
    QFETCH(QString, file);
    QFETCH(QString, verdict);
    QFETCH(bool, wastes);
    const Bytes bytes = test::fromHex(file.toStdString());
    const QByteArray folder = qgetenv("SPLICEBOARD_DUMP_ROWS");
    if (!folder.isEmpty()) {
      QString name = QTest::currentDataTag();
      QFile out(QDir(folder).filePath((verdict == "ok" ? "valid " : "invalid ") + name.replace('/', '_') +
                                      ".wasm"));
      QVERIFY(out.open(QIODevice::WriteOnly));
      out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    }
    const auto component = decode::decodeComponent(shareBytes(bytes));
    if (!component) {
      QVERIFY2(verdict == "malformed", component.error().text().c_str());
      return;
    }
    types::CheckOptions options;
    options.features = types::Features::all();
    QStringList codes;
    for (const Diagnostic& item : types::checkComponent(*component, options).diagnostics)
      if (item.severity == Severity::Error) codes << QString::fromStdString(item.code);
    QCOMPARE(codes.isEmpty() ? QString("ok") : codes.join(' '), verdict);
    if (codes.isEmpty() && !wastes) QCOMPARE(encode::encodeComponent(*component), bytes);
  }

  /// wasm-tools' caps: longer and deeper files are refused while they are read.
  void caps_data() {
    QTest::addColumn<int>("nameBytes");
    QTest::addColumn<int>("typeDepth");
    QTest::addColumn<bool>("decodes");
    QTest::newRow("binary trap 19: a name of 100,000 bytes") << 100'000 << 1 << true;
    QTest::newRow("binary trap 19: a name of 100,001 bytes") << 100'001 << 1 << false;
    QTest::newRow("binary trap 19: 100 types in types") << 1 << 100 << true;
    QTest::newRow("binary trap 19: 101 types in types") << 1 << 101 << false;
  }
  void caps() {
    QFETCH(int, nameBytes);
    QFETCH(int, typeDepth);
    QFETCH(bool, decodes);
    const auto size = static_cast<std::size_t>(nameBytes);
    const std::string types = times(static_cast<std::size_t>(typeDepth) - 1, "42 01 01") + "42 00";
    const std::string import = "01 00 " + hexOf(size) + times(size, "61") + "05 00";
    const auto component =
        decode::decodeComponent(shareBytes(test::fromHex(Component + s(7, "01 " + types) + s(10, import))));
    QCOMPARE(component.has_value(), decodes);
    if (!decodes) QCOMPARE(component.error().code, ErrorCode::LimitExceeded);
  }
};

QTEST_APPLESS_MAIN(BinaryTrapsTest)
#include "tst_binary_traps.moc"
