// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <map>

#include "core/engine/run_command.h"
#include "engine_fixture.h"

using namespace sb;
using namespace sb::engine;
namespace fs = std::filesystem;

// Runs what the reference corpus has recorded output for: single components, compositions, and splicer's
// results.

namespace {

QByteArray readFile(const fs::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Unpacked by the zstd program where the name ends so; empty without it.
QByteArray readComponent(const fs::path& path) {
  if (path.extension() != ".zst") return readFile(path);
  QProcess zstd;
  zstd.start("zstd", {"-dcq", QString::fromStdString(path.string())});
  return zstd.waitForFinished(60000) ? zstd.readAllStandardOutput() : QByteArray();
}

/// Arguments of the recorded calls. The manifest has plain JSON, which does not say how wide a number is.
EngineValues argumentsOf(const QString& file) {
  const auto u32 = [](std::uint32_t value) { return EngineValue{value}; };
  const auto s32 = [](std::int32_t value) { return EngineValue{value}; };
  static const std::map<QString, EngineValues> calls = {
      {"wat/func-args.wasm", {{EngineTuple{{u32(7), u32(3)}}}}},
      {"wat/outer-alias.wasm", {{EngineTuple{{u32(7), u32(3)}}}}},
      {"wat/plain-funcs.wasm", {{EngineList{{u32(1), u32(2), u32(4000000000)}}}}},
      {"wat/reexport-resource.wasm", {u32(41)}},
      {"wat/scalars.wasm", {{std::int64_t(-9007199254740993)}}},
      {"comp/jobs-wac.wasm", {u32(4)}},
      {"comp/jobs-yield-wac.wasm", {u32(4)}},
      {"comp/calc-service.wasm", {s32(7), s32(2)}},
  };
  const auto found = calls.find(file);
  return found == calls.end() ? EngineValues() : found->second;
}

/// The result as the recording printed it: whole numbers, text in quotes, the payload of an ok.
QByteArray recorded(const EngineValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.content)) {
    return "\"" + QByteArray::fromStdString(*text) + "\"\n";
  }
  if (const auto* result = std::get_if<EngineResult>(&value.content); result && result->ok) {
    return recorded(result->payload.at(0));
  }
  QByteArray number = QByteArray::fromStdString(describe(value));
  return number.left(number.lastIndexOf(number.contains('s') ? 's' : 'u')) + "\n";
}

constexpr int TrapExitCode = 134, NotRunnableExitCode = 2;  // as the corpus records them

/// Exit code and output in the corpus' terms.
std::pair<int, QByteArray> runRecorded(const QByteArray& component, const QString& invoke,
                                       EngineValues arguments) {
  RunRequest request;
  request.component = enginetest::bytesOf(component);
  request.args = {"prog"};
  request.invoke = invoke.toStdString();
  request.arguments = std::move(arguments);
  request.compiler = component.size() > 1000000 ? Compiler::Baseline : Compiler::Optimizing;
  request.timeLimit = std::chrono::seconds(60);
  QByteArray out;
  request.onStdout = [&out](std::string_view piece) {
    out.append(piece.data(), static_cast<int>(piece.size()));
  };
  const Result<RunOutcome> outcome = runCommand(*enginetest::engine(), request);
  if (!outcome) return {NotRunnableExitCode, out + QByteArray::fromStdString(outcome.error().text())};
  if (outcome->kind != RunOutcome::Kind::Exited) {
    qInfo("%s: %s", runOutcomeKindName(outcome->kind), outcome->message.c_str());
    return {TrapExitCode, out};
  }
  if (!invoke.isEmpty() && !outcome->values.empty()) out += recorded(outcome->values.front());
  return {outcome->exitCode, out};
}

}  // namespace

class TstRunCorpus : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    SB_NEED_ENGINE();
    if (!fs::exists(enginetest::corpus())) {
      QSKIP("no reference corpus: set SPLICEBOARD_SHARED to the folder that holds it");
    }
  }

  void components_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("invoke");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("out");
    const QByteArray manifest = readFile(enginetest::corpus() / "components/manifest.json");
    for (const QJsonValue& entry : QJsonDocument::fromJson(manifest).array()) {
      const QJsonObject run = entry["run"].toObject();
      if (run.isEmpty()) continue;
      QTest::newRow(qPrintable(entry["file"].toString()))
          << entry["file"].toString() << run["export"].toString() << run["exit_code"].toInt()
          << run["stdout"].toString().toUtf8();
    }
  }
  void components() {
    QFETCH(QString, file);
    QFETCH(QString, invoke);
    const QByteArray component = readComponent(enginetest::corpus() / "components" / file.toStdString());
    QVERIFY2(!component.isEmpty(), "cannot be read, or unpacked with zstd");
    const auto [exitCode, out] = runRecorded(component, invoke, argumentsOf(file));
    QTEST(out, "out");
    QTEST(exitCode, "exitCode");
  }

  void splices_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("invoke");
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("out");
    const QByteArray manifest = readFile(enginetest::corpus() / "splices/manifest.json");
    for (const QJsonValue& entry : QJsonDocument::fromJson(manifest).array()) {
      const QJsonObject run = entry["run"].toObject();
      if (run.isEmpty()) continue;
      // Some cases are recorded by what the program said alone.
      if (!fs::exists(enginetest::corpus() / "splices" / entry["dir"].toString().toStdString() / "out.wasm"))
        continue;
      const QJsonArray args = run["args"].toArray();  // none, or: --invoke NAME JSON
      QTest::newRow(qPrintable(entry["dir"].toString()))
          << entry["dir"].toString() << args[1].toString() << args[2].toString() << run["exit_code"].toInt()
          << run["stdout"].toString().toUtf8();
    }
  }
  void splices() {
    QFETCH(QString, folder);
    QFETCH(QString, invoke);
    QFETCH(QString, arguments);
    QFETCH(int, exitCode);
    const QByteArray component =
        readFile(enginetest::corpus() / "splices" / folder.toStdString() / "out.wasm");
    QVERIFY(!component.isEmpty());
    EngineValues values;
    if (arguments == "[4]") values.push_back({std::uint32_t(4)});
    const auto [code, out] = runRecorded(component, invoke, values);
    QCOMPARE(code, exitCode);
    if (exitCode == NotRunnableExitCode) {
      QVERIFY2(out.contains("the component cannot be instantiated"), out.constData());
    } else {
      QTEST(out, "out");
    }
  }
};

QTEST_GUILESS_MAIN(TstRunCorpus)
#include "tst_run_corpus.moc"
