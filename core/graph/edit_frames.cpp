// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/edit_frames.h"

#include "core/graph/edit_batch.h"
#include "core/support/concat.h"

// Frames: titled groups of nodes on the canvas (design, 3.7). They change nothing of the composition.
namespace sb::graph {
namespace {

/// Frames without these nodes; the ones that would be empty are taken away.
std::vector<Edit> leaving(const Graph& graph, const std::vector<NodeId>& nodes) {
  std::vector<Edit> edits;
  for (const auto& [id, frame] : graph.frames) {
    Frame left = frame;
    for (const NodeId node : nodes) left.nodes.erase(node);
    if (left == frame) continue;
    if (left.nodes.empty())
      edits.push_back(SetFrame{id, std::nullopt});
    else
      edits.push_back(SetFrame{id, std::move(left)});
  }
  return edits;
}

tl::unexpected<Error> noFrame() { return fail(ErrorCode::NoSuchNode, "there is no such frame"); }
tl::unexpected<Error> noTitle() { return fail(ErrorCode::BadName, "a frame needs a title"); }

}  // namespace

FrameId frameOf(const Graph& graph, NodeId node) {
  for (const auto& [id, frame] : graph.frames)
    if (frame.nodes.count(node)) return id;
  return {};
}

Result<Edit> frameNodes(const Graph& graph, const std::vector<NodeId>& nodes, std::string title) {
  if (nodes.empty()) return fail(ErrorCode::NoSuchNode, "a frame goes around one node at least");
  if (title.empty()) return noTitle();
  for (const NodeId node : nodes)
    if (!graph.find(node)) return fail(ErrorCode::NoSuchNode, "the node is not part of the graph");
  std::vector<Edit> edits = leaving(graph, nodes);
  const FrameId id(graph.nextId);
  edits.push_back(SetFrame{id, Frame{id, std::move(title), {nodes.begin(), nodes.end()}}});
  return batchOf(std::move(edits));
}

Result<Edit> takeOutOfFrames(const Graph& graph, const std::vector<NodeId>& nodes) {
  std::vector<Edit> edits = leaving(graph, nodes);
  if (edits.empty()) return fail(ErrorCode::NoSuchNode, "no frame is around these nodes");
  return batchOf(std::move(edits));
}

Result<Edit> renameFrame(const Graph& graph, FrameId id, std::string title) {
  const auto found = graph.frames.find(id);
  if (found == graph.frames.end()) return noFrame();
  if (title.empty()) return noTitle();
  Frame renamed = found->second;
  renamed.title = std::move(title);
  return Edit(SetFrame{id, std::move(renamed)});
}

Result<Edit> removeFrame(const Graph& graph, FrameId id) {
  if (graph.frames.count(id) == 0) return noFrame();
  return Edit(SetFrame{id, std::nullopt});
}

}  // namespace sb::graph
