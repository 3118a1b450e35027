// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/core_module_outline.h"
#include "tests/support/hex.h"

using namespace sb;
using Kind = model::CoreExternType::Kind;

namespace {
Result<decode::CoreModuleOutline> outline(const std::string& hex, std::uint64_t base = 0) {
  return decode::outlineCoreModule(test::fromHex(std::string(test::CoreModulePreamble) + hex), base);
}
}  // namespace

class TestCoreModuleOutline : public QObject {
  Q_OBJECT
 private slots:
  void everySection() {
    const auto module = outline(
        "01 0a 02 60 02 7f 7e 01 7d 60 00 00"              // types: (i32 i64) -> f32, () -> ()
        "02 0e 02 01 65 01 66 00 01 01 65 01 67 03 7f 01"  // imports: func e.f of type 1, mutable i32 global
                                                           // e.g
        "03 02 01 00"                                      // one function of type 0
        "04 05 01 70 01 01 0a"                             // table 1..10 of funcref
        "05 04 01 01 01 02"                                // memory 1..2
        "06 06 01 7f 00 41 2a 0b"                          // global i32 = 42
        "07 11 04 01 61 00 01 01 62 01 00 01 63 02 00 01 64 03 01"  // exports a b c d
        "08 01 00"                                                  // start
        "0a 09 01 07 00 43 00 00 00 00 0b"                          // one body
        "0b 06 01 01 03 61 62 63"                                   // three bytes of data
        "00 03 01 78 00");                                          // custom section x
    QVERIFY2(module.has_value(), module ? "" : module.error().text().c_str());
    QCOMPARE(module->types.size(), std::size_t{2});
    QCOMPARE(module->imports.size(), std::size_t{2});
    QCOMPARE(module->imports[0].module, std::string("e"));
    QVERIFY(*module->signature(module->imports[0].type) == model::CoreFuncType{});
    QCOMPARE(module->imports[1].type.kind, Kind::Global);
    QVERIFY(module->imports[1].type.isMutable);
    QCOMPARE(module->definedFunctions, 1u);
    QCOMPARE(module->codeBytes, std::uint64_t{9});
    QCOMPARE(module->dataBytes, std::uint64_t{6});
    QVERIFY(module->hasStart);

    QCOMPARE(module->exports.size(), std::size_t{4});
    QCOMPARE(module->exports[0].name, std::string("a"));
    QCOMPARE(module->exports[0].index, 1u);
    QVERIFY(*module->signature(module->exports[0].type) == (model::CoreFuncType{{0x7f, 0x7e}, {0x7d}}));
    QCOMPARE(module->exports[1].type.kind, Kind::Table);
    QCOMPARE(module->exports[1].type.limits.max, std::optional<std::uint64_t>(10));
    QCOMPARE(module->exports[2].type.kind, Kind::Memory);
    QCOMPARE(module->exports[2].type.limits.min, std::uint64_t{1});
    QCOMPARE(module->exports[3].type.kind, Kind::Global);
    QVERIFY(!module->exports[3].type.isMutable);
    QVERIFY(module->signature(module->exports[3].type) == nullptr);

    QCOMPARE(module->customSections.size(), std::size_t{1});
    QCOMPARE(module->customSections[0].name, std::string("x"));
    QCOMPARE(module->customSections[0].range.size, std::uint64_t{1});
  }

  void typesThatAreNotPlainFunctions() {
    // a group of a struct and an array, then a function over (ref null 0)
    const auto module = outline("01 0f 02 4e 02 5f 01 7f 01 5e 78 00 60 01 63 00 00");
    QVERIFY2(module.has_value(), module ? "" : module.error().text().c_str());
    QCOMPARE(module->types.size(), std::size_t{3});
    for (const auto& type : module->types) QVERIFY(!type.has_value());
  }

  /// One module name for several imports, with a type each or one for all.
  void compactImports() {
    const auto module = outline(
        "01 04 01 60 00 00 02 1a 02 01 61 00 7f 02 01 78 00 00 01 79 03 7f 00 01 62 00 7e 00 00 02 01 70 01 "
        "71");
    QVERIFY2(module.has_value(), module ? "" : module.error().text().c_str());
    QStringList found;
    for (const decode::CoreImportItem& item : module->imports)
      found << QString::fromStdString(item.module + "." + item.name) +
                   (item.type.kind == Kind::Func ? " func" : " global");
    QCOMPARE(found.join(", "), QString("a.x func, a.y global, b.p func, b.q func"));
  }

  void broken_data() {
    QTest::addColumn<QString>("hex");
    QTest::addColumn<int>("code");
    QTest::newRow("section 14") << "0e 00" << int(ErrorCode::BadSection);
    QTest::newRow("section longer than the module") << "01 7f" << int(ErrorCode::UnexpectedEnd);
    QTest::newRow("export of a function that is not there")
        << "07 05 01 01 61 00 00" << int(ErrorCode::IndexOutOfRange);
    QTest::newRow("export kind 5") << "07 05 01 01 61 05 00" << int(ErrorCode::BadType);
    QTest::newRow("a call in a global's initial value")
        << "06 06 01 7f 00 10 00 0b" << int(ErrorCode::BadType);
    QTest::newRow("bytes behind the last type") << "01 02 00 00" << int(ErrorCode::TrailingBytes);
  }
  void broken() {
    QFETCH(QString, hex);
    QFETCH(int, code);
    const auto module = outline(hex.toStdString(), 100);
    QVERIFY(!module.has_value());
    QCOMPARE(module.error().code, ErrorCode(code));
    QVERIFY(module.error().offset && *module.error().offset >= 108);
  }
};

QTEST_GUILESS_MAIN(TestCoreModuleOutline)
#include "tst_core_module_outline.moc"
