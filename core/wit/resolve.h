// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/wit/ast.h"
#include "core/wit/document.h"
#include "core/wit/problem.h"

namespace sb::wit {

/// Which `@unstable` items are there (WIT.md, "Feature Gates").
struct FeatureChoice {
  std::set<std::string> names;
  bool all = false;
  bool gateWarnings = false;  ///< say where an item has a weaker gate than it needs (gate_warnings.h)
};

/// The texts of one reading, parsed.
struct PackageTexts {
  std::vector<ast::File> root;  ///< the files of the root package
  /// Each: the files of one package. A package that is found twice must have the same text.
  std::vector<std::vector<ast::File>> dependencies;
  /// What packages in binary form know of others. Taken where nothing else defines the package.
  std::vector<std::vector<ast::File>> fallbacks;
};

/// Looks up all names and checks all rules. Without errors the document is whole; with errors it has what
/// could be understood.
///
/// WIT.md, "Name resolution", "WIT Packages and `use`", "Union of Worlds with `include`", "Feature Gates".
Document resolve(const PackageTexts& texts, const Sources& sources, const FeatureChoice& features,
                 Problems& problems);

}  // namespace sb::wit
