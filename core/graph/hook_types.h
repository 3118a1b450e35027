// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/types/type.h"

namespace sb::graph {

/// The value types of splicer:common and of spliceboard:hook (splicer.md 5.3). Only their structure counts,
/// so they are written once and compared.
struct HookTypes {
  types::ValType boolean, u8, u32, u64, text;
  types::ValType callId;     ///< since splicer:tier1@0.3.0
  types::ValType callNames;  ///< before that: without the number of the call
  types::ValType fields, result;
  types::ValType connection;  ///< of spliceboard:hook/names
  HookTypes();
};
const HookTypes& hookTypes();

}  // namespace sb::graph
