// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/wit/ast.h"
#include "core/wit/lexer.h"
#include "core/wit/problem.h"

namespace sb::wit {

/// One pass over the tokens of a text. Functions that read a part return nothing when it is broken; the
/// reason is reported, and the caller that reads lists goes on behind the broken part.
class Parser {
 public:
  Parser(const Sources& sources, std::uint32_t file, Problems& problems);
  ast::File file();

 private:
  // tokens
  Token take();
  bool at(std::string_view text) const { return m_token.is(text); }
  bool atName() const;
  bool accept(std::string_view text);
  bool expect(std::string_view text, std::string_view after);
  Token peekNext() const;
  void unexpected(std::string_view expected);
  void skipItem(int depth);
  std::string docs() const;
  std::optional<ast::Name> name(std::string_view what);
  std::optional<ast::Version> version();

  // parser_items.cpp
  std::vector<ast::Item> items(ast::File* file);
  std::optional<ast::Item> item(ast::Head head);
  std::optional<ast::NestedPackage> nestedPackage(const ast::Head& head);
  std::optional<ast::NestedPackage> nestedPackageBody(ast::PackageHead head);
  std::optional<ast::PackageHead> packageHead(std::string docs);
  std::optional<ast::PackageName> packageName();
  std::optional<ast::UsePath> usePath();
  std::optional<ast::TopLevelUse> topLevelUse(ast::Head head);
  std::optional<ast::UseItem> useItem(ast::Head head);
  std::optional<ast::Interface> interface(ast::Head head);
  std::vector<ast::InterfaceItem> interfaceItems();
  std::optional<ast::InterfaceItem> interfaceItem();

  // parser_worlds.cpp
  std::optional<ast::World> world(ast::Head head);
  std::optional<ast::WorldItem> worldItem();
  std::optional<ast::ExternItem> externItem(ast::Head head, bool isImport);
  std::optional<ast::IncludeItem> includeItem(ast::Head head);
  std::optional<std::vector<ast::Renaming>> renamings(bool asIsRequired);

  // parser_attributes.cpp
  std::optional<ast::Attributes> attributes();
  bool attribute(const ast::Name& which, ast::Attributes& out);
  std::optional<ast::Head> head();

  // parser_types.cpp
  std::optional<ast::TypeItem> typeItem(ast::Head head);
  std::optional<ast::TypeBody> typeBody(const std::string& keyword, const ast::Name& name);
  std::optional<ast::Resource> resource();
  std::optional<ast::Func> resourceFunc();
  std::optional<ast::Func> namedFunc(ast::Head head);
  bool funcType(ast::Func& func);
  bool paramsAndResult(ast::Func& func);
  enum class Payload { None, Optional, Required };
  std::optional<std::vector<ast::Member>> members(std::string_view open, std::string_view close,
                                                  Payload payload, std::string_view what);
  std::optional<ast::Type> type(std::uint32_t depth = 0);
  std::optional<ast::Type> generic(ast::Type head, std::uint32_t depth);
  bool arguments(ast::Type& type, std::size_t least, std::size_t most, std::uint32_t depth);
  bool listLength(ast::Type& type);

  const Sources& m_sources;
  std::uint32_t m_file;
  Problems& m_problems;
  Lexer m_lexer;
  Token m_token;  ///< the one not yet taken
  std::vector<std::string> m_brokenNames;
  Place m_last;      ///< of the token taken last
  int m_braces = 0;  ///< depth of `{` taken so far
};

/// The known word that is spelled most alike, for "did you mean"; empty when none is near.
std::string nearestWord(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace sb::wit
