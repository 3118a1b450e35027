// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/splice_rules.h"

namespace sb::plan {
namespace {

/// Always quoted: no text can be taken for a number, an alias or a comment.
std::string quoted(const std::string& text) {
  static constexpr char Hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += Hex[byte >> 4];
      out += Hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string list(const Patterns& patterns) {
  if (patterns.size() == 1) return quoted(patterns.front());
  std::string out;
  for (const std::string& one : patterns) out += (out.empty() ? "" : ", ") + quoted(one);
  return "[" + out + "]";
}

bool isAny(const NodeSelector& node) { return node.names.empty() && node.alias.empty(); }

std::string selector(const NodeSelector& node) {
  std::string out;
  if (!node.names.empty()) out += "name: " + list(node.names);
  if (!node.alias.empty()) out += (out.empty() ? "" : ", ") + ("alias: " + quoted(node.alias));
  return "{ " + out + " }";
}

std::string config(const std::map<std::string, std::string>& values, const std::string& indent) {
  if (values.empty()) return {};
  std::string out = indent + "config:";
  for (const auto& [key, value] : values) out += indent + "  " + quoted(key) + ": " + value;
  return out;
}

std::string options(const Injection& one) {
  const std::string indent = "\n        ";
  const graph::HookOptions& options = one.options;
  std::string out;
  if (!options.functions.empty()) out += indent + "functions: " + list(options.functions);
  if (!options.gateValues.empty()) out += indent + "gate-values:";
  for (const auto& [function, value] : options.gateValues)
    out += indent + "  " + quoted(function) + ": " + quoted(value);
  if (options.onTrap != graph::TrapPolicy::FailCall)
    out += indent + "on-trap: " + graph::trapPolicyName(options.onTrap);
  if (options.retypeToSync) out += indent + "retype-to-sync: true";
  if (one.ownInstance) out += indent + "own-instance: true";
  if (!one.instance.empty()) out += indent + "own-instance: " + quoted(one.instance);
  if (!one.enabled) out += indent + "enabled: false";
  return out;
}

std::string injection(const Injection& one) {
  if (one.builtin.empty()) {
    return "name: " + quoted(one.name) + (one.path.empty() ? "" : "\n        path: " + quoted(one.path)) +
           config(one.config, "\n        ") + options(one);
  }
  if (one.name == one.builtin && one.config.empty()) return "builtin: " + quoted(one.builtin) + options(one);
  std::string out = "builtin:\n          name: " + quoted(one.builtin);
  if (one.name != one.builtin) out += "\n          alias: " + quoted(one.name);
  return out + config(one.config, "\n          ") + options(one);
}

std::string values(const FunctionTest::Values& wanted) {
  std::string out = wanted.concrete ? "concrete" : "";
  if (wanted.defaultable) out += out.empty() ? "defaultable" : ", defaultable";
  return "[" + out + "]";
}

std::string functionTest(const std::optional<FunctionTest>& test) {
  if (!test) return {};
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
  if (test->async) add(*test->async ? "async: true" : "async: false");
  switch (test->scope) {
    case FunctionTest::Scope::Any: break;
    case FunctionTest::Scope::Interface: add("scope: interface"); break;
    case FunctionTest::Scope::Resource: add("scope: resource"); break;
  }
  if (test->args.concrete || test->args.defaultable) add("args: " + values(test->args));
  if (test->results.concrete || test->results.defaultable) add("results: " + values(test->results));
  return "\n      all-funcs: { " + out + " }";
}

std::string direction(const SpliceRule& rule) {
  std::string out;
  switch (rule.direction) {
    case SpliceRule::Direction::Both: break;
    case SpliceRule::Direction::Inbound: out = "\n      direction: inbound"; break;
    case SpliceRule::Direction::Outbound: out = "\n      direction: outbound"; break;
  }
  if (!rule.interfaces.empty()) out += "\n      filter: { interface: " + list(rule.interfaces) + " }";
  return out;
}

std::string place(const SpliceRule& rule) {
  switch (rule.kind) {
    case SpliceRule::Kind::Before:
      return "\n      interface: " + list(rule.interfaces) +
             (isAny(rule.provider) ? "" : "\n      provider: " + selector(rule.provider)) +
             functionTest(rule.allFunctions);
    case SpliceRule::Kind::Between:
      return "\n      interface: " + list(rule.interfaces) +
             (isAny(rule.provider) ? "" : "\n      inner: " + selector(rule.provider)) +
             (isAny(rule.consumer) ? "" : "\n      outer: " + selector(rule.consumer)) +
             functionTest(rule.allFunctions);
    case SpliceRule::Kind::OnNode:
      return "\n      name: " + list(rule.provider.names) +
             (rule.provider.alias.empty() ? "" : "\n      alias: " + quoted(rule.provider.alias)) +
             direction(rule) + functionTest(rule.allFunctions);
    case SpliceRule::Kind::OnSubgraph:
      return "\n      nodes: " + list(rule.nodes) + direction(rule) + functionTest(rule.allFunctions);
    case SpliceRule::Kind::OnEdge: {
      std::string out;
      for (const std::string& edge : rule.edges) out += "\n      - " + quoted(edge);
      return out;
    }
  }
  return {};
}

}  // namespace

const char* ruleKindName(SpliceRule::Kind kind) {
  switch (kind) {
    case SpliceRule::Kind::Before: return "before";
    case SpliceRule::Kind::Between: return "between";
    case SpliceRule::Kind::OnNode: return "on_node";
    case SpliceRule::Kind::OnSubgraph: return "on_subgraph";
    case SpliceRule::Kind::OnEdge: return "on_edge";
  }
  return "";
}

std::string printSpliceRules(const SpliceRules& rules) {
  std::string out = "version: 1\nrules:";
  if (rules.rules.empty()) return out + " []\n";
  for (const SpliceRule& rule : rules.rules) {
    out += std::string("\n  - ") + ruleKindName(rule.kind) + ":" + place(rule);
    if (!rule.except.empty()) out += "\n    except: " + list(rule.except);
    out += "\n    inject:";
    for (const Injection& one : rule.inject) out += "\n      - " + injection(one);
  }
  return out + "\n";
}

}  // namespace sb::plan
