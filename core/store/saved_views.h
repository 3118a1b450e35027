// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <nlohmann/json.hpp>

#include "core/store/json_place.h"
#include "core/store/project_view.h"

namespace sb::store {

/// The member `views` of a project; null when there is nothing to say. What the graph no longer has is left
/// out.
nlohmann::ordered_json writtenViews(const ProjectView& views, const graph::Graph& graph);
/// Reads them; a project without the member has none. Errors: BadSyntax with the place.
Result<ProjectView> readViews(const JsonPlace& root);

}  // namespace sb::store
