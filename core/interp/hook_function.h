// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/adapt/adapter.h"
#include "core/interp/core_machine.h"
#include "core/types/type.h"

namespace sb::interp {

/// A hook function as an adapter imports it.
struct HookFunction {
  types::FuncType type;      ///< `async` tells how it is lowered
  const char* moment = "";   ///< "on-call", "on-return", "should-block", "should-call"
  bool takesArgs = false;    ///< arguments are handed over
  bool takesResult = false;  ///< the result is handed over
};

/// Recognises a hook of the adapter by the import's name (`before`, `blocking`, `gate`, `after`, of a tier 1
/// hook beside hooks of tier 2 with a mark). Nothing when there is none, or its core signature is another
/// one.
std::optional<HookFunction> hookFunction(const CoreFunctionImport& import, const adapt::Adapter& adapter);

}  // namespace sb::interp
