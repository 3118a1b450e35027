// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QStringList>
#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <vector>

#include "core/support/bytes.h"

// The reference corpus: real components and conformance directives, kept beside the project.
namespace sb::test {

/// The corpus folder; it need not exist. SPLICEBOARD_SHARED names the folder around it.
inline std::filesystem::path corpusFolder() {
  const QByteArray shared = qgetenv("SPLICEBOARD_SHARED");
  const auto root = shared.isEmpty() ? std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / ".." / "shared"
                                     : std::filesystem::path(shared.toStdString());
  return root / "corpus";
}

inline bool hasCorpus() { return std::filesystem::is_directory(corpusFolder()); }

inline Bytes toBytes(const QByteArray& data) { return Bytes(data.begin(), data.end()); }

inline Bytes readFile(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? toBytes(file.readAll()) : Bytes();
}

/// A file's content as text; empty when it is not there.
inline std::string asText(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Every file below `folder` with that extension, sorted, as paths relative to the corpus.
inline std::vector<std::string> corpusFiles(const std::string& folder, const std::string& extension) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpusFolder() / folder))
    if (entry.is_regular_file() && entry.path().extension() == extension)
      out.push_back(std::filesystem::relative(entry.path(), corpusFolder()).generic_string());
  std::sort(out.begin(), out.end());
  return out;
}

/// The content of a `.zst` file; empty when the `zstd` program is not installed.
inline Bytes unpackZstd(const std::filesystem::path& path) {
  const QString program = QStandardPaths::findExecutable(QStringLiteral("zstd"));
  if (program.isEmpty()) return {};
  QProcess process;
  process.start(program, {"-dcq", QString::fromStdString(path.string())});
  process.waitForFinished(60'000);
  return process.exitCode() == 0 ? toBytes(process.readAllStandardOutput()) : Bytes();
}

/// One line of conformance/index.jsonl that is about a file and not about running it.
struct ConformanceRow {
  QString suite, wast, kind, what, file;
  int line = 0;
  QString name() const { return QString("%1:%2 %3").arg(wast.section("/", -3)).arg(line).arg(kind); }
};

inline std::vector<ConformanceRow> conformanceRows() {
  std::vector<ConformanceRow> rows;
  QFile index(QString::fromStdString((corpusFolder() / "conformance/index.jsonl").string()));
  if (!index.open(QIODevice::ReadOnly)) return rows;
  while (!index.atEnd()) {
    const QJsonObject o = QJsonDocument::fromJson(index.readLine()).object();
    const QString what = o["what"].toString();
    if (what == "run" || !o.contains("file")) continue;
    rows.push_back({o["suite"].toString(), o["wast"].toString(), o["kind"].toString(), what,
                    o["file"].toString(), o["line"].toInt()});
  }
  return rows;
}

}  // namespace sb::test
