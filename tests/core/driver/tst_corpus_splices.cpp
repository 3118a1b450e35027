// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest/QtTest>
#include <chrono>

#include "core/decode/component_decoder.h"
#include "core/driver/splice.h"
#include "core/engine/run_command.h"
#include "core/types/check_component.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/plan/corpus_folder.h"

using namespace sb;
namespace fs = std::filesystem;

/// Splices what splicer spliced, from the same files, checks the result and runs it. Where splicer's own
/// result is a defect the corrected one counts; where there is none, the program has to print what it prints
/// without hooks, once the hooks' own lines are taken out.
class TestCorpusSplices : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void splices_data();
  void splices();
  void refusesAsSplicerDoes_data();
  void refusesAsSplicerDoes();
  void sameInputSameBytes();
  void cleanupTestCase();

 private:
  QStringList m_table;
};

namespace {

enum class Expect { Recorded, Corrected, LikeUnhooked, SilentHook, Trap, ValidOnly, PlanOnly };

struct Exception {
  const char* name;
  Expect expect;
  const char* corrected;
};
/// Cases whose recorded output is a defect of splicer, or that splicer refuses and we do not.
constexpr Exception Exceptions[] = {
    {"diamond-fan-in", Expect::Corrected, "diamond-fan-in.adapter-per-edge"},
    {"two-providers-same-interface", Expect::Corrected, "two-providers-same-interface"},
    {"root-export", Expect::Corrected, "root-export"},
    {"text-t2-two-edges", Expect::LikeUnhooked, ""},
    {"chain5-three-edges", Expect::LikeUnhooked, ""},  // splicer makes one instance of two
    {"jobs-t2-async", Expect::LikeUnhooked, ""},
    {"rust-t2", Expect::LikeUnhooked, ""},
    {"yieldhook-on-sync", Expect::Trap, ""},
    {"plan-only", Expect::PlanOnly, ""},
    {"refused/before-all-positions", Expect::Corrected, "before-all-positions"},
    {"refused/before-all-positions-direct", Expect::ValidOnly, ""},
    {"refused/diamond-between-left", Expect::Corrected, "diamond-between-left"},
    {"refused/nested", Expect::Corrected, "nested"},
    {"refused/nested-inner", Expect::LikeUnhooked, ""},
    {"refused/no-match", Expect::LikeUnhooked, ""},  // another patch version
    {"refused/no-match-unversioned", Expect::LikeUnhooked, ""},
    {"refused/yaml-on-node-late", Expect::LikeUnhooked, ""},
    {"refused/yaml-between-missing-outer", Expect::LikeUnhooked, ""},
    {"refused/keyword-package", Expect::ValidOnly, ""},
    {"refused/host-import-rule", Expect::ValidOnly, ""},
    {"refused/kv-inline-resource-t1", Expect::LikeUnhooked, ""},
    {"refused/kv-inline-resource-t2", Expect::LikeUnhooked, ""},
    {"refused/old-tier1-0.2.0", Expect::LikeUnhooked, ""},
    {"refused/two-tiers", Expect::SilentHook, ""},
    {"refused/vault-types-t1", Expect::LikeUnhooked, ""},
    {"refused/dummy-t1-resources", Expect::ValidOnly, ""},
    {"refused/dummy-t2-resources", Expect::ValidOnly, ""},
    {"refused/dummy-t2-wide-in", Expect::ValidOnly, ""},
    {"refused/dummy-t2-wide-out", Expect::ValidOnly, ""},
};
const Exception* exceptionOf(const QString& name) {
  for (const Exception& e : Exceptions) {
    if (name == e.name) return &e;
  }
  return nullptr;
}

QJsonObject readJson(const fs::path& file) {
  const auto text = plantest::readText(file);
  return text ? QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object() : QJsonObject();
}

Result<plan::SpliceRules> rulesOf(const fs::path& folder) {
  return plan::parseSpliceRules(plantest::readText(folder / "rules.yaml").value_or(""));
}

driver::SpliceOptions options() {
  driver::SpliceOptions out;
  out.baseFolder = plantest::corpus().string();
  return out;
}

/// A case is a splice when its command is; `compose` has no rules.
bool isSplice(const fs::path& folder) { return fs::exists(folder / "rules.yaml"); }

/// Drops what the corpus' hooks print: from their tags to the end of the line, and the trees below. A hook
/// may print in the middle of a line of the program.
QString withoutHookLines(QString text) {
  static const QRegularExpression lines("\\[(t1|t2|count|old)[^\n]*\n(  [^\n]*\n)*");
  return text.remove(lines);
}

struct Run {
  bool exited = false;
  int code = 0;
  QString out, why;
};
Run run(const Bytes& component, const QJsonArray& args) {
  engine::RunRequest request;
  request.component = component;
  request.args = {"prog"};
  request.invoke = args.size() > 1 ? args[1].toString().toStdString() : std::string();
  if (args.size() > 2 && args[2].toString() == "[4]")
    request.arguments = {engine::EngineValue{std::uint32_t(4)}};
  request.timeLimit = std::chrono::seconds(60);
  QByteArray out;
  request.onStdout = [&](std::string_view piece) {
    out.append(piece.data(), static_cast<int>(piece.size()));
  };
  const Result<engine::RunOutcome> outcome = engine::runCommand(*enginetest::engine(), request);
  Run result;
  if (!outcome) {
    result.why = QString::fromStdString(outcome.error().text());
  } else {
    result.exited = outcome->kind == engine::RunOutcome::Kind::Exited;
    result.code = outcome->exitCode;
    result.why = QString::fromStdString(outcome->message);
    if (!outcome->values.empty() && args.size() > 1) {
      // The recording prints results as plain numbers and texts.
      QByteArray value = QByteArray::fromStdString(engine::describe(outcome->values.front()));
      while (!value.isEmpty() && !QByteArray("0123456789\"").contains(value.back())) value.chop(1);
      const int suffix = static_cast<int>(std::max(value.lastIndexOf('u'), value.lastIndexOf('s')));
      if (suffix > 0 && value.back() != '"') value.truncate(suffix);
      out += value + "\n";
    }
  }
  result.out = QString::fromUtf8(out);
  return result;
}

}  // namespace

void TestCorpusSplices::initTestCase() {
  if (!fs::exists(plantest::corpus())) {
    QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
  }
  if (!enginetest::engine() && enginetest::engineRequired())
    QFAIL(enginetest::engine().error().text().c_str());
}

void TestCorpusSplices::splices_data() {
  QTest::addColumn<QString>("name");
  std::vector<QString> names;
  for (const auto& entry : fs::directory_iterator(plantest::corpus() / "splices")) {
    const QString name = QString::fromStdString(entry.path().filename());
    if (entry.is_directory() && isSplice(entry.path()) && name != "unknown-keys") names.push_back(name);
  }
  for (const Exception& e : Exceptions) {
    if (QString(e.name).startsWith("refused/")) names.push_back(e.name);
  }
  std::sort(names.begin(), names.end());
  for (const QString& name : names) QTest::newRow(qPrintable(name)) << name;
}

void TestCorpusSplices::splices() {
  QFETCH(QString, name);
  const fs::path folder = plantest::corpus() / "splices" / name.toStdString();
  const QJsonObject about = readJson(folder / "case.json");
  const Exception* exception = exceptionOf(name);
  const Expect expect = exception ? exception->expect : Expect::Recorded;
  const auto rules = rulesOf(folder);
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  const std::string input = (plantest::corpus() / about["input"].toString().toStdString()).string();
  if (expect == Expect::PlanOnly) {
    const auto planned = driver::planSpliceFile(*rules, input, options());
    QVERIFY2(planned, planned ? "" : planned.error().text().c_str());
    QVERIFY(!planned->plan.refused());
    m_table << name + ": planned";
    return;
  }
  const auto spliced = driver::spliceFile(*rules, input, options());
  QVERIFY2(spliced, spliced ? "" : spliced.error().text().c_str());
  const QJsonArray adapters = about["adapters"].toArray();
  for (const QJsonValue& adapter : adapters) {
    const QString file = adapter["file"].toString();
    const bool made = std::any_of(spliced->adapters.begin(), spliced->adapters.end(),
                                  [&](const auto& a) { return file == QString::fromStdString(a.name); });
    QVERIFY2(made, qPrintable("no adapter file " + file));
  }
  if (!enginetest::engine()) {
    m_table << name + ": valid, not run (no engine)";
    return;
  }
  const QJsonObject recorded = about["run"].toObject();
  const QJsonObject original = about["original_run"].toObject();
  if (expect == Expect::ValidOnly || (expect == Expect::Recorded && recorded.isEmpty())) {
    m_table << name + ": valid, not run (nothing recorded)";
    return;
  }
  const Run ours = run(spliced->composed, recorded["args"].toArray());
  const QByteArray why = (ours.why + "\n" + ours.out).toUtf8();
  QString wanted;
  switch (expect) {
    case Expect::Recorded: wanted = recorded["stdout"].toString(); break;
    case Expect::Corrected:
      wanted = QString::fromStdString(plantest::readText(plantest::corpus() / "splices/corrected" /
                                                         exception->corrected / "expected-stdout.txt")
                                          .value());
      break;
    case Expect::LikeUnhooked:
    case Expect::SilentHook: {
      QVERIFY2(ours.exited && ours.code == 0, why.constData());
      QString unhooked = original["stdout"].toString();
      if (original.isEmpty()) {  // splicer refused it and nobody ran the input either
        const auto file = plantest::readBytes(input);
        QVERIFY(file);
        unhooked = run(*file, {}).out;
      }
      QCOMPARE(withoutHookLines(ours.out), unhooked);
      QCOMPARE(ours.out.size() > unhooked.size(), expect == Expect::LikeUnhooked);
      m_table << name + ": runs as without hooks";
      return;
    }
    case Expect::Trap:
      QVERIFY2(!ours.exited, why.constData());
      QVERIFY2(ours.why.contains("cannot block"), why.constData());
      m_table << name + ": traps as it has to";
      return;
    case Expect::ValidOnly:
    case Expect::PlanOnly: return;
  }
  QVERIFY2(ours.exited, why.constData());
  QCOMPARE(ours.out, wanted);
  m_table << name + ": same output as " + (expect == Expect::Corrected ? "corrected" : "recorded");
}

void TestCorpusSplices::refusesAsSplicerDoes_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("says");
  const auto row = [](const char* name, const char* says) {
    QTest::newRow(name) << QString("refused/") + name << says;
  };
  row("block-non-void", "add");
  row("incompatible-direct", "does not fit");
  row("incompatible-direct-skip", "does not fit");
  row("input-core-module", "core module");
  row("input-garbage", "");
  row("input-missing", "none.wasm");
  row("late-tier2-0.3.0", "may skip calls");
  row("middleware-no-path", "no `path` is given");
  row("missing-middleware", "not-there");
  row("no-match-node", "nodes on demo:calc/ops@0.1.0");
  row("no-relevant-export", "exports neither hooks nor");
  row("no-rules", "no rule applies");
  row("yaml-glob-interface", "a.wasm");
  row("yaml-unknown-builtin", "no-such-thing");
}

void TestCorpusSplices::refusesAsSplicerDoes() {
  QFETCH(QString, name);
  QFETCH(QString, says);
  const fs::path folder = plantest::corpus() / "splices" / name.toStdString();
  const auto rules = rulesOf(folder);
  QVERIFY2(rules, rules ? "" : rules.error().text().c_str());
  const std::string input =
      (plantest::corpus() / readJson(folder / "case.json")["input"].toString().toStdString()).string();
  const auto spliced = driver::spliceFile(*rules, input, options());
  QVERIFY2(!spliced, "was spliced");
  const QString text = QString::fromStdString(spliced.error().text());
  QVERIFY2(text.contains(says), qPrintable(text));
  m_table << name + ": refused: " + text.left(150);
}

void TestCorpusSplices::sameInputSameBytes() {
  const fs::path folder = plantest::corpus() / "splices/mixed-tiers";
  const auto rules = rulesOf(folder);
  QVERIFY(rules);
  const std::string input = (plantest::corpus() / "components/comp/calc-wac.wasm").string();
  const auto first = driver::spliceFile(*rules, input, options()),
             second = driver::spliceFile(*rules, input, options());
  QVERIFY(first && second);
  QVERIFY(first->composed == second->composed);
  QCOMPARE(first->wac, second->wac);
}

void TestCorpusSplices::cleanupTestCase() {
  for (const QString& line : m_table) qInfo("%s", qPrintable(line));
  qInfo("unknown-keys: not covered, unknown keys are errors here on purpose");
  qInfo("compose-*: not covered, these have no rules");
}

QTEST_APPLESS_MAIN(TestCorpusSplices)
#include "tst_corpus_splices.moc"
