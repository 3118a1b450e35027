// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/print/wat_scope.h"

// Types of the component text format (Explainer.md, "Type Definitions", "Import and Export Definitions").
namespace sb::print {

/// `u8`, `$t` or `3`
std::string watValType(const model::ValType& type, const WatScope& scope);
/// A type that fits a line: `(record (field "x" u8))`, `(func (param "x" u8))`, … Empty for component and
/// instance types, whose declarators take lines of their own.
std::string watDefType(const model::TypeKind& type, const WatScope& scope);
/// `(func ID (type 3))`, with `id` where the text introduces the item; empty for an ascription.
std::string watExternType(const model::ExternType& type, const std::string& id, const WatScope& scope);
/// `"a:b/c@1.0.0" (external-id "x")`
std::string watExternName(const model::ExternName& name);

}  // namespace sb::print
