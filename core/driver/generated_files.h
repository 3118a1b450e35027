// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/driver/splice.h"
#include "core/print/wac.h"

namespace sb::driver {

/// The adapters of a plan. Adapters with equal bytes share one component and one output file.
struct GeneratedFiles {
  std::map<plan::AdapterId, std::shared_ptr<const adapt::Adapter>> adapters;
  std::map<plan::AdapterId, graph::ComponentFileRef> components;
  std::vector<graph::ComponentFileRef> configs;              ///< parallel to the plan's
  std::map<const graph::ComponentFile*, std::string> names;  ///< output file of each component
  std::vector<OutputFile> outputs;
  graph::ComponentFileRef callContext;  ///< what adapters share, when some do
};

/// Generates every adapter and every provider of configuration a plan asks for. Errors: those of the
/// generators, naming what was generated; Invalid when the types of an adapter cannot be resolved.
Result<GeneratedFiles> generateAdapters(const plan::SplicePlan& plan);

/// Gives the adapters of the plan's spliced graph, inside of nested compositions too, what was generated.
void placeGenerated(plan::SplicePlan& plan, const GeneratedFiles& files);

/// The components that a WAC text needs and no file has: bundles, imports that are passed on, compositions
/// whose inside was changed. Named after their packages; `remarks` gets those that cannot be made.
std::vector<OutputFile> wacParts(const graph::Graph& spliced, const print::WacText& wac,
                                 std::vector<std::string>& remarks);

std::vector<WacDependency> wacDependencies(const graph::Graph& spliced, const print::WacText& wac,
                                           const std::vector<OutputFile>& splits,
                                           const std::map<const graph::ComponentFile*, std::string>& adapters,
                                           const std::vector<OutputFile>& parts);

}  // namespace sb::driver
