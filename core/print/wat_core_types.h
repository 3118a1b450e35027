// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/print/wat_scope.h"

// Core types of a component as text (Explainer.md, "Component Definitions"; core specification, "Text Format,
// Types"). References to other core types are indices.
namespace sb::print {

/// `i32`, `(ref null 3)`; a byte that is no value type as `(;0x..;)`.
std::string watCoreValType(std::uint8_t byte);
/// `(func (param i32) (result i32))`
std::string watCoreFunc(const model::CoreFuncType& type);
/// What stands inside of `(module …)`: `(func (type 0))`, `(memory 1 2)`, …
std::string watCoreExtern(const model::CoreExternType& type);
/// The types of a recursion group or a subtype: one text for each index it adds, without the `rec` around.
struct WatCoreRec {
  bool isGroup = false;
  std::vector<std::string> types;
};
WatCoreRec watCoreRec(const model::CoreTypeRaw& type);

}  // namespace sb::print
