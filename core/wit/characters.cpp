// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <array>
#include <cstdio>

#include "core/support/concat.h"
#include "core/wit/lexer.h"

// Which characters a WIT text may have, what string literals mean, and comments that document.
namespace sb::wit {
namespace {

std::string codePointName(std::uint32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", code);
  return text;
}

CodePoint decoded(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0u;
  };
  const std::uint32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return {};
  std::uint32_t value = lead & (0xffu >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80u) return {};
    value = (value << 6) | (byte(at + i) & 0x3fu);
  }
  constexpr std::array<std::uint32_t, 5> Least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  return value < Least[size] || value > 0x10ffff || surrogate ? CodePoint{} : CodePoint{value, size};
}

bool isControl(std::uint32_t c) {
  return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7f && c <= 0x9f);
}
/// They make text look like something else than it says.
bool turnsDirection(std::uint32_t c) { return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069); }
/// The Unicode standard, chapters 7 (Latin), 9 (Arabic), 13 (Tibetan) and 16 (Khmer).
bool isDiscouraged(std::uint32_t c) {
  constexpr std::array<std::uint32_t, 8> Codes = {0x149, 0x673, 0xf77, 0xf79, 0x17a3, 0x17a4, 0x17b4, 0x17b5};
  return std::find(Codes.begin(), Codes.end(), c) != Codes.end();
}

void appendUtf8(std::uint32_t c, std::string& out) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | (c >> 6));
  } else {
    put(c < 0x10000 ? 0xe0 | (c >> 12) : 0xf0 | (c >> 18));
    if (c >= 0x10000) put(0x80 | ((c >> 12) & 0x3f));
    put(0x80 | ((c >> 6) & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `{1f600}`: digits in groups with single `_` between. `at` is on the brace, afterwards behind the other.
std::optional<std::uint32_t> bracedCodePoint(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '{') return std::nullopt;
  std::uint32_t value = 0;
  bool digitBefore = false;
  for (++at; at < text.size() && text[at] != '}'; ++at) {
    const int digit = hexValue(text[at]);
    if (digit < 0 && (text[at] != '_' || !digitBefore)) return std::nullopt;
    if (digit >= 0) value = value * 16 + static_cast<std::uint32_t>(digit);
    if (value > 0x10ffff) return std::nullopt;
    digitBefore = digit >= 0;
  }
  if (at >= text.size() || !digitBefore || (value >= 0xd800 && value <= 0xdfff)) return std::nullopt;
  ++at;
  return value;
}

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

void trimEnd(std::string_view& line) { line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1); }

}  // namespace

CodePoint codePointAt(std::string_view text, std::size_t at) { return decoded(text, at); }

bool checkCharacters(const Sources& sources, std::uint32_t file, Problems& problems) {
  const std::string_view text = sources.file(file).text;
  std::size_t found = 0;
  for (std::uint32_t at = 0; at < text.size() && found < 5;) {
    const CodePoint c = codePointAt(text, at);
    const Place place{file, at, std::max(c.size, 1u)};
    at += place.size;
    if (c.size == 0) {
      problems.error("bad-utf8", "this byte is not UTF-8", place, "save the file as UTF-8");
      return false;
    }
    const char* what = isControl(c.value)        ? "is a control character"
                       : turnsDirection(c.value) ? "changes the direction of the text"
                       : isDiscouraged(c.value)  ? "is a character that Unicode discourages"
                                                 : nullptr;
    if (what == nullptr) continue;
    ++found;
    problems.error("forbidden-character", concat(codePointName(c.value), " ", what), place, "remove it");
  }
  return found == 0;
}

std::optional<std::string> unescape(std::string_view literal, std::string& why) {
  std::string out;
  const std::string_view text = literal.substr(1, literal.size() - 2);
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    const std::size_t escape = at++;
    const char c = at < text.size() ? text[at++] : '\0';
    constexpr std::string_view Letters = "tnr\"'\\", Meanings = "\t\n\r\"'\\";
    if (const std::size_t letter = Letters.find(c); c != '\0' && letter != std::string_view::npos) {
      out += Meanings[letter];
    } else if (c == 'u') {
      const auto code = bracedCodePoint(text, at);
      if (code) {
        appendUtf8(*code, out);
        continue;
      }
      why = concat("`", text.substr(escape, at - escape + 1), "` is not a code point: write `\\u{1f600}`");
      return std::nullopt;
    } else if (hexValue(c) >= 0 && at < text.size() && hexValue(text[at]) >= 0) {
      out += static_cast<char>(hexValue(c) * 16 + hexValue(text[at++]));
    } else {
      why = concat("`", text.substr(escape, at - escape), "` is not an escape");
      return std::nullopt;
    }
  }
  for (std::size_t at = 0; at < out.size();) {
    const CodePoint c = codePointAt(out, at);
    if (c.size == 0) {
      why = "the escapes do not make valid UTF-8";
      return std::nullopt;
    }
    at += c.size;
  }
  return out;
}

std::string docsOf(std::string_view gap) {
  std::vector<std::string_view> lines;
  const auto addBlock = [&lines](std::string_view block) {
    for (std::size_t begin = 0; begin <= block.size();) {
      const std::size_t end = std::min(block.find('\n', begin), block.size());
      lines.push_back(block.substr(begin, end - begin));
      begin = end + 1;
    }
    while (!lines.empty() && isBlank(lines.back())) lines.pop_back();
  };
  for (std::size_t at = 0; at < gap.size();) {
    const std::string_view rest = gap.substr(at);
    if (rest.starts_with("//")) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (rest.starts_with("///")) {
        std::string_view line = rest.substr(0, end);
        lines.push_back(line.substr(std::min(line.find_first_not_of('/'), line.size())));
      }
      at += end;
    } else if (rest.starts_with("/*")) {
      std::size_t end = 2;
      for (std::size_t depth = 1; depth > 0 && end < rest.size();) {
        const bool opens = rest.substr(end).starts_with("/*"), closes = rest.substr(end).starts_with("*/");
        depth += opens ? 1 : 0;
        depth -= closes ? 1 : 0;
        end += opens || closes ? 2 : 1;
      }
      if (rest.starts_with("/**") && end > 4) addBlock(rest.substr(3, end - 5));
      at += end;
    } else {
      ++at;
    }
  }
  std::size_t indent = std::string_view::npos;
  for (std::string_view& line : lines) {
    trimEnd(line);
    if (!line.empty()) indent = std::min(indent, line.find_first_not_of(" \t"));
  }
  std::string text;
  for (const std::string_view line : lines) {
    if (!line.empty()) text += line.substr(indent);
    text += '\n';
  }
  text.erase(text.find_last_not_of('\n') + 1);
  text.erase(0, text.find_first_not_of('\n') == std::string::npos ? 0 : text.find_first_not_of('\n'));
  return text;
}

}  // namespace sb::wit
