// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QStringList>
#include <optional>

#include "core/graph/edit.h"

namespace sb::ui {

/// The options of `splicectl edit` that do what an edit does to `before`. Nothing for what only the view
/// shows; nullopt when the command line has no way to say it (a component that no file holds).
std::optional<QStringList> commandOptions(const graph::Graph& before, const graph::Edit& edit);

/// One word of a shell command, quoted where it has to be.
QString shellWord(const QString& text);

}  // namespace sb::ui
