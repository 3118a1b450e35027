// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/match.h"
#include "core/wac/wac_token_reader.h"

namespace sb::wac {
namespace {

constexpr unsigned MostDepth = 100;

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : m_text(text), m_in(std::move(tokens)) {}

  Result<Document> document() {
    Document document;
    const std::size_t start = m_in.peek().offset;
    if (!m_in.takeWord("package")) return m_in.expected("`package`, with which every WAC text starts");
    SB_TRY(document.package, path());
    m_wit.push_back({start, m_in.peek().offset});
    m_package = document.package;
    if (!document.package.item.empty())
      return failAt(ErrorCode::BadSyntax, document.package.place, "a package has no `/` in its name");
    if (m_in.takeWord("targets")) {
      SB_TRY(document.targets, path());
    }
    m_wit.push_back({m_in.peek().offset, m_in.peek().offset + 1});
    SB_TRY_VOID(m_in.symbol(";"));
    while (m_in.peek().kind != Token::Kind::End) {
      if (m_in.isWord("interface") || m_in.isWord("world")) {
        SB_TRY(Name name, declaration());
        document.declared.push_back(std::move(name));
        continue;
      }
      if (m_in.takeWord("type")) {
        SB_TRY_VOID(readTypeName(m_in, m_types));
        continue;
      }
      SB_TRY(Statement statement, this->statement());
      document.statements.push_back(std::move(statement));
    }
    if (!document.declared.empty()) document.witText = declarationsAlone();
    return document;
  }

 private:
  /// `interface name { … }`, `world name { … }`: what is in there is WIT, which is read elsewhere.
  Result<Name> declaration() {
    const Token start = m_in.take();
    SB_TRY(Name name, m_in.identifier("a name for what is declared"));
    if (!m_in.isSymbol("{")) return m_in.expected("`{`");
    for (unsigned depth = 0;;) {
      const Token token = m_in.take();
      if (token.kind == Token::Kind::End)
        return failAt(ErrorCode::BadSyntax, start.place, concat("`", start.text, "` has no closing `}`"));
      const bool symbol = token.kind == Token::Kind::Symbol;
      if (symbol && token.text == "{") ++depth;
      if (!symbol || token.text != "}" || --depth > 0) continue;
      m_wit.push_back({start.offset, token.offset + 1});
      return name;
    }
  }

  /// The text with blanks in place of everything else than declarations.
  std::string declarationsAlone() const {
    std::string out(m_text);
    for (char& c : out)
      if (c != '\n') c = ' ';
    for (const auto& [from, to] : m_wit) out.replace(from, to - from, m_text.substr(from, to - from));
    return out;
  }

  /// `ns:pkg/item@version`, the item and the version left out where they may be.
  Result<PackagePath> path() {
    SB_TRY(const Name first, m_in.identifier("a package's name"));
    return pathFrom(first);
  }

  Result<PackagePath> pathFrom(const Name& first) {
    PackagePath path;
    path.place = first.place;
    path.package = first.text;
    if (!m_in.isSymbol(":")) return m_in.expected("`:` in a package's name");
    while (m_in.takeSymbol(":")) {
      SB_TRY(const Name part, m_in.identifier("a part of a package's name"));
      path.package += ":" + part.text;
    }
    while (m_in.takeSymbol("/")) {
      SB_TRY(const Name part, m_in.identifier("what is meant in the package"));
      path.item += (path.item.empty() ? "" : "/") + part.text;
    }
    if (m_in.peek().kind == Token::Kind::Version) path.version = m_in.take().text;
    return path;
  }

  Result<Statement> statement() {
    const Token start = m_in.peek();
    if (m_in.takeWord("import")) return import();
    if (m_in.takeWord("let")) return let();
    if (m_in.takeWord("export")) return export_(start.place);
    for (const char* word : {"record", "variant", "enum", "flags"}) {
      if (!m_in.isWord(word)) continue;
      return failAt(ErrorCode::UnsupportedFeature, start.place,
                    concat("`", word, "` stands outside of an interface, where no import may mention it; ",
                           "put it into one"));
    }
    return m_in.expected("`import`, `let`, `export`, `type`, `interface` or `world`");
  }

  Result<Statement> import() {
    ImportStatement out;
    SB_TRY(out.id, m_in.identifier("a name for the import"));
    if (m_in.takeWord("as")) {
      SB_TRY(out.as, m_in.nameOrText("the import's name"));
    }
    SB_TRY_VOID(m_in.symbol(":"));
    if (m_in.isWord("func") || m_in.isWord("async") || m_in.isWord("interface")) {
      SB_TRY(out.type, readExternType(m_in, m_types));
    } else {
      SB_TRY(const Name first, m_in.identifier("a type"));
      if (m_in.isSymbol(":")) {
        SB_TRY(out.type, pathFrom(first));
      } else if (const auto known = m_types.find(first.text); known != m_types.end()) {
        const auto* function = std::get_if<types::FuncTypeRef>(&known->second);
        if (!function)
          return failAt(ErrorCode::BadSyntax, first.place,
                        concat("`", first.text, "` is no function's type"));
        out.type = types::ExternType(*function);
      } else {  // declared in this text
        out.type = PackagePath{m_package.package, m_package.version, first.text, first.place};
        out.declaredHere = true;
      }
    }
    SB_TRY_VOID(m_in.symbol(";"));
    return Statement(std::move(out));
  }

  Result<Statement> let() {
    LetStatement out;
    SB_TRY(out.id, m_in.identifier("a name"));
    SB_TRY_VOID(m_in.symbol("="));
    SB_TRY(out.value, expression(1));
    SB_TRY_VOID(m_in.symbol(";"));
    return Statement(std::move(out));
  }

  Result<Statement> export_(Place place) {
    ExportStatement out;
    out.place = place;
    SB_TRY(out.value, expression(1));
    if (m_in.takeSymbol("...")) {
      out.spread = true;
    } else if (m_in.takeWord("as")) {
      SB_TRY(out.as, m_in.nameOrText("the export's name"));
    }
    SB_TRY_VOID(m_in.symbol(";"));
    return Statement(std::move(out));
  }

  Result<ExprRef> expression(unsigned depth) {
    const Place place = m_in.peek().place;
    if (depth > MostDepth)
      return failAt(ErrorCode::LimitExceeded, place, "the expression is nested too deeply");
    ExprRef out;
    if (m_in.takeSymbol("(")) {
      SB_TRY(out, expression(depth + 1));
      SB_TRY_VOID(m_in.symbol(")"));
    } else if (m_in.takeWord("new")) {
      SB_TRY(NewExpr made, instance(depth));
      out = std::make_shared<const Expr>(Expr{std::move(made), place});
    } else {
      SB_TRY(Name name, m_in.identifier("an expression"));
      out = std::make_shared<const Expr>(Expr{NameExpr{std::move(name)}, place});
    }
    for (unsigned length = 0;; ++length) {
      if (length > MostDepth) return failAt(ErrorCode::LimitExceeded, place, "the expression is too long");
      AccessExpr access;
      if (m_in.takeSymbol(".")) {
        SB_TRY(access.name, m_in.identifier("an export's name"));
      } else if (m_in.takeSymbol("[")) {
        if (m_in.peek().kind != Token::Kind::String) return m_in.expected("the text of an export's name");
        SB_TRY(access.name, m_in.nameOrText("an export's name"));
        SB_TRY_VOID(m_in.symbol("]"));
      } else {
        return out;
      }
      access.instance = std::move(out);
      out = std::make_shared<const Expr>(Expr{std::move(access), place});
    }
  }

  Result<NewExpr> instance(unsigned depth) {
    NewExpr out;
    SB_TRY(out.package, path());
    if (!out.package.item.empty())
      return failAt(ErrorCode::BadSyntax, out.package.place,
                    "`new` takes a package, which has no `/` in its name");
    SB_TRY_VOID(m_in.symbol("{"));
    while (!m_in.isSymbol("}")) {
      SB_TRY(Argument argument, this->argument(depth));
      const bool fill = argument.kind == Argument::Kind::Fill;
      out.arguments.push_back(std::move(argument));
      const bool more = m_in.takeSymbol(",");
      if (fill && !m_in.isSymbol("}"))
        return failAt(ErrorCode::BadSyntax, m_in.peek().place, "`...` has to be the last argument");
      if (!more) break;
    }
    SB_TRY_VOID(m_in.symbol("}"));
    return out;
  }

  Result<Argument> argument(unsigned depth) {
    Argument out;
    if (m_in.takeSymbol("...")) {
      if (m_in.isSymbol("}") || m_in.isSymbol(",")) return out;
      out.kind = Argument::Kind::Spread;
      SB_TRY(out.name, m_in.identifier("an instance"));
      return out;
    }
    SB_TRY(out.name, m_in.nameOrText("an argument"));
    if (!out.name.quoted && !m_in.isSymbol(":")) {
      out.kind = Argument::Kind::Inferred;
      return out;
    }
    SB_TRY_VOID(m_in.symbol(":"));
    out.kind = Argument::Kind::Named;
    SB_TRY(out.value, expression(depth + 1));
    return out;
  }

  std::string_view m_text;
  TypeNames m_types;
  TokenReader m_in;
  PackagePath m_package;
  std::vector<std::pair<std::size_t, std::size_t>> m_wit;  ///< parts of the text that are WIT
};

void collect(const Expr& expr, std::vector<PackagePath>& out);

void addPackage(const PackagePath& path, std::vector<PackagePath>& out) {
  const auto same = [&](const PackagePath& p) {
    return p.package == path.package && p.version == path.version;
  };
  if (std::find_if(out.begin(), out.end(), same) == out.end()) out.push_back(path);
}

void collect(const Expr& expr, std::vector<PackagePath>& out) {
  match(
      expr.kind,
      [&](const NewExpr& made) {
        addPackage(made.package, out);
        for (const Argument& argument : made.arguments)
          if (argument.value) collect(*argument.value, out);
      },
      [](const NameExpr&) {}, [&](const AccessExpr& access) { collect(*access.instance, out); });
}

}  // namespace

std::string PackagePath::name() const {
  return package + (item.empty() ? "" : "/" + item) + (version.empty() ? "" : "@" + version);
}

bool Document::isOwn(const PackagePath& path) const {
  return path.package == package.package && path.version == package.version;
}

Result<Document> parseWac(std::string_view text) {
  SB_TRY(std::vector<Token> all, tokens(text));
  return Parser(text, std::move(all)).document();
}

std::vector<PackagePath> packagesOf(const Document& document) {
  std::vector<PackagePath> out;
  for (const Statement& statement : document.statements) {
    match(
        statement,
        [&](const ImportStatement& s) {
          if (const auto* path = std::get_if<PackagePath>(&s.type)) addPackage(*path, out);
        },
        [&](const LetStatement& s) { collect(*s.value, out); },
        [&](const ExportStatement& s) { collect(*s.value, out); });
  }
  if (document.targets) addPackage(*document.targets, out);
  std::erase_if(out, [&](const PackagePath& path) { return document.isOwn(path); });
  return out;
}

}  // namespace sb::wac
