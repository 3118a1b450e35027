// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wac/wac_token_reader.h"

namespace sb::wac {
namespace {

constexpr unsigned MostDepth = 90;

std::optional<types::Primitive> primitive(const std::string& word) {
  using types::Primitive;
  constexpr std::pair<const char*, Primitive> Words[] = {
      {"bool", Primitive::Bool},     {"s8", Primitive::S8},
      {"u8", Primitive::U8},         {"s16", Primitive::S16},
      {"u16", Primitive::U16},       {"s32", Primitive::S32},
      {"u32", Primitive::U32},       {"s64", Primitive::S64},
      {"u64", Primitive::U64},       {"f32", Primitive::F32},
      {"f64", Primitive::F64},       {"char", Primitive::Char},
      {"string", Primitive::String}, {"error-context", Primitive::ErrorContext}};
  for (const auto& [name, value] : Words) {
    if (word == name) return value;
  }
  return std::nullopt;
}

class TypeParser {
 public:
  TypeParser(TokenReader& in, const TypeNames& names) : m_in(in), m_names(names) {}

  Result<types::FuncTypeRef> function() {
    types::FuncType type;
    type.async = m_in.takeWord("async");
    if (!m_in.takeWord("func")) return m_in.expected("`func`");
    SB_TRY_VOID(m_in.symbol("("));
    while (!m_in.isSymbol(")")) {
      SB_TRY(const Name name, m_in.identifier("a parameter's name"));
      SB_TRY_VOID(m_in.symbol(":"));
      SB_TRY(types::ValType value, this->value(1));
      type.params.push_back({name.text, std::move(value)});
      if (!m_in.takeSymbol(",")) break;
    }
    SB_TRY_VOID(m_in.symbol(")"));
    if (m_in.takeSymbol("->")) {
      SB_TRY(type.result, value(1));
    }
    return types::finish(std::move(type));
  }

  /// A function's type, written down or by its name.
  Result<types::FuncTypeRef> functionOrName() {
    if (m_in.isWord("func") || m_in.isWord("async")) return function();
    const Token token = m_in.peek();
    SB_TRY(const Name name, m_in.identifier("`func` or the name of a function's type"));
    const auto known = m_names.find(name.text);
    const auto* type = known == m_names.end() ? nullptr : std::get_if<types::FuncTypeRef>(&known->second);
    if (type) return *type;
    return failAt(ErrorCode::BadSyntax, token.place, concat("`", name.text, "` is no function's type"));
  }

  Result<std::variant<types::ValType, types::FuncTypeRef>> named() {
    if (m_in.isWord("func") || m_in.isWord("async")) {
      SB_TRY(types::FuncTypeRef type, function());
      return std::variant<types::ValType, types::FuncTypeRef>(std::move(type));
    }
    if (m_in.peek().kind == Token::Kind::Word) {  // another name for a function's type
      const auto known = m_names.find(m_in.peek().text);
      if (known != m_names.end()) {
        m_in.take();
        return known->second;
      }
    }
    SB_TRY(types::ValType type, value(1));
    return std::variant<types::ValType, types::FuncTypeRef>(std::move(type));
  }

  Result<types::InstanceTypeRef> interface() {
    types::InstanceType type;
    SB_TRY_VOID(m_in.symbol("{"));
    while (!m_in.takeSymbol("}")) {
      const Token start = m_in.peek();
      SB_TRY(const Name name, m_in.identifier("a function's name"));
      if (!m_in.isSymbol(":")) {
        return failAt(ErrorCode::UnsupportedFeature, start.place,
                      concat("`", name.text,
                             "` declares something else than a function; put the interface into a "
                             "WIT package and import it by its path"));
      }
      SB_TRY_VOID(m_in.symbol(":"));
      SB_TRY(types::FuncTypeRef function, functionOrName());
      if (type.find(name.text))
        return failAt(ErrorCode::DuplicateName, name.place, concat("`", name.text, "` is declared twice"));
      type.exports.push_back({model::ExternName(name.text), std::move(function)});
      SB_TRY_VOID(m_in.symbol(";"));
    }
    return types::finish(std::move(type));
  }

 private:
  Result<types::ValType> value(unsigned depth) {
    if (depth > MostDepth)
      return failAt(ErrorCode::LimitExceeded, m_in.peek().place, "the type is nested too deeply");
    const Token token = m_in.peek();
    SB_TRY(const Name name, m_in.identifier("a type"));
    if (const auto known = primitive(name.text); known && !token.escaped) return types::makeType(*known);
    if (const auto known = m_names.find(name.text); known != m_names.end()) {
      if (const auto* type = std::get_if<types::ValType>(&known->second)) return *type;
      return failAt(ErrorCode::BadSyntax, name.place, concat("`", name.text, "` is a function's type"));
    }
    if (token.escaped) return unknown(name);
    if (name.text == "list") {
      SB_TRY_VOID(m_in.symbol("<"));
      SB_TRY(types::ValType element, value(depth + 1));
      SB_TRY_VOID(m_in.symbol(">"));
      return types::makeType(types::List{std::move(element)});
    }
    if (name.text == "option") {
      SB_TRY_VOID(m_in.symbol("<"));
      SB_TRY(types::ValType some, value(depth + 1));
      SB_TRY_VOID(m_in.symbol(">"));
      return types::makeType(types::Option{std::move(some)});
    }
    if (name.text == "tuple") return tuple(depth);
    if (name.text == "result") return result(depth);
    if (name.text == "stream" || name.text == "future") {
      types::ValType element;
      if (m_in.takeSymbol("<")) {
        SB_TRY(element, value(depth + 1));
        SB_TRY_VOID(m_in.symbol(">"));
      }
      if (name.text == "stream") return types::makeType(types::Stream{std::move(element)});
      return types::makeType(types::Future{std::move(element)});
    }
    return unknown(name);
  }

  static tl::unexpected<Error> unknown(const Name& name) {
    return failAt(ErrorCode::UnsupportedFeature, name.place,
                  concat("the type `", name.text,
                         "` is declared elsewhere; put the interface into a WIT package "
                         "and import it by its path"));
  }

  Result<types::ValType> tuple(unsigned depth) {
    types::Tuple tuple;
    SB_TRY_VOID(m_in.symbol("<"));
    do {
      SB_TRY(types::ValType item, value(depth + 1));
      tuple.types.push_back(std::move(item));
    } while (m_in.takeSymbol(",") && !m_in.isSymbol(">"));
    SB_TRY_VOID(m_in.symbol(">"));
    return types::makeType(std::move(tuple));
  }

  Result<types::ValType> result(unsigned depth) {
    types::ResultType type;
    if (!m_in.takeSymbol("<")) return types::makeType(std::move(type));
    if (!m_in.takeSymbol("_")) {
      SB_TRY(type.ok, value(depth + 1));
    }
    if (m_in.takeSymbol(",")) {
      SB_TRY(type.error, value(depth + 1));
    }
    SB_TRY_VOID(m_in.symbol(">"));
    return types::makeType(std::move(type));
  }

  TokenReader& m_in;
  const TypeNames& m_names;
};

}  // namespace

Result<types::ExternType> readExternType(TokenReader& in, const TypeNames& names) {
  TypeParser parser(in, names);
  if (in.takeWord("interface")) {
    SB_TRY(types::InstanceTypeRef type, parser.interface());
    return types::ExternType(std::move(type));
  }
  SB_TRY(types::FuncTypeRef type, parser.function());
  return types::ExternType(std::move(type));
}

Result<void> readTypeName(TokenReader& in, TypeNames& names) {
  SB_TRY(const Name name, in.identifier("a name for the type"));
  if (names.contains(name.text))
    return failAt(ErrorCode::DuplicateName, name.place, concat("`", name.text, "` is declared twice"));
  SB_TRY_VOID(in.symbol("="));
  SB_TRY(auto type, TypeParser(in, names).named());
  names.emplace(name.text, std::move(type));
  return in.symbol(";");
}

}  // namespace sb::wac
