// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/graph_formats.h"

#include "core/print/graph_dot.h"
#include "core/print/graph_json.h"
#include "core/print/graph_mermaid.h"
#include "core/print/graph_svg.h"
#include "core/print/graph_text.h"
#include "core/print/wac.h"

namespace sb::cli {
namespace {

struct Format {
  const char* name;
  std::string (*print)(const graph::Graph&);
};
const Format Formats[] = {
    {"text", [](const graph::Graph& graph) { return print::graphText(graph); }},
    {"json", [](const graph::Graph& graph) { return print::graphJson(graph); }},
    {"dot", [](const graph::Graph& graph) { return print::graphDot(graph); }},
    {"mermaid", [](const graph::Graph& graph) { return print::graphMermaid(graph); }},
    {"svg", [](const graph::Graph& graph) { return print::graphSvg(graph); }},
    {"wac", [](const graph::Graph& graph) { return print::printWac(graph).text; }},
};

}  // namespace

std::vector<std::string> graphFormats() {
  std::vector<std::string> names;
  for (const Format& format : Formats) names.emplace_back(format.name);
  return names;
}

std::string formatGraph(const graph::Graph& graph, const std::string& format) {
  for (const Format& known : Formats)
    if (format == known.name) return known.print(graph);
  return {};
}

}  // namespace sb::cli
