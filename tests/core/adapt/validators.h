// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <string>

#include "core/adapt/adapter.h"
#include "core/decode/component_decoder.h"
#include "core/types/check_component.h"

namespace sb::test {

/// What our own checker says about an adapter's file, core modules included; empty when it is valid.
inline std::string ownVerdict(const adapt::Adapter& adapter) {
  const auto decoded = decode::decodeComponent(shareBytes(adapter.componentBytes));
  if (!decoded) return "not decoded: " + decoded.error().text();
  const types::CheckedComponent checked = types::checkComponent(*decoded);
  for (const Diagnostic& diagnostic : checked.diagnostics)
    if (diagnostic.severity == Severity::Error) return diagnostic.code + ": " + diagnostic.message;
  return checked.valid() ? "" : "not valid";
}

/// The independent validator, when it is installed.
inline QString independentValidator() { return QStandardPaths::findExecutable("wasm-tools"); }

/// What it says; empty when the file is valid.
inline std::string independentVerdict(const Bytes& component) {
  QTemporaryFile file;
  if (!file.open()) return "no temporary file";
  file.write(reinterpret_cast<const char*>(component.data()), static_cast<qint64>(component.size()));
  file.close();
  QProcess process;
  process.start(independentValidator(), {"validate", "--features", "all", file.fileName()});
  if (!process.waitForFinished(60'000)) return "the validator did not finish";
  if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return {};
  return process.readAllStandardError().toStdString();
}

}  // namespace sb::test
