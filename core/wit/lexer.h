// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/wit/problem.h"

namespace sb::wit {

/// token ::= operator | keyword | integer | identifier | string-literal   (WIT.md, "Lexical structure")
struct Token {
  enum class Kind {
    End,
    Word,         ///< an identifier or a keyword
    EscapedWord,  ///< `%word`
    Integer,
    String,
    Symbol,  ///< one operator, `->` included
    Bad,     ///< reported when it was read
  };
  Kind kind = Kind::End;
  Place place;
  std::string_view text;       ///< an escaped word without its `%`
  std::uint32_t gapBegin = 0;  ///< where the white space and comments before the token begin

  bool is(std::string_view symbolOrWord) const {
    return (kind == Kind::Word || kind == Kind::Symbol) && text == symbolOrWord;
  }
};

/// Reads tokens one by one. Small and copyable: a copy is a place to come back to.
class Lexer {
 public:
  /// `file` of `sources`; both outlive the lexer and its tokens.
  Lexer(const Sources& sources, std::uint32_t file);
  Token next(Problems& problems);
  /// The characters of a version right here: digits, letters, `.`, `+`, `-`, without a final dot.
  Token version();
  /// Goes back to the beginning of a token.
  void rewind(const Token& token) { m_at = token.place.offset; }

 private:
  void skipGap(Problems& problems);
  bool skipBlockComment(Problems& problems);
  Token make(Token::Kind kind, std::uint32_t begin, std::uint32_t gap) const;
  Token string(std::uint32_t gap, Problems& problems);
  Place place(std::uint32_t begin, std::uint32_t end) const { return {m_file, begin, end - begin}; }

  std::string_view m_text;
  std::uint32_t m_file;
  std::uint32_t m_at = 0;
};

/// Valid UTF-8 without control characters, direction overrides and characters that Unicode discourages
/// (WIT.md, "Lexical structure"). False: `problems` says what is where.
bool checkCharacters(const Sources& sources, std::uint32_t file, Problems& problems);

/// One code point of UTF-8; size 0 where it is broken.
struct CodePoint {
  std::uint32_t value = 0;
  std::uint32_t size = 0;
};
CodePoint codePointAt(std::string_view text, std::size_t at);

/// The text between the quotes with its escapes resolved; nothing when one makes no sense (core
/// specification, text format, "Strings" and "Names").
std::optional<std::string> unescape(std::string_view literal, std::string& why);

/// Whether a word cannot be an identifier without `%` (WIT.md, "Keywords").
bool isKeyword(std::string_view word);

/// The comment text of `///` and `/** … */` in a gap, common indentation taken off, no line end at the end.
std::string docsOf(std::string_view gap);

}  // namespace sb::wit
