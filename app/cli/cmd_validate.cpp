// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/engine_search.h"
#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "core/decode/component_decoder.h"
#include "core/engine/validate.h"
#include "core/types/check_component.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file;
  bool json = false, engine = false, all = false;
};

struct Verdict {
  Diagnostics diagnostics;
  bool valid = false;
  std::optional<bool> engineValid;  ///< nothing: not asked
  std::string engineMessage;
};

/// A file that cannot be decoded gives one diagnostic, so that both kinds of finding look alike.
Diagnostic asDiagnostic(const Error& error) {
  Diagnostic out;
  out.code = errorCodeName(error.code);
  out.message = error.message;
  out.offset = error.offset;
  out.path = error.context;
  std::reverse(out.path.begin(), out.path.end());
  out.rule = "Binary.md";
  return out;
}

Verdict check(const SharedBytes& bytes) {
  Verdict verdict;
  const Result<model::Component> component = decode::decodeComponent(bytes);
  if (!component) {
    verdict.diagnostics.push_back(asDiagnostic(component.error()));
    return verdict;
  }
  types::CheckedComponent checked = types::checkComponent(*component);
  verdict.valid = checked.valid();
  verdict.diagnostics = std::move(checked.diagnostics);
  return verdict;
}

void printText(const Verdict& verdict, const std::string& name, bool all, std::ostream& out) {
  std::size_t hidden = 0;
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.severity == Severity::Note && !all) {
      ++hidden;
      continue;
    }
    out << diagnosticText(diagnostic);
  }
  const auto errors = std::count_if(verdict.diagnostics.begin(), verdict.diagnostics.end(),
                                    [](const Diagnostic& d) { return d.severity == Severity::Error; });
  out << name << ": "
      << (verdict.valid ? "valid" : "not valid, " + counted(static_cast<std::size_t>(errors), "error"));
  if (hidden) out << " (" << counted(hidden, "note") << ", shown with --notes)";
  if (verdict.engineValid)
    out << "; the engine says: " << (*verdict.engineValid ? "valid" : "not valid: " + verdict.engineMessage);
  out << "\n";
}

int validate(const Options& options, Surroundings& io) {
  const Result<InputFile> file = InputFile::open(options.file, io);
  if (!file) return report(file.error(), io);
  Verdict verdict = check(file->bytes());
  if (options.engine) {
    const Result<engine::EngineLibrary> library = findEngine(io);
    if (!library) return report(library.error(), io);
    const Result<void> answer = engine::validateWithEngine(*library, file->bytes()->span());
    verdict.engineValid = answer.has_value();
    if (!answer) verdict.engineMessage = answer.error().text();
  }
  if (options.json) {
    Json json = jsonDocument("validate");
    json["file"] = file->shownName();
    json["valid"] = verdict.valid;
    if (verdict.engineValid)
      json["engine"] = {{"valid", *verdict.engineValid}, {"message", verdict.engineMessage}};
    json["diagnostics"] = toJson(verdict.diagnostics);
    printJson(json, io);
  } else {
    printText(verdict, file->shownName(), options.all, io.out);
  }
  return number(verdict.valid && verdict.engineValid.value_or(true) ? ExitCode::Ok : ExitCode::Invalid);
}

}  // namespace

void addValidate(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(app, "validate", "Check a component against the specification",
                                 {"validate orders.composed.wasm", "validate --engine --json out.wasm",
                                  "splice rules.yaml in.wasm -o - | splicectl validate -"});
  command->add_option("FILE", options->file, "A component; - for standard input")->required()->type_name("");
  command->add_flag("--engine", options->engine, "Ask the engine too");
  command->add_flag("--notes", options->all, "Show notes as well as errors and warnings");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return validate(*options, io); }; });
}

}  // namespace sb::cli
