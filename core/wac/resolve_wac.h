// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/graph/graph.h"
#include "core/support/result.h"
#include "core/wac/wac_document.h"

namespace sb::wac {

/// What a package name stands for: a component, or the types of a WIT package.
struct Package {
  graph::ComponentFileRef component;  ///< null: types only
  types::ComponentTypeRef type;
  /// Set for a component that was made for a WAC text, because the language has no word for what it does: it
  /// passes its imports on, as they are or bundled. It is written as connections.
  std::shared_ptr<const graph::Graph> passesOn = nullptr;
};
using Packages = std::map<std::string, Package>;  ///< by PackagePath::name without the item

/// The graph that a document describes: a node for each `new`, edges for arguments and exports, a bundle
/// where a whole instance is passed on. Arguments are found and compared as `wac` does (component-model.md
/// 6.1).
///
/// Errors, with line and column: NoSuchNode for names and packages that are not there, NoSuchPort for imports
/// and exports, TypeMismatch, DuplicateName, BadSyntax.
Result<graph::Graph> resolveWac(const Document& document, const Packages& packages);

}  // namespace sb::wac
