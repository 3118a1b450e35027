// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/config/config_text.h"

#include <algorithm>
#include <cctype>

#include "core/config/key_type.h"
#include "core/value/value.h"

namespace sb::config {
namespace {

using types::Primitive;
using types::ValType;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

const ValType& stringType() {
  static const ValType type = types::makeType(Primitive::String);
  return type;
}

class Reader {
 public:
  Reader(std::string_view text, bool anyCase) : m_text(text), m_anyCase(anyCase) {}

  Result<std::string> whole(const ValType& type) {
    SB_TRY(std::string out, value(type, true));
    skipBlanks();
    if (m_at != m_text.size())
      return bad(m_at, "nothing may follow the value, found `" + std::string(m_text.substr(m_at)) + "`");
    return out;
  }

 private:
  /// `alone`: nothing but this value is in the text, so that a text without quotes reaches to the end.
  Result<std::string> value(const ValType& type, bool alone) {
    skipBlanks();
    if (const auto* list = std::get_if<types::List>(&type->kind)) return items(list->element);
    if (const auto* tuple = std::get_if<types::Tuple>(&type->kind)) return parts(tuple->types, type);
    if (const auto* option = std::get_if<types::Option>(&type->kind)) return optional(option->type, alone);
    const std::size_t start = m_at;
    const std::string leaf = token(alone);
    Result<std::string> out = scalar(leaf, type);
    if (!out) out.error().offset = start;
    return out;
  }

  Result<std::string> items(const ValType& element) {
    SB_TRY_VOID(expect('[', "a list such as [a, b]"));
    std::string out;
    for (bool first = true; !accept(']'); first = false) {
      if (!first) SB_TRY_VOID(expect(',', "`,` or `]`"));
      if (!first && accept(']')) break;
      SB_TRY(const std::string one, value(element, false));
      out += (out.empty() ? "" : ", ") + one;
    }
    return "[" + out + "]";
  }

  Result<std::string> parts(const std::vector<ValType>& types, const ValType& type) {
    const bool bracket = accept('[');
    if (!bracket) SB_TRY_VOID(expect('(', "a tuple such as (a, b)"));
    std::string out;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (i > 0) SB_TRY_VOID(expect(',', "another part of the " + keyTypeText(type)));
      SB_TRY(const std::string one, value(types[i], false));
      out += (out.empty() ? "" : ", ") + one;
    }
    SB_TRY_VOID(expect(bracket ? ']' : ')', "the end of the " + keyTypeText(type)));
    return "(" + out + ")";
  }

  Result<std::string> optional(const ValType& inner, bool alone) {
    const std::size_t start = m_at;
    const std::string word = token(false);
    if (word == "none") return word;
    if (word == "some" && accept('(')) {
      SB_TRY(const std::string one, value(inner, false));
      SB_TRY_VOID(expect(')', "the end of `some(…)`"));
      return "some(" + one + ")";
    }
    m_at = start;
    SB_TRY(const std::string one, value(inner, alone));
    return "some(" + one + ")";
  }

  Result<std::string> scalar(const std::string& leaf, const ValType& type) const {
    const bool quoted = !leaf.empty() && leaf.front() == '"';
    const auto wrong = [&] {
      return fail(ErrorCode::BadSyntax, "`" + leaf + "` is no " + keyTypeText(type));
    };
    std::string text = leaf;
    if (quoted) {
      const Result<value::Value> read = value::parseWave(leaf, stringType());
      if (!read) return tl::unexpected<Error>(read.error());
      text = std::get<std::string>(read->content);
    }
    if (const auto* cases = std::get_if<types::Enum>(&type->kind)) {
      const auto same = [&](const std::string& label) {
        return m_anyCase ? lower(label) == lower(text) : label == text;
      };
      const auto found = std::find_if(cases->labels.begin(), cases->labels.end(), same);
      if (found != cases->labels.end()) return *found;
      return fail(ErrorCode::BadSyntax, "`" + text + "` is no case of " + keyTypeText(type));
    }
    const Primitive primitive = std::get<Primitive>(type->kind);
    if (primitive == Primitive::String) return value::printWave(value::Value{text}, type);
    if (primitive == Primitive::Char && (quoted || leaf.front() != '\'' || leaf.size() == 1)) {
      const Result<value::Value> read = value::parseWave("'" + (text == "'" ? "\\'" : text) + "'", type);
      return read ? Result<std::string>(value::printWave(*read, type)) : wrong();
    }
    const Result<value::Value> read = value::parseWave(leaf, type);
    if (!read) return wrong();
    std::string out = value::printWave(*read, type);
    const bool isFloat = primitive == Primitive::F32 || primitive == Primitive::F64;
    if (isFloat && out.find_first_not_of("-0123456789") == std::string::npos) out += ".0";
    return out;
  }

  /// A quoted text with its quotes, else everything up to a comma or bracket (alone: to the end).
  std::string token(bool alone) {
    skipBlanks();
    const std::size_t start = m_at;
    if (m_at < m_text.size() && (m_text[m_at] == '"' || m_text[m_at] == '\'')) {
      const char quote = m_text[m_at];
      for (++m_at; m_at < m_text.size() && m_text[m_at] != quote; ++m_at)
        if (m_text[m_at] == '\\') ++m_at;
      if (m_at < m_text.size()) {
        ++m_at;
        return std::string(m_text.substr(start, m_at - start));
      }
      m_at = start;  // no end: then it is no quoted text
    }
    const auto ends = [&](char c) { return !alone && (c == ',' || c == ']' || c == ')' || c == '('); };
    while (m_at < m_text.size() && !ends(m_text[m_at])) ++m_at;
    std::size_t end = m_at;
    while (end > start && std::isspace(static_cast<unsigned char>(m_text[end - 1]))) --end;
    return std::string(m_text.substr(start, end - start));
  }

  void skipBlanks() {
    while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at]))) ++m_at;
  }
  bool accept(char wanted) {
    skipBlanks();
    if (m_at == m_text.size() || m_text[m_at] != wanted) return false;
    ++m_at;
    return true;
  }
  Result<void> expect(char wanted, const std::string& what) {
    if (accept(wanted)) return {};
    return bad(m_at,
               "expected " + what + ", found " +
                   (m_at == m_text.size() ? "the end" : "`" + std::string(m_text.substr(m_at, 12)) + "`"));
  }
  static tl::unexpected<Error> bad(std::size_t at, std::string message) {
    return fail(ErrorCode::BadSyntax, std::move(message), at);
  }

  std::string_view m_text;
  bool m_anyCase;
  std::size_t m_at = 0;
};

}  // namespace

Result<std::string> canonicalValue(std::string_view text, const ValType& type, bool anyCase) {
  return Reader(text, anyCase).whole(type);
}

}  // namespace sb::config
