// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::types {

/// What the import, function, table, memory, global, tag and export sections of a core module say. Code and
/// data are skipped, so that a module of many megabytes costs as much as its interface.
struct CoreModuleOutline {
  CoreModuleTypeRef type;
  std::string foreignFeature;  ///< a feature that needs more than this reader knows ("gc types"), else empty
  std::uint64_t signatureParts = 0;  ///< of all functions: parameters, results and four more for each
};

/// Errors: BadMagic, UnexpectedEnd, BadLeb128, BadSection, BadType, IndexOutOfRange. Offsets count from
/// `baseOffset`. Source: core specification, "Binary Format, Modules".
Result<CoreModuleOutline> outlineCoreModule(ByteSpan module, std::uint64_t baseOffset);

/// Reads a vector of core value types, as a function type or a raw type definition holds them; false when it
/// has types with operands that this program does not look into.
bool readCoreFuncType(ByteSpan bytes, model::CoreFuncType& type);

}  // namespace sb::types
