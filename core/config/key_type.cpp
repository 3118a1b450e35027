// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/config/key_type.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "core/support/match.h"

namespace sb::config {
namespace {

using types::Primitive;
using types::ValType;

struct PrimitiveName {
  const char* name;
  Primitive type;
};
constexpr PrimitiveName PrimitiveNames[] = {
    {"bool", Primitive::Bool},     {"u8", Primitive::U8},   {"s8", Primitive::S8},
    {"u16", Primitive::U16},       {"s16", Primitive::S16}, {"u32", Primitive::U32},
    {"s32", Primitive::S32},       {"u64", Primitive::U64}, {"s64", Primitive::S64},
    {"f32", Primitive::F32},       {"f64", Primitive::F64}, {"char", Primitive::Char},
    {"string", Primitive::String},
};
/// No key needs more, and the reader recurses.
constexpr unsigned DeepestType = 16;

class Reader {
 public:
  explicit Reader(std::string_view text) : m_text(text) {}

  Result<ValType> whole() {
    SB_TRY(ValType type, this->type(0));
    skipBlanks();
    if (m_at != m_text.size()) return bad("nothing may follow the type");
    return type;
  }

 private:
  Result<ValType> type(unsigned depth) {
    if (depth == DeepestType) return bad("the type is nested too deeply");
    const std::string name = word();
    for (const PrimitiveName& primitive : PrimitiveNames) {
      if (name == primitive.name) return types::makeType(primitive.type);
    }
    if (name == "list" || name == "option") {
      SB_TRY(std::vector<ValType> parts, arguments(depth));
      if (parts.size() != 1) return bad("`" + name + "` takes one type");
      if (name == "list") return types::makeType(types::List{parts.front()});
      return types::makeType(types::Option{parts.front()});
    }
    if (name == "tuple") {
      SB_TRY(std::vector<ValType> parts, arguments(depth));
      return types::makeType(types::Tuple{std::move(parts)});
    }
    if (name == "enum") return labels();
    return bad(name.empty() ? "expected a type"
                            : "`" + name +
                                  "` is no type of a key; there are bool, u8 to s64, f32, f64, char, string, "
                                  "list, option, tuple and enum");
  }

  Result<std::vector<ValType>> arguments(unsigned depth) {
    std::vector<ValType> out;
    SB_TRY_VOID(expect('<'));
    do {
      SB_TRY(ValType one, type(depth + 1));
      out.push_back(std::move(one));
    } while (accept(','));
    SB_TRY_VOID(expect('>'));
    return out;
  }

  Result<ValType> labels() {
    types::Enum out;
    SB_TRY_VOID(expect('{'));
    do {
      std::string label = word();
      if (label.empty()) return bad("expected the name of a case");
      if (std::find(out.labels.begin(), out.labels.end(), label) != out.labels.end())
        return bad("the case `" + label + "` is there twice");
      out.labels.push_back(std::move(label));
    } while (accept(','));
    SB_TRY_VOID(expect('}'));
    return types::makeType(std::move(out));
  }

  void skipBlanks() {
    while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at]))) ++m_at;
  }
  std::string word() {
    skipBlanks();
    const std::size_t start = m_at;
    while (m_at < m_text.size() &&
           (std::isalnum(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '-'))
      ++m_at;
    return std::string(m_text.substr(start, m_at - start));
  }
  bool accept(char wanted) {
    skipBlanks();
    if (m_at == m_text.size() || m_text[m_at] != wanted) return false;
    ++m_at;
    return true;
  }
  Result<void> expect(char wanted) {
    if (accept(wanted)) return {};
    return bad(std::string("expected `") + wanted + "`");
  }
  tl::unexpected<Error> bad(std::string message) const {
    return fail(ErrorCode::BadSyntax, std::move(message), m_at);
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace

Result<ValType> parseKeyType(std::string_view text) { return Reader(text).whole(); }

std::string keyTypeText(const ValType& type) {
  if (const auto* list = std::get_if<types::List>(&type->kind))
    return "list<" + keyTypeText(list->element) + ">";
  if (const auto* option = std::get_if<types::Option>(&type->kind))
    return "option<" + keyTypeText(option->type) + ">";
  if (const auto* tuple = std::get_if<types::Tuple>(&type->kind)) {
    std::vector<std::string> parts;
    for (const ValType& part : tuple->types) parts.push_back(keyTypeText(part));
    return "tuple<" + joined(parts) + ">";
  }
  if (const auto* cases = std::get_if<types::Enum>(&type->kind))
    return "enum { " + joined(cases->labels) + " }";
  if (const auto* primitive = std::get_if<Primitive>(&type->kind)) {
    for (const PrimitiveName& known : PrimitiveNames)
      if (known.type == *primitive) return known.name;
  }
  return {};
}

}  // namespace sb::config
