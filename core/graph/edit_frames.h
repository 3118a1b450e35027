// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/edit.h"

namespace sb::graph {

/// Puts nodes into a frame of their own; a node lies in one frame at most, so that they leave the others, and
/// frames that lose all their nodes go. The title may repeat.
/// Errors: NoSuchNode (none, or one that is not there), BadName (no title).
Result<Edit> frameNodes(const Graph& graph, const std::vector<NodeId>& nodes, std::string title);

/// Takes nodes out of their frames. Errors: NoSuchNode (none of them lies in a frame).
Result<Edit> takeOutOfFrames(const Graph& graph, const std::vector<NodeId>& nodes);

/// Errors: NoSuchNode (no such frame), BadName.
Result<Edit> renameFrame(const Graph& graph, FrameId frame, std::string title);

/// Takes a frame away; its nodes stay. Errors: NoSuchNode (no such frame).
Result<Edit> removeFrame(const Graph& graph, FrameId frame);

/// The frame that a node lies in; invalid: none.
FrameId frameOf(const Graph& graph, NodeId node);

}  // namespace sb::graph
