// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/layout_text.h"
#include "app/cli/plan_files_options.h"

namespace sb::cli {
namespace {

struct Options {
  PlanFiles files;
  std::string adapter;
  bool json = false, hex = false;
};

int showLayout(const Options& options, Surroundings& io) {
  const Result<driver::PlannedSplice> planned = planOf(options.files, io);
  if (!planned) return report(planned.error(), io);
  warn(planned->diagnostics, io);
  const auto requests = chooseAdapters(planned->plan, options.adapter);
  if (!requests) return report(requests.error(), io);
  Json json = jsonDocument("layout");
  json["adapters"] = Json::array();
  bool first = true;
  for (const plan::AdapterRequest& request : *requests) {
    const Result<adapt::Adapter> adapter = adapt::generateAdapter(request);
    if (!adapter) return report(request.name, adapter.error(), io);
    if (options.json) {
      json["adapters"].push_back(layoutToJson(*adapter));
      continue;
    }
    if (!first) io.out << "\n";
    first = false;
    printLayout(*adapter, io.out);
    if (options.hex) printLayoutHex(*adapter, io.out);
  }
  if (options.json) printJson(json, io);
  return number(ExitCode::Ok);
}

}  // namespace

void addLayout(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(
      app, "layout", "Show the memory of generated adapters, region by region",
      {"layout rules.yaml orders.composed.wasm", "layout rules.yaml orders.composed.wasm --adapter 1 --hex",
       "layout rules.yaml orders.composed.wasm --adapter trace --json"});
  addPlanFiles(*command, options->files);
  command
      ->add_option("--adapter", options->adapter,
                   "Number in the plan, from 1, or a part of the name (default: all)")
      ->type_name("N|NAME");
  command->add_flag("--hex", options->hex, "Print the initial bytes too");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return showLayout(*options, io); }; });
}

}  // namespace sb::cli
