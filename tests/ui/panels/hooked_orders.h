// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "panels_fixture.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/region_model.h"

namespace sb::test {

/// The shop with the hook `audit` (tier 2, cells) on cache → orders, its bead selected and an example call
/// run.
class HookedOrders {
 public:
  /// An error text, or nothing.
  QString open() {
    document = openOrders();
    if (!document) return QStringLiteral("the example does not open");
    edge = edgeBetween(document->graph(), "cache", "orders");
    if (!edge.valid()) return QStringLiteral("no connection from cache to orders");
    const QString error =
        hookEdge(*document, edge, "hooks/trace/trace-async.wasm", "audit", graph::HookKind::Tier2);
    if (!error.isEmpty()) return error;
    if (!values().adapter()) return QStringLiteral("no adapter was generated");
    return values().outcome() ? QString() : values().error();
  }
  ui::AdapterValues& values() { return ui::AdapterValues::of(*document); }
  const adapt::MemoryLayout& layout() { return values().adapter()->layout; }
  /// The entry of put · entry, tree.cells; −1: there is none.
  static int cellsPointer(ui::LayoutPanel& panel) {
    const std::vector<ui::ByteEntry>& entries = panel.model().entries();
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (entries[i].function == QLatin1String("put") && entries[i].value == QLatin1String("entry") &&
          entries[i].region && entries[i].what.startsWith(QLatin1String("tree.cells")))
        return static_cast<int>(i);
    return -1;
  }

  std::unique_ptr<ui::Document> document;
  graph::EdgeId edge;
};

}  // namespace sb::test
