// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/wit/parser_parts.h"

// WIT.md, "Top-level items", "Package declaration", "Item: toplevel-use", "Item: use", "Item: interface".
namespace sb::wit {

/// package-items*, up to the end of the text or, without a `file` that takes nested packages, up to `}`.
std::vector<ast::Item> Parser::items(ast::File* file) {
  std::vector<ast::Item> out;
  while (m_token.kind != Token::Kind::End && !m_problems.full()) {
    if (at("}")) {
      if (file == nullptr) break;
      unexpected("`interface`, `world`, `use` or `package`");
      take();
      continue;
    }
    const int depth = m_braces;
    const std::size_t before = m_problems.errors();
    std::optional<ast::Head> itemHead = head();
    if (itemHead && at("package") && file == nullptr) {
      m_problems.error("nested-package", "a package inside of a nested package", m_token.place,
                       "move it to the top level of the file");
      skipItem(depth);
      continue;
    }
    if (itemHead && at("package")) {
      auto nested = nestedPackage(*itemHead);
      if (nested) {
        file->nested.push_back(std::move(*nested));
      }
      if (!nested) skipItem(depth);
      continue;
    }
    std::optional<ast::Item> next = itemHead ? item(std::move(*itemHead)) : std::nullopt;
    if (next) {
      out.push_back(std::move(*next));
    } else {
      if (m_problems.errors() == before && m_token.kind != Token::Kind::Bad) unexpected("an item");
      skipItem(depth);
    }
  }
  return out;
}

std::optional<ast::Item> Parser::item(ast::Head head) {
  if (at("use")) return topLevelUse(std::move(head));
  if (at("interface")) return interface(std::move(head));
  if (at("world")) return world(std::move(head));
  unexpected("`interface`, `world`, `use` or `package`");
  if (m_token.kind == Token::Kind::Word) take();
  return std::nullopt;
}

std::optional<ast::NestedPackage> Parser::nestedPackage(const ast::Head& head) {
  if (head.attributes.place.known())
    m_problems.error("attribute-place", "a package takes no attributes", head.attributes.place);
  take();
  std::optional<ast::PackageHead> name = packageHead(head.docs);
  if (!name) return std::nullopt;
  if (at(";")) {
    m_problems.error("package-place", "`package …;` stands once, before everything else of a file",
                     name->name.place, "write `package … { … }` for a package inside of this file");
    return std::nullopt;
  }
  return nestedPackageBody(std::move(*name));
}

/// nested-package-definition ::= package-decl '{' package-items* '}', from the brace on
std::optional<ast::NestedPackage> Parser::nestedPackageBody(ast::PackageHead head) {
  const Place begin = head.name.place;
  if (!expect("{", "or `;` after the package's name")) return std::nullopt;
  ast::NestedPackage out{std::move(head), items(nullptr), {}};
  expect("}", "at the end of the package");
  out.place = spanning(begin, m_last);
  return out;
}

/// package-decl ::= 'package' ( id ':' )+ id ( '/' id )* ('@' valid-semver)?, behind the word
std::optional<ast::PackageHead> Parser::packageHead(std::string docs) {
  std::optional<ast::PackageName> name = packageName();
  if (!name) return std::nullopt;
  if (accept("@")) {
    name->version = version();
    if (!name->version) return std::nullopt;
    name->place = spanning(name->place, name->version->place);
  }
  return ast::PackageHead{std::move(docs), std::move(*name)};
}

/// id ':' id
std::optional<ast::PackageName> Parser::packageName() {
  const std::optional<ast::Name> nameSpace = name("a namespace");
  if (!nameSpace || !expect(":", "between namespace and package")) return std::nullopt;
  const std::optional<ast::Name> package = name("the name of a package");
  if (!package) return std::nullopt;
  if (at(":")) {
    m_problems.error("nested-name", "nested namespaces are gated in the specification", m_token.place,
                     "use one namespace: `local:demo`");
    return std::nullopt;
  }
  for (const ast::Name& part : {*nameSpace, *package}) {
    if (std::none_of(part.text.begin(), part.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      continue;
    m_problems.error("bad-name",
                     concat("`", part.text, "` has upper case letters, which names of packages have not"),
                     part.place, "use lower case: Explainer.md, `pkgname`");
  }
  return ast::PackageName{*nameSpace, *package, {}, spanning(nameSpace->place, package->place)};
}

/// use-path ::= id | id ':' id '/' id ('@' valid-semver)?
std::optional<ast::UsePath> Parser::usePath() {
  if (!atName()) {
    (void)name("the name of an interface or world");
    return std::nullopt;
  }
  if (!peekNext().is(":")) {
    const std::optional<ast::Name> plain = name("the name of an interface or world");
    if (!plain) return std::nullopt;
    return ast::UsePath{std::nullopt, *plain, plain->place};
  }
  std::optional<ast::PackageName> package = packageName();
  if (!package || !expect("/", "between package and interface")) return std::nullopt;
  const std::optional<ast::Name> last = name("the name of an interface or world");
  if (!last) return std::nullopt;
  if (at("/")) {
    m_problems.error("nested-name", "nested packages are gated in the specification", m_token.place,
                     "use one package: `local:demo/item`");
    return std::nullopt;
  }
  const Place begin = package->place;
  if (accept("@")) {
    package->version = version();
    if (!package->version) return std::nullopt;
  }
  return ast::UsePath{std::move(package), *last, spanning(begin, m_last)};
}

/// toplevel-use-item ::= 'use' use-path ('as' id)? ';'
std::optional<ast::TopLevelUse> Parser::topLevelUse(ast::Head head) {
  const Place begin = take().place;
  std::optional<ast::UsePath> path = usePath();
  if (!path) return std::nullopt;
  ast::TopLevelUse out{std::move(head), std::move(*path), std::nullopt, {}};
  if (accept("as")) {
    out.as = name("a name behind `as`");
    if (!out.as) return std::nullopt;
  }
  if (!expect(";", "after `use`")) return std::nullopt;
  out.place = spanning(begin, m_last);
  return out;
}

/// use-item ::= 'use' use-path '.' '{' use-names-list '}' ';'
std::optional<ast::UseItem> Parser::useItem(ast::Head head) {
  take();
  std::optional<ast::UsePath> from = usePath();
  if (!from || !expect(".", "and the names to use in braces")) return std::nullopt;
  std::optional<std::vector<ast::Renaming>> names = renamings(false);
  if (!names || !expect(";", "after `use`")) return std::nullopt;
  if (names->empty())
    m_problems.warning("empty-list", "a `use` names at least one type", from->place,
                       "name a type or remove it");
  return ast::UseItem{std::move(head), std::move(*from), std::move(*names)};
}

/// interface-item ::= gate 'interface' id '{' interface-items* '}'
std::optional<ast::Interface> Parser::interface(ast::Head head) {
  const Place begin = take().place;
  std::optional<ast::Name> itsName = name("the name of an interface");
  if (!itsName || !expect("{", "after the interface's name")) return std::nullopt;
  ast::Interface out{std::move(head), std::move(*itsName), interfaceItems(), {}};
  expect("}", "at the end of the interface");
  out.place = spanning(begin, m_last);
  return out;
}

std::vector<ast::InterfaceItem> Parser::interfaceItems() {
  std::vector<ast::InterfaceItem> out;
  while (!at("}") && m_token.kind != Token::Kind::End && !m_problems.full()) {
    const int depth = m_braces;
    if (std::optional<ast::InterfaceItem> next = interfaceItem()) {
      out.push_back(std::move(*next));
    } else {
      skipItem(depth);
    }
  }
  return out;
}

/// interface-items ::= gate interface-definition
std::optional<ast::InterfaceItem> Parser::interfaceItem() {
  std::optional<ast::Head> itemHead = head();
  if (!itemHead) return std::nullopt;
  if (at("use")) return useItem(std::move(*itemHead));
  if (at("type") || at("record") || at("variant") || at("flags") || at("enum") || at("resource"))
    return typeItem(std::move(*itemHead));
  if (atName()) return namedFunc(std::move(*itemHead));
  unexpected("a type, `use` or the name of a function");
  if (m_token.kind == Token::Kind::Word && !at("interface") && !at("world") && !at("package")) take();
  return std::nullopt;
}

}  // namespace sb::wit
