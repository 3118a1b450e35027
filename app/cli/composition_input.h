// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "app/cli/input_output.h"
#include "core/driver/splice.h"
#include "core/graph/graph.h"
#include "core/plan/edge_places.h"
#include "core/plan/splice_rules.h"

namespace sb::cli {

/// The graph of a component file or of a document. What a document names and is not as it was goes to the
/// error stream.
Result<graph::Graph> openComposition(const InputFile& file, Surroundings& io);
/// The same for a name on the command line.
Result<graph::Graph> openComposition(const std::string& name, Surroundings& io);

/// A composition with the further names that rules may use for its instances.
struct NamedComposition {
  graph::Graph graph;
  plan::OtherNames names;
};
Result<NamedComposition> openNamed(const std::string& name, Surroundings& io);

/// `RULES COMPOSED`, or one document or composition with the hooks it has.
struct PlanFiles {
  std::vector<std::string> names;
  std::string baseFolder;  ///< of relative hook paths
};
/// Errors start with the file's name.
Result<driver::PlannedSplice> planOf(const PlanFiles& files, Surroundings& io);
/// Puts the hooks of rules on the connections of a composed component or a document, and plans.
Result<driver::PlannedSplice> planWithRules(const plan::SpliceRules& rules, const InputFile& composed,
                                            const driver::SpliceOptions& options, Surroundings& io);

Result<plan::SpliceRules> readRules(const std::string& name, Surroundings& io);

/// Error for an adapter that is asked for by number (from 1) or by a part of its name.
Result<std::vector<plan::AdapterRequest>> chooseAdapters(const plan::SplicePlan& plan,
                                                         const std::string& wanted);

}  // namespace sb::cli
