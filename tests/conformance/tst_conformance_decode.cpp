// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <map>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "tests/support/corpus.h"

using namespace sb;

/// The public conformance suites at the level of bytes: what is valid must decode and encode to the same
/// bytes, what is malformed must not decode. Validity is the business of core/types.
class TestConformanceDecode : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
    m_rows = test::conformanceRows();
    QVERIFY2(m_rows.size() > 800, "index.jsonl holds fewer directives than expected");
  }

  void decodes_data() {
    rows([](const test::ConformanceRow& row) { return row.what == "component" && row.kind != "malformed"; });
  }
  /// Everything that is not malformed decodes; invalid rows may be stopped by a limit or while reading.
  void decodes() {
    QFETCH(test::ConformanceRow, row);
    const Bytes input = read(row);
    const auto component = decode::decodeComponent(shareBytes(input));
    if (Exceptions.contains(row.name().toStdString())) {
      QVERIFY2(!component.has_value(), "listed as an exception, but decoded: take it off the list");
      return;
    }
    if (!component && row.kind != "valid") return;
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    const Bytes output = encode::encodeComponent(*component);
    if (output == input) return;
    QVERIFY2(hasPaddedNumbers(row), "encoding gives other bytes");
    QVERIFY2(output.size() < input.size(), "only padding may disappear");
    const auto again = decode::decodeComponent(shareBytes(output));
    QVERIFY2(again.has_value(), "the shortened component does not decode");
    QVERIFY2(encode::encodeComponent(*again) == output, "the shortened component does not round-trip");
  }

  void malformedIsRejected_data() {
    rows([](const test::ConformanceRow& row) { return row.kind == "malformed"; });
  }
  void malformedIsRejected() {
    QFETCH(test::ConformanceRow, row);
    const auto component = decode::decodeComponent(shareBytes(read(row)));
    if (Exceptions.contains(row.name().toStdString())) {
      QVERIFY2(component.has_value(), "listed as an exception, but rejected: take it off the list");
      return;
    }
    QVERIFY2(!component.has_value(), "decodes");
    QVERIFY(!component.error().message.empty());
  }

 private:
  static Bytes read(const test::ConformanceRow& row) {
    return test::readFile(test::corpusFolder() / "conformance" / row.file.toStdString());
  }

  /// The row that pads its numbers on purpose.
  static bool hasPaddedNumbers(const test::ConformanceRow& row) {
    return row.wast.endsWith("binary/binary.wast") && row.line == 145;
  }

  /// Rows that this program judges otherwise, with the reason.
  static const std::map<std::string, std::string> Exceptions;

  template <class Wanted>
  void rows(Wanted wanted) {
    QTest::addColumn<test::ConformanceRow>("row");
    for (const test::ConformanceRow& row : m_rows)
      if (wanted(row)) QTest::newRow(qPrintable(row.name())) << row;
  }

  std::vector<test::ConformanceRow> m_rows;
};

const std::map<std::string, std::string> TestConformanceDecode::Exceptions = {
    {"component-model/values/start.wast:36 valid",
     "value imports without the bound byte, the form before Binary.md had `valuebound`; values are gated "
     "everywhere"},
    {"test/binary/binary.wast:200 malformed",
     "the order of sections is wrong inside an embedded core module, which decode carries as bytes"},
};

QTEST_GUILESS_MAIN(TestConformanceDecode)
#include "tst_conformance_decode.moc"
