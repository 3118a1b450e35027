// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/wave_cursor.h"

#include <algorithm>
#include <vector>

#include "core/value/utf8.h"
#include "core/value/wave_text.h"

namespace sb::value {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::optional<unsigned> hexDigit(char c) {
  if (isDigit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

tl::unexpected<Error> WaveCursor::failAt(std::size_t position, std::string message) const {
  return fail(ErrorCode::BadSyntax, std::move(message), position);
}

tl::unexpected<Error> WaveCursor::expected(std::string_view what) {
  skipBlanks();
  return failAt(m_position, "expected " + std::string(what) + ", found " + found());
}

void WaveCursor::skipBlanks() {
  while (m_position < m_text.size()) {
    if (isBlank(m_text[m_position])) {
      ++m_position;
    } else if (m_text.substr(m_position, 2) == "//") {
      const std::size_t end = m_text.find('\n', m_position);
      m_position = end == std::string_view::npos ? m_text.size() : end;
    } else {
      return;
    }
  }
}

bool WaveCursor::atEnd() {
  skipBlanks();
  return m_position == m_text.size();
}

char WaveCursor::peek() { return atEnd() ? '\0' : m_text[m_position]; }

bool WaveCursor::accept(char c) {
  if (atEnd() || m_text[m_position] != c) return false;
  ++m_position;
  return true;
}

bool WaveCursor::acceptText(std::string_view text) {
  skipBlanks();
  if (m_text.substr(m_position, text.size()) != text) return false;
  m_position += text.size();
  return true;
}

Result<void> WaveCursor::expect(char c, std::string_view purpose) {
  if (accept(c)) return {};
  return expected(between('`', std::string(1, c), '`') + " " + std::string(purpose));
}

std::optional<WaveLabel> WaveCursor::peekLabel() {
  skipBlanks();
  std::size_t start = m_position;
  const bool escaped = start < m_text.size() && m_text[start] == '%';
  if (escaped) ++start;
  if (start >= m_text.size() || !isLetter(m_text[start])) return std::nullopt;
  std::size_t end = start;
  while (end < m_text.size() && (isLetter(m_text[end]) || isDigit(m_text[end]) || m_text[end] == '-')) ++end;
  return WaveLabel{m_text.substr(start, end - start), escaped, m_position};
}

void WaveCursor::take(const WaveLabel& label) {
  m_position = label.position + label.text.size() + (label.escaped ? 1 : 0);
}

std::string_view WaveCursor::takeNumber() {
  skipBlanks();
  const std::size_t start = m_position;
  while (m_position < m_text.size()) {
    const char c = m_text[m_position];
    if (!isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.' && c != '_') break;
    ++m_position;
  }
  return m_text.substr(start, m_position - start);
}

Result<bool> WaveCursor::nextItem(bool first, char close) {
  const std::string ways = "`,` or " + between('`', std::string(1, close), '`');
  if (accept(close)) return false;
  if (first) return true;
  if (!accept(',')) return expected(ways);
  return !accept(close);
}

std::string WaveCursor::found() {
  if (atEnd()) return "the end of the text";
  std::size_t end = m_position;
  if (const auto label = peekLabel()) {
    end = m_position + label->text.size() + (label->escaped ? 1 : 0);
  } else if (isDigit(m_text[end]) || m_text[end] == '-') {
    while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '-' || m_text[end] == '.')) ++end;
  } else if (!nextScalar(m_text, end)) {
    return "a byte that is not UTF-8";
  }
  const std::size_t length = std::min<std::size_t>(end - m_position, 40);
  return between('`', m_text.substr(m_position, length), '`');
}

Result<char32_t> WaveCursor::escapedCodePoint(std::size_t start) {
  if (m_position >= m_text.size() || m_text[m_position] != '{')
    return failAt(start, "expected `\\u{…}` with hex digits");
  ++m_position;
  std::uint64_t code = 0;
  unsigned digits = 0;
  while (m_position < m_text.size()) {
    const auto digit = hexDigit(m_text[m_position]);
    if (!digit) break;
    if (++digits > 6) return failAt(start, "more than six hex digits in `\\u{…}`");
    code = code * 16 + *digit;
    ++m_position;
  }
  if (digits == 0 || m_position >= m_text.size() || m_text[m_position] != '}')
    return failAt(start, "expected `\\u{…}` with hex digits");
  ++m_position;
  if (!isScalar(code)) return failAt(start, "`\\u{…}` does not name a character (surrogate or above 10ffff)");
  return static_cast<char32_t>(code);
}

/// The cursor stands behind the backslash.
Result<char32_t> WaveCursor::escape() {
  const std::size_t start = m_position - 1;
  if (m_position >= m_text.size()) return failAt(start, "the text ends within an escape");
  const char c = m_text[m_position++];
  if (c == '\\' || c == '\'' || c == '"') return static_cast<char32_t>(c);
  if (c == 'n') return U'\n';
  if (c == 'r') return U'\r';
  if (c == 't') return U'\t';
  if (c == 'u') return escapedCodePoint(start);
  return failAt(start, "unknown escape; known are \\n \\r \\t \\\\ \\' \\\" and \\u{…}");
}

Result<char32_t> WaveCursor::quotedChar() {
  if (!accept('\'')) return expected("a character such as 'x'");
  const std::size_t start = m_position - 1;
  if (m_position >= m_text.size() || m_text[m_position] == '\'' || m_text[m_position] == '\n')
    return failAt(start, "expected one character between the quotes");
  char32_t code = 0;
  if (m_text[m_position] == '\\') {
    ++m_position;
    SB_TRY(code, escape());
  } else {
    const auto next = nextScalar(m_text, m_position);
    if (!next) return failAt(m_position, "the text is not UTF-8 here");
    code = *next;
  }
  if (m_position >= m_text.size() || m_text[m_position] != '\'')
    return failAt(start, "expected one character between the quotes");
  ++m_position;
  return code;
}

Result<std::string> WaveCursor::quotedText() {
  if (acceptText("\"\"\"")) return multiLineText();
  if (!accept('"')) return expected("a string in double quotes");
  const std::size_t start = m_position - 1;
  std::string out;
  while (m_position < m_text.size()) {
    const char c = m_text[m_position];
    if (c == '"') {
      ++m_position;
      return out;
    }
    if (c == '\n') return failAt(start, "the string has no closing quote on its line");
    ++m_position;
    if (c == '\\') {
      SB_TRY(const char32_t code, escape());
      appendUtf8(out, code);
    } else {
      out.push_back(c);
    }
  }
  return failAt(start, "the string has no closing quote");
}

/// Behind the opening `"""`: lines up to a closing `"""` that stands alone; its indentation is taken off
/// every line.
Result<std::string> WaveCursor::multiLineText() {
  const std::size_t start = m_position - 3;
  if (m_text.substr(m_position, 2) == "\r\n") ++m_position;
  if (m_position >= m_text.size() || m_text[m_position] != '\n')
    return failAt(start, "a line break must follow `\"\"\"`");
  ++m_position;
  std::vector<std::pair<std::size_t, std::string_view>> lines;
  std::size_t indent = 0;
  for (;;) {
    if (m_position >= m_text.size()) return failAt(start, "the string has no closing `\"\"\"`");
    const std::size_t end = std::min(m_text.find('\n', m_position), m_text.size());
    std::string_view line = m_text.substr(m_position, end - m_position);
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    if (line.substr(blanks, 3) == "\"\"\"") {
      indent = blanks;
      m_position += blanks + 3;
      break;
    }
    lines.emplace_back(m_position, line);
    m_position = end + 1;
  }
  const std::size_t after = m_position;
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [lineStart, line] = lines[i];
    if (std::min(line.find_first_not_of(' '), line.size()) < indent &&
        line.find_first_not_of("\r") != line.npos)
      return failAt(lineStart, "the line is indented less than the closing `\"\"\"`");
    m_position = lineStart + std::min(indent, line.size());
    const std::size_t lineEnd = lineStart + line.size();
    while (m_position < lineEnd) {
      const char c = m_text[m_position++];
      if (c != '\\') {
        if (c != '\r' || m_position != lineEnd) out.push_back(c);
        continue;
      }
      SB_TRY(const char32_t code, escape());
      appendUtf8(out, code);
    }
    if (i + 1 < lines.size()) out.push_back('\n');
  }
  m_position = after;
  return out;
}

}  // namespace sb::value
