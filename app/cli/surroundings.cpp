// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/surroundings.h"

#include <cstdlib>
#include <ostream>

namespace sb::cli {

int Surroundings::end(int code) const {
  if (!ownsProcess) return code;
  out.flush();
  err.flush();
  std::_Exit(code);
}

}  // namespace sb::cli
