// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <sstream>

#include "app/cli/engine_search.h"
#include "app/cli/run_cli.h"

// Runs the command line inside the test and keeps what it said.
namespace clitest {

struct Outcome {
  int code = 0;
  QByteArray out, err;
  QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

inline std::vector<std::filesystem::path> engineFolders() {
  return {std::filesystem::path(SPLICEBOARD_BINARY_DIR) / "engine",
          std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "build/engine"};
}

inline Outcome run(const QStringList& args, const QByteArray& input = {}) {
  std::vector<std::string> words;
  for (const QString& arg : args) words.push_back(arg.toStdString());
  std::istringstream in(input.toStdString());
  std::ostringstream out, err;
  sb::cli::Surroundings io{in, out, err};
  io.engineFolders = engineFolders();
  io.hookFolders = {std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "resources/hooks"};
  Outcome outcome;
  outcome.code = sb::cli::runCli(words, io);
  outcome.out = QByteArray::fromStdString(out.str());
  outcome.err = QByteArray::fromStdString(err.str());
  return outcome;
}

inline QString resource(const QString& path) {
  return QStringLiteral(SPLICEBOARD_SOURCE_DIR "/resources/") + path;
}
inline QString example(const QString& path) { return resource("examples/" + path); }
inline QString ordersExample() { return example(QStringLiteral("orders/orders.composed.wasm")); }
inline QString hookFile(const QString& name) {
  return resource("hooks/" + name + "/" + name + "-async.wasm");
}

inline QByteArray readFile(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
inline QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& content) {
  const QString path = folder.filePath(name);
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
    qFatal("cannot write %s", qPrintable(path));
  return path;
}

/// One rule that puts a hook between cache and orders of the example.
inline QByteArray ordersRules(const QString& hook,
                              const QString& interface = QStringLiteral("demo:kv/store@1.0.0")) {
  return QStringLiteral(
             "version: 1\nrules:\n  - between:\n      interface: %1\n      inner: { name: cache }\n"
             "      outer: { name: orders }\n    inject:\n      - name: %2\n        path: %3\n")
      .arg(interface, hook, hookFile(hook))
      .toUtf8();
}

/// Skips, or fails where the engine is required.
inline bool engineThere(QString& why) {
  std::istringstream in;
  std::ostringstream out;
  const auto engine = sb::cli::findEngine({in, out, out, nullptr, false, engineFolders()});
  if (!engine) why = QString::fromStdString(engine.error().text());
  return engine.has_value();
}

}  // namespace clitest

#define CLI_NEED_ENGINE()                                                          \
  do {                                                                             \
    QString whyNot;                                                                \
    if (!clitest::engineThere(whyNot)) {                                           \
      if (qgetenv("SPLICEBOARD_REQUIRE_ENGINE") == "1") QFAIL(qPrintable(whyNot)); \
      QSKIP(qPrintable(whyNot));                                                   \
    }                                                                              \
  } while (false)

/// The code, with what was said when it is another one.
#define CLI_COMPARE_CODE(outcome, expected) \
  QVERIFY2((outcome).code == (expected),    \
           qPrintable(QString("exit code %1: ").arg((outcome).code) + (outcome).err + (outcome).out))
