// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/support/result.h"
#include "core/types/type.h"
#include "core/wac/wac_lexer.h"

/// WAC text as it is written (component-model.md 6.1), before its names mean anything.
namespace sb::wac {

/// A name or a text in its place.
struct Name {
  std::string text;
  bool quoted = false;  ///< written as "text": meant exactly
  Place place;
};

/// `ns:pkg/item@1.0.0`
struct PackagePath {
  std::string package;  ///< "ns:pkg"
  std::string version;  ///< may be empty
  std::string item;     ///< "item"; empty: the package itself
  Place place;
  std::string name() const;  ///< "ns:pkg/item@1.0.0"
};

struct Expr;
using ExprRef = std::shared_ptr<const Expr>;  ///< shared by nobody; an expression holds expressions

struct Argument {
  enum class Kind : std::uint8_t { Named, Inferred, Spread, Fill };
  Kind kind = Kind::Fill;
  Name name;      ///< Named: of the import; Inferred and Spread: the variable
  ExprRef value;  ///< Named
};
struct NewExpr {
  PackagePath package;
  std::vector<Argument> arguments;
};
struct NameExpr {
  Name name;
};
struct AccessExpr {
  ExprRef instance;
  Name name;  ///< quoted: `["exact"]`, else `.inferred`
};
struct Expr {
  std::variant<NewExpr, NameExpr, AccessExpr> kind;
  Place place;
};

struct ImportStatement {
  Name id;
  std::optional<Name> as;
  /// The interface by its path, or the type written down.
  std::variant<PackagePath, types::ExternType> type;
  bool declaredHere = false;  ///< the path was written as a single name
};
struct LetStatement {
  Name id;
  ExprRef value;
};
struct ExportStatement {
  ExprRef value;
  bool spread = false;
  std::optional<Name> as;
  Place place;
};
using Statement = std::variant<ImportStatement, LetStatement, ExportStatement>;

struct Document {
  PackagePath package;
  std::optional<PackagePath> targets;
  std::vector<Statement> statements;
  std::vector<Name> declared;  ///< interfaces and worlds that the text declares
  /// Not empty when there are any: WIT text of these declarations alone, each at the line and column it has
  /// in the WAC text.
  std::string witText;
  /// True for a path into the package of the document itself.
  bool isOwn(const PackagePath& path) const;
};

/// Errors: BadSyntax with line and column; UnsupportedFeature for records, variants, enums and flags outside
/// of an interface; those of the lexer.
Result<Document> parseWac(std::string_view text);

/// The packages a document needs, each once, in order of first use; without its own.
std::vector<PackagePath> packagesOf(const Document& document);

}  // namespace sb::wac
