// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/engine_search.h"
#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "app/cli/validate_wit.h"
#include "core/driver/validate.h"
#include "core/engine/validate.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, features;
  bool json = false, engine = false, all = false;
};

struct EngineAnswer {
  bool asked = false, valid = false;
  std::string message;
};

std::string sentenceOf(const driver::Validation& validation) {
  const auto errors = std::count_if(validation.diagnostics.begin(), validation.diagnostics.end(),
                                    [](const Diagnostic& d) { return d.severity == Severity::Error; });
  switch (validation.verdict) {
    case driver::Verdict::Valid: return "valid";
    case driver::Verdict::NotValid: return "not valid, " + counted(static_cast<std::size_t>(errors), "error");
    case driver::Verdict::NotChecked: {
      std::string text = "no error found, but ";
      for (std::size_t i = 0; i < validation.notChecked.size(); ++i)
        text += (i == 0 ? "" : "; ") + validation.notChecked[i];
      return text;
    }
  }
  return {};
}

void printText(const driver::Validation& validation, const EngineAnswer& engine, const std::string& name,
               bool all, std::ostream& out) {
  std::size_t hidden = 0;
  for (const Diagnostic& diagnostic : validation.diagnostics) {
    if (diagnostic.severity == Severity::Note && !all) {
      ++hidden;
      continue;
    }
    out << diagnosticText(diagnostic);
  }
  out << name << ": " << sentenceOf(validation);
  if (hidden) out << " (" << counted(hidden, "note") << ", shown with --notes)";
  if (engine.asked) out << "; the engine says: " << (engine.valid ? "valid" : "not valid: " + engine.message);
  out << "\n";
}

void printVerdict(const driver::Validation& validation, const EngineAnswer& engine, const std::string& name,
                  Surroundings& io) {
  Json json = jsonDocument("validate");
  json["file"] = name;
  json["valid"] = validation.verdict == driver::Verdict::Valid;
  json["verdict"] = driver::verdictName(validation.verdict);
  if (!validation.notChecked.empty()) json["notChecked"] = validation.notChecked;
  if (engine.asked) json["engine"] = {{"valid", engine.valid}, {"message", engine.message}};
  json["diagnostics"] = toJson(validation.diagnostics);
  printJson(json, io);
}

int validate(const Options& options, Surroundings& io) {
  if (isWitFolder(options.file)) return validateWit(options.file, nullptr, options.json, io);
  types::CheckOptions check;
  const Result<types::Features> features = types::parseFeatures(options.features, types::Features::all());
  if (!features) {
    io.err << "splicectl: --features: " << features.error().message << "\n";
    return number(ExitCode::Usage);
  }
  check.features = *features;
  const Result<InputFile> file = InputFile::open(options.file, io);
  if (!file) return report(file.error(), io);
  if (isWitText(*file)) return validateWit(file->shownName(), &*file, options.json, io);
  const driver::Validation validation = driver::validateBytes(file->bytes(), check);
  EngineAnswer engine;
  if (options.engine) {
    const Result<engine::EngineLibrary> library = findEngine(io);
    if (!library) return report(library.error(), io);
    const Result<void> answer = engine::validateWithEngine(*library, file->bytes()->span());
    engine = {true, answer.has_value(), answer ? std::string() : answer.error().text()};
  }
  if (options.json) {
    printVerdict(validation, engine, file->shownName(), io);
  } else {
    printText(validation, engine, file->shownName(), options.all, io.out);
  }
  const bool good = validation.verdict != driver::Verdict::NotValid && (!engine.asked || engine.valid);
  return number(good ? ExitCode::Ok : ExitCode::Invalid);
}

std::string featureList() {
  std::string list;
  for (const types::FeatureName& feature : types::featureNames())
    list += (list.empty() ? "" : ", ") + std::string(feature.name);
  return list;
}

}  // namespace

void addValidate(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "validate", "Check a component or WIT against the specification",
      {"validate orders.composed.wasm", "validate --engine --json out.wasm",
       "validate --features=-cm-map,-cm-threading orders.wasm", "validate --features=default orders.wasm",
       "validate wit", "splice rules.yaml in.wasm -o - | splicectl validate -"});
  command->add_option("FILE", options->file, "A component, or WIT as file or folder; - for standard input")
      ->required()
      ->type_name("");
  command
      ->add_option(
          "--features", options->features,
          "What to accept, from everything on: `-NAME` switches off, `NAME` on, in their order; `all`, "
          "`-all`, `default` and `wasm1` to `wasm3` stand for many. Names: " +
              featureList())
      ->type_name("LIST");
  command->add_flag("--engine", options->engine, "Ask the engine too");
  command->add_flag("--notes", options->all, "Show notes as well as errors and warnings");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return validate(*options, io); }; });
}

}  // namespace sb::cli
