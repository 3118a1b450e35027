// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "core/decode/component_decoder.h"
#include "core/print/wit.h"
#include "core/support/sha256.h"
#include "core/types/check_component.h"
#include "tests/support/corpus.h"

using namespace sb;

namespace {

const QString Recorded = QStringLiteral(SPLICEBOARD_SOURCE_DIR "/tests/core/wit/corpus_as_wit.txt");

/// How one component reads as WIT.
struct Outcome {
  QString hash;    ///< of the text, its first 16 digits
  QString remark;  ///< the first thing that WIT cannot say; empty: the same types again
  QByteArray text;
};

std::optional<Outcome> outcomeOf(const Bytes& bytes) {
  const Result<model::Component> component = decode::decodeComponent(shareBytes(bytes));
  if (!component) return std::nullopt;
  types::CheckOptions options;
  options.coreModules = false;
  const types::CheckedComponent checked = types::checkComponent(*component, options);
  if (!checked.valid() || !checked.type) return std::nullopt;
  const print::ComponentWit wit = print::componentWit(*component, checked.type);
  Outcome out;
  out.text = QByteArray::fromStdString(wit.text);
  const Bytes text = test::toBytes(out.text);
  out.hash = QString::fromStdString(sha256Hex(text)).left(16);
  if (!wit.remarks.empty()) out.remark = QString::fromStdString(wit.remarks.front());
  return out;
}

QStringList files() {
  QStringList out;
  for (const char* folder : {"components", "hooks"}) {
    for (const std::string& file : test::corpusFiles(folder, ".wasm")) out << QString::fromStdString(file);
  }
  for (const test::ConformanceRow& row : test::conformanceRows()) {
    if (row.kind == "valid" && row.what == "component") out << "conformance/" + row.file;
  }
  out.removeDuplicates();
  return out;
}

bool accepts(const QString& wasmTools, const QByteArray& wit) {
  QTemporaryDir folder;
  QFile out(folder.filePath("a.wit"));
  if (!out.open(QIODevice::WriteOnly) || out.write(wit) != wit.size()) return false;
  out.close();
  QProcess process;
  process.start(wasmTools, {"component", "wit", "--all-features", out.fileName()});
  return process.waitForFinished() && process.exitCode() == 0;
}

/// "hash file" or "hash file: remark"
QStringList recordedLines() {
  QFile file(Recorded);
  if (!file.open(QIODevice::ReadOnly)) return {};
  QStringList lines;
  for (const QString& line : QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts)) {
    if (!line.startsWith('#')) lines << line;
  }
  return lines;
}

}  // namespace

/// Component → WIT → the same types again, over the corpus. What is kept in corpus_as_wit.txt was accepted by
/// `wasm-tools component wit` 1.263 when it was recorded; each line with a remark is a component whose world
/// WIT cannot express, and why.
class WitRoundTripTest : public QObject {
  Q_OBJECT
 private slots:
  void corpus() {
    if (!test::hasCorpus()) QSKIP("the corpus is not there: ../shared");
    // Asked for real where it is installed; what it said is recorded otherwise.
    const QString program = QStandardPaths::findExecutable("wasm-tools");
    QStringList lines;
    int same = 0, lossy = 0, refused = 0;
    for (const QString& file : files()) {
      const auto outcome = outcomeOf(test::readFile(test::corpusFolder() / file.toStdString()));
      refused += !outcome;
      if (!outcome) continue;
      if (!program.isEmpty()) {
        QVERIFY2(accepts(program, outcome->text), qPrintable(file + " as WIT is not accepted by wasm-tools"));
      }
      (outcome->remark.isEmpty() ? same : lossy) += 1;
      lines << outcome->hash + " " + file + (outcome->remark.isEmpty() ? "" : ": " + outcome->remark);
    }
    qInfo("%d components are the same again, %d have what WIT cannot say, %d are refused by the checker",
          same, lossy, refused);
    if (qEnvironmentVariableIntValue("UPDATE_GOLDEN") == 1) {
      QFile out(Recorded);
      QVERIFY(out.open(QIODevice::WriteOnly));
      out.write(
          "# The components of the corpus as WIT: the start of the text's SHA-256, the file, and what WIT "
          "cannot say of it.\n"
          "# Written with UPDATE_GOLDEN=1 ./dev test -R tst_wit_round_trip; wasm-tools on the PATH reads "
          "every text then.\n");
      out.write(lines.join('\n').toUtf8() + "\n");
    }
    QMap<QString, QString> recorded;
    for (const QString& line : recordedLines()) recorded[line.section(' ', 1).section(": ", 0, 0)] = line;
    int compared = 0;
    for (const QString& line : lines) {
      // What the checker has learnt to accept since the recording is new and not wrong.
      const auto at = recorded.constFind(line.section(' ', 1).section(": ", 0, 0));
      if (at == recorded.constEnd()) continue;
      QCOMPARE(line, at.value());
      ++compared;
    }
    QCOMPARE(compared, int(recorded.size()));
    QVERIFY(same >= 690);
  }
};

QTEST_APPLESS_MAIN(WitRoundTripTest)
#include "tst_wit_round_trip.moc"
