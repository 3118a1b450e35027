// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

namespace sb {

/// The parts one behind the other, with one allocation. Preferred to chains of `+` that begin with a literal,
/// for which GCC 12 gives a false -Wrestrict warning (GCC bug 105651).
template <class... Parts>
std::string concat(const Parts&... parts) {
  std::string text;
  text.reserve((std::string_view(parts).size() + ... + 0));
  (text.append(std::string_view(parts)), ...);
  return text;
}

}  // namespace sb
