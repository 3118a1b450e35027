// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/wit/parser_parts.h"

// WIT.md, "Item: world", "Item: include".
namespace sb::wit {

/// world-item ::= gate 'world' id '{' world-items* '}'
std::optional<ast::World> Parser::world(ast::Head head) {
  const Place begin = take().place;
  std::optional<ast::Name> itsName = name("the name of a world");
  if (!itsName || !expect("{", "after the world's name")) return std::nullopt;
  ast::World out{std::move(head), std::move(*itsName), {}, {}};
  while (!at("}") && m_token.kind != Token::Kind::End && !m_problems.full()) {
    const int depth = m_braces;
    if (std::optional<ast::WorldItem> next = worldItem()) {
      out.items.push_back(std::move(*next));
    } else {
      skipItem(depth);
    }
  }
  expect("}", "at the end of the world");
  out.place = spanning(begin, m_last);
  return out;
}

/// world-items ::= gate world-definition
std::optional<ast::WorldItem> Parser::worldItem() {
  std::optional<ast::Head> itemHead = head();
  if (!itemHead) return std::nullopt;
  if (at("import")) return externItem(std::move(*itemHead), true);
  if (at("export")) return externItem(std::move(*itemHead), false);
  if (at("use")) return useItem(std::move(*itemHead));
  if (at("include")) return includeItem(std::move(*itemHead));
  if (at("type") || at("record") || at("variant") || at("flags") || at("enum") || at("resource"))
    return typeItem(std::move(*itemHead));
  std::string hint;
  if (m_token.kind == Token::Kind::Word) {
    const std::string near = nearestWord(m_token.text, {"import", "export", "use", "include", "type",
                                                        "record", "variant", "flags", "enum", "resource"});
    if (!near.empty()) hint = concat("did you mean `", near, "`?");
  }
  m_problems.error("syntax",
                   concat("expected `import`, `export`, `use`, `include` or a type, found `",
                          m_token.text.substr(0, 60), "`"),
                   m_token.place, hint);
  if (m_token.kind == Token::Kind::Word && !at("interface") && !at("world") && !at("package")) take();
  return std::nullopt;
}

/// import-item ::= external-id? 'import' id ':' extern-type | 'import' use-path ';'
std::optional<ast::ExternItem> Parser::externItem(ast::Head head, bool isImport) {
  ast::ExternItem out;
  out.isImport = isImport;
  out.place = take().place;
  // `a: b` has a label, `a:b/c` is a path: only what stands behind the second name tells.
  Lexer ahead = m_lexer;
  Problems ignored;
  const bool colon = ahead.next(ignored).is(":");
  const Token second = ahead.next(ignored);
  const bool isName = second.kind == Token::Kind::EscapedWord ||
                      (second.kind == Token::Kind::Word && !isKeyword(second.text));
  const bool isPath = !colon || (isName && ahead.next(ignored).is("/"));
  if (isPath) {
    std::optional<ast::UsePath> path = usePath();
    if (!path || !expect(";", "after the interface")) return std::nullopt;
    out.head = std::move(head);
    out.what = ast::ExternItem::Path{std::nullopt, std::move(*path)};
    return out;
  }
  std::optional<ast::Name> label = name("a name");
  if (!label) return std::nullopt;
  take();  // the colon
  if (at("func") || at("async")) {
    ast::Func func;
    func.head = std::move(head);
    func.name = std::move(*label);
    if (!funcType(func) || !expect(";", "after the function")) return std::nullopt;
    out.what = std::move(func);
  } else if (accept("interface")) {
    if (!expect("{", "after `interface`")) return std::nullopt;
    ast::Interface interface { std::move(head), std::move(*label), interfaceItems(), out.place };
    expect("}", "at the end of the interface");
    out.what = std::move(interface);
  } else {
    std::optional<ast::UsePath> path = usePath();
    if (!path || !expect(";", "after the interface")) return std::nullopt;
    out.head = std::move(head);
    out.what = ast::ExternItem::Path{std::move(label), std::move(*path)};
  }
  return out;
}

/// include-item ::= 'include' use-path ';' | 'include' use-path 'with' '{' include-names-list '}'
std::optional<ast::IncludeItem> Parser::includeItem(ast::Head head) {
  take();
  std::optional<ast::UsePath> from = usePath();
  if (!from) return std::nullopt;
  ast::IncludeItem out{std::move(head), std::move(*from), {}};
  if (accept("with")) {
    std::optional<std::vector<ast::Renaming>> with = renamings(true);
    if (!with) return std::nullopt;
    out.with = std::move(*with);
    accept(";");  // not in the grammar, but what a person writes
  } else if (!expect(";", "or `with` after the included world")) {
    return std::nullopt;
  }
  return out;
}

/// '{' name ('as' name)? (',' …)* ','? '}'
std::optional<std::vector<ast::Renaming>> Parser::renamings(bool asIsRequired) {
  if (!expect("{", "and names")) return std::nullopt;
  std::vector<ast::Renaming> out;
  while (!at("}")) {
    std::optional<ast::Name> from = name("a name");
    if (!from) return std::nullopt;
    ast::Renaming renaming{std::move(*from), std::nullopt};
    if (accept("as")) {
      renaming.as = name("a name behind `as`");
      if (!renaming.as) return std::nullopt;
    } else if (asIsRequired) {
      unexpected("`as` and the new name");
      return std::nullopt;
    }
    out.push_back(std::move(renaming));
    if (!accept(",")) break;
  }
  if (!expect("}", "or `,` after a name")) return std::nullopt;
  return out;
}

}  // namespace sb::wit
