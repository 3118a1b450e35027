// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>

#include "app/cli/builtin_folders.h"
#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/edit_requests.h"
#include "app/cli/json_output.h"
#include "app/cli/result_files.h"
#include "core/store/project.h"

namespace sb::cli {
namespace {

struct Options {
  std::string input;
  std::vector<EditRequest> requests;
  bool document = false;
  ResultFiles files;
};

int saveDocument(const graph::Graph& graph, const std::vector<std::string>& done, const Options& options,
                 Surroundings& io) {
  // what is hidden or unfolded stays so
  store::ProjectView view;
  if (std::filesystem::path(options.input).extension() == ".splice")
    if (Result<store::ProjectView> kept = store::loadProjectView(options.input)) view = *std::move(kept);
  if (options.files.output == StandardStream) {
    std::error_code failed;
    const std::string text = store::projectText(graph, std::filesystem::current_path(failed), view);
    if (const Result<void> written = writeOutput(options.files.output, text, io); !written)
      return report(written.error(), io);
    return number(ExitCode::Ok);
  }
  if (const Result<void> saved = store::saveProject(options.files.output, graph, view); !saved)
    return report(saved.error(), io);
  if (options.files.json) {
    Json json = jsonDocument("edit");
    json["document"] = options.files.output;
    json["edits"] = done;
    printJson(json, io);
  } else {
    io.err << "document  " << options.files.output << "\n";
  }
  return number(ExitCode::Ok);
}

int edit(const Options& options, Surroundings& io) {
  Result<graph::Graph> graph =
      options.input == "new" ? graph::emptyGraph("composition") : openComposition(options.input, io);
  if (!graph) return report(graph.error(), io);
  EditedGraph edited(*std::move(graph));
  std::vector<std::string> done;
  const driver::BuiltinFolders builtins = builtinFolders(io);
  for (const EditRequest& request : options.requests) {
    const Result<std::string> sentence = edited.apply(request, builtins);
    if (!sentence) return report(sentence.error(), io);
    if (!options.files.json) io.err << "edit      " << *sentence << "\n";
    done.push_back(*sentence);
  }
  if (options.document || std::filesystem::path(options.files.output).extension() == ".splice")
    return saveDocument(edited.root(), done, options, io);
  const Result<driver::SpliceOutput> output =
      driver::spliceGraph(edited.root(), options.files.spliceOptions());
  if (!output) return report(output.error(), io);
  warn(output->diagnostics, io);
  return writeResult(*output, options.files, io);
}

/// The edits in the order of the command line: every option knows its own values only, the parser knows the
/// order. It has one entry for each value or, depending on its version, for each time the option is given.
std::vector<EditRequest> requestsOf(const CLI::App& command) {
  std::vector<EditRequest> out;
  const std::vector<CLI::Option*>& order = command.parse_order();
  std::map<const CLI::Option*, std::size_t> taken;
  std::map<const CLI::Option*, EditRequest> open;
  for (const CLI::Option* option : order) {
    const auto kind = std::find_if(editKinds().begin(), editKinds().end(),
                                   [&](const EditKind& known) { return option->get_name() == known.option; });
    if (kind == editKinds().end()) continue;
    const std::vector<std::string>& values = option->results();
    const std::size_t entries = static_cast<std::size_t>(std::count(order.begin(), order.end(), option));
    EditRequest& request = open[option];
    request.option = kind->option;
    for (std::size_t i = 0; i < values.size() / entries; ++i)
      request.values.push_back(values[taken[option]++]);
    if (request.values.size() < kind->values) continue;
    out.push_back(std::move(request));
    open.erase(option);
  }
  return out;
}

}  // namespace

void addEdit(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "edit", "Change a composition or a document, one edit after the other",
      {"edit orders.composed.wasm -o out.wasm --hook orders/demo:kv/store@1.0.0=trace.wasm",
       "edit orders.composed.wasm -o shop.splice --add kv-mem.wasm --connect kv-mem/demo:kv/store@1.0.3 "
       "cache/demo:kv/store@1.0.0 --delete kv-disk",
       "edit shop.splice -o shop.splice --rename kv-mem store --bypass orders/demo:kv/store@1.0.0=trace",
       "edit orders.composed.wasm -o out.wasm --in rates --hook "
       "quoter/demo:rates-parts/feed@1.0.0=trace.wasm",
       "edit new -o shop.splice --add gateway.wasm --add orders.wasm --auto-wire all"});
  command
      ->add_option(
          "FILE", options->input,
          "A composed component or a .splice document; - for standard input; new for an empty composition")
      ->required()
      ->type_name("");
  addResultFiles(*command, options->files);
  command->add_flag("--document", options->document, "Write a document whatever the output is called");
  for (const EditKind& kind : editKinds()) {
    command->add_option(kind.option)
        ->description(kind.help)
        ->type_name(kind.shape)
        ->type_size(static_cast<int>(kind.values))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group("Edits, done in the order they are given");
  }
  command->get_option("--output")
      ->description("Component (.wasm) or document (.splice) to write; - for standard output");
  command->callback([options, command, &action] {
    options->requests = requestsOf(*command);
    action = [options](Surroundings& io) { return edit(*options, io); };
  });
}

}  // namespace sb::cli
