// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/print/wat_scope.h"

// Definitions of the component text format that refer to other definitions (Explainer.md, "Instance
// Definitions", "Alias Definitions", "Canonical Definitions").
namespace sb::print {

/// `(func $f)`, `(core module 0)`
std::string watSortIdx(const model::SortIdx& item, const WatScope& scope);
/// The same where only core items can stand and the text has no `core`: `(memory 0)`.
std::string watCoreSortIdx(const model::SortIdx& item, const WatScope& scope);
/// `alias export $i "f" (func ID)`; defines the alias in `scope`.
std::string watAlias(const model::AliasTarget& target, WatScope& scope);
/// `func ID (type 0) (canon lift …)` or `core func ID (canon …)`; defines the function in `scope`.
std::string watCanon(const model::Canon& canon, WatScope& scope);

}  // namespace sb::print
