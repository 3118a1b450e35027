// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/lexer.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"

namespace sb::wit {
namespace {

/// WIT.md, "Keywords", and the two words that wit-parser reserves besides; sorted.
constexpr std::array<std::string_view, 45> Keywords = {
    "_",         "as",   "async", "bool",   "borrow", "char",    "constructor", "enum",     "error-context",
    "export",    "f32",  "f64",   "flags",  "from",   "func",    "future",      "import",   "include",
    "interface", "list", "map",   "option", "own",    "package", "record",      "resource", "result",
    "s16",       "s32",  "s64",   "s8",     "static", "stream",  "string",      "tuple",    "type",
    "u16",       "u32",  "u64",   "u8",     "use",    "variant", "with",        "world",
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Characters beyond ASCII are taken into the word, so that the message names the whole of it.
bool startsWord(char c) { return isLetter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool continuesWord(char c) { return startsWord(c) || isDigit(c) || c == '-'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool isKeyword(std::string_view word) {
  return std::find(Keywords.begin(), Keywords.end(), word) != Keywords.end();
}

Lexer::Lexer(const Sources& sources, std::uint32_t file) : m_text(sources.file(file).text), m_file(file) {
  if (m_text.starts_with("\xef\xbb\xbf")) m_at = 3;
}

/// '/*' any-unicode-character* '*/', nested and balanced.
bool Lexer::skipBlockComment(Problems& problems) {
  const std::uint32_t begin = m_at;
  std::uint32_t depth = 0;
  do {
    const std::string_view two = m_text.substr(m_at, 2);
    if (two == "/*") {
      ++depth;
      m_at += 2;
    } else if (two == "*/") {
      --depth;
      m_at += 2;
    } else if (m_at >= m_text.size()) {
      problems.error("unterminated-comment", "a comment begins here and does not end",
                     place(begin, begin + 2), "close it with `*/`, once for each `/*` inside it");
      return false;
    } else {
      ++m_at;
    }
  } while (depth > 0);
  return true;
}

void Lexer::skipGap(Problems& problems) {
  while (m_at < m_text.size()) {
    const std::string_view rest = m_text.substr(m_at);
    if (isSpace(rest.front())) {
      ++m_at;
    } else if (rest.starts_with("//")) {
      m_at += static_cast<std::uint32_t>(std::min(rest.find('\n'), rest.size()));
    } else if (!rest.starts_with("/*") || !skipBlockComment(problems)) {
      return;
    }
  }
}

Token Lexer::make(Token::Kind kind, std::uint32_t begin, std::uint32_t gap) const {
  return {kind, place(begin, m_at), m_text.substr(begin, m_at - begin), gap};
}

Token Lexer::string(std::uint32_t gap, Problems& problems) {
  const std::uint32_t begin = m_at++;
  while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\n')
    m_at += m_text[m_at] == '\\' && m_at + 1 < m_text.size() ? 2 : 1;
  if (m_at >= m_text.size() || m_text[m_at] != '"') {
    m_at = std::min(m_at, static_cast<std::uint32_t>(m_text.size()));
    problems.error("unterminated-string", "a string begins here and does not end on its line",
                   place(begin, begin + 1), "close it with `\"`");
    return make(Token::Kind::Bad, begin, gap);
  }
  ++m_at;
  return make(Token::Kind::String, begin, gap);
}

Token Lexer::next(Problems& problems) {
  const std::uint32_t gap = m_at;
  skipGap(problems);
  const std::uint32_t begin = m_at;
  if (m_at >= m_text.size()) return make(Token::Kind::End, begin, gap);
  const char c = m_text[m_at];
  const auto takeWord = [this] {
    while (m_at < m_text.size() && continuesWord(m_text[m_at])) ++m_at;
  };
  if (startsWord(c)) {
    takeWord();
    return make(Token::Kind::Word, begin, gap);
  }
  if (c == '%') {
    ++m_at;
    takeWord();
    Token token = make(Token::Kind::EscapedWord, begin, gap);
    token.text.remove_prefix(1);
    return token;
  }
  if (isDigit(c)) {
    while (m_at < m_text.size() && isDigit(m_text[m_at])) ++m_at;
    return make(Token::Kind::Integer, begin, gap);
  }
  if (c == '"') return string(gap, problems);
  if (m_text.substr(m_at, 2) == "->") {
    m_at += 2;
    return make(Token::Kind::Symbol, begin, gap);
  }
  ++m_at;
  if (std::string_view("=,:;(){}<>*/.@+-").find(c) != std::string_view::npos)
    return make(Token::Kind::Symbol, begin, gap);
  // An unterminated comment was reported by skipGap already and ends the text; the rest is one character.
  problems.error("unexpected-character", concat("`", std::string_view(&c, 1), "` has no meaning in WIT"),
                 place(begin, m_at));
  return make(Token::Kind::Bad, begin, gap);
}

Token Lexer::version() {
  const std::uint32_t begin = m_at;
  const auto plain = [this](std::uint32_t at) {
    return at < m_text.size() &&
           (isDigit(m_text[at]) || isLetter(m_text[at]) || m_text[at] == '-' || m_text[at] == '+');
  };
  while (plain(m_at) || (m_at < m_text.size() && m_text[m_at] == '.' && plain(m_at + 1))) ++m_at;
  return make(Token::Kind::Word, begin, begin);
}

}  // namespace sb::wit
