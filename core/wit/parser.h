// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/wit/ast.h"
#include "core/wit/problem.h"

namespace sb::wit {

/// Parses one text. What could not be understood is left out of the result and reported; reading goes on
/// behind it. Names are not looked up, but every identifier and version is well formed.
///
/// WIT.md, "Top-level items":
///     wit-file ::= (package-decl ';')? (package-items | nested-package-definition)*
ast::File parseFile(const Sources& sources, std::uint32_t file, Problems& problems);

}  // namespace sb::wit
