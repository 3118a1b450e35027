// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest/QtTest>
#include <limits>

#include "core/engine/engine_handles.h"
#include "core/engine/engine_value.h"
#include "core/engine/host_boundary.h"
#include "core/engine/value_check.h"
#include "core/support/sha256.h"

using namespace sb;
using namespace sb::engine;

namespace {
EngineValue u8(std::uint8_t value) { return {value}; }
EngineValue text(const char* value) { return {std::string(value)}; }
}  // namespace

class TstEngineValue : public QObject {
  Q_OBJECT

 private slots:
  void describesEveryKind() {
    const EngineValue value{EngineRecord{{
        {"a", {EngineList{{u8(1), u8(2)}}}},
        {"b", {EngineTuple{{{true}, {std::int64_t(-3)}}}}},
        {"c", {EngineVariant{"on", {text("x")}}}},
        {"d", {EngineOption{}}},
        {"e", {EngineResult{false, {{EngineEnum{"late"}}}}}},
        {"f", {EngineFlags{{"read", "write"}}}},
        {"g", {EngineMap{{{text("k"), u8(9)}}}}},
        {"h", {EngineChar{U'é'}}},
        {"i", {EngineResource{true, 7, 42, nullptr}}},
        {"j", {1.5f}},
    }}};
    QCOMPARE(
        QString::fromStdString(describe(value)),
        QString("{a: [1u8, 2u8], b: (true, -3s64), c: on(\"x\"), d: none, e: err(late), f: {read, write}, "
                "g: map{\"k\": 9u8}, h: '\\u{e9}', i: own(7:42), j: 1.5f32}"));
  }

  void equality() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY((EngineValue{nan} == EngineValue{-nan}));
    QVERIFY(!(EngineValue{0.0} == EngineValue{-0.0}));
    QVERIFY(!(EngineValue{std::uint8_t(1)} == EngineValue{std::uint16_t(1)}));
    QVERIFY((EngineValue{EngineOption{{u8(1)}}} == EngineValue{EngineOption{{u8(1)}}}));
    QVERIFY(!(EngineValue{EngineOption{{u8(1)}}} == EngineValue{EngineOption{}}));
    QVERIFY(!(EngineValue{EngineRecord{{{"a", u8(1)}}}} == EngineValue{EngineRecord{{{"b", u8(1)}}}}));
  }

  void utf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("one to four bytes") << QByteArray("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") << true;
    QTest::newRow("continuation without a lead") << QByteArray("\x80") << false;
    QTest::newRow("cut short") << QByteArray("\xe2\x82") << false;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("past the last scalar value") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("five-byte lead") << QByteArray("\xf8\x88\x80\x80\x80") << false;
  }
  void utf8() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, good);
    QCOMPARE(isUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}), good);
  }

  void refusesWhatWouldEndTheProcess() {
    QCOMPARE(checkValue({std::string("\xff")}).error().code, ErrorCode::BadUtf8);
    QCOMPARE(checkValue({EngineList{{{EngineChar{0xd800}}}}}).error().code, ErrorCode::Invalid);
    QCOMPARE(checkValue({EngineOption{{u8(1), u8(2)}}}).error().code, ErrorCode::Invalid);
    EngineValue deep = u8(1);
    for (int i = 0; i < 300; ++i) deep = {EngineOption{{std::move(deep)}}};
    QCOMPARE(checkValue(deep).error().code, ErrorCode::LimitExceeded);
    QVERIFY(checkValue({EngineChar{0x10ffff}}));
  }

  void sha256_data() {
    QTest::addColumn<QByteArray>("bytes");
    // FIPS 180-4 examples, and the lengths where the padding changes its form.
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("abc") << QByteArray("abc");
    for (int size : {55, 56, 63, 64, 65, 119, 120, 1000}) {
      QTest::addRow("%d bytes", size) << QByteArray(size, 'q');
    }
  }
  void sha256() {
    QFETCH(QByteArray, bytes);
    const QByteArray want = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    QCOMPARE(QByteArray::fromStdString(sha256Hex({data, static_cast<std::size_t>(bytes.size())})), want);
  }

  void engineTextOnOneLine() {
    QCOMPARE(
        flattenMessage(
            "component imports instance `a`\n\nCaused by:\n    0: export `f` is wrong\n    1: missing\n"),
        std::string("component imports instance `a`: export `f` is wrong: missing"));
    QCOMPARE(flattenMessage("error while executing at wasm backtrace:\n    0: 0x35 - m!inner\n\nCaused by:\n "
                            "   wasm trap: x\n"),
             std::string("wasm trap: x"));
  }

  void boundaryRefusals() {
    QVERIFY(checkHostBoundary({}));
    const std::vector<BoundaryRefusal> refusals = {{"a:b/c#f", "result contains `stream<u8>`"},
                                                   {"g", "is `async`"}};
    const auto refused = checkHostBoundary(refusals);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QCOMPARE(refused.error().message, std::string("the engine cannot run this component: `a:b/c#f`: result "
                                                  "contains `stream<u8>`; `g`: is `async`"));
  }
};

QTEST_APPLESS_MAIN(TstEngineValue)
#include "tst_engine_value.moc"
