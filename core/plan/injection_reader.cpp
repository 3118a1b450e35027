// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <cstdlib>

#include "core/plan/rule_yaml.h"

namespace sb::plan::yaml {

Result<std::string> configText(const YAML::Node& node, const std::string& where, unsigned depth) {
  const auto bad = [&](const std::string& why) {
    return failAt(ErrorCode::BadRule, placeOf(node), where + ": a `config` value " + why);
  };
  // Aliases of YAML let a short file stand for a text of any length.
  constexpr std::size_t MostConfigText = 64 * 1024;
  constexpr const char* TooLong = "is longer than 64 KiB";
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
      if (out.size() > MostConfigText) return bad(TooLong);
    }
    return "[" + out + "]";
  }
  for (const auto& entry : node) {
    if (!entry.first.IsScalar() || scalarKind(entry.first) != ScalarKind::Text)
      return bad("has a key that is no text");
    SB_TRY(const std::string one, configText(entry.second, where, depth + 1));
    out += (out.empty() ? "" : ", ") + quoted(entry.first.Scalar()) + ": " + one;
    if (out.size() > MostConfigText) return bad(TooLong);
  }
  return "{" + out + "}";
}

namespace {

Result<void> readConfig(const YAML::Node& map, const std::string& where,
                        std::map<std::string, std::string>& out) {
  const YAML::Node config = map["config"];
  if (!config.IsDefined()) return {};
  if (!config.IsMap()) {
    return failAt(ErrorCode::BadSyntax, placeOf(config),
                  where + ": `config` must be a map, found " + found(config));
  }
  for (const auto& entry : config) {
    if (!entry.first.IsScalar())
      return failAt(ErrorCode::BadRule, placeOf(entry.first), where + ": a `config` key must be a text");
    SB_TRY(out[entry.first.Scalar()], configText(entry.second, where));
  }
  return {};
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
  return readConfig(node, where, raw.injection.config);
}

/// Function or glob → value. A text is taken as it is: it is WAVE already; other values as they are written.
Result<void> readGateValues(const YAML::Node& node, const std::string& where, graph::HookOptions& options) {
  if (!node.IsMap()) {
    return failAt(ErrorCode::BadSyntax, placeOf(node),
                  where + ": `gate-values` must be a map of functions and values, found " + found(node));
  }
  for (const auto& entry : node) {
    if (!entry.first.IsScalar())
      return failAt(ErrorCode::BadRule, placeOf(entry.first), where + ": a function's name must be a text");
    if (!entry.second.IsScalar() || scalarKind(entry.second) == ScalarKind::Null) {
      return failAt(ErrorCode::BadSyntax, placeOf(entry.second),
                    where + ": the value of `" + entry.first.Scalar() +
                        "` must be WAVE text in quotes, such as 'some(1)', found " + found(entry.second));
    }
    options.gateValues[entry.first.Scalar()] = entry.second.Scalar();
  }
  return {};
}

/// What is ours: how the hook sits on its place.
Result<void> readOptions(const YAML::Node& node, const std::string& where, Injection& injection) {
  graph::HookOptions& options = injection.options;
  if (const YAML::Node functions = node["functions"]; functions.IsDefined()) {
    SB_TRY(options.functions, patterns(functions, where, "functions"));
  }
  if (const YAML::Node values = node["gate-values"]; values.IsDefined())
    SB_TRY_VOID(readGateValues(values, where, options));
  if (const YAML::Node policy = node["on-trap"]; policy.IsDefined()) {
    SB_TRY(const std::string chosen, word(policy, where, "on-trap", {"fail-call", "switch-off"}));
    options.onTrap = chosen == "fail-call" ? graph::TrapPolicy::FailCall : graph::TrapPolicy::SwitchOff;
  }
  if (const YAML::Node retype = node["retype-to-sync"]; retype.IsDefined()) {
    SB_TRY(options.retypeToSync, truth(retype, where, "retype-to-sync"));
  }
  if (const YAML::Node own = node["own-instance"]; own.IsDefined()) {
    if (own.IsScalar() && scalarKind(own) == ScalarKind::Bool) {
      SB_TRY(injection.ownInstance, truth(own, where, "own-instance"));
    } else {
      SB_TRY(injection.instance, text(own, where, "own-instance"));
    }
  }
  if (const YAML::Node enabled = node["enabled"]; enabled.IsDefined()) {
    SB_TRY(injection.enabled, truth(enabled, where, "enabled"));
  }
  return {};
}

}  // namespace

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
  SB_TRY_VOID(checkMap(node, where, "a map",
                       {"name", "path", "builtin", "config", "functions", "gate-values", "on-trap",
                        "retype-to-sync", "own-instance", "enabled"}));
  if (const YAML::Node name = node["name"]; name.IsDefined()) {
    raw.hasName = true;
    SB_TRY(raw.injection.name, text(name, where, "name"));
  }
  if (const YAML::Node path = node["path"]; path.IsDefined()) {
    raw.hasPath = true;
    SB_TRY(raw.injection.path, text(path, where, "path"));
  }
  SB_TRY_VOID(readConfig(node, where, raw.injection.config));
  if (const YAML::Node builtin = node["builtin"]; builtin.IsDefined())
    SB_TRY_VOID(readBuiltin(builtin, where, raw));
  SB_TRY_VOID(readOptions(node, where, raw.injection));
  return raw;
}

}  // namespace sb::plan::yaml
