// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/engine/engine_value.h"
#include "core/types/type.h"
#include "core/value/value.h"

namespace sb::cli {

/// A value of a known type in the engine's form. Handles, futures and streams cannot be written as text, so
/// they do not occur. Errors: UnsupportedFeature.
Result<engine::EngineValue> toEngine(const value::Value& value, const types::ValType& type);

}  // namespace sb::cli
