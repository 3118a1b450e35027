// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/store/saved_views.h"

#include "core/graph/inner_graph.h"

namespace sb::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t MostItems = 1'000'000;
constexpr std::uint64_t MostId = 0xffff'fff0;

Json idsOf(const std::set<graph::NodeId>& nodes, const graph::Graph& graph) {
  Json out = Json::array();
  for (const graph::NodeId id : nodes)
    if (graph.find(id)) out.push_back(id.value);
  return out;
}

Result<std::vector<graph::NodeId>> readIds(const JsonPlace& place, const char* key) {
  SB_TRY(const auto items, place.list(key, MostItems));
  std::vector<graph::NodeId> out;
  for (const JsonPlace& item : items) {
    SB_TRY(const std::uint64_t value, item.number(MostId));
    out.push_back(graph::NodeId(static_cast<std::uint32_t>(value)));
  }
  return out;
}

}  // namespace

Json writtenViews(const ProjectView& views, const graph::Graph& graph) {
  Json out;
  for (const auto& [inside, view] : views) {
    const graph::Graph* level = graph::graphInside(graph, inside);
    if (!level) continue;
    Json written;
    if (Json hidden = idsOf(view.hidden, *level); !hidden.empty()) written["hidden"] = std::move(hidden);
    for (const auto& [node, groups] : view.openGroups)
      if (level->find(node) && !groups.empty())
        written["openGroups"].push_back({{"node", node.value}, {"groups", groups}});
    if (view.usedPortsOnly) written["usedPortsOnly"] = true;
    if (Json nodes = idsOf(view.usedPortsOnlyNodes, *level); !nodes.empty())
      written["usedPortsOnlyNodes"] = std::move(nodes);
    if (written.is_null()) continue;
    for (const graph::NodeId id : inside) written["inside"].push_back(id.value);
    out.push_back(std::move(written));
  }
  return out;
}

Result<ProjectView> readViews(const JsonPlace& root) {
  ProjectView views;
  SB_TRY(const auto places, root.list("views", MostItems));
  for (const JsonPlace& place : places) {
    GraphView view;
    SB_TRY(const std::vector<graph::NodeId> inside, readIds(place, "inside"));
    SB_TRY(const std::vector<graph::NodeId> hidden, readIds(place, "hidden"));
    view.hidden.insert(hidden.begin(), hidden.end());
    SB_TRY(const auto open, place.list("openGroups", MostItems));
    for (const JsonPlace& one : open) {
      SB_TRY(const std::uint64_t node, one.numberAt("node", MostId));
      SB_TRY(const auto groups, one.list("groups", MostItems));
      for (const JsonPlace& group : groups) {
        SB_TRY(std::string name, group.text());
        view.openGroups[graph::NodeId(static_cast<std::uint32_t>(node))].insert(std::move(name));
      }
    }
    SB_TRY(view.usedPortsOnly, place.optionalTruth("usedPortsOnly", false));
    SB_TRY(const std::vector<graph::NodeId> used, readIds(place, "usedPortsOnlyNodes"));
    view.usedPortsOnlyNodes.insert(used.begin(), used.end());
    views[inside] = std::move(view);
  }
  return views;
}

}  // namespace sb::store
