// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wac/wac_lexer.h"

#include "core/support/concat.h"

namespace sb::wac {
namespace {

constexpr std::size_t MostText = std::size_t{16} << 20;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isVersion(char c) { return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '+'; }

/// Words joined by hyphens, each of one case (component-model.md 3.5); numbers stand for lengths.
bool isIdentifier(std::string_view word) {
  std::size_t start = 0;
  bool first = true;
  while (start <= word.size()) {
    const std::size_t end = std::min(word.find('-', start), word.size());
    const std::string_view part = word.substr(start, end - start);
    if (part.empty() || (first && !isLetter(part.front()))) return false;
    bool lower = false, upper = false;
    for (const char c : part) {
      lower = lower || (c >= 'a' && c <= 'z');
      upper = upper || (c >= 'A' && c <= 'Z');
    }
    if (lower && upper) return false;
    first = false;
    start = end + 1;
  }
  return true;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : m_text(text) {}

  Result<std::vector<Token>> all() {
    for (;;) {
      SB_TRY_VOID(skipBlank());
      SB_TRY(Token token, next());
      m_tokens.push_back(std::move(token));
      if (m_tokens.back().kind == Token::Kind::End) return std::move(m_tokens);
    }
  }

 private:
  char at(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
  bool done() const { return m_at >= m_text.size(); }
  bool startsWith(std::string_view text) const { return m_text.substr(m_at, text.size()) == text; }
  void step(std::size_t count = 1) {
    for (; count > 0 && !done(); --count, ++m_at) {
      if (m_text[m_at] == '\n') {
        ++m_place.line;
        m_place.column = 1;
      } else if ((static_cast<unsigned char>(m_text[m_at]) & 0xc0) != 0x80) {
        ++m_place.column;
      }
    }
  }

  Result<void> skipBlank() {
    while (!done()) {
      if (at() == ' ' || at() == '\t' || at() == '\n' || at() == '\r') {
        step();
      } else if (startsWith("//")) {
        while (!done() && at() != '\n') SB_TRY_VOID(stepInside());
      } else if (startsWith("/*")) {
        SB_TRY_VOID(skipBlock());
      } else {
        break;
      }
    }
    return {};
  }

  Result<void> skipBlock() {
    const Place start = m_place;
    unsigned depth = 0;
    do {
      if (done()) return failAt(ErrorCode::BadSyntax, start, "the comment has no end");
      if (startsWith("/*")) {
        ++depth;
        step(2);
      } else if (startsWith("*/")) {
        --depth;
        step(2);
      } else {
        SB_TRY_VOID(stepInside());
      }
    } while (depth > 0);
    return {};
  }

  /// One character of a comment or text: those that make a text look other than it is are errors.
  Result<void> stepInside() {
    const auto byte = static_cast<unsigned char>(at());
    const bool bidi = startsWith("\xe2\x80\xaa") || startsWith("\xe2\x80\xab") ||
                      startsWith("\xe2\x80\xac") || startsWith("\xe2\x80\xad") ||
                      startsWith("\xe2\x80\xae") || startsWith("\xe2\x81\xa6") ||
                      startsWith("\xe2\x81\xa7") || startsWith("\xe2\x81\xa8") || startsWith("\xe2\x81\xa9");
    if (bidi)
      return failAt(ErrorCode::BadSyntax, m_place, "a character here changes the direction of the text");
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
      return failAt(ErrorCode::BadSyntax, m_place, "a control character stands here");
    step();
    return {};
  }

  Result<Token> next() {
    Token token;
    token.place = m_place;
    token.offset = m_at;
    if (done()) return token;
    if (at() == '"') return string(std::move(token));
    if (at() == '@') {
      step();
      token.kind = Token::Kind::Version;
      while (isVersion(at()) && !startsWith("...")) {
        token.text += at();
        step();
      }
      if (token.text.empty()) return failAt(ErrorCode::BadSyntax, token.place, "a version has to follow `@`");
      return token;
    }
    if (at() == '%' || isLetter(at()) || isDigit(at())) return word(std::move(token));
    for (const std::string_view symbol :
         {"...", "->", ";", ",", ":", "=", ".", "/", "<", ">", "(", ")", "{", "}", "[", "]", "*", "_"}) {
      if (!startsWith(symbol)) continue;
      token.kind = Token::Kind::Symbol;
      token.text = symbol;
      step(symbol.size());
      return token;
    }
    const bool printable = at() > 0x20 && at() < 0x7f;
    return failAt(ErrorCode::BadSyntax, m_place,
                  printable ? concat("`", std::string(1, at()), "` has no meaning here")
                            : std::string("a character here has no meaning"));
  }

  Result<Token> string(Token token) {
    token.kind = Token::Kind::String;
    step();
    while (at() != '"' || done()) {
      if (done()) return failAt(ErrorCode::BadSyntax, token.place, "the text has no closing quote");
      if (at() == '\n')
        return failAt(ErrorCode::BadSyntax, token.place, "the text has no closing quote in its line");
      const std::size_t before = m_at;
      SB_TRY_VOID(stepInside());
      token.text += m_text.substr(before, m_at - before);
    }
    step();
    return token;
  }

  Result<Token> word(Token token) {
    token.kind = Token::Kind::Word;
    if (at() == '%') {
      token.escaped = true;
      step();
    }
    while (isLetter(at()) || isDigit(at()) || (at() == '-' && at(1) != '>')) {
      token.text += at();
      step();
    }
    const bool number = !token.escaped && token.text.find_first_not_of("0123456789") == std::string::npos;
    if (number || isIdentifier(token.text)) return token;
    return failAt(ErrorCode::BadSyntax, token.place,
                  concat("`", token.text,
                         "` is no name: words of one case are joined by single hyphens, and the "
                         "first starts with a letter"));
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  Place m_place;
  std::vector<Token> m_tokens;
};

}  // namespace

tl::unexpected<Error> failAt(ErrorCode code, Place place, const std::string& message) {
  return fail(code, concat("line ", std::to_string(place.line), ", column ", std::to_string(place.column),
                           ": ", message));
}

Result<std::vector<Token>> tokens(std::string_view text) {
  if (text.size() > MostText) return fail(ErrorCode::LimitExceeded, "the WAC text is longer than 16 MiB");
  return Lexer(text).all();
}

}  // namespace sb::wac
