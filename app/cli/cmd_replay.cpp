// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "core/driver/replay.h"

namespace sb::cli {
namespace {

struct Options {
  std::string recording, composition, interfaceName, output = "replay.wasm";
  bool strict = false, json = false;
};

int replay(const Options& options, Surroundings& io) {
  if (options.json && options.output == StandardStream) {
    io.err << "splicectl: --json and -o - both want standard output\n";
    return number(ExitCode::Usage);
  }
  if (options.recording == StandardStream && options.composition == StandardStream) {
    io.err << "splicectl: RECORDING and FILE cannot both be standard input\n";
    return number(ExitCode::Usage);
  }
  const Result<InputFile> recording = InputFile::open(options.recording, io);
  if (!recording) return report(recording.error(), io);
  const Result<graph::Graph> graph = openComposition(options.composition, io);
  if (!graph) return report(graph.error(), io);
  const Result<driver::ReplayProvider> provider =
      driver::makeReplayProvider(recording->text(), *graph, options.interfaceName, {options.strict});
  if (!provider) return report(options.recording, provider.error(), io);
  const Result<void> written = writeOutput(options.output, provider->component, io);
  if (!written) return report(written.error(), io);
  if (options.json) {
    Json json = jsonDocument("replay");
    json["written"] = options.output;
    json["bytes"] = provider->component.size();
    json["interface"] = provider->interfaceName;
    json["calls"] = provider->calls;
    printJson(json, io);
    return number(ExitCode::Ok);
  }
  io.err << "provider  " << options.output << ", " << byteCount(provider->component.size()) << ", "
         << counted(provider->calls, "call") << " of " << provider->interfaceName << "\n";
  return number(ExitCode::Ok);
}

}  // namespace

void addReplay(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "replay", "Make a provider of an interface from a recording of the hook `record`",
      {"replay calls.jsonl orders.composed.wasm -o store.wasm",
       "replay calls.jsonl orders.composed.wasm --interface demo:kv/store@1.0.0 --strict -o store.wasm"});
  command->add_option("RECORDING", options->recording, "Lines of JSON; - for standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("FILE", options->composition,
                   "A component, composition or document that has the interface; - for standard input")
      ->required()
      ->type_name("");
  command->add_option("--interface", options->interfaceName, "Interface, when the recording has several")
      ->type_name("NAME");
  command->add_flag("--strict", options->strict,
                    "Answer only calls whose arguments were recorded; the others trap");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("-o,--output", options->output, "The component to write; - for standard output")
      ->type_name("PATH")
      ->capture_default_str();
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return replay(*options, io); }; });
}

}  // namespace sb::cli
