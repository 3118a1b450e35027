// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/graph/edit.h"
#include "core/graph/graph_index.h"
#include "core/graph/resource_origin.h"
#include "core/types/subtype.h"

namespace sb::graph {

/// Judges many possible connections of one graph, for a drag that rates every port and for automatic wiring.
/// The graph must outlive the judge; after a change it is told which connection was added, or a new judge is
/// made.
class ConnectionJudge {
 public:
  explicit ConnectionJudge(const Graph& graph) : m_graph(graph) {}

  /// See judgeConnection.
  Verdict judge(const PortRef& a, const PortRef& b);
  /// The kind alone, without the words; much cheaper when most ports do not fit.
  Verdict::Kind kindOf(const PortRef& provider, const PortRef& consumer);
  void added(const Edge& edge) {
    if (m_index) m_index->add(edge);
  }

 private:
  struct Ends;
  struct UsedResource;
  GraphIndex& index();
  Verdict::Kind decide(const Ends& ends);
  /// The first difference of the types, with the consumer's resources taken for those they stand for.
  std::optional<types::Mismatch> difference(const Ends& ends);
  std::vector<UsedResource> usedResources(const Ends& ends);
  void explainMismatch(const Ends& ends, Verdict& verdict);

  const Graph& m_graph;
  std::optional<GraphIndex> m_index;
};

}  // namespace sb::graph
