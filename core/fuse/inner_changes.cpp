// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/inner_changes.h"

#include <algorithm>

#include "core/graph/load.h"
#include "core/types/check_component.h"

namespace sb::fuse {
namespace {

bool samePorts(const std::vector<graph::Port>& a, const std::vector<graph::Port>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const graph::Port& x, const graph::Port& y) { return x.name == y.name; });
}

bool sameFile(const graph::ComponentFileRef& a, const graph::ComponentFileRef& b) {
  if (!a || !b) return a == b;
  return std::equal(a->bytes.begin(), a->bytes.end(), b->bytes.begin(), b->bytes.end());
}

bool sameGraph(const graph::Graph& a, const graph::Graph& b) {
  const bool edges = std::equal(
      a.edges.begin(), a.edges.end(), b.edges.begin(), b.edges.end(), [](const auto& x, const auto& y) {
        return x.second.provider == y.second.provider && x.second.consumer == y.second.consumer;
      });
  return edges && std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
                             [](const auto& x, const auto& y) {
                               const graph::Node &m = x.second, &n = y.second;
                               const bool inner = !m.inner || !n.inner ? !m.inner == !n.inner
                                                                       : sameGraph(*m.inner, *n.inner);
                               return m.id == n.id && m.kind == n.kind && m.name == n.name &&
                                      sameFile(m.file, n.file) && samePorts(m.imports, n.imports) &&
                                      samePorts(m.exports, n.exports) && inner;
                             });
}

}  // namespace

bool innerChanged(const graph::Node& composition) {
  if (!composition.inner || !composition.file || !composition.file->component) return false;
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  const types::CheckedComponent checked = types::checkComponent(*composition.file->component, options);
  const Result<graph::Graph> original = graph::loadGraph(composition.file, checked);
  return !original || !sameGraph(*original, *composition.inner);
}

}  // namespace sb::fuse
