// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/model/component_builder.h"
#include "core/types/check_component.h"
#include "tests/support/hex.h"

using namespace sb;

/// What is said of a core module in a component: nothing when it is valid, the code of its error, or the note
/// that it was not checked and why. Never "valid" for what nobody looked at. wasm-tools 1.263 gives the same
/// verdicts, and "valid" for what is not checked here.
class CoreModuleVerdictsTest : public QObject {
  Q_OBJECT
 private slots:
  void verdicts_data() {
    QTest::addColumn<QString>("sections");  // behind the preamble
    QTest::addColumn<QString>("features");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* hex, const char* said, const char* features = "") {
      QTest::newRow(name) << QString(hex) << QString(features) << QString(said);
    };
    const char* compactTypes = "01 04 01 60 00 00 02 0f 01 01 61 00 7f 02 01 78 00 00 01 79 03 7f 00";
    const char* compactNames = "01 04 01 60 00 00 02 0c 01 01 62 00 7e 00 00 02 01 70 01 71";
    const char* table64 = "04 04 01 70 04 01";
    row("empty", "", "");
    row("compact imports, each with its type", compactTypes,
        "core module 0 not checked: uses compact imports");
    row("compact imports of one type", compactNames, "core module 0 not checked: uses compact imports");
    row("compact imports that are off", compactTypes, "feature-disabled", "-compact-imports");
    row("compact imports are later than 3.0", compactNames, "feature-disabled", "wasm3");
    row("an import without names is no compact one", "02 07 01 00 00 03 7f 00 00", "core-module");
    row("an import of something without a name", "02 06 01 00 00 03 7f 00", "");
    row("a compact import of a type that is not there", "02 0b 01 01 62 00 7e 00 05 01 01 70", "core-module");
    row("a table of 64 bits", table64, "core module 0 not checked: uses 64-bit tables");
    row("a table of 64 bits, off", table64, "feature-disabled", "-memory64");
    row("an imported table of 64 bits", "02 09 01 01 61 01 62 01 70 04 01",
        "core module 0 not checked: uses 64-bit tables");
    row("a memory of 64 bits", "05 03 01 04 01", "");
    row("a custom section", "00 02 01 78", "");
    row("a custom section without a name", "00 00", "core-module");
    row("a custom section's name is longer than the section", "00 01 04", "core-module");
    row("a custom section's name is longer than the section, in the middle", "00 02 04 61 05 03 01 00 01",
        "core-module");
    row("a custom section's name is not UTF-8", "00 02 01 ff", "core-module");
    row("an import's name is not UTF-8", "02 08 01 01 ff 01 62 03 7f 00", "core-module");
  }
  void verdicts() {
    QFETCH(QString, sections);
    QFETCH(QString, features);
    QFETCH(QString, said);
    model::ComponentBuilder builder;
    builder.coreModule(test::fromHex(std::string(test::CoreModulePreamble) + sections.toStdString()));
    types::CheckOptions options;
    options.features = *types::parseFeatures(features.toStdString(), types::Features::all());
    QStringList found;
    for (const Diagnostic& item : types::checkComponent(builder.finish(), options).diagnostics)
      found << QString::fromStdString(item.severity == Severity::Error ? item.code : item.message);
    QCOMPARE(found.join('|'), said);
  }

  /// The imports are there for whoever links the module, whether it is checked or not.
  void compactImportsAreImports() {
    model::ComponentBuilder builder;
    const auto module = builder.coreModule(test::fromHex(
        "00 61 73 6d 01 00 00 00 01 04 01 60 00 00 02 1a 02 01 61 00 7f 02 01 78 00 00 01 79 03 7f 00"
        "01 62 00 7e 00 00 02 01 70 01 71"));
    builder.coreInstantiate(module, {});
    QStringList codes;
    for (const Diagnostic& item : types::checkComponent(builder.finish(), {}).diagnostics)
      if (item.severity == Severity::Error) codes << QString::fromStdString(item.code + ": " + item.message);
    QVERIFY2(codes.size() == 1 && codes[0].contains("`a`"), qPrintable(codes.join('\n')));  // is missing
  }
};

QTEST_APPLESS_MAIN(CoreModuleVerdictsTest)
#include "tst_core_module_verdicts.moc"
