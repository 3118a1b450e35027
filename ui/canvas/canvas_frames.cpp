// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/graph/edit_frames.h"
#include "ui/canvas/canvas_scene.h"

// Frames around nodes, and what a view folds of a node's ports.
namespace sb::ui {
namespace {
constexpr double side = 16, below = 18;

/// The key with the highest count, the first of several.
int mostOf(const std::map<int, int>& counts) {
  int best = 0, most = 0;
  for (const auto& [key, count] : counts)
    if (count > most) {
      most = count;
      best = key;
    }
  return best;
}

}  // namespace

void CanvasScene::layFrames(const graph::Graph& graph) {
  m_frames.clear();
  for (const auto& [id, frame] : graph.frames) {
    FrameBox box{id, QString::fromStdString(frame.title), {}, {}, 0};
    std::map<int, int> colours;
    for (const graph::NodeId node : frame.nodes)
      if (const NodeBox* drawn = this->node(node)) {
        box.rect |= drawn->rect;
        box.nodes.insert(node);
        if (m_colourOf && !drawn->ports.empty())  // exports come first
          ++colours[m_colourOf(QString::fromStdString(drawn->ports.front().ref.name))];
      }
    if (box.nodes.empty()) continue;
    box.packageColour = mostOf(colours);
    box.rect.adjust(-side, -FrameTitleHeight - 6, side, below);
    m_frames.push_back(std::move(box));
  }
}

void CanvasScene::layRibbons(const graph::Graph& graph) {
  m_ribbons.clear();
  if (graph.frames.empty()) return;
  std::unordered_map<graph::NodeId, graph::FrameId> frameOf;
  for (const auto& [id, frame] : graph.frames)
    for (const graph::NodeId node : frame.nodes) frameOf.emplace(node, id);
  struct Bundle {
    int count = 0;
    std::map<int, int> colours;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Bundle> bundles;
  for (const auto& [id, edge] : graph.edges) {
    const auto from = frameOf.find(edge.provider.node), to = frameOf.find(edge.consumer.node);
    if (from == frameOf.end() || to == frameOf.end() || from->second == to->second) continue;
    Bundle& bundle = bundles[{from->second.value, to->second.value}];
    ++bundle.count;
    if (m_colourOf) ++bundle.colours[m_colourOf(QString::fromStdString(edge.provider.name))];
  }
  for (const auto& [ends, bundle] : bundles)
    m_ribbons.push_back(
        {graph::FrameId(ends.first), graph::FrameId(ends.second), bundle.count, mostOf(bundle.colours)});
}

const FrameBox* CanvasScene::frame(graph::FrameId id) const {
  const auto found = std::find_if(m_frames.begin(), m_frames.end(),
                                  [&](const FrameBox& frame) { return frame.frame == id; });
  return found == m_frames.end() ? nullptr : &*found;
}

std::optional<graph::FrameId> CanvasScene::frameTitleAt(const QPointF& at, double tolerance) const {
  const double far = 4 * tolerance;  // a title keeps its size on screen, above the frame when seen from afar
  for (auto it = m_frames.rbegin(); it != m_frames.rend(); ++it) {  // newest on top
    QRectF strip = it->rect;
    strip.setHeight(std::max(FrameTitleHeight, far));
    if (far > FrameTitleHeight) strip.translate(0, -far / 2);
    if (strip.contains(at)) return it->frame;
  }
  return std::nullopt;
}

PortView CanvasScene::portViewOf(graph::NodeId id) const {
  PortView view;
  if (const auto open = m_view.openGroups.find(id); open != m_view.openGroups.end()) view.open = open->second;
  view.usedOnly = m_view.usedOnly || m_view.usedOnlyNodes.count(id) > 0;
  if (view.usedOnly) view.used = [this](const graph::PortRef& port) { return m_usedPorts.count(port) > 0; };
  return view;
}

}  // namespace sb::ui
