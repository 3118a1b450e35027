// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace sb {

/// Takes a text piece by piece, for texts that are larger than what should be held at once. Pieces end
/// anywhere, unless who writes says more.
using TextSink = std::function<void(std::string_view)>;

/// Holds it all the same.
inline TextSink appendTo(std::string& text) {
  return [&text](std::string_view piece) { text += piece; };
}

}  // namespace sb
