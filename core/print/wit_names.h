// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string_view>

namespace sb::print {

/// What an annotated function name says (Explainer.md, "Import and Export Definitions"):
/// `[method]session.get` is Method of `session`, called `get`.
struct FuncRole {
  enum class Kind { Free, Constructor, Method, Static } kind = Kind::Free;
  std::string_view resource;  ///< empty for free functions
  std::string_view name;      ///< empty for constructors
};
FuncRole funcRole(std::string_view externName);

}  // namespace sb::print
