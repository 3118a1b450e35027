// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <filesystem>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/json_output.h"
#include "core/driver/export.h"
#include "core/driver/split_files.h"
#include "core/support/sha256.h"

namespace sb::cli {
namespace {

struct Options {
  std::string composed, folder = "splits";
  bool json = false;
};

int split(const Options& options, Surroundings& io) {
  const Result<graph::Graph> graph = openComposition(options.composed, io);
  if (!graph) return report(graph.error(), io);
  const std::vector<driver::SplitFile> splits = driver::splitFiles(*graph);
  driver::SpliceOutput output;
  for (const driver::SplitFile& one : splits) output.splits.push_back(one.file);
  driver::ExportTargets targets;
  targets.splitsFolder = options.folder;
  const Result<std::vector<std::string>> written = driver::exportSplice(output, targets);
  if (!written) return report(written.error(), io);
  Json json = jsonDocument("split");
  json["folder"] = options.folder;
  json["splits"] = Json::array();
  for (const driver::SplitFile& one : splits) {
    json["splits"].push_back({{"name", one.file.name},
                              {"place", one.place},
                              {"bytes", one.file.bytes.size()},
                              {"sha256", sha256Hex(one.file.bytes)}});
    if (!one.reachesOut.empty()) {
      io.err << "warning: " << one.file.name << " is no component by itself: " << one.reachesOut << "\n";
      json["splits"].back()["reachesOut"] = one.reachesOut;
    }
    if (!options.json)
      io.out << (std::filesystem::path(options.folder) / one.file.name).string() << "  "
             << (one.place.empty() ? "the whole" : one.place) << ", " << byteCount(one.file.bytes.size())
             << "\n";
  }
  if (options.json) printJson(json, io);
  return number(ExitCode::Ok);
}

}  // namespace

void addSplit(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "split", "Write a composition and every component in it as files of their own",
                 {"split orders.composed.wasm", "split orders.composed.wasm -d parts --json"});
  command
      ->add_option("COMPOSED", options->composed,
                   "A composed component, a .splice document or a .wac text; - for standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("-d,--splits-dir", options->folder,
                   "Write the parts into this folder as splitN.wasm: 0 is the whole, the others in the order "
                   "in which their bytes begin")
      ->capture_default_str()
      ->type_name("DIR");
  command->add_flag("--json", options->json, "Print what was written as one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return split(*options, io); }; });
}

}  // namespace sb::cli
