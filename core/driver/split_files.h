// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/driver/splice.h"
#include "core/graph/graph.h"

namespace sb::driver {

/// One component of a composition as a file of its own.
struct SplitFile {
  OutputFile file;
  /// Where it lies in the file that was read: "component[1].component[0]", empty for that file as a whole;
  /// of a graph that was not read from one file the name of its first instance.
  std::string place;
  /// Not empty: it is no component by itself and cannot be made one, for this reason.
  std::string reachesOut;
};

/// "split0.wasm" is the file the graph was read from, then every component inside it in pre-order, as splicer
/// numbers them (splicer.md 3.4). A graph that was not read from one file has its component files in order of
/// creation, from 1. Components with outer aliases are made to stand alone (graph/stand_alone.h).
std::vector<SplitFile> splitFiles(const graph::Graph& graph);

}  // namespace sb::driver
