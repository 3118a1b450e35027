// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/index_spaces.h"
#include "core/support/result.h"

// The one way in which the program writes which definition of a file is meant (docs/cli.md, "Paths").
namespace sb::locate {

/// What a definition does. One that is not an import, an export, … is a plain definition and is found by the
/// index it creates.
enum class Role : std::uint8_t { Definition, Import, Export, Alias, Canon, Custom, Start, Values, Argument };
/// The word of a path step: "import", "custom", …; empty for Definition, which is named by its sort.
const char* roleWord(Role role);
/// The word of a path step for an index space: "core-module", "instance", …
const char* sortWord(model::Sort sort);

/// One step: an index space or a role, and which item of it.
struct PathStep {
  std::variant<model::Sort, Role> kind;
  std::variant<std::uint32_t, std::string> which;  ///< position, or a name
  friend bool operator==(const PathStep&, const PathStep&) = default;
};
/// From the outermost component inwards; no step is the component itself.
struct ItemPath {
  std::vector<PathStep> steps;
  friend bool operator==(const ItemPath&, const ItemPath&) = default;
};

/// Shape:  path ::= "" | step ("." step)*
///         step ::= word "[" which "]" | "start"
///         word ::= func | value | type | component | instance | core-func | core-table | core-memory |
///                  core-global | core-tag | core-type | core-module | core-instance |
///                  import | export | alias | canon | custom | argument | values
///         which ::= number | name without `]` and `"` | `"` text, with `\"` and `\\` `"`
/// Errors: BadSyntax with the place in the path.
Result<ItemPath> parsePath(std::string_view text);
/// The canonical spelling: names are quoted only where they must be.
std::string pathText(const ItemPath& path);
std::string pathText(const PathStep& step);

/// The path that the frames of a diagnostic speak of ("component 2", "instance 4", "argument `x`"), as far as
/// they name definitions; empty when the first one does not.
std::string pathOfFrames(const std::vector<std::string>& frames);

}  // namespace sb::locate
