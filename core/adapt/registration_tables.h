// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/adapt/adapter_layout.h"
#include "core/adapt/layout_builder.h"

namespace sb::adapt {

/// The words of a registration that are not among the names a cell carries: those of every type and part.
void collectRegistrationNames(const AdapterPlan& plan, NamePool& names);

/// Places what `names.register` is told, as the canonical ABI has it in memory, and gives the place of the
/// record `connection`. The names of the two instances come last and have room to spare: all else lies where
/// it lies in other adapters of the interface, so that these can share their code.
Place placeRegistration(const AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout);

/// Size of the record `connection`: three strings and two lists.
inline constexpr std::uint32_t ConnectionWords = 10;

}  // namespace sb::adapt
