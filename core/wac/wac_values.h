// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/wac/wac_document.h"

namespace sb::wac {

/// What an expression is: an instance with all it exports, or one item.
struct Value {
  graph::NodeId node;                  ///< an instance
  std::optional<graph::PortRef> item;  ///< an export of an instance, or an import of the composition
  std::string name;                    ///< the extern name it came from; empty for instances
  /// Of what was written as connections: its exports.
  std::shared_ptr<const std::map<std::string, Value>> parts = nullptr;
};

/// Building a graph from values.
class GraphWriter {
 public:
  explicit GraphWriter(std::string name) : m_graph(graph::emptyGraph(std::move(name))) {}
  const graph::Graph& graph() const { return m_graph; }
  graph::Graph take() { return std::move(m_graph); }

  Result<Value> import(const model::ExternName& name, types::ExternType type, Place place);
  Result<Value> instance(const graph::ComponentFileRef& file, const std::string& name);
  /// An import that is left to the host, by its name and type.
  Result<Value> hostImport(const model::ExternName& name, const types::ExternType& type, Place place);
  /// An instance made of values, under the name of the export that it becomes.
  Result<Value> bundle(const graph::Node& like, const std::map<std::string, Value>& items, Place place);
  /// The exports of an instance, or of an item that is one, by name. Empty for anything else.
  std::vector<std::string> exportsOf(const Value& value) const;
  /// `exact`: the name as it is; else the one whose last part it is (`.ops` for `demo:calc/ops@0.1.0`).
  Result<Value> access(const Value& value, const Name& name);
  /// Connects a value to an import, once their types fit.
  Result<void> connect(const Value& value, const graph::PortRef& consumer, Place place);
  Result<void> leaveToHost(const graph::PortRef& consumer);
  Result<void> exportValue(const Value& value, const std::string& name, Place place);

 private:
  const graph::Port* port(const graph::PortRef& ref) const { return m_graph.find(ref); }
  graph::PortRef partOf(const graph::PortRef& whole, const std::string& name, const types::ExternType& type);
  /// A whole instance as one port: a bundle of the exports `wanted` asks for, or of all.
  Result<graph::PortRef> whole(const Value& value, const types::InstanceType* wanted,
                               const std::string& usedAs, Place place);

  graph::Graph m_graph;
};

/// `demo:calc/ops@0.1.0` → "ops"; plain names as they are.
std::string lastPart(const std::string& externName);
/// The only name whose last part it is.
std::optional<std::string> byLastPart(const std::vector<std::string>& names, const std::string& part);

}  // namespace sb::wac
