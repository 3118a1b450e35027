// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/types/type.h"

namespace sb::types {

/// An identifier as WIT text writes it: keywords get a `%` in front (WIT.md, "Keywords").
std::string labelText(std::string_view label);
/// The type as written in WIT, named types by name, anonymous ones in full.
std::string typeText(const ValType& type);
/// The type with its structure even where it has a name, on one line.
std::string definitionText(const ValType& type);
/// `some-case(u32)`
std::string caseText(const Case& variantCase);

}  // namespace sb::types
