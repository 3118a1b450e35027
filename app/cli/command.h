// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/cli/exit_codes.h"
#include "app/cli/surroundings.h"

namespace sb::cli {

/// What the parsed command line asks for. Set by the callback of the subcommand that was named, called once
/// parsing is over.
using Action = std::function<int(Surroundings&)>;

/// A subcommand with its summary and, at the end of its help, examples: one for each line, without the
/// program's name.
CLI::App* addCommand(CLI::App& app, const std::string& name, const std::string& summary,
                     const std::vector<std::string>& examples);

// One file each: cmd_<name>.cpp.
void addInspect(CLI::App& app, Action& action);
void addGraph(CLI::App& app, Action& action);
void addPlan(CLI::App& app, Action& action);
void addLayout(CLI::App& app, Action& action);
void addCells(CLI::App& app, Action& action);
void addRules(CLI::App& app, Action& action);
void addSplice(CLI::App& app, Action& action);
void addSplit(CLI::App& app, Action& action);
void addCompose(CLI::App& app, Action& action);
void addEdit(CLI::App& app, Action& action);
void addValidate(CLI::App& app, Action& action);
void addPrint(CLI::App& app, Action& action);
void addExtract(CLI::App& app, Action& action);
void addNames(CLI::App& app, Action& action);
void addDiff(CLI::App& app, Action& action);
void addMetadata(CLI::App& app, Action& action);
void addTargets(CLI::App& app, Action& action);
void addBuiltin(CLI::App& app, Action& action);
void addReplay(CLI::App& app, Action& action);
void addRun(CLI::App& app, Action& action);

}  // namespace sb::cli
