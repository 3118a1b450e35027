// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/run_cli.h"

#include <algorithm>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/version.h"

namespace sb::cli {
namespace {

constexpr const char* About =
    "Looks into WebAssembly component compositions, rewires them, puts hooks on their connections and runs "
    "them.";

void addAll(CLI::App& app, Action& action) {
  addInspect(app, action);
  addGraph(app, action);
  addPlan(app, action);
  addLayout(app, action);
  addCells(app, action);
  addRules(app, action);
  addSplice(app, action);
  addSplit(app, action);
  addCompose(app, action);
  addEdit(app, action);
  addValidate(app, action);
  addPrint(app, action);
  addExtract(app, action);
  addNames(app, action);
  addDiff(app, action);
  addMetadata(app, action);
  addTargets(app, action);
  addBuiltin(app, action);
  addReplay(app, action);
  addRun(app, action);
}

}  // namespace

CLI::App* addCommand(CLI::App& app, const std::string& name, const std::string& summary,
                     const std::vector<std::string>& examples) {
  CLI::App* command = app.add_subcommand(name, summary);
  std::string footer = "Examples:\n";
  for (const std::string& example : examples) footer += "  splicectl " + example + "\n";
  command->footer(footer + "\nExit codes: splicectl --help");
  command->fallthrough(false);
  return command;
}

int runCli(const std::vector<std::string>& args, Surroundings io) {
  CLI::App app(About, "splicectl");
  app.set_version_flag("--version", "splicectl " + std::string(Version), "Print the version and exit");
  app.require_subcommand(1);
  app.footer(exitCodeText() +
             "\nA file name `-` is standard input or output. Data goes to standard output, everything else "
             "to standard "
             "error.\nHelp and examples of one command: splicectl COMMAND --help");
  Action action;
  addAll(app, action);
  // CLI11 takes the arguments from the back.
  std::vector<std::string> reversed(args.rbegin(), args.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, io.out, io.err) == 0 ? number(ExitCode::Ok) : number(ExitCode::Usage);
  }
  return action ? action(io) : number(ExitCode::Usage);
}

int runCli(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err) {
  return runCli(args, Surroundings{in, out, err});
}

std::vector<std::string> commandNames() {
  CLI::App app;
  Action action;
  addAll(app, action);
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

}  // namespace sb::cli
