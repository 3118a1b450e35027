// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>
#include <filesystem>

#include "core/decode/component_decoder.h"
#include "core/types/check_component.h"
#include "tests/support/corpus.h"

// Components that real tools made must check valid, every one of them.
namespace {

using namespace sb;
namespace fs = std::filesystem;

std::vector<fs::path> componentFiles() {
  std::vector<fs::path> files;
  for (const char* folder : {"components", "hooks", "splices"}) {
    if (!fs::exists(test::corpusFolder() / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(test::corpusFolder() / folder)) {
      if (entry.path().extension() == ".wasm") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Kept in the corpus because they are broken: not a component, or names that left the specification.
bool isBroken(const fs::path& path) {
  const std::string name = path.stem().string();
  return name == "bad-core" || name == "bad-garbage" || name == "calc-service-imported";
}

}  // namespace

class CorpusCheckTest : public QObject {
  Q_OBJECT
 private slots:
  void realComponents() {
    const std::vector<fs::path> files = componentFiles();
    if (!test::hasCorpus()) QSKIP("the corpus is not here");
    QVERIFY2(!files.empty(), "the corpus has no components");
    int valid = 0, wrong = 0;
    for (const fs::path& path : files) {
      const auto component = decode::decodeComponent(shareBytes(test::readFile(path)));
      const std::string name = fs::relative(path, test::corpusFolder()).string();
      std::string why = component ? std::string() : component.error().text();
      if (component) {
        const types::CheckedComponent checked = types::checkComponent(*component);
        types::CheckOptions quick;
        quick.resolveOnly = true;
        const types::CheckedComponent resolved = types::checkComponent(*component, quick);
        if (!checked.valid())
          why = checked.diagnostics.front().code + ": " + checked.diagnostics.front().message;
        if (checked.valid() && !resolved.valid())
          why = "resolving alone: " + resolved.diagnostics.front().message;
      }
      valid += why.empty() ? 1 : 0;
      if (why.empty() == !isBroken(path)) continue;
      ++wrong;
      qWarning("%s: %s", name.c_str(), why.empty() ? "valid, which was not expected" : why.c_str());
    }
    qInfo("%d of %zu files are valid components", valid, files.size());
    QCOMPARE(wrong, 0);
  }
};

QTEST_APPLESS_MAIN(CorpusCheckTest)
#include "tst_corpus_check.moc"
