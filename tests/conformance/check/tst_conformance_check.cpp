// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "core/decode/component_decoder.h"
#include "core/types/check_component.h"

// Decodes and checks every component of the public suites and compares the verdict. Rows we judge otherwise
// stand in
// ../nyi.txt, each with its reason; an entry that is no longer needed fails the test, so the list cannot rot.
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

struct Verdict {
  bool valid = false;
  std::string why;
};

Verdict judge(Bytes bytes, const types::CheckOptions& options) {
  const auto component = decode::decodeComponent(shareBytes(std::move(bytes)));
  if (!component) return {false, component.error().text()};
  const types::CheckedComponent checked = types::checkComponent(*component, options);
  if (checked.valid()) return {true, {}};
  const Diagnostic& first = checked.diagnostics.front();
  return {false, first.code + ": " + first.message};
}

/// What the header of a suite's file asks for, where that is less than everything.
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
  if (in("implements-disabled.wast")) features.implements = false;
  return features;
}

/// Lines `wast:line  reason`; empty lines and lines that begin with `#` do not count.
std::map<std::string, std::string> notYet() {
  std::map<std::string, std::string> entries;
  std::ifstream in(std::string(SPLICEBOARD_SOURCE_DIR) + "/tests/conformance/nyi.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find(' ');
    entries[line.substr(0, space)] =
        space == std::string::npos ? "" : line.substr(line.find_first_not_of(' ', space));
  }
  return entries;
}

}  // namespace

class ConformanceCheckTest : public QObject {
  Q_OBJECT
 private slots:
  void suites() {
    const std::string folder = shared() + "/corpus/conformance/";
    std::ifstream index(folder + "index.jsonl");
    if (!index) QSKIP("the corpus is not here");
    const std::map<std::string, std::string> exceptions = notYet();
    std::set<std::string> used;
    std::map<std::string, std::pair<int, int>> totals;  // suite → right, all
    int unexpected = 0;
    for (std::string line; std::getline(index, line);) {
      const nlohmann::json row = nlohmann::json::parse(line);
      if (row["what"] != "component") continue;
      // `kind` is what the file says, `suite` what today's reader says with the features of the file: they
      // differ where the file is older, or states the policy of one engine. The reader decides.
      const std::string kind = row["kind"];
      const bool expected = row.contains("verdict_wasm_tools")
                                ? row["verdict_wasm_tools"]["suite"]["accepted"].get<bool>()
                                : kind != "invalid" && kind != "malformed";
      const std::string wast = row["wast"];
      const std::string name = wast + ":" + std::to_string(row["line"].get<int>());
      auto bytes = readFile(folder + row["file"].get<std::string>());
      QVERIFY2(bytes, name.c_str());
      types::CheckOptions options;
      options.features = featuresOf(wast, row);
      const Verdict verdict = judge(std::move(*bytes), options);
      auto& [right, all] = totals[row["suite"]];
      ++all;
      if (verdict.valid == expected) {
        ++right;
        continue;
      }
      used.insert(name);
      if (exceptions.count(name) != 0) continue;
      ++unexpected;
      const std::string theirs = row.contains("message") ? row["message"].get<std::string>() : std::string();
      qWarning("%s (%s): expected %s, we say %s%s%s", name.c_str(), kind.c_str(),
               expected ? "valid" : "invalid", verdict.valid ? "valid" : "invalid: ", verdict.why.c_str(),
               theirs.empty() ? "" : (" — suite: " + theirs).c_str());
    }
    int right = 0, all = 0;
    for (const auto& [suite, counts] : totals) {
      qInfo("%-10s %d of %d verdicts agree", suite.c_str(), counts.first, counts.second);
      right += counts.first;
      all += counts.second;
    }
    qInfo("total      %d of %d verdicts agree (%.2f %%)", right, all, 100.0 * right / all);
    QVERIFY(all > 1000);
    QCOMPARE(unexpected, 0);
    for (const auto& [name, reason] : exceptions) {
      QVERIFY2(used.count(name) != 0, (name + " in nyi.txt agrees now, remove the line").c_str());
      QVERIFY2(!reason.empty(), (name + " in nyi.txt has no reason").c_str());
    }
  }
};

QTEST_APPLESS_MAIN(ConformanceCheckTest)
#include "tst_conformance_check.moc"
