// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QDir>
#include <QFile>
#include <QtTest>

#include "core/types/core_module_check.h"
#include "tests/support/hex.h"

using namespace sb;

/// Rules of core modules that neither wabt's reader nor its validator look after by themselves: whoever
/// stands between them has to. wasm-tools 1.263 gives the same verdicts for each row with the same features
/// (SPLICEBOARD_DUMP_ROWS names a folder that gets each module as a file).
class CoreModuleRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void rules_data() {
    QTest::addColumn<QString>("sections");  // behind the preamble
    QTest::addColumn<QString>("said");      // empty: valid
    QTest::addColumn<QString>("features");
    const auto row = [](const char* name, const QString& hex, const char* said, const char* features = "") {
      QTest::newRow(name) << hex << QString(said) << QString(features);
    };
    const QString func = "01 04 01 60 00 00  03 02 01 00 ";  // one function without parameters and results
    const QString memories32And64 = "05 05 02 00 01 04 01 ", memories64And32 = "05 05 02 04 01 00 01 ";

    row("a function that ends", func + "0a 04 01 02 00 0b", "");
    row("an instruction after the end of a function", func + "0a 06 01 04 00 0b 01 0b",
        "instructions after the end of a function");
    row("a second end of a function", func + "0a 05 01 03 00 0b 0b",
        "instructions after the end of a function");
    row("the last end closes a block", func + "0a 06 01 04 00 02 40 0b",
        "the last `end` of a function closes a block");
    row("the last end closes an if", func + "0a 08 01 06 00 41 00 04 40 0b",
        "the last `end` of a function closes a block");
    row("a block and a function that end", func + "0a 07 01 05 00 02 40 0b 0b", "");
    row("the next function begins anew", "01 04 01 60 00 00  03 03 02 00 00  0a 07 02 02 00 0b 02 00 0b", "");
    row("a function without its result", "01 05 01 60 00 01 7f  03 02 01 00  0a 04 01 02 00 0b",
        "type mismatch in implicit return, expected [i32] but got []");
    row("two declarations of more locals than there are numbers",
        func + "0a 10 01 0e 02 ff ff ff ff 0f 7f ff ff ff ff 0f 7f 0b", "local count must be < 0x10000000");

    row("a catch before catch_all", func + "0d 03 01 00 00  0a 0a 01 08 00 06 40 07 00 19 0b 0b", "");
    row("a catch after catch_all", func + "0d 03 01 00 00  0a 0a 01 08 00 06 40 19 07 00 0b 0b",
        "`catch` after `catch_all`");
    row("two catch_all", func + "0a 09 01 07 00 06 40 19 19 0b 0b", "a second `catch_all`");
    row("a catch_all in each of two blocks", func + "0a 0c 01 0a 00 06 40 19 06 40 19 0b 0b 0b", "");
    row("delegate to the function", func + "0a 08 01 06 00 06 40 18 00 0b", "");
    row("delegate to the highest number", func + "0a 0c 01 0a 00 06 40 18 ff ff ff ff 0f 0b",
        "invalid depth of `delegate`");

    const QString tables = func + "04 07 02 70 00 01 6f 00 01 ";  // of functions, of references from outside
    row("a call through a table of functions", tables + "0a 09 01 07 00 41 00 11 00 00 0b", "");
    row("a call through a table of no functions", tables + "0a 09 01 07 00 41 00 11 00 01 0b",
        "an indirect call through a table of no functions");
    row("a call through an imported table of no functions",
        "01 04 01 60 00 00  02 09 01 01 61 01 62 01 6f 00 01  03 02 01 00  0a 09 01 07 00 41 00 11 00 00 0b",
        "an indirect call through a table of no functions");
    row("a tail call through a table of no functions", tables + "0a 09 01 07 00 41 00 13 00 01 0b",
        "an indirect call through a table of no functions");
    row("a call through a table that is not there", tables + "0a 09 01 07 00 41 00 11 00 02 0b",
        "table variable out of range: 2 (max 2)");

    row("a constant expression", "06 06 01 7f 00 41 00 0b", "");
    row("a constant expression of another type", "06 06 01 7f 00 42 00 0b",
        "type mismatch in initializer expression, expected [i32] but got [i64]");
    row("a constant expression without an end", "06 05 01 7f 00 41 00",
        "a constant expression without an end");
    row("a constant expression of two values", "06 08 01 7f 00 41 00 41 00 0b",
        "type mismatch at end of initializer expression, expected [] but got [i32]");
    row("a constant expression that divides", "06 09 01 7f 00 41 00 41 00 6d 0b",
        "invalid initializer: instruction not valid in initializer expression: i32.div_s");
    row("a constant expression that branches", "06 06 01 7f 00 0c 00 0b",
        "invalid initializer: instruction not valid in initializer expression: br");
    row("a constant expression that branches nowhere", "06 06 01 7f 00 0c 05 0b", "invalid depth: 5 (max 0)");
    row("a constant expression reads an imported global",
        "02 08 01 01 61 01 62 03 7f 00  06 06 01 7f 00 23 00 0b", "");
    row("it reads an earlier global", "06 0b 02 7f 00 41 00 0b 7f 00 23 00 0b", "");
    row("it reads an earlier global, without gc", "06 0b 02 7f 00 41 00 0b 7f 00 23 00 0b", "gc", "-gc");
    row("it reads an earlier global that can change", "06 0b 02 7f 01 41 00 0b 7f 00 23 00 0b",
        "initializer expression can only reference an imported global");
    row("it reads an earlier global of another type", "06 0b 02 7e 00 42 00 0b 7f 00 23 00 0b",
        "type mismatch in initializer expression, expected [i32] but got [i64]");
    row("it reads the global itself", "06 06 01 7f 00 23 00 0b",
        "initializer expression can only reference an imported global");
    row("a segment's place is an earlier global",
        "05 03 01 00 01  06 06 01 7f 00 41 00 0b"
        "0b 07 01 00 23 00 0b 01 61",
        "");

    const char* unknownElement =
        "something that the validator of core modules does not know (expected ref.null or ref.func in "
        "passive "
        "element segment)";
    row("an element that reads a global", "02 08 01 01 61 01 62 03 70 00  09 07 01 05 70 01 23 00 0b",
        unknownElement);
    row("an element of nothing", "09 06 01 05 70 01 01 0b", unknownElement);
    row("a data segment", "05 03 01 00 01  0b 06 01 00 41 00 0b 00", "");
    row("a data segment with flags that do not exist", "05 03 01 00 01  0b 06 01 04 41 00 0b 00",
        "unknown flags of a data segment");
    row("a declared data segment", "05 03 01 00 01  0b 03 01 03 00", "unknown flags of a data segment");
    row("a data segment of a second memory, of 64 bits", memories32And64 + "0b 07 01 02 01 42 00 0b 00", "");
    row("a data segment of a second memory, at a place of 32 bits",
        memories32And64 + "0b 07 01 02 01 41 00 0b 00",
        "type mismatch in initializer expression, expected [i64] but got [i32]");
    row("a data segment of a second memory, of 32 bits", memories64And32 + "0b 07 01 02 01 41 00 0b 00", "");
    row("a data segment of a memory that is not there", "05 03 01 00 01  0b 07 01 02 01 41 00 0b 00",
        "memory variable out of range: 1 (max 1)");
    row("an alignment of more bits than a number has",
        func + "05 03 01 00 01  0a 0a 01 08 00 41 00 28 20 00 1a 0b",
        "alignment (4294967295) must be a power of 2");

    row("a function mentioned that is exported",
        func + "07 05 01 01 66 00 00  0a 0a 01 08 00 d2 00 1a d2 00 1a 0b", "");
    row("a function mentioned that is declared nowhere", func + "0a 0a 01 08 00 d2 00 1a d2 00 1a 0b",
        "function 0 is not declared in any elem sections");
    row("a function mentioned that is not there", func + "0a 07 01 05 00 d2 01 1a 0b",
        "function variable out of range: 1 (max 1)");
    row("two exports of one name", func + "07 09 02 01 66 00 00 01 66 00 00  0a 04 01 02 00 0b",
        "duplicate export \"f\"");
    row("a start function with a parameter", "01 05 01 60 01 7f 00  03 02 01 00  08 01 00  0a 04 01 02 00 0b",
        "start function must be nullary");
    row("a custom section that lies, before a fault",
        "00 0b 08 64 79 6c 69 6e 6b 2e 30 ff ff  06 06 01 7f 00 42 00 0b",
        "type mismatch in initializer expression, expected [i32] but got [i64]");
  }
  void rules() {
    QFETCH(QString, sections);
    QFETCH(QString, said);
    QFETCH(QString, features);
    const Bytes module = test::fromHex(std::string(test::CoreModulePreamble) + sections.toStdString());
    const QString folder = qEnvironmentVariable("SPLICEBOARD_DUMP_ROWS");
    if (!folder.isEmpty()) {
      const QString outcome = QString(said.isEmpty() ? "valid" : "invalid") + features;
      QFile file(QDir(folder).filePath(QString("%1 %2.wasm").arg(QTest::currentDataTag(), outcome)));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(reinterpret_cast<const char*>(module.data()), static_cast<qint64>(module.size()));
    }
    const auto verdict = types::validateCoreModule(
        module, *types::parseFeatures(features.toStdString(), types::Features::all()));
    QCOMPARE(QString::fromStdString(verdict.message), said);
    const auto kind = said.startsWith("something") ? types::CoreModuleVerdict::Kind::NotChecked
                      : said.isEmpty()             ? types::CoreModuleVerdict::Kind::Valid
                      : features.isEmpty()         ? types::CoreModuleVerdict::Kind::Invalid
                                                   : types::CoreModuleVerdict::Kind::FeatureOff;
    QVERIFY(verdict.kind == kind);
  }
};

QTEST_APPLESS_MAIN(CoreModuleRulesTest)
#include "tst_core_module_rules.moc"
