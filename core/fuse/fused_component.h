// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/graph.h"
#include "core/model/component.h"
#include "core/support/result.h"

namespace sb::fuse {

/// Writes a graph as one component, from scratch, in the form wac gives its compositions
/// (component-model.md 6.3): the imports with instances first, each component file once and unchanged,
/// instances with providers before consumers, exports, instance names, `producers`.
///
/// Shape:  resources keep their identity across imports; imports that several instances share are united;
/// imports on one
///         version track are joined at the highest version. An import that only holds types without resources
///         and has no edge is satisfied by writing the types down. A nested composition is written from its
///         inner graph only when that was edited or the node has no file.
/// Errors: NoSuchEdge (an import that nothing provides), NoSuchPort, TypeMismatch (two users of one import
/// disagree, or an
///         import needs a resource of an instance), UnsupportedFeature.
/// The result is meant to be checked by core/types; fusing does not repeat its rules.
Result<model::Component> fuseGraph(const graph::Graph& graph);

}  // namespace sb::fuse
