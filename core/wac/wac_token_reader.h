// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/support/concat.h"
#include "core/wac/wac_document.h"

namespace sb::wac {

/// The tokens of a text, one after the other.
class TokenReader {
 public:
  explicit TokenReader(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

  const Token& peek() const { return m_tokens[m_at]; }
  Token take() { return m_at + 1 < m_tokens.size() ? m_tokens[m_at++] : m_tokens[m_at]; }
  bool isSymbol(std::string_view text) const {
    return peek().kind == Token::Kind::Symbol && peek().text == text;
  }
  bool isWord(std::string_view text) const {
    return peek().kind == Token::Kind::Word && !peek().escaped && peek().text == text;
  }
  bool takeSymbol(std::string_view text) { return isSymbol(text) && (take(), true); }
  bool takeWord(std::string_view text) { return isWord(text) && (take(), true); }

  Result<void> symbol(std::string_view text) {
    if (takeSymbol(text)) return {};
    return expected(concat("`", std::string(text), "`"));
  }
  tl::unexpected<Error> expected(const std::string& what) const {
    return failAt(ErrorCode::BadSyntax, peek().place, concat("expected ", what, ", found ", found()));
  }
  std::string found() const {
    switch (peek().kind) {
      case Token::Kind::Word: return concat("`", peek().text, "`");
      case Token::Kind::String: return concat("the text \"", peek().text, "\"");
      case Token::Kind::Version: return concat("`@", peek().text, "`");
      case Token::Kind::Symbol: return concat("`", peek().text, "`");
      case Token::Kind::End: return "the end of the text";
    }
    return "something else";
  }
  Result<Name> identifier(const char* what) {
    if (peek().kind != Token::Kind::Word) return expected(what);
    const Token token = take();
    return Name{token.text, false, token.place};
  }
  Result<Name> nameOrText(const char* what) {
    if (peek().kind != Token::Kind::String) return identifier(what);
    const Token token = take();
    return Name{token.text, true, token.place};
  }

 private:
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
};

/// Types that the text has given names: other words for them, nothing by themselves.
using TypeNames = std::map<std::string, std::variant<types::ValType, types::FuncTypeRef>, std::less<>>;

/// The type of an import that is written down: `func(…)` or `interface { name: func(…); … }`, with primitive
/// and anonymous types and those of `names`. Errors: BadSyntax, UnsupportedFeature for types that are
/// declared elsewhere.
Result<types::ExternType> readExternType(TokenReader& in, const TypeNames& names);
/// What follows the word `type`: `name = type;`. Errors: as above; DuplicateName.
Result<void> readTypeName(TokenReader& in, TypeNames& names);

}  // namespace sb::wac
