// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/types/core_module_check.h"
#include "tests/support/hex.h"

using namespace sb;

/// Every instruction that is let through must be one that somebody looked at: each has a body that is valid,
/// and one that only this instruction makes invalid. wasm-tools 1.263 gives the same verdicts
/// (SPLICEBOARD_DUMP_ROWS names a folder that gets each module as a file).
class CoreInstructionsTest : public QObject {
  Q_OBJECT

  /// Function 0 has no parameters and results, and a local of i32; 1 takes and gives i32. One each of table,
  /// shared memory, tag, mutable global of i32, passive element and data segment.
  static Bytes moduleWith(const QString& bodyHex) {
    const Bytes body = test::fromHex("01 01 7f" + bodyHex.toStdString() + "0b");
    Bytes out = test::fromHex(std::string(test::CoreModulePreamble) +
                              "01 09 02 60 00 00 60 01 7f 01 7f  03 03 02 00 01  04 04 01 70 00 02"
                              "05 04 01 03 01 01  0d 03 01 00 00  06 06 01 7f 01 41 00 0b"
                              "09 05 01 01 00 01 01  0c 01 01");
    out.push_back(0x0a);  // bodies here are shorter than 100 bytes: all sizes are one byte
    out.push_back(static_cast<std::uint8_t>(body.size() + 7));
    out.push_back(2);
    out.push_back(static_cast<std::uint8_t>(body.size()));
    out.insert(out.end(), body.begin(), body.end());
    const Bytes rest = test::fromHex("04 00 20 00 0b  0b 03 01 01 00");
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
  }

  static void dump(const char* outcome, const Bytes& module) {
    const QString folder = qEnvironmentVariable("SPLICEBOARD_DUMP_ROWS");
    if (folder.isEmpty()) return;
    QFile file(QDir(folder).filePath(QString("%1 %2.wasm").arg(QTest::currentDataTag(), outcome)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char*>(module.data()), static_cast<qint64>(module.size()));
  }

 private slots:
  void instructions_data() {
    QTest::addColumn<QString>("valid");
    QTest::addColumn<QString>("invalid");
    const auto row = [](const char* name, const char* valid, const char* invalid) {
      const auto full = [](QString hex) {  // V: a vector
        return hex.replace("V", "fd 0c 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
      };
      QTest::newRow(name) << full(valid) << full(invalid);
    };
    // clang-format off
    row("unreachable",          "00 6a 1a",                          "6a 1a");
    row("block",                "02 7f 41 00 0b 1a",                 "02 7f 0b 1a");
    row("loop",                 "03 7f 41 00 0b 1a",                 "03 7f 0b 1a");
    row("if",                   "41 00 04 40 0b",                    "04 40 0b");
    row("else",                 "41 00 04 7f 41 00 05 41 00 0b 1a",  "41 00 04 7f 41 00 05 0b 1a");
    row("else without if",      "41 00 04 40 05 0b",                 "02 40 05 0b");
    row("end",                  "02 40 0b",                          "02 40 41 00 0b");
    row("try",                  "06 7f 41 00 19 41 00 0b 1a",        "06 7f 19 41 00 0b 1a");
    row("catch",                "06 40 07 00 0b",                    "02 40 07 00 0b");
    row("catch of no tag",      "06 40 07 00 0b",                    "06 40 07 01 0b");
    row("catch_all",            "06 40 19 0b",                       "02 40 19 0b");
    row("delegate",             "06 40 18 00",                       "02 40 18 00");
    row("delegate to no label", "06 40 18 00",                       "06 40 18 01");
    row("rethrow",              "06 40 19 09 00 0b",                 "06 40 09 00 0b");
    row("throw",                "08 00 6a 1a",                       "08 01 6a 1a");
    row("br",                   "02 7f 41 00 0c 00 0b 1a",           "02 7f 0c 00 0b 1a");
    row("br to no label",       "0c 00",                             "0c 01");
    row("br_if",                "41 00 0d 00",                       "0d 00");
    row("br_if to no label",    "41 00 0d 00",                       "41 00 0d 01");
    row("br_table",             "41 00 0e 01 00 00",                 "0e 01 00 00");
    row("br_table to no label", "41 00 0e 01 00 00",                 "41 00 0e 01 01 00");
    row("br_table's default",   "41 00 0e 01 00 00",                 "41 00 0e 01 00 01");
    row("br_table's types",     "02 40 41 00 0e 01 00 01 0b",        "02 7f 41 00 41 00 0e 01 00 01 0b 1a");
    row("return",               "0f 6a 1a",                          "6a 1a");
    row("call",                 "41 00 10 01 1a",                    "10 01 1a");
    row("call_indirect",        "41 00 41 00 11 01 00 1a",           "41 00 11 01 00 1a");
    row("return_call",          "12 00 6a 1a",                       "41 00 12 01");
    row("return_call_indirect", "41 00 13 00 00 6a 1a",              "13 00 00");
    row("drop",                 "41 00 1a",                          "1a");
    row("select",               "41 00 41 00 41 00 1b 1a",           "41 00 41 00 1b 1a");
    row("select of a type",     "41 00 41 00 41 00 1c 01 7f 1a",     "41 00 41 00 41 00 1c 01 7e 1a");
    row("select of two types",  "41 00 41 00 41 00 1c 01 7f 1a",     "41 00 41 00 41 00 1c 02 7f 7f 1a");
    row("local.get",            "20 00 1a",                          "20 00");
    row("local.get of none",    "20 00 1a",                          "20 01 1a");
    row("local.set",            "41 00 21 00",                       "21 00");
    row("local.tee",            "41 00 22 00 1a",                    "22 00 1a");
    row("global.get",           "23 00 1a",                          "23 00");
    row("global.set",           "41 00 24 00",                       "24 00");
    row("table.get",            "41 00 25 00 1a",                    "25 00 1a");
    row("table.set",            "41 00 d0 70 26 00",                 "d0 70 26 00");
    row("table.init",           "41 00 41 00 41 00 fc 0c 00 00",     "41 00 41 00 41 00 fc 0c 01 00");
    row("elem.drop",            "fc 0d 00",                          "fc 0d 01");
    row("table.copy",           "41 00 41 00 41 00 fc 0e 00 00",     "41 00 41 00 fc 0e 00 00");
    row("table.grow",           "d0 70 41 00 fc 0f 00 1a",           "41 00 fc 0f 00 1a");
    row("table.size",           "fc 10 00 1a",                       "fc 10 00");
    row("table.fill",           "41 00 d0 70 41 00 fc 11 00",        "d0 70 41 00 fc 11 00");
    row("load",                 "41 00 28 02 00 1a",                 "28 02 00 1a");
    row("load's alignment",     "41 00 28 02 00 1a",                 "41 00 28 03 00 1a");
    row("store",                "41 00 41 00 36 02 00",              "41 00 36 02 00");
    row("store's alignment",    "41 00 41 00 36 02 00",              "41 00 41 00 36 03 00");
    row("memory.size",          "3f 00 1a",                          "3f 00");
    row("memory.grow",          "41 00 40 00 1a",                    "40 00 1a");
    row("memory.init",          "41 00 41 00 41 00 fc 08 00 00",     "41 00 41 00 41 00 fc 08 01 00");
    row("data.drop",            "fc 09 00",                          "fc 09 01");
    row("memory.copy",          "41 00 41 00 41 00 fc 0a 00 00",     "41 00 41 00 fc 0a 00 00");
    row("memory.fill",          "41 00 41 00 41 00 fc 0b 00",        "41 00 41 00 fc 0b 00");
    row("i32.const",            "41 00 1a",                          "41 00");
    row("i64.const",            "42 00 1a",                          "42 00");
    row("f32.const",            "43 00 00 00 00 1a",                 "43 00 00 00 00");
    row("f64.const",            "44 00 00 00 00 00 00 00 00 1a",     "44 00 00 00 00 00 00 00 00");
    row("v128.const",           "V 1a",                              "V");
    row("i32.eqz",              "41 00 45 1a",                       "45 1a");
    row("i32.eq",               "41 00 41 00 46 1a",                 "41 00 46 1a");
    row("i32.clz",              "41 00 67 1a",                       "67 1a");
    row("i32.add",              "41 00 41 00 6a 1a",                 "41 00 6a 1a");
    row("i32.wrap_i64",         "42 00 a7 1a",                       "41 00 a7 1a");
    row("i32.extend8_s",        "41 00 c0 1a",                       "c0 1a");
    row("i32.trunc_sat_f32_s",  "43 00 00 00 00 fc 00 1a",           "fc 00 1a");
    row("ref.null",             "d0 70 1a",                          "d0 70");
    row("ref.is_null",          "d0 70 d1 1a",                       "d1 1a");
    row("ref.func",             "d2 01 1a",                          "d2 01");
    row("ref.func, undeclared", "d2 01 1a",                          "d2 00 1a");
    row("ref.func twice",       "d2 01 1a d2 01 d1 1a",              "d2 01 1a d2 01");
    row("ref.func is no i32",   "d2 01 1a d2 01 1a",                 "d2 01 1a d2 01 45 1a");
    row("v128.load",            "41 00 fd 00 04 00 1a",              "fd 00 04 00 1a");
    row("v128.load8_splat",     "41 00 fd 07 00 00 1a",              "41 00 fd 07 01 00 1a");
    row("v128.load32_zero",     "41 00 fd 5c 02 00 1a",              "41 00 fd 5c 03 00 1a");
    row("v128.load8_lane",      "41 00 V fd 54 00 00 0f 1a",         "41 00 V fd 54 00 00 10 1a");
    row("v128.store8_lane",     "41 00 V fd 58 00 00 0f",            "41 00 V fd 58 00 00 10");
    row("i8x16.extract_lane_s", "V fd 15 0f 1a",                     "V fd 15 10 1a");
    row("i8x16.shuffle",        "V V fd 0d 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1a",
                                "V V fd 0d 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 1f 20 1a");
    row("v128.bitselect",       "V V V fd 52 1a",                    "V V fd 52 1a");
    row("atomic notify",        "41 00 41 00 fe 00 02 00 1a",        "41 00 41 00 fe 00 01 00 1a");
    row("atomic wait",          "41 00 41 00 42 00 fe 01 02 00 1a",  "41 00 41 00 42 00 fe 01 01 00 1a");
    row("atomic.fence",         "fe 03 00",                          "fe 03 02");
    row("i32.atomic.load",      "41 00 fe 10 02 00 1a",              "41 00 fe 10 01 00 1a");
    row("i32.atomic.store",     "41 00 41 00 fe 17 02 00",           "41 00 41 00 fe 17 01 00");
    row("i32.atomic.rmw.add",   "41 00 41 00 fe 1e 02 00 1a",        "41 00 41 00 fe 1e 01 00 1a");
    row("i32.atomic.cmpxchg",   "41 00 41 00 41 00 fe 48 02 00 1a",  "41 00 41 00 41 00 fe 48 01 00 1a");
    // clang-format on
  }
  void instructions() {
    QFETCH(QString, valid);
    QFETCH(QString, invalid);
    const Bytes good = moduleWith(valid), bad = moduleWith(invalid);
    dump("valid", good);
    dump("invalid", bad);
    QCOMPARE(types::validateCoreModule(good).message, "");
    const types::CoreModuleVerdict verdict = types::validateCoreModule(bad);
    QVERIFY2(verdict.kind == types::CoreModuleVerdict::Kind::Invalid, verdict.message.c_str());
  }
};

QTEST_APPLESS_MAIN(CoreInstructionsTest)
#include "tst_core_instructions.moc"
