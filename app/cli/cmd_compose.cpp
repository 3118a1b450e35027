// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <filesystem>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/result_files.h"
#include "core/driver/open.h"
#include "core/driver/open_wac.h"
#include "core/driver/wire_components.h"

namespace sb::cli {
namespace {

struct Options {
  std::vector<std::string> inputs, dependencies;
  std::string dependencyFolder;
  ResultFiles files;
};

bool isWhole(const std::string& input) {
  return std::filesystem::path(input).extension() == ".splice" || input == StandardStream ||
         driver::isWacName(input);
}

/// `[NAME=]FILE`
Result<driver::NamedComponent> readOne(const std::string& input, Surroundings& io) {
  const std::size_t equals = input.find('=');
  const std::string alias = equals == std::string::npos ? std::string() : input.substr(0, equals);
  SB_TRY(const InputFile opened,
         InputFile::open(equals == std::string::npos ? input : input.substr(equals + 1), io));
  SB_TRY(graph::ComponentFileRef file,
         inContext(driver::loadComponentFile(opened.path()), "in `" + opened.shownName() + "`"));
  const std::string name =
      alias.empty() ? driver::nameFromStem(std::filesystem::path(opened.path()).stem().string()) : alias;
  return driver::NamedComponent{name, std::move(file)};
}

Result<graph::Graph> wire(const std::vector<std::string>& inputs, Surroundings& io) {
  std::vector<driver::NamedComponent> components;
  for (const std::string& input : inputs) {
    SB_TRY(driver::NamedComponent one, readOne(input, io));
    components.push_back(std::move(one));
  }
  std::vector<std::string> remarks;
  Result<graph::Graph> graph = driver::wireComponents(components, &remarks);
  for (const std::string& remark : remarks) io.err << "warning: " << remark << "\n";
  return graph;
}

Result<graph::Graph> readWac(const Options& options, Surroundings& io) {
  driver::WacPackages packages;
  for (const std::string& dependency : options.dependencies) {
    const std::size_t equals = dependency.find('=');
    if (equals == std::string::npos)
      return fail(ErrorCode::BadSyntax, "`--dep " + dependency + "` is not of the form NS:NAME=FILE");
    packages.files[dependency.substr(0, equals)] = dependency.substr(equals + 1);
  }
  if (!options.dependencyFolder.empty())
    packages.folder = std::filesystem::absolute(options.dependencyFolder);
  SB_TRY(const InputFile file, InputFile::open(options.inputs[0], io));
  return inContext(driver::openWac(file.path(), packages), "in `" + file.shownName() + "`");
}

int compose(const Options& options, Surroundings& io) {
  if (options.inputs.size() == 1 && !isWhole(options.inputs[0])) {
    if (const Result<InputFile> found = InputFile::open(options.inputs[0], io); !found)
      return report(found.error(), io);
    io.err << "splicectl: compose takes at least two components, or one document or WAC text\n";
    return number(ExitCode::Usage);
  }
  const bool whole = options.inputs.size() == 1;
  const Result<graph::Graph> graph = !whole ? wire(options.inputs, io)
                                     : driver::isWacName(options.inputs[0])
                                         ? readWac(options, io)
                                         : openComposition(options.inputs[0], io);
  if (!graph) return report(graph.error(), io);
  const Result<driver::SpliceOutput> output = driver::spliceGraph(*graph, options.files.spliceOptions());
  if (!output) return report(output.error(), io);
  warn(output->diagnostics, io);
  return writeResult(*output, options.files, io);
}

}  // namespace

void addCompose(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "compose", "Make one component of several, of a .splice document with its hooks, or of WAC text",
      {"compose gateway.wasm orders.wasm cache.wasm rates.wasm -o shop.wasm",
       "compose main=gateway.wasm store=kv-mem.wasm orders.wasm rates.wasm -o shop.wasm",
       "compose shop.splice -o shop.wasm",
       "compose shop.wac --dep my:orders=orders.wasm --dep my:store=kv-mem.wasm -o shop.wasm"});
  command
      ->add_option("FILES", options->inputs,
                   "Components, each FILE or NAME=FILE; of each interface one provider, then those that pass "
                   "it on in their order; or one document; or one .wac text")
      ->required()
      ->type_name("");
  command->add_option("--dep", options->dependencies, "The file of a package that the WAC text names")
      ->type_name("NS:NAME=FILE");
  command
      ->add_option("--deps-dir", options->dependencyFolder,
                   "Folder of packages as NS/NAME.wasm (default: deps beside the WAC text)")
      ->type_name("DIR");
  addResultFiles(*command, options->files);
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return compose(*options, io); }; });
}

}  // namespace sb::cli
