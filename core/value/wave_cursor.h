// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/support/result.h"

namespace sb::value {

/// A label of WAVE text: `%none` is the label "none" and never the keyword.
struct WaveLabel {
  std::string_view text;
  bool escaped = false;
  std::size_t position = 0;
};

/// Reads the tokens of WAVE text from left to right; the type decides which token is asked for.
/// Units: positions and error offsets count bytes from the start of the text. Blanks and `//` comments are
/// skipped before every token. Errors: BadSyntax.
class WaveCursor {
 public:
  explicit WaveCursor(std::string_view text) : m_text(text) {}

  std::size_t position() const { return m_position; }
  void moveTo(std::size_t position) { m_position = position; }
  void skipBlanks();
  bool atEnd();
  char peek();  ///< next character, 0 at the end
  bool accept(char c);
  bool acceptText(std::string_view text);
  Result<void> expect(char c, std::string_view purpose);
  std::optional<WaveLabel> peekLabel();
  void take(const WaveLabel& label);
  std::string_view takeNumber();     ///< letters, digits, signs and points; may be empty
  Result<std::string> quotedText();  ///< "…" or """…""", escapes resolved
  Result<char32_t> quotedChar();     ///< '…'

  /// Steps over `,` between items; false when `close` follows (a comma before it is allowed).
  Result<bool> nextItem(bool first, char close);

  /// What stands at the cursor, for messages: "`abc`" or "the end of the text".
  std::string found();
  tl::unexpected<Error> failAt(std::size_t position, std::string message) const;
  tl::unexpected<Error> expected(std::string_view what);

 private:
  Result<char32_t> escape();
  Result<char32_t> escapedCodePoint(std::size_t start);
  Result<std::string> multiLineText();

  std::string_view m_text;
  std::size_t m_position = 0;
};

}  // namespace sb::value
