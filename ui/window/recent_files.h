// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QStringList>

#include "core/graph/graph.h"
#include "ui/window/start_page.h"

namespace sb::ui {

/// Paths of the files opened last, newest first.
QStringList recentPaths();
/// Puts a file at the top, with a small picture of its graph and what is in it.
void rememberRecentFile(const QString& path, const graph::Graph& graph);
/// What the start page shows of a file: "2 minutes ago · 6 nodes, 1 hook".
RecentFile describeRecentFile(const QString& path);

GraphThumb thumbOf(const graph::Graph& graph);

}  // namespace sb::ui
