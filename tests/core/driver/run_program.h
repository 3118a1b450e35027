// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <chrono>
#include <vector>

#include "core/engine/run_command.h"
#include "tests/core/engine/engine_fixture.h"

/// Running what a test has made, in the engine, with the outcome as the corpus records it.
namespace runtest {

using namespace sb;

struct Outcome {
  bool exited = false;
  int code = 0;
  QString out;  ///< standard output, then the result of `invoke` as a line
  QString why;
};

/// `invoke`: "interface#function" or a function's name, called with numbers; empty: the command.
inline Outcome run(const Bytes& component, const std::string& invoke = {},
                   const std::vector<engine::EngineValue>& arguments = {}) {
  engine::RunRequest request;
  request.component = component;
  request.args = {"prog"};
  request.invoke = invoke;
  request.arguments = arguments;
  request.timeLimit = std::chrono::seconds(60);
  QByteArray out;
  request.onStdout = [&](std::string_view piece) {
    out.append(piece.data(), static_cast<int>(piece.size()));
  };
  const Result<engine::RunOutcome> outcome = engine::runCommand(*enginetest::engine(), request);
  Outcome result;
  if (!outcome) {
    result.why = QString::fromStdString(outcome.error().text());
  } else {
    result.exited = outcome->kind == engine::RunOutcome::Kind::Exited;
    result.code = outcome->exitCode;
    result.why = QString::fromStdString(outcome->message);
    if (!outcome->values.empty() && !invoke.empty()) {
      // The recording prints results as plain numbers and texts.
      QByteArray value = QByteArray::fromStdString(engine::describe(outcome->values.front()));
      if (value.startsWith("ok(")) value = value.mid(3);
      while (!value.isEmpty() && !QByteArray("0123456789\"").contains(value.back())) value.chop(1);
      const int suffix = static_cast<int>(std::max(value.lastIndexOf('u'), value.lastIndexOf('s')));
      if (suffix > 0 && value.back() != '"') value.truncate(suffix);
      out += value + "\n";
    }
  }
  result.out = QString::fromUtf8(out);
  return result;
}

/// Tuples and lists are not passed.
inline bool takesNumbers(const QJsonObject& recorded) {
  const QJsonArray args = recorded["args"].toArray();
  return std::none_of(args.begin(), args.end(), [](const QJsonValue& arg) { return arg.isArray(); });
}

/// The run that the corpus records for a component; `signedArguments`: its numbers are s32.
inline Outcome run(const Bytes& component, const QJsonObject& recorded, bool signedArguments = false) {
  if (recorded["how"].toString() == "command") return run(component);
  std::vector<engine::EngineValue> arguments;
  const QJsonArray args = recorded["args"].toArray();
  for (const QJsonValue& arg : args) {
    const auto number = static_cast<std::int64_t>(arg.toDouble());
    arguments.push_back(signedArguments ? engine::EngineValue{static_cast<std::int32_t>(number)}
                                        : engine::EngineValue{static_cast<std::uint32_t>(number)});
  }
  return run(component, recorded["export"].toString().toStdString(), arguments);
}

}  // namespace runtest
