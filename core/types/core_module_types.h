// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/model/type_expr.h"
#include "core/types/core_module_reader.h"

// Types and constants of core modules. `foreign` becomes what stands behind something that the validator of
// core modules does not know ("gc types"), and is left alone otherwise.
namespace sb::types {

/// A value or reference type; true when it has no operand, else `foreign` says what it belongs to. `(ref null
/// func)` and `(ref null extern)` are normalised to their one-byte forms.
bool readValueType(CoreModuleReader& in, Bytes& type, const char*& foreign);

/// Parameters and results; true when all of them are plain.
bool readFuncType(CoreModuleReader& in, model::CoreFuncType& type, const char*& foreign);

/// The limits of a table or memory; the size of pages where `pageSizeLog2` is given.
model::CoreLimits readLimits(CoreModuleReader& in, std::uint32_t* pageSizeLog2, const char*& foreign);

/// Skips instructions up to `end`. Only what constant expressions may hold is known.
void skipConstantExpression(CoreModuleReader& in, const char*& foreign);

}  // namespace sb::types
