// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cstddef>
#include <cstdint>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/graph/edit.h"
#include "core/support/check.h"

using namespace sb;

/// The whole splice: any composition with its own components as hooks on every connection either gives a
/// component that our checker accepts, or an error with words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto opened = driver::openBytes(shareBytes(Bytes(data, data + size)), "fuzz.wasm");
  if (!opened || !opened->graph || opened->graph->nodes.size() > 50) return 0;
  graph::Graph graph = *opened->graph;
  const auto rules = plan::parseSpliceRules(
      "version: 1\nrules:\n  - before: { interface: '*' }\n    inject: [ { name: h, path: h } ]\n");
  SB_CHECK(rules.has_value(), "the rules are rules");
  graph::ComponentFileRef file;
  for (const auto& [id, node] : graph.nodes)
    if (node.file) file = node.file;
  const auto outcome = plan::matchRules(graph, *rules, plan::HookFiles{{"h", file}});
  SB_CHECK(outcome.has_value(), "rules without aliases apply");
  SB_CHECK(graph::apply(graph, outcome->edit).has_value(), "the edit of rules applies");
  const auto output = driver::spliceGraph(graph);
  SB_CHECK(output || !output.error().message.empty(), "an error without words");
  const auto plain = driver::spliceGraph(*opened->graph);
  SB_CHECK(plain || !plain.error().message.empty(), "an error without words");
  return 0;
}
