// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/engine/run_outcome.h"
#include "core/graph/graph.h"

namespace sb::cli {

/// One line of a back-trace, led back to the composition.
struct TrapPlace {
  std::string node;  ///< "rates / quoter"; empty when the code is in no file (adapters made by the engine)
  std::string function;  ///< name, or "function 12"
  engine::Frame frame;
};

/// Finds the node of each frame by the byte range its component has in the file. Instances of one component
/// share their bytes, so that all of them are named: "left or right".
std::vector<TrapPlace> trapPlaces(const std::vector<engine::Frame>& frames, const graph::Graph& graph);

/// "cache: put at 0x1a2"
std::string placeText(const TrapPlace& place);

}  // namespace sb::cli
