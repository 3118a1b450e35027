// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/locate/items.h"

namespace sb::locate {

/// A definition that a path led to.
struct Found {
  Item item;
  ItemPath path;                       ///< with positions and names as `Item::step` writes them
  const model::Component* scope = {};  ///< the component it lies in; the root's own is the root
  bool directlyInScope = true;         ///< false for declarators and arguments, which lie in a definition
};

/// Follows a path from the root. Names are those of imports, exports, arguments and custom sections where the
/// step has a role; where it is an index space, the name in the `component-name` section, else that of an
/// import or export which creates an item there.
///
/// Errors: NoSuchNode, saying what the scope has instead.
Result<Found> findItem(const model::Component& root, const ItemPath& path);

/// The place of a definition in the bytes of the outermost file, by path text. Errors: those of parsePath and
/// findItem.
Result<SourceRange> rangeOf(const model::Component& root, std::string_view path);

}  // namespace sb::locate
