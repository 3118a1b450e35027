// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace sb {
/// Ends the program with file, line and reason. Reached only through a bug of ours, never by bad input.
[[noreturn]] void checkFailed(const char* condition, const char* why, const char* file, int line);
}  // namespace sb

#define SB_CHECK(condition, why) \
  ((condition) ? void(0) : ::sb::checkFailed(#condition, why, __FILE__, __LINE__))
