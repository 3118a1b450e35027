// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/support/result.h"

namespace sb::wac {

/// A place in the text, 1-based.
struct Place {
  unsigned line = 1, column = 1;
};
tl::unexpected<Error> failAt(ErrorCode code, Place place, const std::string& message);

struct Token {
  enum class Kind : std::uint8_t {
    Word,     ///< identifier or keyword, see `escaped`
    String,   ///< without its quotes
    Version,  ///< what follows '@'
    Symbol,   ///< one of ; , : = . / < > ( ) { } [ ] ... -> *
    End
  };
  Kind kind = Kind::End;
  std::string text;
  bool escaped = false;  ///< a word written with '%', never a keyword
  Place place;
  std::size_t offset = 0;  ///< of its first byte in the text
};

/// Takes WAC text apart (component-model.md 6.1). Errors: BadSyntax for unterminated strings and comments,
/// control and bidirectional characters, words that are no identifiers; LimitExceeded above 16 MiB.
Result<std::vector<Token>> tokens(std::string_view text);

}  // namespace sb::wac
