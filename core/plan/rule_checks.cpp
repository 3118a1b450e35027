// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <map>

#include "core/plan/raw_rules.h"
#include "core/support/glob.h"

namespace sb::plan {
namespace {

/// Rows 4 and 5 of 2.2.
Result<void> checkInterface(const std::string& name, Place place, const std::string& where) {
  if (name.empty())
    return failAt(ErrorCode::BadRule, place,
                  where + ": `interface` is empty; name an interface, such as demo:kv/store@1.0.0");
  constexpr std::string_view Allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/@*?[]";
  const std::size_t bad = name.find_first_not_of(Allowed);
  if (bad == std::string::npos) return {};
  return failAt(
      ErrorCode::BadRule, place,
      where + ": `interface` has the character `" + name.substr(bad, 1) + "`, which no interface name has");
}

/// Rows 9 to 12 of 2.2 for one injection; sets the effective name.
Result<Injection> checkInjection(RawInjection raw, const std::string& where) {
  Injection& injection = raw.injection;
  const Place place{injection.line, injection.column};
  const auto bad = [&](const std::string& message) {
    return failAt(ErrorCode::BadRule, place, where + ": " + message);
  };
  if (!raw.hasName && !raw.hasBuiltin) return bad("neither `name` nor `builtin` is given; write one of them");
  if (raw.hasName && raw.hasBuiltin)
    return bad("`builtin` and `name` exclude each other; use `builtin.alias` to rename it");
  if (raw.hasPath && raw.hasBuiltin) return bad("`builtin` and `path` exclude each other; drop one");
  if (raw.hasName && injection.name.empty()) return bad("`name` is empty; name the hook");
  if (raw.hasPath && injection.path.empty()) return bad("`path` is empty; leave the key out or name a file");
  if (raw.hasBuiltin && injection.builtin.empty()) return bad("the builtin's name is empty");
  if (raw.hasAlias && injection.name.empty())
    return bad("the builtin's `alias` is empty; leave the key out instead");
  if (raw.hasBuiltin && !raw.hasAlias) injection.name = injection.builtin;
  return std::move(injection);
}

/// A pattern that is empty matches nothing that there is.
Result<void> checkNoEmptyName(const SpliceRule& rule, const std::string& where) {
  for (const Patterns* names : {&rule.provider.names, &rule.consumer.names, &rule.nodes, &rule.edges}) {
    for (const std::string& name : *names) {
      if (!name.empty()) continue;
      return failAt(ErrorCode::BadRule, {rule.line, rule.column},
                    where + ": a name of `" + ruleKindName(rule.kind) +
                        "` is empty; write a name, or leave the key out for any");
    }
  }
  return {};
}

/// Rows 3 to 12 of 2.2 for one rule.
Result<SpliceRule> checkRule(RawRule raw, const std::string& where) {
  SpliceRule& rule = raw.rule;
  const Place place{rule.line, rule.column};
  if (raw.places.size() > 1) {
    return failAt(
        ErrorCode::BadRule, place,
        where + ": `" + raw.places[0] + "` and `" + raw.places[1] + "` exclude each other; make two rules");
  }
  if (raw.places.empty())
    return failAt(ErrorCode::BadRule, place,
                  where + ": neither `before` nor `between` is given; say where the hooks go");
  for (const std::string& name : rule.interfaces)
    SB_TRY_VOID(checkInterface(name, raw.interfacePlace, where));
  SB_TRY_VOID(checkNoEmptyName(rule, where));
  const Patterns &inner = rule.provider.names, &outer = rule.consumer.names;
  if (inner.size() == 1 && inner == outer && !isGlob(inner.front())) {
    return failAt(
        ErrorCode::BadRule, place,
        where + ": `inner` and `outer` both name `" + inner.front() + "`; they must be different nodes");
  }
  if (raw.inject.empty())
    return failAt(ErrorCode::BadRule, place, where + ": `inject` is empty; list at least one hook");
  for (std::size_t i = 0; i < raw.inject.size(); ++i) {
    SB_TRY(Injection one,
           checkInjection(std::move(raw.inject[i]), where + ", injection " + std::to_string(i + 1)));
    rule.inject.push_back(std::move(one));
  }
  return std::move(rule);
}

/// Row 14 of 2.2.
Result<void> checkUniqueNames(const SpliceRules& rules) {
  std::map<std::string, std::size_t> owners;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    for (const Injection& injection : rules.rules[r].inject) {
      const auto [owner, fresh] = owners.emplace(injection.name, r);
      if (fresh) continue;
      return failAt(ErrorCode::BadRule, {injection.line, injection.column},
                    "the hook name `" + injection.name + "` of rule " + std::to_string(r + 1) +
                        " is already used in rule " + std::to_string(owner->second + 1) +
                        "; every hook of a file needs its own name");
    }
  }
  return {};
}

}  // namespace

Result<SpliceRules> checkRules(std::vector<RawRule> raw) {
  SpliceRules rules;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    SB_TRY(SpliceRule one, checkRule(std::move(raw[i]), "rule " + std::to_string(i + 1)));
    rules.rules.push_back(std::move(one));
  }
  SB_TRY_VOID(checkUniqueNames(rules));
  return rules;
}

}  // namespace sb::plan
