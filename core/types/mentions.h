// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/types/type.h"

namespace sb::types {

/// What an interface or a function speaks of and does not export itself: a function that takes a `request` of
/// another interface, a record whose field is a record that is not `use`d.
struct Mentions {
  std::vector<ValType> types;             ///< those that need a name, each once, inner ones first
  std::vector<TypeOfResource> resources;  ///< each once, named as where it is mentioned first
};
/// An export counts for what comes after it, as in a binary.
Mentions mentionsOf(const InstanceType& type);
Mentions mentionsOf(const FuncType& type);

}  // namespace sb::types
