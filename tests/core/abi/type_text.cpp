// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "type_text.h"

#include <string>

#include "core/support/check.h"
#include "core/support/concat.h"

namespace sb::testing {
namespace {

using types::makeType;
using types::ValType;

class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  std::vector<ValType> list(std::string_view close) {
    std::vector<ValType> items;
    while (!done() && !(close.size() == 1 && peek(close))) {
      const std::size_t repeat = repetition();
      const ValType item = type();
      items.insert(items.end(), repeat, item);
      if (take("…")) {
        SB_CHECK(take("×"), "a count follows the dots");
        items.insert(items.end(), number() - 1, item);
      }
      if (!take(",") && !take("|")) break;
    }
    if (!close.empty()) SB_CHECK(take(close), "closing bracket");
    return items;
  }

  ValType type() {
    if (take("_")) return nullptr;
    if (take("record{")) return record();
    if (take("variant{")) return variant();
    if (take("enum(")) return makeType(types::Enum{labels()});
    if (take("flags(")) return makeType(types::Flags{labels()});
    if (take("tuple<")) return makeType(types::Tuple{list(">")});
    if (take("option<")) return makeType(types::Option{one(">")});
    if (take("result<")) return result();
    if (take("list<")) return listType();
    if (take("map<")) return map();
    if (take("stream<")) return makeType(types::Stream{one(">")});
    if (take("future<")) return makeType(types::Future{one(">")});
    if (take("own R")) return makeType(types::Own{resource()});
    if (take("borrow R") || take("borrow")) return makeType(types::Borrow{resource()});
    return primitive();
  }

 private:
  bool done() {
    skipSpace();
    return m_text.empty();
  }
  void skipSpace() {
    while (!m_text.empty() && m_text.front() == ' ') m_text.remove_prefix(1);
  }
  bool peek(std::string_view token) {
    skipSpace();
    return m_text.substr(0, token.size()) == token;
  }
  bool take(std::string_view token) {
    if (!peek(token)) return false;
    m_text.remove_prefix(token.size());
    return true;
  }
  std::size_t number() {
    skipSpace();
    std::size_t value = 0;
    while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
      value = value * 10 + static_cast<std::size_t>(m_text.front() - '0');
      m_text.remove_prefix(1);
    }
    return value;
  }
  /// `17×u64` is seventeen times the same type.
  std::size_t repetition() {
    skipSpace();
    if (m_text.empty() || m_text.front() < '0' || m_text.front() > '9') return 1;
    const std::size_t count = number();
    SB_CHECK(take("×"), "a type follows the count");
    return count;
  }
  ValType one(std::string_view close) {
    const ValType item = type();
    SB_CHECK(take(close), "closing bracket");
    return item;
  }
  std::vector<std::string> labels() {
    std::vector<std::string> names(number());
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = concat("l", std::to_string(i));
    SB_CHECK(take(")"), "closing bracket");
    return names;
  }
  ValType record() {
    types::Record record;
    for (const ValType& field : list("}")) {
      record.fields.push_back({concat("f", std::to_string(record.fields.size())), field});
    }
    return makeType(std::move(record));
  }
  ValType variant() {
    types::Variant variant;
    for (const ValType& payload : list("}")) {
      variant.cases.push_back({concat("c", std::to_string(variant.cases.size())), payload});
    }
    return makeType(std::move(variant));
  }
  ValType result() {
    const std::vector<ValType> arms = list(">");
    return makeType(types::ResultType{arms.at(0), arms.at(1)});
  }
  ValType listType() {
    const ValType element = type();
    if (take(">")) return makeType(types::List{element});
    SB_CHECK(take(","), "a length");
    const auto length = static_cast<std::uint32_t>(number());
    SB_CHECK(take(">"), "closing bracket");
    return makeType(types::FixedList{element, length});
  }
  ValType map() {
    const std::vector<ValType> parts = list(">");
    return makeType(types::Map{parts.at(0), parts.at(1)});
  }
  ValType primitive() {
    static constexpr types::Primitive All[] = {
        types::Primitive::Bool,   types::Primitive::S8,          types::Primitive::U8,
        types::Primitive::S16,    types::Primitive::U16,         types::Primitive::S32,
        types::Primitive::U32,    types::Primitive::S64,         types::Primitive::U64,
        types::Primitive::F32,    types::Primitive::F64,         types::Primitive::Char,
        types::Primitive::String, types::Primitive::ErrorContext};
    static constexpr const char* Names[] = {"bool", "s8",  "u8",  "s16", "u16",  "s32",    "u32",
                                            "s64",  "u64", "f32", "f64", "char", "string", "error-context"};
    for (std::size_t i = 0; i < std::size(All); ++i) {
      if (take(Names[i])) return makeType(All[i]);
    }
    SB_CHECK(false, "a type");
    return nullptr;
  }
  types::ResourceRef resource() {
    return std::make_shared<types::Resource>(types::Resource{"r", false, 0x7f});
  }

  std::string_view m_text;
};

}  // namespace

ValType typeFromText(std::string_view text) { return Parser(text).type(); }
std::vector<ValType> typesFromText(std::string_view text) { return Parser(text).list({}); }

}  // namespace sb::testing
