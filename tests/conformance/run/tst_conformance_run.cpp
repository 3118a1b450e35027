// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/boundary_refusals.h"
#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/engine/call_function.h"
#include "core/types/check_component.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/support/corpus.h"
#include "values.h"

// Runs what the public suites run: every function that a file calls, with the value it must return or the
// trap it must end in, and every component that must not start. What runs is not the file itself but what
// our encoder makes of what our decoder read. What cannot be run, and what the engine does in another way,
// stands in ../run.txt with the reason.
namespace {

using namespace sb;
using nlohmann::json;

/// The components of one file of a suite, and the instance that is called at the moment.
class Script {
 public:
  explicit Script(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  void define(const json& command) {
    m_file = command["filename"];
    if (command.contains("name")) m_named[command["name"]] = m_file;
  }
  /// An instance of its own for what follows. Empty: it started.
  std::string instantiate(const std::string& name) {
    const auto at = m_named.find(name);
    if (!name.empty() && at != m_named.end()) m_file = at->second;
    m_started = start();
    return m_started;
  }
  std::string start() {
    Entry& entry = m_entries[m_file];
    if (!entry.loaded) load(entry);
    if (!entry.problem.empty()) return entry.problem;
    entry.session->setTimeLimit(std::chrono::seconds(20));
    const Result<engine::RunOutcome> outcome = entry.session->tryStart();
    if (!outcome) return outcome.error().text();
    return entry.session->started() ? std::string() : outcome->message;
  }
  /// What a call ended in: its value, `trap: …`, or `not run: …` when it was not made.
  std::string call(const json& action) {
    if (!m_started.empty()) return "not run: " + m_started;
    Entry& entry = m_entries[m_file];
    const std::string function = action["field"];
    for (const engine::BoundaryRefusal& refusal : cli::boundaryRefusals(*entry.type, function))
      if (refusal.function == function) return "not run: " + refusal.reason;
    engine::EngineValues args;
    for (const json& arg : action["args"]) args.push_back(test::valueOf(arg));
    const Result<engine::RunOutcome> outcome = entry.session->tryCall(function, args);
    if (!outcome) return "not run: " + outcome.error().text();
    if (!entry.session->started()) return "trap: " + outcome->message;
    std::string text;
    for (const engine::EngineValue& value : outcome->values) text += engine::describe(value);
    return text;
  }

 private:
  struct Entry {
    bool loaded = false;
    Bytes bytes;
    types::ComponentTypeRef type;
    std::unique_ptr<engine::Session> session;
    std::string problem;
  };
  void load(Entry& entry) {
    entry.loaded = true;
    const Result<model::Component> component =
        decode::decodeComponent(shareBytes(test::readFile(m_folder / m_file)));
    if (!component) {
      entry.problem = component.error().text();
      return;
    }
    types::CheckOptions options;
    options.coreModules = false;
    entry.type = types::checkComponent(*component, options).type;
    entry.bytes = encode::encodeComponent(*component);
    engine::SessionOptions settings;
    settings.wasi = false;
    auto session = engine::Session::create(*enginetest::engine(), entry.bytes, settings);
    if (!session) {
      entry.problem = session.error().text();
      return;
    }
    entry.session = std::move(*session);
    test::defineHost(*entry.session, m_host);
  }

  std::filesystem::path m_folder;
  std::shared_ptr<test::HostState> m_host = std::make_shared<test::HostState>();
  std::string m_file;  ///< the component that is called, or was defined last
  std::map<std::string, std::string> m_named;
  std::map<std::string, Entry> m_entries;
  std::string m_started = "nothing was started";
};

/// The lines of ../run.txt, and which of them a row needed.
class Exceptions {
 public:
  Exceptions() {
    std::ifstream in(std::string(SPLICEBOARD_SOURCE_DIR) + "/tests/conformance/run.txt");
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line.front() == '#') continue;
      const std::size_t what = line.find("  ") + 2, why = line.find("  ", what);
      m_lines.push_back({line.substr(0, what - 2), line.substr(what, why - what), line.substr(why + 2)});
    }
  }
  bool has(const std::string& kind, const std::function<bool(const std::string& what)>& fits) {
    for (Line& line : m_lines) {
      if (line.kind != kind || !fits(line.what)) continue;
      line.used = true;
      return true;
    }
    return false;
  }
  QStringList unused() const {
    QStringList list;
    for (const Line& line : m_lines) {
      if (!line.used || line.why.empty()) list << QString::fromStdString(line.kind + "  " + line.what);
    }
    return list;
  }

 private:
  struct Line {
    std::string kind, what, why;
    bool used = false;
  };
  std::vector<Line> m_lines;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// What the rows of one kind came to.
struct Tally {
  int asTheFile = 0, otherwise = 0, notRun = 0, unexpected = 0;
};

}  // namespace

class ConformanceRunTest : public QObject {
  Q_OBJECT
 private slots:
  void suites() {
    if (!test::hasCorpus()) QSKIP("the corpus is not there: ../shared");
    SB_NEED_ENGINE();
    const auto folder = test::corpusFolder() / "conformance";
    std::vector<std::filesystem::path> scripts;
    for (const auto& suite : std::filesystem::directory_iterator(folder)) {
      if (!suite.is_directory()) continue;
      for (const auto& entry : std::filesystem::directory_iterator(suite)) scripts.push_back(entry.path());
    }
    std::sort(scripts.begin(), scripts.end());
    std::map<std::string, Tally> tallies;
    for (const auto& path : scripts) {
      std::ifstream in(path / "commands.json");
      const json document = json::parse(in);
      Script script(path);
      const std::string wast = document["source_filename"];
      for (const json& command : document["commands"]) {
        const std::string type = command["type"];
        if (type == "module_definition") {
          script.define(command);
        } else if (type == "module") {
          script.define(command);
          script.instantiate({});
        } else if (type == "module_instance") {
          script.instantiate(command.value("module", std::string()));
        } else if (type == "assert_unlinkable" || type == "assert_uninstantiable") {
          Script other(path);
          other.define(command);
          const std::string text = command["text"], end = other.start();
          judge(wast, command, tallies[type.substr(7)], contains(end, text), end);
        } else if (type == "assert_trap") {
          const std::string text = command["text"], end = script.call(command["action"]);
          const bool trapped = end.rfind("trap: ", 0) == 0;
          const bool inWords =
              trapped && !contains(end, text) && m_exceptions.has("in-words", [&](const std::string& pair) {
                const std::size_t mark = pair.find(" = ");
                return contains(text, pair.substr(0, mark)) && contains(end, pair.substr(mark + 3));
              });
          judge(wast, command, tallies["trap"], trapped && (contains(end, text) || inWords), end);
        } else if (type == "assert_return" || type == "action") {
          std::string expected;
          if (command.contains("expected"))
            for (const json& value : command["expected"]) expected += engine::describe(test::valueOf(value));
          const std::string end = script.call(command["action"]);
          judge(wast, command, tallies["return"], end == expected, end);
        }
      }
    }
    int all = 0, right = 0, unexpected = 0;
    for (const auto& [kind, tally] : tallies) {
      const int rows = tally.asTheFile + tally.otherwise + tally.notRun + tally.unexpected;
      qInfo("%-16s %3d of %3d as the file says, %d otherwise, %d cannot be run", kind.c_str(),
            tally.asTheFile, rows, tally.otherwise, tally.notRun);
      all += rows;
      right += tally.asTheFile;
      unexpected += tally.unexpected;
    }
    qInfo("%d of %d", right, all);
    QCOMPARE(all, 703 + 42);
    QCOMPARE(unexpected, 0);
    QVERIFY(right >= 556);
    QCOMPARE(m_exceptions.unused(), QStringList());
  }

 private:
  void judge(const std::string& wast, const json& command, Tally& tally, bool right, const std::string& end) {
    const std::string row = wast + ":" + std::to_string(command["line"].get<int>());
    if (right) {
      ++tally.asTheFile;
    } else if (m_exceptions.has("not-run", [&](const std::string& what) { return contains(end, what); })) {
      ++tally.notRun;
    } else if (m_exceptions.has("differs", [&](const std::string& what) { return what == row; })) {
      ++tally.otherwise;
    } else {
      ++tally.unexpected;
      qWarning("%s: %s expected, it ended in: %s", row.c_str(), command.dump().c_str(), end.c_str());
    }
  }
  Exceptions m_exceptions;
};

QTEST_APPLESS_MAIN(ConformanceRunTest)
#include "tst_conformance_run.moc"
