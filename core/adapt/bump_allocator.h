// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>

#include "core/adapt/func_builder.h"

// How generated modules take memory: adapters and providers made from recordings alike.
namespace sb::adapt {

/// Makes the memory reach beyond `end`, an i64, or traps.
void emitGrow(FuncBuilder& f, LocalIdx end);

/// Where blocks begin: where the type that is asked for may, or at multiples of eight, so that a list of
/// bytes can be handed out as one of words (wit/spliceboard-hook).
enum class BlockAlign : std::uint8_t { AsAsked, Words };

/// `realloc` of the canonical ABI: (old, old size, align, new size) → address. Always takes new memory,
/// behind all that is taken, and keeps the content of a block that is made larger; the end of a call gives
/// everything back by setting `bump`, a mut i32, back.
FuncBody bumpRealloc(const std::string& name, const GlobalRef& bump, BlockAlign align);

}  // namespace sb::adapt
