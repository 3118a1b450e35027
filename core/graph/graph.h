// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/component.h"
#include "core/support/bytes.h"
#include "core/support/index.h"
#include "core/types/type.h"

// The composition graph: what a person edits. A value; changed only by edits (graph/edit.h).
namespace sb::graph {

using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;
using HookId = Id<struct HookTag>;
using FrameId = Id<struct FrameTag>;

struct Graph;

/// One component file or embedded component, shared by every node, hook and undo entry that uses it. Never
/// changed.
struct ComponentFile {
  SharedBytes owner;  ///< keeps `bytes` alive
  ByteSpan bytes;     ///< the component, preamble included
  std::shared_ptr<const model::Component> component;
  types::ComponentTypeRef type;
  std::string sha256;    ///< hex, of `bytes`, where it is known; else see component_file.h
  std::string fileName;  ///< base name of the file it came from, or of the composition it is embedded in
  std::string path;      ///< where that file lies, empty for generated or embedded ones
  SourceRange range;     ///< of the component in that file
  std::string producer;  ///< "Rust 1.97", from the producers section, may be empty
};
using ComponentFileRef = std::shared_ptr<const ComponentFile>;

enum class NodeKind : std::uint8_t {
  Host,  ///< exactly one; its exports are the composition's imports, its imports are the composition's
         ///< exports
  Component,
  Composition,  ///< a component made of instances of nested components only; `inner` holds its graph
  Bundle,       ///< an instance made of inline exports; imports in, one export out
  Hook,         ///< only in spliced graphs
  Adapter,      ///< only in spliced graphs; generated
  Unresolved,   ///< named, no file
};
const char* nodeKindName(NodeKind kind);

/// Where the name of a node came from; the ladder of names, best first.
enum class NameSource : std::uint8_t { User, ComponentName, ExternName, Producers, FileName, Index };

enum class PortKind : std::uint8_t { Instance, Function, Resource, TypesOnly, Value, Component, CoreModule };
const char* portKindName(PortKind kind);
enum class Side : std::uint8_t { Import, Export };

struct Port {
  model::ExternName name;  ///< unique on its side of the node
  types::ExternType type;
  PortKind kind = PortKind::Instance;
  /// Host ports only: the composition imports or exports this even when no edge uses it.
  bool pinned = false;
  /// Exports only. Not empty: this is a part of the port `path[0]`, reached through the exports `path[1]`,
  /// `path[2]`, …: one function of an interface that is passed on by itself. Its name joins the path with
  /// '#'.
  std::vector<std::string> path = {};
};

/// A port by identity: node, side and name survive edits of everything else.
struct PortRef {
  NodeId node;
  Side side = Side::Import;
  std::string name;
  friend auto operator<=>(const PortRef&, const PortRef&) = default;
};

struct Node {
  NodeId id;
  NodeKind kind = NodeKind::Component;
  std::string name;  ///< shown, and the debug name in the output
  NameSource nameSource = NameSource::Index;
  ComponentFileRef file;               ///< null for Host, Bundle and Unresolved
  std::vector<Port> imports;           ///< Host: the composition's exports
  std::vector<Port> exports;           ///< Host: the composition's imports
  std::shared_ptr<const Graph> inner;  ///< Composition only
  std::string note;                    ///< why a composition is shown as one node, or ""
  ComponentFileRef missing =
      {};  ///< Unresolved only: the file it stands for, with path and hash but no bytes
  const Port* findImport(std::string_view portName) const;
  const Port* findExport(std::string_view portName) const;
};

/// What a hook is, recognised by its exports (graph/hook_kind.h).
enum class HookKind : std::uint8_t { Direct, Tier1, Tier2 };
const char* hookKindName(HookKind kind);

/// What happens to a call whose hook traps. The component model cannot catch a trap, so that only the first
/// can be had; the planner refuses the second (docs/limits.md).
enum class TrapPolicy : std::uint8_t { FailCall, SwitchOff };
const char* trapPolicyName(TrapPolicy policy);

/// What a person chooses for a hook on one edge.
struct HookOptions {
  /// Names or globs of the functions the hook is told about (plan/hook_functions.h); empty: all. The others
  /// are passed on without a frame.
  std::vector<std::string> functions;
  /// Function or glob → WAVE text: what a gate's refused call returns when the function has a result.
  std::map<std::string, std::string> gateValues;
  TrapPolicy onTrap = TrapPolicy::FailCall;
  /// Give the hook's async functions, when they are lifted synchronously, a synchronous type.
  bool retypeToSync = false;
  bool empty() const { return *this == HookOptions(); }
  friend bool operator==(const HookOptions&, const HookOptions&) = default;
};

/// One entry of an edge's hook stack. Entry 0 is nearest the caller and sees the call first.
struct Hook {
  HookId id;
  std::string name;
  HookKind kind = HookKind::Tier1;
  ComponentFileRef file;
  bool enabled = true;
  /// Empty: hooks with the same name and file share one instance. Otherwise an instance of its own under this
  /// name.
  std::string ownInstance;
  std::map<std::string, std::string> config;
  std::string rule;               ///< "rule 1" when a rule put it there, else empty
  ComponentFileRef missing = {};  ///< while `file` is null: the file it stands for, without bytes
  HookOptions options = {};
};

struct Edge {
  EdgeId id;
  PortRef provider;  ///< side Export (of the Host: an import of the composition)
  PortRef consumer;  ///< side Import (of the Host: an export of the composition)
  std::vector<Hook> hooks;
};

struct Position {
  double x = 0, y = 0;  ///< canvas units, top left of the node
  friend bool operator==(const Position&, const Position&) = default;
};

/// Nodes that lie together on the canvas under a title. Nodes that are gone do not count; they are back in it
/// when their deletion is undone.
struct Frame {
  FrameId id;
  std::string title;
  std::set<NodeId> nodes;
  friend bool operator==(const Frame&, const Frame&) = default;
};

struct Graph {
  std::string name;              ///< document name, usually the file's base name
  std::map<NodeId, Node> nodes;  ///< in order of creation
  std::map<EdgeId, Edge> edges;
  std::map<NodeId, Position> positions;  ///< view state, not part of the composition
  std::map<FrameId, Frame> frames;       ///< view state; a node lies in one of them at most
  std::uint32_t nextId = 1;              ///< for nodes, edges, hooks and frames alike; never reused
  std::string originFile;                ///< path of the composed file it was read from, may be empty
  std::string rules;  ///< splice rules that the document keeps, as YAML (plan/splice_rules.h); empty: none
  NodeId host;

  const Node* find(NodeId id) const;
  const Edge* find(EdgeId id) const;
  const Port* find(const PortRef& port) const;
  const Node* findByName(std::string_view nodeName) const;  ///< first in order of creation
  const Edge* edgeInto(const PortRef& import) const;        ///< an import has at most one edge
  std::vector<const Edge*> edgesFrom(const PortRef& exportPort) const;
  std::vector<const Edge*> edgesOf(NodeId id) const;
};

/// An empty composition: only the host node.
Graph emptyGraph(std::string name);

}  // namespace sb::graph
