// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/graph_formats.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, output = std::string(StandardStream), format = "text";
  bool json = false;
};

int showGraph(const Options& options, Surroundings& io) {
  const Result<graph::Graph> graph = openComposition(options.file, io);
  if (!graph) return report(graph.error(), io);
  const std::string text = formatGraph(*graph, options.json ? "json" : options.format);
  if (const Result<void> written = writeOutput(options.output, text, io); !written)
    return report(written.error(), io);
  return number(ExitCode::Ok);
}

}  // namespace

void addGraph(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "graph", "Print the graph of a composition",
      {"graph orders.composed.wasm", "graph orders.composed.wasm --format svg -o orders.svg",
       "graph orders.composed.wasm --format dot | dot -Tpng -o orders.png", "graph shop.splice --json"});
  command
      ->add_option("FILE", options->file, "A composed component or a .splice document; - for standard input")
      ->required()
      ->type_name("");
  command->add_option("-f,--format", options->format, "text, json, dot, mermaid, svg or wac")
      ->check(CLI::IsMember(graphFormats()))
      ->capture_default_str();
  command->add_option("-o,--output", options->output, "File to write; - for standard output")
      ->capture_default_str()
      ->type_name("FILE");
  command->add_flag("--json", options->json, "The same as --format json");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return showGraph(*options, io); }; });
}

}  // namespace sb::cli
