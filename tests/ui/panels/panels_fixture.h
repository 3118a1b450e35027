// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QApplication>
#include <QtTest>
#include <memory>

#include "core/driver/open.h"
#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"
#include "ui/theme/theme.h"

namespace sb::test {

inline std::filesystem::path resource(const char* path) {
  return std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "resources" / path;
}

/// The shop example, opened from its composed file.
inline std::unique_ptr<ui::Document> openOrders() {
  Result<driver::OpenedFile> opened = driver::openFile(resource("examples/orders/orders.composed.wasm"));
  if (!opened || !opened->graph) return nullptr;
  return std::make_unique<ui::Document>(std::move(*opened->graph));
}

inline graph::EdgeId edgeBetween(const graph::Graph& graph, const char* from, const char* to) {
  for (const auto& [id, edge] : graph.edges) {
    const graph::Node *provider = graph.find(edge.provider.node), *consumer = graph.find(edge.consumer.node);
    if (provider && consumer && provider->name == from && consumer->name == to) return id;
  }
  return {};
}

/// Hangs a hook that we ship on a connection and selects its bead; an error text when that fails.
inline QString hookEdge(ui::Document& document, graph::EdgeId edge, const char* file, const char* name,
                        graph::HookKind kind) {
  const Result<graph::ComponentFileRef> component = driver::loadComponentFile(resource(file));
  if (!component) return QString::fromStdString(component.error().text());
  graph::Hook hook;
  hook.name = name;
  hook.kind = kind;
  hook.file = *component;
  const Result<void> done = document.perform(graph::addHook(document.graph(), edge, hook, 0));
  if (!done) return QString::fromStdString(done.error().text());
  document.waitForPreview();
  const graph::Edge* hooked = document.graph().find(edge);
  document.selection().select(ui::BeadItem{edge, hooked->hooks.front().id});
  ui::AdapterValues::of(document).waitForCall();
  return {};
}

}  // namespace sb::test
