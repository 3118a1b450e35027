// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sb::types {

/// An interface name taken apart: `demo:kv/store@1.0.0`. Names that are no interface names ("run") have an
/// empty package.
struct InterfaceName {
  std::string nameSpace;          ///< "demo"; may contain further `:` of nested namespaces
  std::string package;            ///< "kv"
  std::string interface;          ///< "store"; for a plain name the whole name
  std::string version;            ///< "1.0.0", empty when there is none
  std::string packageId() const;  ///< "demo:kv", empty for a plain name
  std::string withoutVersion() const;
  std::string text() const;
};
InterfaceName parseInterfaceName(std::string_view name);

struct Semver {
  unsigned long long major = 0, minor = 0, patch = 0;
  std::string pre, build;
};
std::optional<Semver> parseSemver(std::string_view text);
/// -1, 0, 1 by the precedence rules of semver 2.0 (build metadata does not count).
int compareSemver(const Semver& a, const Semver& b);
/// Same track: equal major above 0; equal minor with major 0; 0.0.x and pre-releases only by equality
/// (component-model.md 6.4).
bool sameTrack(const Semver& a, const Semver& b);
/// True when an export `provided` can stand in for an import `wanted` by name: same interface, same track,
/// provided ≥ wanted.
bool standsInByVersion(const InterfaceName& provided, const InterfaceName& wanted);

}  // namespace sb::types
