// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/types/type.h"

namespace sb::wit {

/// One import or export seen from both sides.
struct TargetItem {
  enum class Kind {
    Fits,
    SuperfluousImport,  ///< the component asks for what the world does not offer
    MissingExport,      ///< the world asks for what the component does not have
    Mismatch,           ///< both have it, and the types differ
    ExtraExport,        ///< the component has more than the world asks for, which is fine
    UnusedImport,       ///< the world offers more than the component asks for, which is fine
  };
  Kind kind = Kind::Fits;
  bool isImport = true;
  std::string name;       ///< as the component has it; for a missing export as the world has it
  std::string worldName;  ///< as the world has it, when that differs: another version
  /// Where in the two types the difference is, outermost first: "function `put`", "parameter `key`".
  std::vector<std::string> path;
  std::string expected, found;  ///< the two texts that differ there
  std::string reason;           ///< one sentence, empty for what fits
  std::string wayOut;
};
const char* targetKindName(TargetItem::Kind kind);
/// Whether an item of this kind keeps a component from running in the world.
bool isObstacle(TargetItem::Kind kind);

struct TargetVerdict {
  bool fits = true;
  std::vector<TargetItem>
      items;  ///< imports, then exports, each in the component's order; then what it lacks
};

/// Whether a component fits a world: the world offers each of its imports, and it has each export that the
/// world asks for (component-model.md 3.1; WIT.md, "WIT Worlds"). Interfaces of another version match on the
/// same track of semver, when the provider's is not the older one (component-model.md 6.4).
TargetVerdict fitsWorld(const types::ComponentTypeRef& component, const types::ComponentTypeRef& world);

}  // namespace sb::wit
