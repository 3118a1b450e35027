// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/parser.h"

#include "core/support/concat.h"
#include "core/types/extern_name_rules.h"
#include "core/types/interface_name.h"
#include "core/wit/parser_parts.h"

// Tokens, names, versions, and going on behind an error.
namespace sb::wit {
namespace {

std::string describe(const Token& token) {
  switch (token.kind) {
    case Token::Kind::End: return "the end of the text";
    case Token::Kind::EscapedWord: return concat("`%", token.text, "`");
    case Token::Kind::String: return "a string";
    case Token::Kind::Word:
    case Token::Kind::Integer:
    case Token::Kind::Symbol:
    case Token::Kind::Bad: return concat("`", token.text.substr(0, 60), "`");
  }
  return {};
}

/// Why a word is no identifier (Explainer.md, "Import and Export Definitions", `label`).
std::string whyNoLabel(std::string_view word) {
  if (word.empty()) return "a name is empty";
  for (const char c : word) {
    if (c == '_') return concat("`", word, "` has an underscore; words of a name are joined by `-`");
    if (static_cast<unsigned char>(c) >= 0x80) return concat("`", word, "` has characters outside of ASCII");
  }
  if (word.front() == '-' || word.back() == '-' || word.find("--") != std::string_view::npos)
    return concat("`", word, "` has an empty word: `-` stands between words");
  if (word.front() >= '0' && word.front() <= '9') return concat("`", word, "` begins with a digit");
  return concat("a word of `", word, "` mixes upper and lower case");
}

}  // namespace

Parser::Parser(const Sources& sources, std::uint32_t file, Problems& problems)
    : m_sources(sources), m_file(file), m_problems(problems), m_lexer(sources, file) {
  m_token = m_lexer.next(m_problems);
}

Token Parser::take() {
  Token taken = m_token;
  if (taken.is("{")) ++m_braces;
  if (taken.is("}")) --m_braces;
  m_last = taken.place;
  m_token = m_lexer.next(m_problems);
  return taken;
}

bool Parser::atName() const {
  return m_token.kind == Token::Kind::EscapedWord ||
         (m_token.kind == Token::Kind::Word && !isKeyword(m_token.text));
}

bool Parser::accept(std::string_view text) {
  if (!at(text)) return false;
  take();
  return true;
}

Token Parser::peekNext() const {
  Lexer ahead = m_lexer;
  Problems ignored;
  return ahead.next(ignored);
}

void Parser::unexpected(std::string_view expected) {
  if (m_token.kind == Token::Kind::Bad) return;  // reported by the lexer
  m_problems.error("syntax", concat("expected ", expected, ", found ", describe(m_token)), m_token.place);
}

bool Parser::expect(std::string_view text, std::string_view after) {
  if (accept(text)) return true;
  unexpected(concat("`", text, "` ", after));
  return false;
}

/// Leaves a broken item that began with `depth` open braces: everything to its `;`, or to its `}` when it
/// opened one, or up to the `}` of what surrounds it.
void Parser::skipItem(int depth) {
  while (m_token.kind != Token::Kind::End && !m_problems.full()) {
    if (at("}") && m_braces <= depth) return;
    const bool ends = at(";") || at("}");
    take();
    if (ends && m_braces <= depth) return;
  }
}

std::string Parser::docs() const {
  const Place gap{m_file, m_token.gapBegin, m_token.place.offset - m_token.gapBegin};
  return docsOf(m_sources.text(gap));
}

std::optional<ast::Name> Parser::name(std::string_view what) {
  if (!atName()) {
    if (m_token.kind == Token::Kind::Word) {
      m_problems.error("keyword", concat("expected ", what, ", found the keyword `", m_token.text, "`"),
                       m_token.place, concat("write `%", m_token.text, "`"));
    } else {
      unexpected(what);
    }
    return std::nullopt;
  }
  const Token token = take();
  if (!types::isLabel(token.text)) {
    m_problems.error("bad-name", whyNoLabel(token.text), token.place,
                     "use words of lower case letters and digits, or of upper case ones, joined by `-`");
    return std::nullopt;
  }
  return ast::Name{std::string(token.text), token.place};
}

/// Behind `@` or `=`, whose token has been taken: the lexer reads the version from its start.
std::optional<ast::Version> Parser::version() {
  // The token in hand is the first part of the version; it is read again as a whole.
  Lexer again = m_lexer;
  again.rewind(m_token);
  const Token token = again.version();
  if (!types::parseSemver(token.text)) {
    m_problems.error("bad-version", concat("`", token.text, "` is not a semantic version"),
                     token.text.empty() ? m_token.place : token.place,
                     "write three numbers, such as `0.2.0`");
    return std::nullopt;
  }
  m_lexer = again;
  m_last = token.place;
  m_token = m_lexer.next(m_problems);
  return ast::Version{std::string(token.text), token.place};
}

ast::File Parser::file() {
  ast::File out;
  out.source = m_file;
  if (at("package")) {
    // `package a:b;` heads the file, `package a:b { … }` is an item of it.
    std::string comment = docs();
    take();
    std::optional<ast::PackageHead> head = packageHead(std::move(comment));
    if (!head) {
      skipItem(0);
    } else if (at("{")) {
      if (auto nested = nestedPackageBody(std::move(*head))) out.nested.push_back(std::move(*nested));
    } else if (expect(";", "after the package's name")) {
      out.package = std::move(*head);
    } else {
      skipItem(0);
    }
  }
  out.items = items(&out);
  out.brokenNames = std::move(m_brokenNames);
  return out;
}

ast::File parseFile(const Sources& sources, std::uint32_t file, Problems& problems) {
  return Parser(sources, file, problems).file();
}

}  // namespace sb::wit
