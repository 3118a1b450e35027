// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/types/features.h"

using namespace sb;
using types::Features;

/// `--features`: the spelling of wasm-tools, read from left to right.
class FeaturesTest : public QObject {
  Q_OBJECT
 private slots:
  void lists_data() {
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("expected");  // what is on after it, among the five below
    const auto row = [](const char* list, const char* expected) {
      QTest::newRow(*list ? list : "nothing") << QByteArray(list) << QByteArray(expected);
    };
    row("", "async map values simd gc");
    row("-cm-map", "async values simd gc");
    row("-map", "async values simd gc");
    row("-all", "");
    row("-all,cm-async", "async");
    row("-cm-map,all", "async map values simd gc");
    row("all,-cm-map,-simd", "async values gc");
    row("default", "async map simd gc");
    row("default,+cm-values", "async map values simd gc");
    row(" -gc , -async ", "map values simd");
    row("wasm2", "async map values simd");
    row("wasm3", "async map values simd gc");
    row("mvp,-cm-values", "async map");
    row("floats,component-model,wide-arithmetic", "async map values simd gc");
  }
  void lists() {
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, expected);
    const Result<Features> features = types::parseFeatures(list.toStdString(), Features::all());
    QVERIFY2(features, features ? "" : features.error().message.c_str());
    QByteArrayList on;
    if (features->asyncFunctions) on << "async";
    if (features->map) on << "map";
    if (features->values) on << "values";
    if (features->simd) on << "simd";
    if (features->coreGc) on << "gc";
    QCOMPARE(on.join(' '), expected);
  }

  void unknownNames_data() {
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a slip") << QByteArray("cm-asinc")
                            << QByteArray("unknown feature `cm-asinc`; did you mean `cm-async`?");
    QTest::newRow("nothing like it") << QByteArray("-teleportation")
                                     << QByteArray("unknown feature `teleportation`");
    QTest::newRow("a version cannot be taken away")
        << QByteArray("-wasm2") << QByteArray("unknown feature `wasm2`");
  }
  void unknownNames() {
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, message);
    const Result<Features> features = types::parseFeatures(list.toStdString(), Features::all());
    QVERIFY(!features);
    QCOMPARE(QByteArray::fromStdString(features.error().message), message);
  }

  /// What opens a file is as lenient as `validate` without options, but for what a composition cannot hold.
  void asMade() {
    Features expected = Features::all();
    expected.values = false;
    QVERIFY(Features() == expected);
  }

  /// Every name alone switches its own feature off, and nothing else.
  void everyNameIsItsOwn() {
    for (const types::FeatureName& name : types::featureNames()) {
      Features expected = Features::all();
      expected.*name.flag = false;
      const Result<Features> features = types::parseFeatures(std::string("-") + name.name, Features::all());
      QVERIFY2(features && *features == expected, name.name);
    }
  }
};

QTEST_APPLESS_MAIN(FeaturesTest)
#include "tst_features.moc"
