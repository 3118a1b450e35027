// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/driver/validate.h"
#include "core/engine/validate.h"
#include "tests/core/engine/engine_fixture.h"

// Decodes and checks every component of the public suites. The verdict is compared twice: with what the file
// says (`kind`) and with what wasm-tools said with the features the file asks for. A rejection must also be
// for the right reason: ../reasons.txt says which of our codes stand for which of its messages. Files of an
// older specification, or about one engine, are judged as ../files.txt says. What differs stands in
// ../nyi.txt, each row with a sentence; a line of these files that is no longer needed fails the test, so
// they cannot rot.
namespace {

using namespace sb;

std::string shared() {
  const QByteArray fromEnvironment = qgetenv("SPLICEBOARD_SHARED");
  return fromEnvironment.isEmpty() ? std::string(SPLICEBOARD_SOURCE_DIR) + "/../shared"
                                   : fromEnvironment.toStdString();
}

std::optional<Bytes> readFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  const std::string content = text.str();
  return Bytes(content.begin(), content.end());
}

/// What the header of a suite's file asks for, where that is less or more than everything without values.
types::Features featuresOf(const std::string& wast, const nlohmann::json& row) {
  types::Features features;
  const auto in = [&wast](const char* part) { return wast.find(part) != std::string::npos; };
  if (in("/values/")) features.values = true;
  features.nestedNames = row["suite"] == "spec" || in("nested-names.wast");
  if (in("component-model/resources.wast") && row["suite"] == "wasm-tools") features.memory64 = false;
  if (in("async/streams.wast") && row["suite"] == "wasm-tools") features.moreAsyncBuiltins = false;
  if (in("missing-features/component-model/async.wast")) features.asyncFunctions = false;
  if (in("missing-features/component-model/error-context.wast")) features.errorContext = false;
  if (in("missing-features/component-model/fixed-length-lists.wast")) features.fixedLengthLists = false;
  if (in("missing-features/component-model/types.wast"))
    features.simd = features.functionReferences = features.referenceTypes = features.coreGc = false;
  if (in("missing-features/component-model/map.wast")) features.map = false;
  if (in("gated-tags.wast")) features.exceptions = false;
  if (in("missing-features/component-model/shared-everything-threads-builtins.wast"))
    features.sharedEverythingThreads = false;
  if (in("implements-disabled.wast")) features.implements = false;
  return features;
}

/// Lines `key  rest`; empty lines and lines that begin with `#` do not count.
std::vector<std::pair<std::string, std::string>> linesOf(const char* file) {
  std::vector<std::pair<std::string, std::string>> entries;
  std::ifstream in(std::string(SPLICEBOARD_SOURCE_DIR) + "/tests/conformance/" + file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find(' ');
    entries.emplace_back(line.substr(0, space), space == std::string::npos
                                                    ? std::string()
                                                    : line.substr(line.find_first_not_of(' ', space)));
  }
  return entries;
}

/// Our codes and the words of recorded messages that they stand for.
class Reasons {
 public:
  bool fits(const std::string& code, const std::string& recorded) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      if (m_rows[i].first != code || recorded.find(m_rows[i].second) == std::string::npos) continue;
      m_used.insert(i);
      return true;
    }
    return false;
  }
  QStringList unused() const {
    QStringList list;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      if (m_used.count(i) == 0) list << QString::fromStdString(m_rows[i].first + "  " + m_rows[i].second);
    }
    return list;
  }

 private:
  std::vector<std::pair<std::string, std::string>> m_rows = linesOf("reasons.txt");
  std::set<std::size_t> m_used;
};

/// One file of the suites that ../files.txt lists.
struct JudgedWith {
  std::string features;  ///< legacy forms to switch on; empty when it is the engine
  bool engine = false;
  bool used = false;
};

std::map<std::string, JudgedWith> judgedWith() {
  std::map<std::string, JudgedWith> files;
  for (const auto& [wast, rest] : linesOf("files.txt")) {
    const std::string with = rest.substr(0, rest.find(' '));
    if (with == "engine") {
      files[wast] = {"", true};
    } else {
      files[wast] = {with};
    }
  }
  return files;
}

struct Share {
  int right = 0, all = 0;
  void count(bool isRight) {
    right += isRight ? 1 : 0;
    ++all;
  }
  double percent() const { return all == 0 ? 0 : 100.0 * right / all; }
};

/// The words of the recorded verdict, then those of the file.
std::string recordedReason(const nlohmann::json& row) {
  std::string text;
  if (row.contains("verdict_wasm_tools")) {
    const auto& suite = row["verdict_wasm_tools"]["suite"];
    // A verdict about the command line is none about the file.
    if (suite.contains("error") &&
        suite["error"].get<std::string>().find("unexpected argument") == std::string::npos)
      text = suite["error"];
  }
  if (row.contains("message")) text += " | " + row["message"].get<std::string>();
  return text;
}

/// A file's verdict, and the words for it when it was refused.
struct Judgement {
  bool accepted = false;
  std::vector<std::string> codes;  ///< of our errors
  std::string said;                ///< our first error, or the engine's text
};

Judgement judge(const SharedBytes& bytes, const types::Features& features) {
  types::CheckOptions options;
  options.features = features;
  const driver::Validation validation = driver::validateBytes(bytes, options);
  Judgement judgement;
  judgement.accepted = validation.verdict != driver::Verdict::NotValid;
  for (const Diagnostic& diagnostic : validation.diagnostics) {
    if (diagnostic.severity == Severity::Error) judgement.codes.push_back(diagnostic.code);
  }
  if (!judgement.accepted)
    judgement.said = validation.diagnostics.front().code + ": " + validation.diagnostics.front().message;
  return judgement;
}

/// What `validate --engine` says: ours first, then the engine's.
Judgement judgeWithEngine(const SharedBytes& bytes, Judgement ours) {
  if (!ours.accepted) return ours;
  const Result<void> answer = engine::validateWithEngine(*enginetest::engine(), bytes->span());
  ours.accepted = answer.has_value();
  if (!answer) ours.said = answer.error().text();
  return ours;
}

}  // namespace

class ConformanceCheckTest : public QObject {
  Q_OBJECT
 private slots:
  void suites() {
    const std::string folder = shared() + "/corpus/conformance/";
    if (!std::filesystem::is_directory(shared() + "/corpus")) QSKIP("the corpus is not here");
    std::ifstream index(folder + "index.jsonl");
    QVERIFY2(index, "the corpus has no conformance cases");
    const bool engine = enginetest::engine().has_value();
    QVERIFY2(engine || !enginetest::engineRequired(), "the engine is not there");
    const auto listed = linesOf("nyi.txt");
    const std::map<std::string, std::string> exceptions(listed.begin(), listed.end());
    QVERIFY2(exceptions.size() <= 25, "nyi.txt is longer than 25 lines");
    std::map<std::string, JudgedWith> files = judgedWith();
    std::set<std::string> used;
    Reasons reasons;
    std::map<std::string, Share> bySuite;
    Share valid, invalid, forTheRightReason, agreesWithTool;
    int unexpected = 0;
    for (std::string line; std::getline(index, line);) {
      const nlohmann::json row = nlohmann::json::parse(line);
      if (row["what"] == "run" || !row.contains("file")) continue;
      const std::string kind = row["kind"], wast = row["wast"];
      const bool byFile = kind != "invalid" && kind != "malformed";
      const bool byTool = row.contains("verdict_wasm_tools")
                              ? row["verdict_wasm_tools"]["suite"]["accepted"].get<bool>()
                              : byFile;
      const std::string name = wast + ":" + std::to_string(row["line"].get<int>());
      auto read = readFile(folder + row["file"].get<std::string>());
      QVERIFY2(read, name.c_str());
      const SharedBytes bytes = shareBytes(*std::move(read));
      const types::Features features = featuresOf(wast, row);
      const Judgement ours = judge(bytes, features);
      Judgement asTheFile = ours;
      const auto judged = files.find(wast);
      if (judged != files.end() && judged->second.engine && !engine) {
        judged->second.used = true;  // cannot be asked
        continue;
      }
      if (judged != files.end()) {
        const auto older = types::parseFeatures(judged->second.features, features);
        QVERIFY2(older, "files.txt names a feature that is not there");
        asTheFile = judged->second.engine ? judgeWithEngine(bytes, ours) : judge(bytes, *older);
        judged->second.used |= asTheFile.accepted != ours.accepted;
      }
      const std::string recorded = recordedReason(row);

      bySuite[row["suite"]].count(asTheFile.accepted == byFile);
      (byFile ? valid : invalid).count(asTheFile.accepted == byFile);
      agreesWithTool.count(ours.accepted == byTool);
      bool good = asTheFile.accepted == byFile && ours.accepted == byTool;
      if (!ours.accepted && !byTool && !recorded.empty()) {
        // wasm-tools stops at the first error, and looks into core functions last: any of ours may be the
        // one.
        const bool right = std::any_of(ours.codes.begin(), ours.codes.end(),
                                       [&](const std::string& code) { return reasons.fits(code, recorded); });
        forTheRightReason.count(right);
        good = good && right;
      } else if (ours.accepted && !asTheFile.accepted && row.contains("message")) {
        const bool right = asTheFile.said.find(row["message"].get<std::string>()) != std::string::npos;
        forTheRightReason.count(right);
        good = good && right;
      }
      if (good) continue;
      used.insert(name);
      if (exceptions.count(name) != 0) continue;
      ++unexpected;
      qWarning("%s: %s by the file, %s by wasm-tools, we say %s %s — %s", name.c_str(), kind.c_str(),
               byTool ? "valid" : "invalid", asTheFile.accepted ? "valid" : "invalid", asTheFile.said.c_str(),
               recorded.c_str());
    }
    for (const auto& [suite, share] : bySuite)
      qInfo("%-24s %4d of %4d as the file says", suite.c_str(), share.right, share.all);
    const auto total = [](const char* what, const Share& share) {
      qInfo("%-24s %4d of %4d (%.2f %%)", what, share.right, share.all, share.percent());
    };
    total("valid accepted", valid);
    total("invalid rejected", invalid);
    total("for the right reason", forTheRightReason);
    total("as wasm-tools says", agreesWithTool);
    qInfo("listed in nyi.txt        %4zu rows", exceptions.size());
    if (!engine) qInfo("without the engine %d files are not judged", 765 + 837 - valid.all - invalid.all);
    if (engine) QCOMPARE(valid.all, 765);
    if (engine) QCOMPARE(invalid.all, 837);
    QCOMPARE(unexpected, 0);
    QVERIFY(valid.percent() >= 99.5 && invalid.percent() >= 99.5);
    QVERIFY(forTheRightReason.percent() >= 99.5 && agreesWithTool.percent() >= 99.5);
    for (const auto& [name, reason] : exceptions) {
      QVERIFY2(used.count(name) != 0, (name + " in nyi.txt agrees now, remove the line").c_str());
      QVERIFY2(!reason.empty(), (name + " in nyi.txt has no reason").c_str());
    }
    for (const auto& [wast, file] : files)
      QVERIFY2(file.used, (wast + " in files.txt changes no verdict, remove the line").c_str());
    QCOMPARE(reasons.unused(), QStringList());
  }
};

QTEST_APPLESS_MAIN(ConformanceCheckTest)
#include "tst_conformance_check.moc"
