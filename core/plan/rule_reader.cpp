// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <initializer_list>
#include <set>

#include "core/plan/raw_rules.h"

// Reads the rules of splicer 2.4.1 (splicer.md 2.1, 2.2). The shape of the whole file is read first, the
// rules about names and lists are checked after it, in the order of the table in 2.2. Unlike splicer, unknown
// keys are errors.
namespace sb::plan {
namespace {

Place placeOf(const YAML::Node& node) {
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return {};
  return {static_cast<unsigned>(mark.line) + 1, static_cast<unsigned>(mark.column) + 1};
}

/// What a plain scalar means in YAML's core schema, as far as texts must be told from other values.
enum class ScalarKind { Text, Null, Bool, Number };
ScalarKind scalarKind(const YAML::Node& node) {
  if (node.Tag() == "!") return ScalarKind::Text;  // quoted
  const std::string& text = node.Scalar();
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
    return ScalarKind::Null;
  for (const char* word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return ScalarKind::Bool;
  }
  if (text.find_first_not_of("0123456789+-.eE") != std::string::npos) return ScalarKind::Text;
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return end && *end == '\0' && text.find_first_of("0123456789") != std::string::npos ? ScalarKind::Number
                                                                                      : ScalarKind::Text;
}

std::string found(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  switch (scalarKind(node)) {
    case ScalarKind::Text: return "the text `" + node.Scalar() + "`";
    case ScalarKind::Null: return "nothing";
    case ScalarKind::Bool: return "`" + node.Scalar() + "`";
    case ScalarKind::Number: return "the number " + node.Scalar();
  }
  return "something else";
}

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

using Keys = std::initializer_list<const char*>;

std::string nearest(std::string_view key, Keys known) {
  return *std::min_element(known.begin(), known.end(), [&](const char* a, const char* b) {
    return editDistance(key, a) < editDistance(key, b);
  });
}

/// Checks that `node` is a map with known keys, each once. `where` is "rule 1" or "" for the file itself.
Result<void> checkMap(const YAML::Node& node, const std::string& where, const char* what, Keys known) {
  const std::string prefix = where.empty() ? "" : where + ": ";
  if (!node.IsMap()) {
    return failAt(ErrorCode::BadSyntax, placeOf(node),
                  prefix + "expected " + what + ", found " + found(node));
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const Place place = placeOf(entry.first);
    if (!entry.first.IsScalar()) return failAt(ErrorCode::BadSyntax, place, prefix + "a key must be a text");
    const std::string& key = entry.first.Scalar();
    if (!seen.insert(key).second)
      return failAt(ErrorCode::BadSyntax, place, prefix + "`" + key + "` is written twice");
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const bool late = key == "on_node" || key == "on_subgraph";
      return failAt(ErrorCode::BadRule, place,
                    prefix + "unknown key `" + key + "`; " +
                        (late ? "write the place as `before` or `between`"
                              : "did you mean `" + nearest(key, known) + "`?"));
    }
  }
  return {};
}

Result<YAML::Node> required(const YAML::Node& map, const std::string& where, const char* key,
                            const char* hint) {
  const YAML::Node value = map[key];
  if (value.IsDefined()) return value;
  return failAt(ErrorCode::BadSyntax, placeOf(map),
                (where.empty() ? "" : where + ": ") + "`" + key + "` is missing; " + hint);
}

Result<std::string> text(const YAML::Node& node, const std::string& where, const char* key) {
  if (node.IsScalar() && scalarKind(node) == ScalarKind::Text) return node.Scalar();
  return failAt(
      ErrorCode::BadSyntax, placeOf(node),
      where + ": `" + key + "` must be a text, found " + found(node) + "; put it in quotes if it is one");
}

/// A configuration value as canonical text: JSON strings, `[a, b]`, `{"k": v}` (splicer.md 9.3).
Result<std::string> configText(const YAML::Node& node, const std::string& where, unsigned depth = 0) {
  const auto bad = [&](const std::string& why) {
    return failAt(ErrorCode::BadRule, placeOf(node), where + ": a `config` value " + why);
  };
  if (depth > 64) return bad("is nested too deeply");
  if (!node.IsDefined() || node.IsNull()) return bad("is empty; leave the key out instead");
  const std::string& tag = node.Tag();
  if (!tag.empty() && tag != "?" && tag != "!")
    return bad("has the tag `" + tag + "`; tags have no meaning here");
  const auto quoted = [](const std::string& raw) {
    std::string out = "\"";
    for (const char c : raw) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n')
        out += "\\n";
      else if (c == '\t')
        out += "\\t";
      else if (c == '\r')
        out += "\\r";
      else
        out += c;
    }
    return out + "\"";
  };
  std::string out;
  if (node.IsScalar()) {
    switch (scalarKind(node)) {
      case ScalarKind::Text: return quoted(node.Scalar());
      case ScalarKind::Null: return bad("is empty; leave the key out instead");
      case ScalarKind::Bool: return node.Scalar()[0] == 't' || node.Scalar()[0] == 'T' ? "true" : "false";
      case ScalarKind::Number: break;
    }
    errno = 0;
    std::strtod(node.Scalar().c_str(), nullptr);
    if (errno == ERANGE) return bad("is a number that fits neither 64-bit form");
    return node.Scalar();
  }
  if (node.IsSequence()) {
    for (const auto& item : node) {
      SB_TRY(const std::string one, configText(item, where, depth + 1));
      out += (out.empty() ? "" : ", ") + one;
    }
    return "[" + out + "]";
  }
  for (const auto& entry : node) {
    if (!entry.first.IsScalar() || scalarKind(entry.first) != ScalarKind::Text)
      return bad("has a key that is no text");
    SB_TRY(const std::string one, configText(entry.second, where, depth + 1));
    out += (out.empty() ? "" : ", ") + quoted(entry.first.Scalar()) + ": " + one;
  }
  return "{" + out + "}";
}

Result<void> readBuiltin(const YAML::Node& node, const std::string& where, RawInjection& raw) {
  raw.hasBuiltin = true;
  if (node.IsScalar()) {
    SB_TRY(raw.injection.builtin, text(node, where, "builtin"));
    return {};
  }
  SB_TRY_VOID(checkMap(node, where + ", builtin", "a name or a map", {"name", "alias", "config"}));
  SB_TRY(const YAML::Node name, required(node, where + ", builtin", "name", "write the builtin's name"));
  SB_TRY(raw.injection.builtin, text(name, where, "builtin.name"));
  if (const YAML::Node alias = node["alias"]; alias.IsDefined()) {
    raw.hasAlias = true;
    SB_TRY(raw.injection.name, text(alias, where, "builtin.alias"));
  }
  const YAML::Node config = node["config"];
  if (!config.IsDefined()) return {};
  if (!config.IsMap()) {
    return failAt(ErrorCode::BadSyntax, placeOf(config),
                  where + ": `config` must be a map, found " + found(config));
  }
  for (const auto& entry : config) {
    if (!entry.first.IsScalar())
      return failAt(ErrorCode::BadRule, placeOf(entry.first), where + ": a `config` key must be a text");
    SB_TRY(raw.injection.config[entry.first.Scalar()], configText(entry.second, where));
  }
  return {};
}

Result<RawInjection> readInjection(const YAML::Node& node, const std::string& where) {
  RawInjection raw;
  const Place place = placeOf(node);
  raw.injection.line = place.line;
  raw.injection.column = place.column;
  if (node.IsScalar()) {
    return failAt(
        ErrorCode::BadSyntax, place,
        where + ": expected a map, found " + found(node) + "; write { name: …, path: … } or { builtin: … }");
  }
  SB_TRY_VOID(checkMap(node, where, "a map", {"name", "path", "builtin"}));
  if (const YAML::Node name = node["name"]; name.IsDefined()) {
    raw.hasName = true;
    SB_TRY(raw.injection.name, text(name, where, "name"));
  }
  if (const YAML::Node path = node["path"]; path.IsDefined()) {
    raw.hasPath = true;
    SB_TRY(raw.injection.path, text(path, where, "path"));
  }
  if (const YAML::Node builtin = node["builtin"]; builtin.IsDefined())
    SB_TRY_VOID(readBuiltin(builtin, where, raw));
  return raw;
}

Result<NodeSelector> readSelector(const YAML::Node& node, const std::string& where, const char* key,
                                  bool nameRequired) {
  SB_TRY_VOID(checkMap(node, where + ", " + key, "a map with `name`", {"name", "alias"}));
  NodeSelector selector;
  if (nameRequired) {
    SB_TRY(const YAML::Node name, required(node, where + ", " + key, "name", "name the node"));
    SB_TRY(selector.name, text(name, where, "name"));
  } else if (const YAML::Node name = node["name"]; name.IsDefined()) {
    SB_TRY(selector.name, text(name, where, "name"));
    if (selector.name.empty()) {
      return failAt(ErrorCode::BadRule, placeOf(name),
                    where + ": the provider's `name` is empty; leave the key out instead");
    }
  }
  if (const YAML::Node alias = node["alias"]; alias.IsDefined()) {
    SB_TRY(selector.alias, text(alias, where, "alias"));
  }
  return selector;
}

Result<RawRule> readRule(const YAML::Node& node, const std::string& where) {
  SB_TRY_VOID(checkMap(node, where, "a map with `before` or `between` and `inject`",
                       {"before", "between", "inject"}));
  RawRule raw;
  raw.rule.line = placeOf(node).line;
  raw.rule.column = placeOf(node).column;
  if (const YAML::Node place = node["before"]; place.IsDefined()) {
    raw.before = true;
    raw.rule.kind = SpliceRule::Kind::Before;
    SB_TRY_VOID(checkMap(place, where + ", before", "a map with `interface`", {"interface", "provider"}));
    SB_TRY(const YAML::Node name, required(place, where + ", before", "interface", "name the interface"));
    SB_TRY(raw.rule.interfaceName, text(name, where, "interface"));
    raw.interfacePlace = placeOf(name);
    if (const YAML::Node provider = place["provider"]; provider.IsDefined()) {
      SB_TRY(raw.rule.provider, readSelector(provider, where, "provider", false));
    }
  }
  if (const YAML::Node place = node["between"]; place.IsDefined()) {
    raw.between = true;
    raw.rule.kind = SpliceRule::Kind::Between;
    const std::string here = where + ", between";
    SB_TRY_VOID(checkMap(place, here, "a map with `interface`, `inner` and `outer`",
                         {"interface", "inner", "outer"}));
    SB_TRY(const YAML::Node name, required(place, here, "interface", "name the interface"));
    SB_TRY(raw.rule.interfaceName, text(name, where, "interface"));
    raw.interfacePlace = placeOf(name);
    SB_TRY(const YAML::Node inner,
           required(place, here, "inner", "name the provider's side: inner: { name: … }"));
    SB_TRY(raw.rule.provider, readSelector(inner, where, "inner", true));
    SB_TRY(const YAML::Node outer,
           required(place, here, "outer", "name the caller's side: outer: { name: … }"));
    SB_TRY(raw.rule.consumer, readSelector(outer, where, "outer", true));
  }
  SB_TRY(const YAML::Node inject, required(node, where, "inject", "list the hooks to put there"));
  if (!inject.IsSequence()) {
    return failAt(ErrorCode::BadSyntax, placeOf(inject),
                  where + ": `inject` must be a list, found " + found(inject));
  }
  for (std::size_t i = 0; i < inject.size(); ++i) {
    SB_TRY(RawInjection one, readInjection(inject[i], where + ", injection " + std::to_string(i + 1)));
    raw.inject.push_back(std::move(one));
  }
  return raw;
}

Result<void> checkVersion(const YAML::Node& root) {
  SB_TRY(const YAML::Node version, required(root, "", "version", "the first line should be `version: 1`"));
  if (!version.IsScalar() || scalarKind(version) != ScalarKind::Number ||
      version.Scalar().find_first_of("+-.eE") != std::string::npos) {
    return failAt(ErrorCode::BadSyntax, placeOf(version),
                  "`version` must be a number, found " + found(version));
  }
  if (version.Scalar() != "1") {
    return failAt(ErrorCode::BadRule, placeOf(version),
                  "version " + version.Scalar() + " is not known; only version 1 is");
  }
  return {};
}

Result<SpliceRules> readRoot(const YAML::Node& root) {
  if (!root.IsDefined() || root.IsNull()) {
    return failAt(ErrorCode::BadSyntax, {}, "`version` is missing; the first line should be `version: 1`");
  }
  SB_TRY_VOID(checkMap(root, "", "a map with `version` and `rules`", {"version", "rules"}));
  SB_TRY_VOID(checkVersion(root));
  SB_TRY(const YAML::Node list, required(root, "", "rules", "list the rules"));
  if (!list.IsSequence())
    return failAt(ErrorCode::BadSyntax, placeOf(list), "`rules` must be a list, found " + found(list));
  std::vector<RawRule> raw;
  for (std::size_t i = 0; i < list.size(); ++i) {
    SB_TRY(RawRule one, readRule(list[i], "rule " + std::to_string(i + 1)));
    raw.push_back(std::move(one));
  }
  return checkRules(std::move(raw));
}

}  // namespace

Result<SpliceRules> parseSpliceRules(std::string_view yaml) {
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(yaml));
    if (documents.size() > 1)
      return failAt(ErrorCode::BadSyntax, placeOf(documents[1]),
                    "the file holds several YAML documents; write one");
    return readRoot(documents.empty() ? YAML::Node() : documents[0]);
  } catch (const YAML::Exception& problem) {
    const Place place = problem.mark.is_null() ? Place{}
                                               : Place{static_cast<unsigned>(problem.mark.line) + 1,
                                                       static_cast<unsigned>(problem.mark.column) + 1};
    return failAt(ErrorCode::BadSyntax, place, "this is no YAML: " + problem.msg);
  }
}

}  // namespace sb::plan
