// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <filesystem>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/result_files.h"
#include "core/driver/open.h"
#include "core/graph/edit.h"

namespace sb::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  ResultFiles files;
};

Result<void> addOne(graph::Graph& graph, const std::string& input, Surroundings& io) {
  const std::size_t equals = input.find('=');
  const std::string alias = equals == std::string::npos ? std::string() : input.substr(0, equals);
  SB_TRY(const InputFile opened,
         InputFile::open(equals == std::string::npos ? input : input.substr(equals + 1), io));
  SB_TRY(const graph::ComponentFileRef file,
         inContext(driver::loadComponentFile(opened.path()), "in `" + opened.shownName() + "`"));
  const std::string name = alias.empty() ? std::filesystem::path(opened.path()).stem().string() : alias;
  if (graph.findByName(name)) {
    return fail(ErrorCode::DuplicateName,
                "two components are called `" + name + "`; give one another name: other=" + opened.path());
  }
  SB_TRY(const graph::Edit edit, graph::addComponent(graph, file, name, {}));
  SB_TRY_VOID(graph::apply(graph, edit));
  return {};
}

/// Everything left over goes through the border: imports to the host, exports that nobody imports out of the
/// composition.
Result<void> openBorder(graph::Graph& graph, Surroundings& io) {
  std::vector<graph::PortRef> imports, exports;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind == graph::NodeKind::Host) continue;
    for (const graph::Port& port : node.imports)
      if (const graph::PortRef ref{id, graph::Side::Import, port.name.name}; !graph.edgeInto(ref))
        imports.push_back(ref);
    for (const graph::Port& port : node.exports)
      if (const graph::PortRef ref{id, graph::Side::Export, port.name.name}; graph.edgesFrom(ref).empty())
        exports.push_back(ref);
  }
  for (const graph::PortRef& port : imports) {
    SB_TRY(const graph::Edit edit, graph::leaveToHost(graph, port));
    SB_TRY_VOID(graph::apply(graph, edit));
  }
  for (const graph::PortRef& port : exports) {
    const Result<graph::Edit> edit = graph::exportPort(graph, port);
    if (const Result<graph::Edit> undo = edit ? graph::apply(graph, *edit) : edit; !undo)
      io.err << "warning: `" << port.name << "` of `" << graph.find(port.node)->name
             << "` is not exported: " << undo.error().text() << "\n";
  }
  return {};
}

Result<graph::Graph> wire(const std::vector<std::string>& inputs, Surroundings& io) {
  graph::Graph graph = graph::emptyGraph("composition");
  std::vector<graph::NodeId> nodes;
  for (const std::string& input : inputs) SB_TRY_VOID(addOne(graph, input, io));
  for (const auto& [id, node] : graph.nodes)
    if (node.kind != graph::NodeKind::Host) nodes.push_back(id);
  SB_TRY(const graph::Edit edit, graph::autoWire(graph, nodes));
  SB_TRY_VOID(graph::apply(graph, edit));
  SB_TRY_VOID(openBorder(graph, io));
  return graph;
}

bool isDocument(const std::string& input) { return std::filesystem::path(input).extension() == ".splice"; }

int compose(const Options& options, Surroundings& io) {
  const bool document =
      options.inputs.size() == 1 && (isDocument(options.inputs[0]) || options.inputs[0] == StandardStream);
  const Result<graph::Graph> graph =
      document ? openComposition(options.inputs[0], io) : wire(options.inputs, io);
  if (!graph) return report(graph.error(), io);
  const Result<driver::SpliceOutput> output = driver::spliceGraph(*graph, options.files.spliceOptions());
  if (!output) return report(output.error(), io);
  warn(output->diagnostics, io);
  return writeResult(*output, options.files, io);
}

}  // namespace

void addCompose(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "compose", "Make one component of several, or of a .splice document with its hooks",
                 {"compose gateway.wasm orders.wasm cache.wasm rates.wasm -o shop.wasm",
                  "compose main=gateway.wasm store=kv-mem.wasm orders.wasm rates.wasm -o shop.wasm",
                  "compose shop.splice -o shop.wasm"});
  command
      ->add_option("FILES", options->inputs,
                   "Components, each FILE or NAME=FILE, wired where exactly one export fits an import; or "
                   "one document")
      ->required()
      ->type_name("");
  addResultFiles(*command, options->files);
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return compose(*options, io); }; });
}

}  // namespace sb::cli
