// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace sb::driver {

inline constexpr std::string_view FileEnding = ".wasm";

/// Letters and digits stay, everything else becomes `_`.
std::string fileNamePart(std::string_view text);

/// `stem` with the ending. One that file systems would refuse is cut, and ends in a digest of the whole so
/// that it stays the only one of its name.
std::string wasmFileName(const std::string& stem);

/// "wanted.wasm", or "wanted_2.wasm", …
std::string uniqueFileName(const std::string& wanted, std::set<std::string>& taken);

}  // namespace sb::driver
