// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/shape.h"

#include <algorithm>
#include <set>

#include "core/support/concat.h"

namespace sb::compare {
namespace {

constexpr unsigned MostRounds = 16;

std::size_t distinct(const std::vector<ShapeNode>& nodes) {
  std::set<std::string_view> colours;
  for (const ShapeNode& node : nodes) colours.insert(node.colour);
  return colours.size();
}

/// What an instance is given may speak only of instances before it, so one pass is enough.
void findUpstream(Shape& shape) {
  for (ShapeNode& node : shape.nodes) {
    std::string text = node.content.term;
    for (const auto& [name, term] : node.args)
      text +=
          concat("\n", name, "=", rewriteNodes(term, [&](NodeIndex i) { return shape.nodes[i].upstream; }));
    node.upstream = digest(text);
    node.colour = node.upstream;
  }
}

/// Tells instances of equal content and equal arguments apart by who uses them, as far as that tells
/// anything.
void refine(Shape& shape) {
  for (unsigned round = 0; round < MostRounds; ++round) {
    const std::size_t before = distinct(shape.nodes);
    if (before == shape.nodes.size()) return;
    std::vector<std::vector<std::string>> uses(shape.nodes.size());
    const auto use = [&](const std::string& by, const std::string& term) {
      for (const NodeIndex used : nodesOf(term))
        uses[used].push_back(concat(by, "=", rewriteNodes(term, [&](NodeIndex i) {
                                      return i == used ? std::string("*") : shape.nodes[i].colour;
                                    })));
    };
    for (const ShapeNode& node : shape.nodes)
      for (const auto& [name, term] : node.args) use(concat(node.colour, " ", name), term);
    for (const auto& [name, item] : shape.exports) use(concat("export ", name), item.term);
    use("start", shape.start);
    for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
      std::sort(uses[i].begin(), uses[i].end());
      std::string text = shape.nodes[i].colour;
      for (const std::string& one : uses[i]) text += concat("\n", one);
      shape.nodes[i].colour = digest(text);
    }
    if (distinct(shape.nodes) == before) return;
  }
}

}  // namespace

void finishShape(Shape& shape) {
  findUpstream(shape);
  refine(shape);
  std::vector<NodeIndex> order(shape.nodes.size());
  for (NodeIndex i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](NodeIndex a, NodeIndex b) { return shape.nodes[a].colour < shape.nodes[b].colour; });
  std::vector<std::string> number(order.size());
  for (NodeIndex i = 0; i < order.size(); ++i) number[order[i]] = concat("#", std::to_string(i));
  const auto numbered = [&](const std::string& term) {
    return rewriteNodes(term, [&](NodeIndex i) { return number[i]; });
  };
  std::string text;
  for (const auto& [name, key] : shape.importKeys) text += concat("import ", name, " ", key, "\n");
  for (const auto& [name, key] : shape.exportKeys) text += concat("export ", name, " ", key, "\n");
  for (const NodeIndex i : order) {
    text += concat("instance ", shape.nodes[i].content.term, "\n");
    for (const auto& [name, term] : shape.nodes[i].args)
      text += concat(" with ", name, " ", numbered(term), "\n");
  }
  for (const auto& [name, item] : shape.exports)
    text += concat("from ", name, " ", numbered(item.term), "\n");
  text += concat("start ", numbered(shape.start));
  shape.hash = digest(text);
}

}  // namespace sb::compare
