// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "app/cli/command.h"
#include "app/cli/composition_input.h"

namespace sb::cli {

/// The positional arguments that plan, layout, cells and splice share: `[RULES] FILE`.
inline void addPlanFiles(CLI::App& command, PlanFiles& files) {
  command
      .add_option("FILES", files.names,
                  "RULES COMPOSED: splice rules (YAML) and a composed component; or one .splice document "
                  "with the hooks "
                  "it has. - for standard input")
      ->required()
      ->expected(1, 2)
      ->type_name("");
  command
      .add_option("--base", files.baseFolder,
                  "Folder of relative hook paths in the rules (default: the current folder)")
      ->type_name("DIR");
}

}  // namespace sb::cli
