// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/run_cli.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <string_view>

#include "app/cli/command.h"
#include "app/cli/version.h"

namespace sb::cli {
namespace {

constexpr const char* About =
    "Looks into WebAssembly component compositions, rewires them, puts hooks on their connections and runs "
    "them.";

struct Command {
  std::string_view name;
  void (*add)(CLI::App&, Action&);
};
constexpr Command Commands[] = {
    {"inspect", addInspect}, {"graph", addGraph},     {"plan", addPlan},         {"layout", addLayout},
    {"cells", addCells},     {"rules", addRules},     {"splice", addSplice},     {"split", addSplit},
    {"compose", addCompose}, {"edit", addEdit},       {"validate", addValidate}, {"print", addPrint},
    {"extract", addExtract}, {"names", addNames},     {"diff", addDiff},         {"metadata", addMetadata},
    {"targets", addTargets}, {"builtin", addBuiltin}, {"replay", addReplay},     {"run", addRun},
};

/// All of them, or the one that is asked for by its name: setting up twenty takes longer than many of them
/// run, and a file may have the name of another one.
void addCommands(CLI::App& app, Action& action, std::string_view asked = {}) {
  const auto one = std::find_if(std::begin(Commands), std::end(Commands),
                                [asked](const Command& command) { return command.name == asked; });
  if (one != std::end(Commands)) return one->add(app, action);
  for (const Command& command : Commands) command.add(app, action);
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
  addCommands(app, action, args.empty() ? std::string_view() : std::string_view(args.front()));
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
  std::vector<std::string> names;
  for (const Command& command : Commands) names.emplace_back(command.name);
  return names;
}

}  // namespace sb::cli
