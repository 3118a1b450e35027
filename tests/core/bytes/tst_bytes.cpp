// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <limits>

#include "core/bytes/byte_reader.h"
#include "core/bytes/byte_writer.h"
#include "tests/support/hex.h"

using namespace sb;
using bytes::ByteReader;
using bytes::ByteWriter;

class TestBytes : public QObject {
  Q_OBJECT
 private slots:
  void unsignedNumbers_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<quint32>("value");
    QTest::newRow("zero") << "00" << true << 0u;
    QTest::newRow("one byte at most") << "7f" << true << 127u;
    QTest::newRow("two bytes") << "80 01" << true << 128u;
    QTest::newRow("padded to five bytes") << "83 80 80 80 00" << true << 3u;
    QTest::newRow("largest") << "ff ff ff ff 0f" << true << 0xffffffffu;
    QTest::newRow("bit 32 set") << "ff ff ff ff 1f" << false << 0u;
    QTest::newRow("padded to six bytes") << "83 80 80 80 80 00" << false << 0u;
    QTest::newRow("cut short") << "80" << false << 0u;
    QTest::newRow("nothing") << "" << false << 0u;
  }
  void unsignedNumbers() {
    QFETCH(QString, hex);
    QFETCH(bool, fits);
    QFETCH(quint32, value);
    const Bytes input = test::fromHex(hex.toStdString());
    ByteReader in(input, 0x100);
    const auto read = in.u32("number");
    QCOMPARE(read.has_value(), fits);
    if (fits) {
      QCOMPARE(*read, value);
      QVERIFY(in.atEnd());
    } else {
      QVERIFY(*read.error().offset >= 0x100);
    }
  }

  void signedNumbers_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("value");
    QTest::newRow("63") << "3f" << true << qint64{63};
    QTest::newRow("64 needs a second byte for its sign") << "c0 00" << true << qint64{64};
    QTest::newRow("minus one") << "7f" << true << qint64{-1};
    QTest::newRow("minus 64") << "40" << true << qint64{-64};
    QTest::newRow("minus 65") << "bf 7f" << true << qint64{-65};
    QTest::newRow("padded zero") << "80 80 80 80 00" << true << qint64{0};
    QTest::newRow("largest index") << "ff ff ff ff 0f" << true << qint64{0xffffffff};
    QTest::newRow("least") << "80 80 80 80 70" << true << -(qint64{1} << 32);
    QTest::newRow("bit 33 is not the sign") << "ff ff ff ff 1f" << false << qint64{0};
    QTest::newRow("six bytes") << "80 80 80 80 80 00" << false << qint64{0};
  }
  void signedNumbers() {
    QFETCH(QString, hex);
    QFETCH(bool, fits);
    QFETCH(qint64, value);
    const Bytes input = test::fromHex(hex.toStdString());
    ByteReader in(input, 0);
    const auto read = in.s33("number");
    QCOMPARE(read.has_value(), fits);
    if (fits) QCOMPARE(*read, std::int64_t{value});
  }

  void writtenNumbersReadBack() {
    for (const std::int64_t value :
         {-(std::int64_t{1} << 32), std::int64_t{-65}, std::int64_t{-64}, std::int64_t{-1}, std::int64_t{0},
          std::int64_t{63}, std::int64_t{64}, std::int64_t{0xffffffff}}) {
      ByteWriter out;
      out.s33(value);
      ByteReader in(out.bytes(), 0);
      QCOMPARE(*in.s33("number"), value);
      QVERIFY(in.atEnd());
    }
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                      std::uint64_t{1} << 32, std::numeric_limits<std::uint64_t>::max()}) {
      ByteWriter out;
      out.u64(value);
      ByteReader in(out.bytes(), 0);
      QCOMPARE(*in.u64("number"), value);
      QVERIFY(in.atEnd());
    }
  }

  void utf8_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<bool>("legal");
    QTest::newRow("letters") << "61 62" << true;
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("two bytes") << "c3 a9" << true;
    QTest::newRow("three bytes") << "e2 82 ac" << true;
    QTest::newRow("four bytes") << "f0 9f 98 80" << true;
    QTest::newRow("last code point") << "f4 8f bf bf" << true;
    QTest::newRow("behind the last code point") << "f4 90 80 80" << false;
    QTest::newRow("surrogate") << "ed a0 80" << false;
    QTest::newRow("overlong") << "c0 80" << false;
    QTest::newRow("overlong of three bytes") << "e0 80 80" << false;
    QTest::newRow("continuation alone") << "80" << false;
    QTest::newRow("cut short") << "e2 82" << false;
    QTest::newRow("lead byte f8") << "f8 88 80 80 80" << false;
  }
  void utf8() {
    QFETCH(QString, hex);
    QFETCH(bool, legal);
    const Bytes input = test::fromHex(hex.toStdString());
    QCOMPARE(bytes::isUtf8(std::string(input.begin(), input.end())), legal);
  }

  void countsAreCheckedAgainstTheRest() {
    const Bytes input = test::fromHex("03 00 00");
    ByteReader in(input, 0);
    const auto count = in.count("items", 1'000);
    QVERIFY(!count.has_value());
    QCOMPARE(count.error().code, ErrorCode::UnexpectedEnd);
    ByteReader again(input, 0);
    QCOMPARE(again.count("items", 2).error().code, ErrorCode::LimitExceeded);
  }
};

QTEST_GUILESS_MAIN(TestBytes)
#include "tst_bytes.moc"
