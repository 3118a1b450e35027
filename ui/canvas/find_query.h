// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QString>
#include <set>

#include "core/graph/graph.h"

namespace sb::ui {

/// What was typed into Find (design 6.6): words that must all match a node. A plain word looks at names of
/// nodes, interfaces, functions and types; `if:`, `fn:`, `ty:`, `pkg:`, `ver:<1.1` (also `>`, `<=`, `>=`,
/// `=`), `hash:` and `is:unsatisfied|hooked|async|host` narrow.
class FindQuery {
 public:
  explicit FindQuery(const QString& text);
  bool empty() const { return m_words.isEmpty(); }
  std::set<graph::NodeId> matches(const graph::Graph& graph) const;

 private:
  QStringList m_words;
};

}  // namespace sb::ui
