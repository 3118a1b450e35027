// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/plan_files_options.h"
#include "app/cli/plan_text.h"

namespace sb::cli {
namespace {

struct Options {
  PlanFiles files;
  bool json = false, wac = false;
};

int showPlan(const Options& options, Surroundings& io) {
  const Result<driver::PlannedSplice> planned = planOf(options.files, io);
  if (!planned) return report(planned.error(), io);
  warn(planned->diagnostics, io);
  if (options.json) {
    printJson(planToJson(planned->plan), io);
  } else if (options.wac) {
    io.out << planned->plan.wac;
  } else {
    printPlan(planned->plan, io.out);
  }
  if (planned->plan.refused()) {
    io.err << "splicectl: refused: the plan has steps that cannot be done\n";
    return number(ExitCode::Refused);
  }
  if (options.files.names.size() == 2 && !planned->anyRuleMatched) {
    io.err << "splicectl: no rule applies\n";
    return number(ExitCode::Refused);
  }
  return number(ExitCode::Ok);
}

}  // namespace

void addPlan(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(app, "plan", "Show what a splice would do, step by step, and why",
                                 {"plan rules.yaml orders.composed.wasm",
                                  "plan rules.yaml orders.composed.wasm --wac", "plan shop.splice --json"});
  addPlanFiles(*command, options->files);
  command->add_flag("--wac", options->wac, "Print the result as WAC text instead");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return showPlan(*options, io); }; });
}

}  // namespace sb::cli
