// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/check.h"

#include <cstdio>
#include <cstdlib>

namespace sb {

void checkFailed(const char* condition, const char* why, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: internal check failed: %s (%s)\n", file, line, condition, why);
  std::abort();
}

}  // namespace sb
