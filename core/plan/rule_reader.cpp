// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <optional>

#include "core/plan/rule_yaml.h"

// Reads the rules of splicer 2.4.1 (splicer.md 2.1, 2.2) with the later selectors of 2.3. The shape of the
// whole file is read first, the rules about names and lists are checked after it, in the order of the table
// in 2.2. Unlike splicer, unknown keys are errors.
namespace sb::plan {
namespace {

using namespace yaml;

Result<NodeSelector> readSelector(const YAML::Node& node, const std::string& where, const char* key,
                                  bool nameRequired) {
  SB_TRY_VOID(checkMap(node, where + ", " + key, "a map with `name`", {"name", "alias"}));
  NodeSelector selector;
  if (nameRequired) {
    SB_TRY(const YAML::Node name, required(node, where + ", " + key, "name", "name the node"));
    SB_TRY(selector.names, patterns(name, where, "name"));
  } else if (const YAML::Node name = node["name"]; name.IsDefined()) {
    SB_TRY(selector.names, patterns(name, where, "name"));
    if (selector.names.front().empty()) {
      return failAt(ErrorCode::BadRule, placeOf(name),
                    where + ": the provider's `name` is empty; leave the key out instead");
    }
  }
  if (const YAML::Node alias = node["alias"]; alias.IsDefined()) {
    SB_TRY(selector.alias, text(alias, where, "alias"));
  }
  return selector;
}

Result<FunctionTest::Values> readValueTests(const YAML::Node& map, const std::string& where,
                                            const char* key) {
  FunctionTest::Values values;
  const YAML::Node node = map[key];
  if (!node.IsDefined()) return values;
  SB_TRY(const Patterns words, patterns(node, where, key));
  for (const std::string& one : words) {
    if (one != "concrete" && one != "defaultable") {
      return failAt(ErrorCode::BadRule, placeOf(node),
                    where + ": `" + key + "` lists `" + one + "`; it can list `concrete` and `defaultable`");
    }
    (one == "concrete" ? values.concrete : values.defaultable) = true;
  }
  return values;
}

Result<void> readFunctionTest(const YAML::Node& place, const std::string& where, SpliceRule& rule) {
  const YAML::Node node = place["all-funcs"];
  if (!node.IsDefined()) return {};
  const std::string here = where + ", all-funcs";
  SB_TRY_VOID(checkMap(node, here, "a map", {"async", "scope", "args", "results"}));
  FunctionTest test;
  if (const YAML::Node async = node["async"]; async.IsDefined()) {
    SB_TRY(test.async, truth(async, here, "async"));
  }
  if (const YAML::Node scope = node["scope"]; scope.IsDefined()) {
    SB_TRY(const std::string chosen, word(scope, here, "scope", {"interface", "resource"}));
    test.scope = chosen == "interface" ? FunctionTest::Scope::Interface : FunctionTest::Scope::Resource;
  }
  SB_TRY(test.args, readValueTests(node, here, "args"));
  SB_TRY(test.results, readValueTests(node, here, "results"));
  rule.allFunctions = test;
  return {};
}

Result<void> readInterface(const YAML::Node& map, const std::string& where, RawRule& raw) {
  const YAML::Node name = map["interface"];
  if (!name.IsDefined()) return {};
  SB_TRY(raw.rule.interfaces, patterns(name, where, "interface"));
  raw.interfacePlace = placeOf(name);
  return {};
}

Result<void> readBefore(const YAML::Node& place, const std::string& where, RawRule& raw) {
  const std::string here = where + ", before";
  raw.rule.kind = SpliceRule::Kind::Before;
  SB_TRY_VOID(checkMap(place, here, "a map with `interface`", {"interface", "provider", "all-funcs"}));
  SB_TRY_VOID(required(place, here, "interface", "name the interface"));
  SB_TRY_VOID(readInterface(place, where, raw));
  if (const YAML::Node provider = place["provider"]; provider.IsDefined()) {
    SB_TRY(raw.rule.provider, readSelector(provider, where, "provider", false));
  }
  return readFunctionTest(place, where, raw.rule);
}

Result<void> readBetween(const YAML::Node& place, const std::string& where, RawRule& raw) {
  const std::string here = where + ", between";
  raw.rule.kind = SpliceRule::Kind::Between;
  SB_TRY_VOID(checkMap(place, here, "a map with `interface`, `inner` and `outer`",
                       {"interface", "inner", "outer", "all-funcs"}));
  SB_TRY_VOID(required(place, here, "interface", "name the interface"));
  SB_TRY_VOID(readInterface(place, where, raw));
  if (const YAML::Node inner = place["inner"]; inner.IsDefined()) {
    SB_TRY(raw.rule.provider, readSelector(inner, where, "inner", true));
  }
  if (const YAML::Node outer = place["outer"]; outer.IsDefined()) {
    SB_TRY(raw.rule.consumer, readSelector(outer, where, "outer", true));
  }
  return readFunctionTest(place, where, raw.rule);
}

/// `direction` and `filter` of the selectors that start from nodes.
Result<void> readDirection(const YAML::Node& place, const std::string& here, RawRule& raw) {
  if (const YAML::Node direction = place["direction"]; direction.IsDefined()) {
    SB_TRY(const std::string chosen, word(direction, here, "direction", {"both", "inbound", "outbound"}));
    raw.rule.direction = chosen == "inbound"    ? SpliceRule::Direction::Inbound
                         : chosen == "outbound" ? SpliceRule::Direction::Outbound
                                                : SpliceRule::Direction::Both;
  }
  if (const YAML::Node filter = place["filter"]; filter.IsDefined()) {
    SB_TRY_VOID(checkMap(filter, here + ", filter", "a map with `interface`", {"interface"}));
    SB_TRY_VOID(readInterface(filter, here, raw));
  }
  return readFunctionTest(place, here, raw.rule);
}

Result<void> readOnNode(const YAML::Node& place, const std::string& where, RawRule& raw) {
  const std::string here = where + ", on_node";
  raw.rule.kind = SpliceRule::Kind::OnNode;
  SB_TRY_VOID(
      checkMap(place, here, "a map with `name`", {"name", "direction", "alias", "filter", "all-funcs"}));
  SB_TRY(const YAML::Node name, required(place, here, "name", "name the node"));
  SB_TRY(raw.rule.provider.names, patterns(name, here, "name"));
  if (const YAML::Node alias = place["alias"]; alias.IsDefined()) {
    SB_TRY(raw.rule.provider.alias, text(alias, here, "alias"));
  }
  return readDirection(place, here, raw);
}

Result<void> readOnSubgraph(const YAML::Node& place, const std::string& where, RawRule& raw) {
  const std::string here = where + ", on_subgraph";
  raw.rule.kind = SpliceRule::Kind::OnSubgraph;
  SB_TRY_VOID(checkMap(place, here, "a map with `nodes`", {"nodes", "direction", "filter", "all-funcs"}));
  SB_TRY(const YAML::Node nodes, required(place, here, "nodes", "list the nodes"));
  SB_TRY(raw.rule.nodes, patterns(nodes, here, "nodes"));
  return readDirection(place, here, raw);
}

Result<RawRule> readRule(const YAML::Node& node, const std::string& where) {
  SB_TRY_VOID(checkMap(node, where, "a map with `before` or `between` and `inject`",
                       {"before", "between", "on_node", "on_subgraph", "on_edge", "except", "inject"}));
  RawRule raw;
  raw.rule.line = placeOf(node).line;
  raw.rule.column = placeOf(node).column;
  for (const auto kind : {SpliceRule::Kind::Before, SpliceRule::Kind::Between, SpliceRule::Kind::OnNode,
                          SpliceRule::Kind::OnSubgraph, SpliceRule::Kind::OnEdge}) {
    const YAML::Node place = node[ruleKindName(kind)];
    if (!place.IsDefined()) continue;
    raw.places.push_back(ruleKindName(kind));
    switch (kind) {
      case SpliceRule::Kind::Before: SB_TRY_VOID(readBefore(place, where, raw)); break;
      case SpliceRule::Kind::Between: SB_TRY_VOID(readBetween(place, where, raw)); break;
      case SpliceRule::Kind::OnNode: SB_TRY_VOID(readOnNode(place, where, raw)); break;
      case SpliceRule::Kind::OnSubgraph: SB_TRY_VOID(readOnSubgraph(place, where, raw)); break;
      case SpliceRule::Kind::OnEdge: {
        raw.rule.kind = kind;
        SB_TRY(raw.rule.edges, patterns(place, where, "on_edge"));
        break;
      }
    }
  }
  if (const YAML::Node except = node["except"]; except.IsDefined()) {
    SB_TRY(raw.rule.except, patterns(except, where, "except"));
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

/// Where a second document begins: behind a line `---` that is not the first thing said. YAML::LoadAll would
/// tell too, but never ends on some broken texts.
std::optional<Place> secondDocument(std::string_view yaml) {
  bool begun = false;
  unsigned line = 0;
  while (!yaml.empty()) {
    const std::size_t end = yaml.find('\n');
    const std::string_view text = yaml.substr(0, end);
    yaml = end == std::string_view::npos ? std::string_view() : yaml.substr(end + 1);
    ++line;
    const bool marker = text.substr(0, 3) == "---" && (text.size() == 3 || text[3] == ' ' || text[3] == '\r');
    if (marker && begun) return Place{line + (text.size() == 3 ? 1U : 0U), text.size() == 3 ? 1U : 5U};
    const std::size_t first = text.find_first_not_of(" \t\r");
    begun = begun || marker || (first != std::string_view::npos && text[first] != '#' && text[0] != '%');
  }
  return std::nullopt;
}

}  // namespace

Result<SpliceRules> parseSpliceRules(std::string_view yaml) {
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (const auto second = secondDocument(yaml))
      return failAt(ErrorCode::BadSyntax, *second, "the file holds several YAML documents; write one");
    return readRoot(root);
  } catch (const YAML::Exception& problem) {
    const Place place = problem.mark.is_null() ? Place{}
                                               : Place{static_cast<unsigned>(problem.mark.line) + 1,
                                                       static_cast<unsigned>(problem.mark.column) + 1};
    return failAt(ErrorCode::BadSyntax, place, "this is no YAML: " + problem.msg);
  }
}

}  // namespace sb::plan
