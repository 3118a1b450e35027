// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <string>

#include "core/abi/canonical_abi.h"
#include "core/support/concat.h"
#include "type_text.h"

// The worked vectors of component-model.md 4.9, which agree with the executable reference of the
// specification (CanonicalABI.md: alignment, elem_size, flatten_type, flatten_functype).
namespace {

using namespace sb;
using abi::CoreType;
using abi::PointerWidth;

struct TypeRow {
  const char* name;
  const char* type;
  std::uint32_t size32, align32;
  const char* flat32;
  std::uint32_t size64, align64;
  const char* flat64;
  std::uint32_t discriminantBytes, payloadOffset32, payloadOffset64;  // 0: not variant-like
};

// clang-format off
constexpr TypeRow TypeRows[] = {
  {"T1", "bool", 1, 1, "i32", 1, 1, "i32", 0, 0, 0},
  {"T2", "u8", 1, 1, "i32", 1, 1, "i32", 0, 0, 0},
  {"T3", "s16", 2, 2, "i32", 2, 2, "i32", 0, 0, 0},
  {"T4", "u32", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T5", "s64", 8, 8, "i64", 8, 8, "i64", 0, 0, 0},
  {"T6", "f32", 4, 4, "f32", 4, 4, "f32", 0, 0, 0},
  {"T7", "f64", 8, 8, "f64", 8, 8, "f64", 0, 0, 0},
  {"T8", "char", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T9", "string", 8, 4, "i32 i32", 16, 8, "i64 i64", 0, 0, 0},
  {"T10", "own R", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T11", "borrow R", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T12", "stream<u8>", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T13", "future<string>", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T14", "error-context", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T15", "list<u8>", 8, 4, "i32 i32", 16, 8, "i64 i64", 0, 0, 0},
  {"T16", "list<tuple<u8, u64>>", 8, 4, "i32 i32", 16, 8, "i64 i64", 0, 0, 0},
  {"T17", "list<u8,4>", 4, 1, "i32 i32 i32 i32", 4, 1, "i32 i32 i32 i32", 0, 0, 0},
  {"T18", "list<u16,3>", 6, 2, "i32 i32 i32", 6, 2, "i32 i32 i32", 0, 0, 0},
  {"T19", "list<string,2>", 16, 4, "i32 i32 i32 i32", 32, 8, "i64 i64 i64 i64", 0, 0, 0},
  {"T20", "map<string, u32>", 8, 4, "i32 i32", 16, 8, "i64 i64", 0, 0, 0},
  {"T21", "map<u8, u64>", 8, 4, "i32 i32", 16, 8, "i64 i64", 0, 0, 0},
  {"T22", "tuple<u8>", 1, 1, "i32", 1, 1, "i32", 0, 0, 0},
  {"T23", "tuple<u8, u32, u8>", 12, 4, "i32 i32 i32", 12, 4, "i32 i32 i32", 0, 0, 0},
  {"T24", "record{u8, u16, u32, u64}", 16, 8, "i32 i32 i32 i64", 16, 8, "i32 i32 i32 i64", 0, 0, 0},
  {"T25", "record{u64, u8}", 16, 8, "i64 i32", 16, 8, "i64 i32", 0, 0, 0},
  {"T26", "record{string, bool}", 12, 4, "i32 i32 i32", 24, 8, "i64 i64 i32", 0, 0, 0},
  {"T27", "record{f32, f64, u8}", 24, 8, "f32 f64 i32", 24, 8, "f32 f64 i32", 0, 0, 0},
  {"T28", "record{tuple<u8, u16>, u8}", 6, 2, "i32 i32 i32", 6, 2, "i32 i32 i32", 0, 0, 0},
  {"T29", "enum(1)", 1, 1, "i32", 1, 1, "i32", 1, 1, 1},
  {"T30", "enum(2)", 1, 1, "i32", 1, 1, "i32", 1, 1, 1},
  {"T31", "enum(256)", 1, 1, "i32", 1, 1, "i32", 1, 1, 1},
  {"T32", "enum(257)", 2, 2, "i32", 2, 2, "i32", 2, 2, 2},
  {"T33", "enum(65536)", 2, 2, "i32", 2, 2, "i32", 2, 2, 2},
  {"T34", "enum(65537)", 4, 4, "i32", 4, 4, "i32", 4, 4, 4},
  {"T35", "flags(1)", 1, 1, "i32", 1, 1, "i32", 0, 0, 0},
  {"T36", "flags(8)", 1, 1, "i32", 1, 1, "i32", 0, 0, 0},
  {"T37", "flags(9)", 2, 2, "i32", 2, 2, "i32", 0, 0, 0},
  {"T38", "flags(16)", 2, 2, "i32", 2, 2, "i32", 0, 0, 0},
  {"T39", "flags(17)", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T40", "flags(32)", 4, 4, "i32", 4, 4, "i32", 0, 0, 0},
  {"T41", "option<u8>", 2, 1, "i32 i32", 2, 1, "i32 i32", 1, 1, 1},
  {"T42", "option<u32>", 8, 4, "i32 i32", 8, 4, "i32 i32", 1, 4, 4},
  {"T43", "option<u64>", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T44", "option<string>", 12, 4, "i32 i32 i32", 24, 8, "i32 i64 i64", 1, 4, 8},
  {"T45", "option<option<u8>>", 3, 1, "i32 i32 i32", 3, 1, "i32 i32 i32", 1, 1, 1},
  {"T46", "option<bool>", 2, 1, "i32 i32", 2, 1, "i32 i32", 1, 1, 1},
  {"T47", "result<_, _>", 1, 1, "i32", 1, 1, "i32", 1, 1, 1},
  {"T48", "result<u32, _>", 8, 4, "i32 i32", 8, 4, "i32 i32", 1, 4, 4},
  {"T49", "result<_, u8>", 2, 1, "i32 i32", 2, 1, "i32 i32", 1, 1, 1},
  {"T50", "result<u8, u64>", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T51", "result<string, enum(3)>", 12, 4, "i32 i32 i32", 24, 8, "i32 i64 i64", 1, 4, 8},
  {"T52", "result<f32, u32>", 8, 4, "i32 i32", 8, 4, "i32 i32", 1, 4, 4},
  {"T53", "result<f32, f64>", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T54", "result<f64, u32>", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T55", "variant{f32 | u32}", 8, 4, "i32 i32", 8, 4, "i32 i32", 1, 4, 4},
  {"T56", "variant{f32 | u64}", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T57", "variant{u32 | u64 | f64}", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T58", "variant{_ | tuple<f32, f64> | tuple<u64, f32>}", 24, 8, "i32 i64 i64", 24, 8, "i32 i64 i64", 1, 8, 8},
  {"T59", "variant{tuple<u32, f32> | tuple<f32, u32, u8>}", 16, 4, "i32 i32 i32 i32", 16, 4, "i32 i32 i32 i32", 1, 4, 4},
  {"T60", "variant{string | u64}", 16, 8, "i32 i64 i32", 24, 8, "i32 i64 i64", 1, 8, 8},
  {"T61", "variant{string | f32}", 12, 4, "i32 i32 i32", 24, 8, "i32 i64 i64", 1, 4, 8},
  {"T62", "variant{u8 … ×257}", 4, 2, "i32 i32", 4, 2, "i32 i32", 2, 2, 2},
  {"T63", "variant{u64 … ×256}", 16, 8, "i32 i64", 16, 8, "i32 i64", 1, 8, 8},
  {"T64", "option<variant{record{u8, f64} | string}>", 32, 8, "i32 i32 i32 i64", 32, 8, "i32 i32 i64 i64", 1, 8, 8},
  {"T65", "result<option<string>, variant{_ | string | u32}>", 16, 4, "i32 i32 i32 i32", 32, 8, "i32 i32 i64 i64", 1, 4, 8},
  {"T66", "list<option<u8>,3>", 6, 1, "i32 i32 i32 i32 i32 i32", 6, 1, "i32 i32 i32 i32 i32 i32", 0, 0, 0},
  {"T67", "tuple<list<string>, option<borrow>, flags(12)>", 20, 4, "i32 i32 i32 i32 i32", 32, 8, "i64 i64 i32 i32 i32", 0, 0, 0},
};
// clang-format on

struct SignatureRow {
  const char* name;
  const char* params;
  const char* result;
  const char *syncLift, *syncLower, *callbackLift, *stackfulLift, *asyncLower;
};

// clang-format off
constexpr SignatureRow SignatureRows[] = {
  {"F1", "", "", "()→()", "()→()", "()→(i32)", "()→()", "()→(i32)"},
  {"F2 trap 32: any result of an async lower goes through a pointer", "u32", "u32", "(i32)→(i32)", "(i32)→(i32)", "(i32)→(i32)", "(i32)→()", "(i32 i32)→(i32)"},
  {"F3", "string", "string", "(i32 i32)→(i32)", "(i32 i32 i32)→()", "(i32 i32)→(i32)", "(i32 i32)→()", "(i32 i32 i32)→(i32)"},
  {"F4", "16×u64", "", "(i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)→()", "(i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)→()", "(i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)→(i32)", "(i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)→()", "(i32)→(i32)"},
  {"F5", "17×u64", "", "(i32)→()", "(i32)→()", "(i32)→(i32)", "(i32)→()", "(i32)→(i32)"},
  {"F6 trap 32: four parameters of an async lower do not", "4×u32", "u64", "(i32 i32 i32 i32)→(i64)", "(i32 i32 i32 i32)→(i64)", "(i32 i32 i32 i32)→(i32)", "(i32 i32 i32 i32)→()", "(i32 i32 i32 i32 i32)→(i32)"},
  {"F7 trap 32: five parameters of an async lower go through memory", "5×u32", "", "(i32 i32 i32 i32 i32)→()", "(i32 i32 i32 i32 i32)→()", "(i32 i32 i32 i32 i32)→(i32)", "(i32 i32 i32 i32 i32)→()", "(i32)→(i32)"},
  {"F8", "list<u8>, option<u64>", "result<_, string>", "(i32 i32 i32 i64)→(i32)", "(i32 i32 i32 i64 i32)→()", "(i32 i32 i32 i64)→(i32)", "(i32 i32 i32 i64)→()", "(i32 i32 i32 i64 i32)→(i32)"},
  {"F9", "tuple<15×u8>, string", "tuple<u8>", "(i32)→(i32)", "(i32)→(i32)", "(i32)→(i32)", "(i32)→()", "(i32 i32)→(i32)"},
  {"F10", "f32, f64", "tuple<f32, f64>", "(f32 f64)→(i32)", "(f32 f64 i32)→()", "(f32 f64)→(i32)", "(f32 f64)→()", "(f32 f64 i32)→(i32)"},
  {"F11", "variant{f32 | u64}", "option<f32>", "(i32 i64)→(i32)", "(i32 i64 i32)→()", "(i32 i64)→(i32)", "(i32 i64)→()", "(i32 i64 i32)→(i32)"},
};
// clang-format on

QString flatText(const std::vector<CoreType>& types) {
  QStringList words;
  for (const CoreType type : types) {
    switch (type) {
      case CoreType::I32: words << "i32"; break;
      case CoreType::I64: words << "i64"; break;
      case CoreType::F32: words << "f32"; break;
      case CoreType::F64: words << "f64"; break;
    }
  }
  return words.join(' ');
}

QString signatureText(const abi::CoreSignature& signature) {
  return "(" + flatText(signature.params) + ")→(" + flatText(signature.results) + ")";
}

types::FuncType funcFromText(const char* params, const char* result) {
  types::FuncType func;
  for (const types::ValType& type : testing::typesFromText(params)) {
    func.params.push_back({concat("p", std::to_string(func.params.size())), type});
  }
  if (*result != 0) func.result = testing::typeFromText(result);
  return func;
}

}  // namespace

class CanonicalAbiTest : public QObject {
  Q_OBJECT
 private slots:
  void layoutAndFlatForm_data() {
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(TypeRows)); ++i) {
      QTest::newRow(qPrintable(QString("%1 %2").arg(TypeRows[i].name, TypeRows[i].type))) << i;
    }
  }
  void layoutAndFlatForm() {
    QFETCH(int, row);
    const TypeRow& expected = TypeRows[row];
    const types::ValType type = testing::typeFromText(expected.type);
    QCOMPARE(abi::sizeAlign(type).size, expected.size32);
    QCOMPARE(abi::sizeAlign(type).align, expected.align32);
    QCOMPARE(flatText(abi::flatten(type)), QString(expected.flat32));
    QCOMPARE(abi::flatCount(type), static_cast<std::uint32_t>(abi::flatten(type).size()));
    QCOMPARE(abi::sizeAlign(type, PointerWidth::Bits64).size, expected.size64);
    QCOMPARE(abi::sizeAlign(type, PointerWidth::Bits64).align, expected.align64);
    QCOMPARE(flatText(abi::flatten(type, PointerWidth::Bits64)), QString(expected.flat64));
    if (expected.discriminantBytes == 0) return;
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    const abi::VariantLayout layout = abi::variantLayout(payloads);
    QCOMPARE(layout.discriminantBytes, expected.discriminantBytes);
    QCOMPARE(layout.payloadOffset, expected.payloadOffset32);
    QCOMPARE(layout.whole, abi::sizeAlign(type));
    QCOMPARE(abi::variantLayout(payloads, PointerWidth::Bits64).payloadOffset, expected.payloadOffset64);
  }

  void signatures_data() {
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(SignatureRows)); ++i) {
      QTest::newRow(SignatureRows[i].name) << i;
    }
  }
  void signatures() {
    QFETCH(int, row);
    const SignatureRow& expected = SignatureRows[row];
    const types::FuncType func = funcFromText(expected.params, expected.result);
    using Context = abi::FlattenContext;
    QCOMPARE(signatureText(abi::coreSignature(func, Context::Lift)), QString(expected.syncLift));
    QCOMPARE(signatureText(abi::coreSignature(func, Context::Lower)), QString(expected.syncLower));
    QCOMPARE(signatureText(abi::coreSignature(func, Context::Lift, true, true)),
             QString(expected.callbackLift));
    QCOMPARE(signatureText(abi::coreSignature(func, Context::Lift, true, false)),
             QString(expected.stackfulLift));
    QCOMPARE(signatureText(abi::coreSignature(func, Context::Lower, true)), QString(expected.asyncLower));
  }

  void taskReturn_data() {
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("params");
    QTest::addColumn<bool>("indirect");
    QTest::newRow("no result") << ""
                               << "" << false;
    QTest::newRow("F3 string") << "string"
                               << "i32 i32" << false;
    QTest::newRow("F8 result<_, string>") << "result<_, string>"
                                          << "i32 i32 i32" << false;
    QTest::newRow("F10 tuple<f32, f64>") << "tuple<f32, f64>"
                                         << "f32 f64" << false;
    QTest::newRow("17 flat values go through memory") << "list<u64,17>"
                                                      << "i32" << true;
  }
  void taskReturn() {
    QFETCH(QString, result);
    QFETCH(QString, params);
    QFETCH(bool, indirect);
    bool isIndirect = !indirect;
    const types::FuncType func = funcFromText("", qPrintable(result));
    QCOMPARE(flatText(abi::taskReturnParams(func, isIndirect)), params);
    QCOMPARE(isIndirect, indirect);
  }

  // component-model.md 4.3
  void neededOptions_data() {
    QTest::addColumn<QString>("params");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("async");
    QTest::addColumn<QString>("lift");
    QTest::addColumn<QString>("lower");
    QTest::newRow("numbers only") << "u32"
                                  << "u32" << false << ""
                                  << "";
    QTest::newRow("string parameter") << "string"
                                      << "" << false << "memory realloc"
                                      << "memory";
    QTest::newRow("string result") << ""
                                   << "string" << false << "memory"
                                   << "memory realloc";
    QTest::newRow("17 parameters") << "17×u64"
                                   << "" << false << "memory realloc"
                                   << "memory";
    QTest::newRow("5 parameters, async") << "5×u32"
                                         << "" << true << ""
                                         << "memory";
    QTest::newRow("two flat results") << ""
                                      << "tuple<u32, u32>" << false << "memory"
                                      << "memory";
    QTest::newRow("two flat results, async") << ""
                                             << "tuple<u32, u32>" << true << ""
                                             << "memory";
    QTest::newRow("one result, async") << ""
                                       << "u32" << true << ""
                                       << "memory";
    QTest::newRow("17 flat results, async") << ""
                                            << "list<u64,17>" << true << "memory"
                                            << "memory";
    QTest::newRow("future of string is a handle") << "future<string>"
                                                  << "" << false << ""
                                                  << "";
    QTest::newRow("map parameter") << "map<u8, u8>"
                                   << "" << false << "memory realloc"
                                   << "memory";
    QTest::newRow("fixed list of numbers") << "list<u8,4>"
                                           << "" << false << ""
                                           << "";
  }
  void neededOptions() {
    QFETCH(QString, params);
    QFETCH(QString, result);
    QFETCH(bool, async);
    QFETCH(QString, lift);
    QFETCH(QString, lower);
    const auto text = [](abi::NeededOptions needed) {
      QStringList words;
      if (needed.memory) words << "memory";
      if (needed.realloc) words << "realloc";
      return words.join(' ');
    };
    const types::FuncType func = funcFromText(params.toUtf8().constData(), result.toUtf8().constData());
    QCOMPARE(text(abi::neededForLift(func, async)), lift);
    QCOMPARE(text(abi::neededForLower(func, async)), lower);
  }

  void sharedTypesStayCheap() {
    types::ValType type = types::makeType(types::Primitive::U64);
    for (int level = 0; level < 90; ++level) type = types::makeType(types::Tuple{{type, type}});
    QCOMPARE(type->depth, 91U);
    QVERIFY(abi::flatCount(type) > 1'000'000'000U);  // saturated, not overflowed
    QVERIFY(type->effectiveSize > 1'000'000'000U);
    QVERIFY(type->facts.memory64.size >= std::uint64_t{1} << 60);
  }
};

QTEST_APPLESS_MAIN(CanonicalAbiTest)
#include "tst_canonical_abi.moc"
