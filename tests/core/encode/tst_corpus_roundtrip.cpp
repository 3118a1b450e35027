// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/decode/core_module_outline.h"
#include "core/encode/component_encoder.h"
#include "core/support/sha256.h"
#include "tests/support/corpus.h"

using namespace sb;

/// Every real component of the corpus decodes and encodes to its own bytes, and the core modules in it can be
/// outlined.
class TestCorpusRoundtrip : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    if (!test::hasCorpus()) QSKIP("the reference corpus is not here; SPLICEBOARD_SHARED names its folder");
  }

  void roundtrip_data() {
    QTest::addColumn<QString>("path");
    for (const char* folder : {"components", "hooks", "splices"})
      for (const char* extension : {".wasm", ".zst"})
        for (const std::string& path : test::corpusFiles(folder, extension))
          QTest::newRow(path.c_str()) << QString::fromStdString(path);
  }
  void roundtrip() {
    QFETCH(QString, path);
    const auto file = test::corpusFolder() / path.toStdString();
    const bool packed = path.endsWith(".zst");
    const Bytes input = packed ? test::unpackZstd(file) : test::readFile(file);
    QVERIFY2(!packed || !input.empty(), "zstd unpacks the corpus and is not installed");
    const auto component = decode::decodeComponent(shareBytes(input));
    if (path.contains("/bad-")) {  // broken on purpose, for the splicer's error texts
      QVERIFY(!component.has_value());
      return;
    }
    QVERIFY2(component.has_value(), component ? "" : component.error().text().c_str());
    QVERIFY2(encode::encodeComponent(*component) == input, "encoding gives other bytes");
    outlineModules(*component);
  }

  /// The hashes of the manifest are those of the bytes this test reads.
  void manifestHashes() {
    QFile manifest(QString::fromStdString((test::corpusFolder() / "components/manifest.json").string()));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    const QJsonDocument document = QJsonDocument::fromJson(manifest.readAll());
    const QJsonArray entries = document.isArray() ? document.array() : document["components"].toArray();
    int compared = 0;
    for (const QJsonValue& entry : entries) {
      const QString file = entry["file"].toString();
      if (!file.endsWith(".wasm")) continue;
      const Bytes bytes = test::readFile(test::corpusFolder() / "components" / file.toStdString());
      if (bytes.empty()) continue;
      QCOMPARE(QString::fromStdString(sha256Hex(bytes)), entry["sha256"].toString());
      ++compared;
    }
    QVERIFY2(compared > 30, "fewer files than expected");
  }

 private:
  static void outlineModules(const model::Component& component) {
    for (const model::Section& section : component.sections) {
      if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
        outlineModules(*nested->component);
      const auto* core = std::get_if<model::CoreModuleSection>(&section.content);
      if (core == nullptr) continue;
      const auto outline = decode::outlineCoreModule(core->module.bytes, core->module.range.offset);
      QVERIFY2(outline.has_value(), outline ? "" : outline.error().text().c_str());
    }
  }
};

QTEST_GUILESS_MAIN(TestCorpusRoundtrip)
#include "tst_corpus_roundtrip.moc"
