// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::graph {

// Every change of a document is one of these values. apply() gives back the inverse edit.
struct AddNode {
  Node node;
  Position position;
};  ///< id must be fresh (Graph::nextId or higher)
struct RemoveNode {
  NodeId node;
};  ///< the node must have no edges left
struct RenameNode {
  NodeId node;
  std::string name;
  NameSource source = NameSource::User;
};
struct ReplaceNode {
  Node node;
};  ///< same id; ports of its edges must exist
struct Connect {
  Edge edge;
};  ///< the import must be free; the id must be fresh
struct Disconnect {
  EdgeId edge;
};
struct SetHooks {
  EdgeId edge;
  std::vector<Hook> hooks;
};
struct MoveNodes {
  std::map<NodeId, Position> to;
};  ///< view only
struct SetHostPorts {
  std::vector<Port> imports, exports;
};
struct SetInner {
  NodeId node;
  std::shared_ptr<const Graph> inner;
};  ///< after editing inside a nested composition
struct SetRules {
  std::string rules;
};  ///< what Graph::rules says; the hooks of the rules are edits of their own (driver/document_rules.h)
struct SetFrame {
  FrameId frame;
  std::optional<Frame> to;
};  ///< view only; adds, changes or (nothing) takes away
struct Batch;
using Edit =
    std::variant<AddNode, RemoveNode, RenameNode, ReplaceNode, Connect, Disconnect, SetHooks, MoveNodes,
                 SetHostPorts, SetInner, SetRules, SetFrame, std::shared_ptr<const Batch>>;
struct Batch {
  std::vector<Edit> edits;
};  ///< applied in order; all or nothing

/// Applies an edit and returns the edit that undoes it. On error the graph is unchanged.
/// Errors: NoSuchNode, NoSuchPort, NoSuchEdge, PortTaken, WouldCloseLoop, DuplicateName.
Result<Edit> apply(Graph& graph, const Edit& edit);

/// True when the edit touches positions and frames only.
bool isViewOnly(const Edit& edit);

// Edits a person asks for, built for a given graph. They check, apply() checks again.

/// Verdict on one possible connection.
struct Verdict {
  enum class Kind : std::uint8_t { SameType, ByVersion, DoesNotFit, OtherInterface, Loop, WrongSide };
  Kind kind = Kind::OtherInterface;
  std::string sentence;              ///< "kv-legacy does not fit: put has another result"
  std::vector<std::string> details;  ///< "put returns result<_, string>", "orders expects result<_, errno>"
  bool fits() const { return kind == Kind::SameType || kind == Kind::ByVersion; }
};
/// From an export to an import (either order of arguments).
Verdict judgeConnection(const Graph& graph, const PortRef& a, const PortRef& b);

Result<Edit> connectPorts(const Graph& graph, const PortRef& provider,
                          const PortRef& consumer);  ///< replaces an edge in the way
Result<Edit> disconnect(const Graph& graph, EdgeId edge);
Result<Edit> deleteNodes(const Graph& graph, const std::vector<NodeId>& nodes);  ///< with their edges
Result<Edit> addComponent(const Graph& graph, const ComponentFileRef& file, std::string name,
                          Position position);
Result<Edit> duplicateNode(const Graph& graph, NodeId node, Position position);
Result<Edit> renameNode(const Graph& graph, NodeId node, std::string name);
/// Plugs one end of a connection into another port: of an export where the calls are answered from then on,
/// of an import where they come from. What hangs on the wire stays on it; a connection in the way goes.
Result<Edit> replug(const Graph& graph, EdgeId edge, const PortRef& to);
Result<Edit> exportPort(const Graph& graph, const PortRef& exportPort,
                        std::string externName = {});                 ///< as export of the composition
Result<Edit> leaveToHost(const Graph& graph, const PortRef& import);  ///< import from the host
Result<Edit> autoWire(
    const Graph& graph,
    const std::vector<NodeId>& nodes);  ///< every free import with exactly one fitting provider
Result<Edit> addHook(const Graph& graph, EdgeId edge, Hook hook,
                     std::size_t place);  ///< Hook::id is given here
Result<Edit> removeHook(const Graph& graph, EdgeId edge, HookId hook);
Result<Edit> moveHook(const Graph& graph, EdgeId edge, HookId hook, std::size_t place);
Result<Edit> enableHook(const Graph& graph, EdgeId edge, HookId hook, bool enabled);
/// Name, own instance, configuration and options of a hook; its id, file and place stay.
Result<Edit> changeHook(const Graph& graph, EdgeId edge, Hook changed);
/// Sentence for the Undo menu, without "Undo": "Connect orders to cache (demo:kv/store)".
std::string describe(const Graph& before, const Edit& edit);

}  // namespace sb::graph
