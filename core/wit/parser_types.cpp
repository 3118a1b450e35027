// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <charconv>

#include "core/support/concat.h"
#include "core/wit/limits.h"
#include "core/wit/parser_parts.h"

// WIT.md, "Items: type", "Item: resource", "Types", "Handles" and func-type of "Item: interface".
namespace sb::wit {
namespace {

std::optional<model::Primitive> primitiveOf(std::string_view word) {
  for (unsigned i = 0; i <= static_cast<unsigned>(model::Primitive::ErrorContext); ++i) {
    const auto primitive = static_cast<model::Primitive>(i);
    if (word == model::primitiveName(primitive)) return primitive;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ast::TypeItem> Parser::typeItem(ast::Head head) {
  const std::string keyword(take().text);
  std::optional<ast::Name> itsName = name("the name of a type");
  if (!itsName) return std::nullopt;
  std::optional<ast::TypeBody> body = typeBody(keyword, *itsName);
  if (!body) {
    m_brokenNames.push_back(itsName->text);
    return std::nullopt;
  }
  return ast::TypeItem{std::move(head), std::move(*itsName), std::move(*body)};
}

std::optional<ast::TypeBody> Parser::typeBody(const std::string& keyword, const ast::Name& name) {
  if (keyword == "resource") return resource();
  if (keyword == "type") {
    if (!expect("=", "after the type's name")) return std::nullopt;
    std::optional<ast::Type> aliased = type();
    if (!aliased || !expect(";", "after the type")) return std::nullopt;
    return ast::TypeAlias{std::move(*aliased)};
  }
  const Payload payload = keyword == "record"    ? Payload::Required
                          : keyword == "variant" ? Payload::Optional
                                                 : Payload::None;
  const char* what = keyword == "record" ? "a field" : keyword == "flags" ? "a flag" : "a case";
  std::optional<std::vector<ast::Member>> parts = members("{", "}", payload, what);
  if (!parts) return std::nullopt;
  if (parts->empty()) {
    m_problems.error("empty-type", concat("a ", keyword, " has at least ", what), name.place,
                     concat("add ", what, " or remove `", name.text, "`"));
  }
  if (keyword == "record") return ast::Record{std::move(*parts)};
  if (keyword == "variant") return ast::Variant{std::move(*parts)};
  if (keyword == "flags") return ast::Flags{std::move(*parts)};
  return ast::Enum{std::move(*parts)};
}

/// Members between brackets with `,` between and, if wanted, behind the last.
/// Required: id ':' ty. Optional: id | id '(' ty ')'. None: id.
std::optional<std::vector<ast::Member>> Parser::members(std::string_view open, std::string_view close,
                                                        Payload payload, std::string_view what) {
  if (!expect(open, concat("and ", what))) return std::nullopt;
  std::vector<ast::Member> out;
  while (!at(close)) {
    ast::Member member;
    member.docs = docs();
    std::optional<ast::Name> itsName = name(concat("the name of ", what));
    if (!itsName) return std::nullopt;
    member.name = std::move(*itsName);
    const bool hasType = payload == Payload::Required || (payload == Payload::Optional && at("("));
    if (hasType) {
      if (!expect(payload == Payload::Required ? ":" : "(", concat("after `", member.name.text, "`")))
        return std::nullopt;
      std::optional<ast::Type> itsType = type();
      if (!itsType) return std::nullopt;
      member.type = std::move(*itsType);
      if (payload == Payload::Optional && !expect(")", "after the payload")) return std::nullopt;
    }
    out.push_back(std::move(member));
    if (!accept(",")) break;
  }
  if (!expect(close, concat("or `,` after ", what))) return std::nullopt;
  return out;
}

/// resource-item ::= 'resource' id ';' | 'resource' id '{' ( gate external-id? resource-method )* '}'
std::optional<ast::Resource> Parser::resource() {
  ast::Resource out;
  if (!at("{")) {
    if (!expect(";", "or `{` after the resource's name")) return std::nullopt;
    return out;
  }
  take();
  while (!at("}") && m_token.kind != Token::Kind::End && !m_problems.full()) {
    const int depth = m_braces;
    if (std::optional<ast::Func> func = resourceFunc()) {
      out.funcs.push_back(std::move(*func));
    } else {
      skipItem(depth);
    }
  }
  expect("}", "at the end of the resource");
  return out;
}

/// resource-method ::= func-item | id ':' 'static' func-type ';' | 'constructor' param-list ('->' ty)? ';'
std::optional<ast::Func> Parser::resourceFunc() {
  std::optional<ast::Head> itsHead = head();
  if (!itsHead) return std::nullopt;
  ast::Func func;
  func.head = std::move(*itsHead);
  if (at("constructor")) {
    func.kind = ast::Func::Kind::Constructor;
    const Token word = take();
    func.name = {std::string(word.text), word.place};
    if (!paramsAndResult(func) || !expect(";", "after the constructor")) return std::nullopt;
    return func;
  }
  std::optional<ast::Name> itsName = name("`constructor` or the name of a method");
  if (!itsName || !expect(":", "after the method's name")) return std::nullopt;
  func.name = std::move(*itsName);
  func.kind = accept("static") ? ast::Func::Kind::Static : ast::Func::Kind::Method;
  if (!funcType(func) || !expect(";", "after the method")) return std::nullopt;
  return func;
}

/// func-item ::= id ':' func-type ';'
std::optional<ast::Func> Parser::namedFunc(ast::Head head) {
  ast::Func func;
  func.head = std::move(head);
  const Token word = m_token;
  std::optional<ast::Name> itsName = name("the name of a function");
  if (!itsName) return std::nullopt;
  if (!at(":") && word.kind == Token::Kind::Word) {
    const std::string near =
        nearestWord(word.text, {"type", "record", "variant", "flags", "enum", "resource", "use"});
    if (!near.empty() && atName()) {
      m_problems.error("syntax", concat("expected a type, `use` or a function, found `", word.text, "`"),
                       word.place, concat("did you mean `", near, "`?"));
      return std::nullopt;
    }
  }
  if (!expect(":", "after the function's name")) return std::nullopt;
  func.name = std::move(*itsName);
  if (!funcType(func) || !expect(";", "after the function")) return std::nullopt;
  return func;
}

/// func-type ::= 'async'? 'func' param-list result-list
bool Parser::funcType(ast::Func& func) {
  func.async = accept("async");
  return expect("func", func.async ? "after `async`" : "with its parameters") && paramsAndResult(func);
}

bool Parser::paramsAndResult(ast::Func& func) {
  std::optional<std::vector<ast::Member>> params = members("(", ")", Payload::Required, "a parameter");
  if (!params) return false;
  func.params = std::move(*params);
  if (!accept("->")) return true;
  std::optional<ast::Type> result = type();
  if (!result) return false;
  func.result = std::move(*result);
  return true;
}

std::optional<ast::Type> Parser::type(std::uint32_t depth) {
  if (depth >= MaxTypeDepth) {
    m_problems.error("too-deep", concat("types are nested more than ", std::to_string(MaxTypeDepth), " deep"),
                     m_token.place, "give inner types a name of their own, or flatten them");
    return std::nullopt;
  }
  ast::Type out;
  out.place = m_token.place;
  if (atName()) {
    std::optional<ast::Name> itsName = name("a type");
    if (!itsName) return std::nullopt;
    out.kind = ast::Type::Kind::Named;
    out.name = std::move(*itsName);
    return out;
  }
  if (m_token.kind == Token::Kind::Word) {
    if (const auto primitive = primitiveOf(m_token.text)) {
      out.kind = ast::Type::Kind::Primitive;
      out.primitive = *primitive;
      take();
      return out;
    }
    return generic(std::move(out), depth);
  }
  unexpected("a type");
  return std::nullopt;
}

/// `<` and between `least` and `most` types; `_` is the first of two only, and only a tuple may end in a
/// comma.
bool Parser::arguments(ast::Type& type, std::size_t least, std::size_t most, std::uint32_t depth) {
  if (!expect("<", "and a type")) return false;
  const bool isTuple = type.kind == ast::Type::Kind::Tuple;
  while (type.args.size() < most && !(isTuple && type.args.size() >= least && at(">"))) {
    const bool hole = type.kind == ast::Type::Kind::Result && type.args.empty() && at("_");
    std::optional<ast::Type> argument = hole ? std::optional<ast::Type>(ast::Type{}) : this->type(depth + 1);
    if (hole) take();
    if (!argument) return false;
    type.args.push_back(std::move(*argument));
    if (hole && !at(",")) {
      unexpected("`,` and the error's type after `_`");
      return false;
    }
    if (type.kind == ast::Type::Kind::List || type.args.size() == most || !accept(",")) break;
  }
  if (type.args.size() < least) {
    unexpected("`,` and another type");
    return false;
  }
  if (type.kind == ast::Type::Kind::List && at(",") && !listLength(type)) return false;
  return expect(">", "after the type's arguments");
}

/// ',' uint of a list of fixed length; uint ::= [1-9][0-9]*
bool Parser::listLength(ast::Type& type) {
  take();
  const Token number = m_token;
  std::uint32_t length = 0;
  const char* end = number.text.data() + number.text.size();
  const auto [stop, error] = std::from_chars(number.text.data(), end, length);
  if (number.kind != Token::Kind::Integer || error != std::errc() || stop != end || length == 0 ||
      number.text.front() == '0') {
    m_problems.error("bad-length", concat("`", number.text.substr(0, 60), "` is not the length of a list"),
                     number.place, "write a number from 1 to 4294967295 without leading zeros");
    return false;
  }
  take();
  type.kind = ast::Type::Kind::FixedList;
  type.length = length;
  return true;
}

std::optional<ast::Type> Parser::generic(ast::Type head, std::uint32_t depth) {
  using Kind = ast::Type::Kind;
  const std::string word(m_token.text);
  const auto with = [&](Kind kind, std::size_t least, std::size_t most) -> std::optional<ast::Type> {
    take();
    head.kind = kind;
    if (least == 0 && !at("<")) {
      head.args.resize(most);
      return head;
    }
    if (!arguments(head, least == 0 ? 1 : least, most, depth)) return std::nullopt;
    if (kind != Kind::Tuple) head.args.resize(most);
    head.place = spanning(head.place, m_last);
    return head;
  };
  constexpr std::size_t AnyNumber = static_cast<std::size_t>(-1);
  if (word == "list") return with(Kind::List, 1, 1);
  if (word == "option") return with(Kind::Option, 1, 1);
  if (word == "tuple") return with(Kind::Tuple, 1, AnyNumber);
  if (word == "result") return with(Kind::Result, 0, 2);
  if (word == "map") return with(Kind::Map, 2, 2);
  if (word == "stream") return with(Kind::Stream, 0, 1);
  if (word == "future") return with(Kind::Future, 0, 1);
  if (word == "own" || word == "borrow") {
    take();
    head.kind = word == "own" ? Kind::Own : Kind::Borrow;
    if (!expect("<", "and a resource")) return std::nullopt;
    std::optional<ast::Name> resource = name("the name of a resource");
    if (!resource || !expect(">", "after the resource")) return std::nullopt;
    head.name = std::move(*resource);
    head.place = spanning(head.place, m_last);
    return head;
  }
  unexpected("a type");
  return std::nullopt;
}

}  // namespace sb::wit
