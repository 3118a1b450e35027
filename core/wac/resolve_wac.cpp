// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wac/resolve_wac.h"

#include <algorithm>

#include "core/graph/port_kind.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"
#include "core/types/subtype.h"
#include "core/wac/wac_target.h"
#include "core/wac/wac_values.h"

namespace sb::wac {
namespace {

using graph::PortRef;
using graph::Side;

class Resolver {
 public:
  Resolver(const Document& document, const Packages& packages)
      : m_document(document), m_packages(packages), m_out(lastPart(document.package.package)) {}

  Result<graph::Graph> resolve() {
    for (const Statement& statement : m_document.statements) {
      SB_TRY_VOID(match(
          statement, [&](const ImportStatement& s) { return import(s); },
          [&](const LetStatement& s) { return let(s); },
          [&](const ExportStatement& s) { return export_(s); }));
    }
    if (m_document.targets) SB_TRY_VOID(checkTarget(*m_document.targets));
    return m_out.take();
  }

 private:
  using Given = std::map<std::string, std::pair<Value, Place>>;  ///< arguments by import

  Result<const Package*> package(const PackagePath& path) const {
    const std::string name = PackagePath{path.package, path.version, {}, {}}.name();
    const auto found = m_packages.find(name);
    if (found != m_packages.end()) return &found->second;
    if (m_document.isOwn(path))
      return failAt(ErrorCode::NoSuchNode, path.place, concat("`", path.item, "` is not declared here"));
    return failAt(ErrorCode::NoSuchNode, path.place, concat("the package `", name, "` is not known"));
  }

  /// What a path means inside of a package: of a WIT package an interface or a world, of a component one of
  /// the interfaces it exports.
  Result<types::ExternType> itemOf(const PackagePath& path) const {
    SB_TRY(const Package* const found, package(path));
    const types::NamedExtern* item = found->type->findExport(path.item);
    const auto* wrapped = item ? std::get_if<types::TypeOfComponent>(&item->type) : nullptr;
    if (wrapped && !wrapped->type->exports.empty()) return wrapped->type->exports.front().type;
    const types::NamedExtern* own = found->type->findExport(path.name());
    if (own) return own->type;
    return failAt(ErrorCode::NoSuchPort, path.place,
                  concat("the package `", path.package, "` has no `", path.item, "`"));
  }

  Result<void> name(const Name& name, Value value) {
    if (m_names.emplace(name.text, std::move(value)).second) return {};
    return failAt(ErrorCode::DuplicateName, name.place, concat("`", name.text, "` has a meaning already"));
  }
  Result<const Value*> named(const Name& name) const {
    const auto found = m_names.find(name.text);
    if (found != m_names.end()) return &found->second;
    return failAt(ErrorCode::NoSuchNode, name.place, concat("the name `", name.text, "` is not known here"));
  }

  Result<void> import(const ImportStatement& s) {
    std::string externName = s.as ? s.as->text : s.id.text;
    types::ExternType type = types::FuncTypeRef();
    if (const auto* path = std::get_if<PackagePath>(&s.type)) {
      if (!s.as && !s.declaredHere) externName = path->name();
      SB_TRY(type, itemOf(*path));
    } else {
      type = std::get<types::ExternType>(s.type);
    }
    SB_TRY(Value value, m_out.import(model::ExternName(externName), std::move(type), s.id.place));
    return name(s.id, std::move(value));
  }

  Result<void> let(const LetStatement& s) {
    SB_TRY(Value value, evaluate(*s.value, s.id.text));
    return name(s.id, std::move(value));
  }

  Result<void> export_(const ExportStatement& s) {
    SB_TRY(const Value value, evaluate(*s.value, "exported"));
    if (!s.spread) {
      const std::string name = s.as ? s.as->text : value.name;
      if (name.empty())
        return failAt(ErrorCode::BadSyntax, s.place,
                      "an instance is exported under a name: write `as \"name\"`");
      return m_out.exportValue(value, name, s.place);
    }
    bool any = false;
    for (const std::string& name : m_out.exportsOf(value)) {
      const graph::Graph& graph = m_out.graph();
      if (graph.nodes.at(graph.host).findImport(name)) continue;
      SB_TRY(const Value item, m_out.access(value, {name, true, s.place}));
      SB_TRY_VOID(m_out.exportValue(item, name, s.place));
      any = true;
    }
    if (any) return {};
    return failAt(ErrorCode::NoSuchPort, s.place, "`...` exports nothing that is not exported already");
  }

  Result<Value> evaluate(const Expr& expr, const std::string& wantedName) {
    return match(
        expr.kind, [&](const NewExpr& made) { return instance(made, wantedName, expr.place); },
        [&](const NameExpr& name) -> Result<Value> {
          SB_TRY(const Value* const value, named(name.name));
          return *value;
        },
        [&](const AccessExpr& access) -> Result<Value> {
          SB_TRY(const Value value, evaluate(*access.instance, wantedName));
          return m_out.access(value, access.name);
        });
  }

  Result<Value> instance(const NewExpr& made, const std::string& wantedName, Place place) {
    SB_TRY(const Package* const found, package(made.package));
    if (!found->component) {
      return failAt(
          ErrorCode::NoSuchNode, made.package.place,
          concat("the package `", made.package.name(), "` holds types only and cannot be instantiated"));
    }
    std::vector<std::string> imports;
    for (const types::NamedExtern& item : found->type->imports) imports.push_back(item.name.name);
    // Arguments first: what they make comes before the instance that takes it.
    Given values;
    bool fill = false;
    for (const Argument& argument : made.arguments) {
      switch (argument.kind) {
        case Argument::Kind::Fill: fill = true; break;
        case Argument::Kind::Spread: SB_TRY_VOID(spread(argument, imports, values)); break;
        case Argument::Kind::Named: {
          SB_TRY(const Value value, evaluate(*argument.value, argument.name.text));
          SB_TRY_VOID(put(importNamed(argument.name, imports), argument.name, value, imports, values));
          break;
        }
        case Argument::Kind::Inferred: {
          SB_TRY(const Value* const value, named(argument.name));
          SB_TRY_VOID(put(inferred(argument.name, *value, imports), argument.name, *value, imports, values));
          break;
        }
      }
    }
    if (found->passesOn) return passOn(*found->passesOn, wantedName, values, fill, place);
    SB_TRY(const Value node, m_out.instance(found->component, wantedName));
    for (const std::string& import : imports) {
      const PortRef consumer{node.node, Side::Import, import};
      const auto value = values.find(import);
      if (value != values.end()) {
        SB_TRY_VOID(m_out.connect(value->second.first, consumer, value->second.second));
      } else if (fill || isFree(*found->type, import)) {
        if (!fill) continue;
        if (const Result<void> left = m_out.leaveToHost(consumer); !left)
          return failAt(left.error().code, place, left.error().message);
      } else {
        return failAt(ErrorCode::NoSuchPort, place,
                      concat("nothing is given for the import `", import, "`; give it, or write `...`"));
      }
    }
    return node;
  }

  /// The exports of a component that passes its imports on are what it is given.
  Result<Value> passOn(const graph::Graph& inside, const std::string& name, const Given& given, bool fill,
                       Place place) {
    auto parts = std::make_shared<std::map<std::string, Value>>();
    for (const graph::Port& port : inside.nodes.at(inside.host).imports) {
      const graph::Edge* edge = inside.edgeInto({inside.host, Side::Import, port.name.name});
      if (!edge) continue;
      SB_TRY(Value value, passed(inside, edge->provider, name, given, fill, place));
      value.name = port.name.name;
      parts->emplace(port.name.name, std::move(value));
    }
    return Value{{}, {}, {}, std::move(parts)};
  }

  Result<Value> passed(const graph::Graph& inside, const PortRef& provider, const std::string& name,
                       const Given& given, bool fill, Place place) {
    const graph::Node& node = inside.nodes.at(provider.node);
    if (node.kind != graph::NodeKind::Host) {
      std::map<std::string, Value> items;
      for (const graph::Port& port : node.imports) {
        const graph::Edge* edge = inside.edgeInto({node.id, Side::Import, port.name.name});
        if (!edge) continue;
        SB_TRY(Value value, passed(inside, edge->provider, name, given, fill, place));
        items.emplace(port.name.name, std::move(value));
      }
      graph::Node like = node;
      like.name = name;
      return m_out.bundle(like, items, place);
    }
    const graph::Port* port = inside.find(provider);
    const std::string whole = port->path.empty() ? provider.name : port->path.front();
    Value value;
    if (const auto found = given.find(whole); found != given.end()) {
      value = found->second.first;
    } else if (fill) {
      const graph::Port* import = node.findExport(whole);
      SB_TRY(value, m_out.hostImport(import->name, import->type, place));
    } else {
      return failAt(ErrorCode::NoSuchPort, place,
                    concat("nothing is given for the import `", whole, "`; give it, or write `...`"));
    }
    for (std::size_t i = 1; i < port->path.size(); ++i) {
      SB_TRY(value, m_out.access(value, {port->path[i], true, place}));
    }
    return value;
  }

  /// Imports of types alone need no provider.
  static bool isFree(const types::ComponentType& type, const std::string& import) {
    const types::NamedExtern* item = type.findImport(import);
    const auto* instance = item ? std::get_if<types::InstanceTypeRef>(&item->type) : nullptr;
    return instance && types::isTypesOnly(**instance) && !types::definesResource(**instance);
  }

  static std::string importNamed(const Name& name, const std::vector<std::string>& imports) {
    if (name.quoted || std::find(imports.begin(), imports.end(), name.text) != imports.end())
      return name.text;
    return byLastPart(imports, name.text).value_or(name.text);
  }

  /// The order of 6.1: the name the value came from, the only import with this last part, the name itself.
  static std::string inferred(const Name& name, const Value& value, const std::vector<std::string>& imports) {
    if (std::find(imports.begin(), imports.end(), value.name) != imports.end()) return value.name;
    return importNamed(name, imports);
  }

  static Result<void> put(const std::string& import, const Name& name, const Value& value,
                          const std::vector<std::string>& imports, Given& values) {
    if (std::find(imports.begin(), imports.end(), import) == imports.end()) {
      std::string all;
      for (const std::string& known : imports) all += (all.empty() ? "" : ", ") + known;
      return failAt(
          ErrorCode::NoSuchPort, name.place,
          concat("there is no import `", import, "`; there ", all.empty() ? "are none" : "are: " + all));
    }
    if (values.emplace(import, std::pair{value, name.place}).second) return {};
    return failAt(ErrorCode::DuplicateName, name.place, concat("`", import, "` is given twice"));
  }

  Result<void> spread(const Argument& argument, const std::vector<std::string>& imports, Given& values) {
    SB_TRY(const Value* const value, named(argument.name));
    const std::vector<std::string> exports = m_out.exportsOf(*value);
    bool any = false;
    for (const std::string& import : imports) {
      if (values.count(import) != 0 || std::find(exports.begin(), exports.end(), import) == exports.end())
        continue;
      SB_TRY(const Value item, m_out.access(*value, {import, true, argument.name.place}));
      values.emplace(import, std::pair{item, argument.name.place});
      any = true;
    }
    if (any) return {};
    return failAt(ErrorCode::NoSuchPort, argument.name.place,
                  concat("`...", argument.name.text, "` has no export that is still needed"));
  }

  Result<void> checkTarget(const PackagePath& path) const {
    SB_TRY(const types::ExternType item, itemOf(path));
    const auto* world = std::get_if<types::ComponentTypeRef>(&item);
    if (!world) return failAt(ErrorCode::NoSuchPort, path.place, concat("`", path.name(), "` is no world"));
    return fitsTarget(m_out.graph(), **world, path);
  }

  const Document& m_document;
  const Packages& m_packages;
  GraphWriter m_out;
  std::map<std::string, Value> m_names;
};

}  // namespace

Result<graph::Graph> resolveWac(const Document& document, const Packages& packages) {
  return Resolver(document, packages).resolve();
}

}  // namespace sb::wac
