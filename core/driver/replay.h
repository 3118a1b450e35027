// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/graph/graph.h"
#include "core/replay/replay_component.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::driver {

struct ReplayProvider {
  std::string interfaceName;
  std::size_t calls = 0;  ///< recorded calls that it can answer
  Bytes component;
};

/// The interfaces of the calls in a recording, by name. Errors: those of readRecording.
Result<std::vector<std::string>> interfacesIn(std::string_view recording);

/// A provider of one interface that a graph has, made of a recording. `interfaceName` may be empty when the
/// recording has calls of one interface only.
/// Errors: those of reading and generating; Refused when the interface has to be chosen, NoSuchPort when no
/// port of the graph, nested ones included, carries it.
Result<ReplayProvider> makeReplayProvider(std::string_view recording, const graph::Graph& graph,
                                          const std::string& interfaceName,
                                          const replay::ReplayOptions& options = {});

}  // namespace sb::driver
