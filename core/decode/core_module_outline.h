// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/type_expr.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::decode {

struct CoreImportItem {
  std::string module, name;
  model::CoreExternType type;
};
struct CoreExportItem {
  std::string name;
  std::uint32_t index = 0;  ///< in the space of its kind
  model::CoreExternType type;
};
struct CoreCustomSection {
  std::string name;
  SourceRange range;  ///< of the payload
};

/// What a core module shows to the outside, for people who look at it. `type` of functions and tags is an
/// index into `types`. For judging validity see core/types.
struct CoreModuleOutline {
  std::vector<std::optional<model::CoreFuncType>> types;  ///< none: not a function over simple value types
  std::vector<CoreImportItem> imports;
  std::vector<CoreExportItem> exports;
  std::uint32_t definedFunctions = 0;
  std::uint64_t codeBytes = 0;  ///< size of the code section's content
  std::uint64_t dataBytes = 0;  ///< size of the data section's content
  bool hasStart = false;
  std::vector<CoreCustomSection> customSections;

  /// The signature of a function or tag; null when it is not a function over simple value types.
  const model::CoreFuncType* signature(const model::CoreExternType& item) const;
};

/// Reads sections and skips function bodies, data and elements.
///
/// Units:  offsets in errors and ranges count from `base`.
/// Errors: BadMagic, UnexpectedEnd, BadLeb128, BadUtf8, BadSection, BadType, IndexOutOfRange (an export of
/// nothing). Source: core specification, "Binary Format, Modules".
Result<CoreModuleOutline> outlineCoreModule(ByteSpan module, std::uint64_t base = 0);

}  // namespace sb::decode
