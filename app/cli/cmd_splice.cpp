// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/builtin_folders.h"
#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/result_files.h"

namespace sb::cli {
namespace {

struct Options {
  std::string rules, composed, baseFolder;
  bool skipTypeCheck = false, strict = false;
  ResultFiles files;
};

/// `planned` keeps what the output was made from.
Result<driver::SpliceOutput> makeSplice(const Options& options, driver::PlannedSplice& planned,
                                        Surroundings& io) {
  SB_TRY(const plan::SpliceRules rules, readRules(options.rules, io));
  SB_TRY(const InputFile composed, InputFile::open(options.composed, io));
  driver::SpliceOptions splice = options.files.spliceOptions();
  splice.baseFolder = options.baseFolder;
  splice.builtins = builtinFolders(io);
  splice.strict = options.strict;
  SB_TRY(planned, planWithRules(rules, composed, splice, io));
  // As with splicer, --plan of rules that match nothing is the composition as it is.
  if (options.files.planOnly && !planned.anyRuleMatched && !options.strict) {
    SB_TRY(driver::SpliceOutput output, driver::spliceGraph(planned.plan.original, splice));
    output.diagnostics = std::move(planned.diagnostics);
    return output;
  }
  return driver::splicePlanned(std::move(planned), splice);
}

int splice(const Options& options, Surroundings& io) {
  if (options.rules == StandardStream && options.composed == StandardStream) {
    io.err << "splicectl: RULES and COMPOSED cannot both be standard input\n";
    return number(ExitCode::Usage);
  }
  if (options.skipTypeCheck)
    io.err << "note: --skip-type-check changes nothing: a hook that does not fit is always refused\n";
  driver::PlannedSplice planned;
  const Result<driver::SpliceOutput> output = makeSplice(options, planned, io);
  if (!output) return report(output.error(), io);
  warn(output->diagnostics, io);
  return io.end(writeResult(*output, options.files, io));
}

}  // namespace

void addSplice(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "splice", "Put hooks on the connections of a composition, as rules say",
                 {"splice rules.yaml orders.composed.wasm -o orders.spliced.wasm",
                  "splice rules.yaml orders.composed.wasm -o out.wasm -d splits --emit-wac out.wac",
                  "splice rules.yaml orders.composed.wasm --plan",
                  "splice rules.yaml - -o - < in.wasm | splicectl run -"});
  command->add_option("RULES", options->rules, "Splice rules (YAML); - for standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("COMPOSED", options->composed,
                   "A composed component or a .splice document; - for standard input")
      ->required()
      ->type_name("");
  addResultFiles(*command, options->files);
  command
      ->add_option("--base", options->baseFolder,
                   "Folder of relative hook paths in the rules (default: the current folder)")
      ->type_name("DIR");
  command->add_flag("--strict", options->strict, "Refuse when one of the rules matches nothing");
  command->add_flag("--skip-type-check", options->skipTypeCheck,
                    "Accepted for splicer's sake, without effect");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return splice(*options, io); }; });
}

}  // namespace sb::cli
