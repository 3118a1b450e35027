// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/hook_kind.h"

#include <memory>

#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::graph {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

/// The import or export that carries the interface: by its exact name, else the first one on the same version
/// track.
const types::NamedExtern* carrier(const std::vector<types::NamedExtern>& items,
                                  std::string_view interfaceName) {
  const types::NamedExtern* byVersion = nullptr;
  const types::InterfaceName wanted = types::parseInterfaceName(interfaceName);
  for (const types::NamedExtern& item : items) {
    if (!std::holds_alternative<types::InstanceTypeRef>(item.type)) continue;
    if (item.name.name == interfaceName) return &item;
    const types::InterfaceName other = types::parseInterfaceName(item.name.name);
    if (!byVersion && (types::standsInByVersion(other, wanted) || types::standsInByVersion(wanted, other))) {
      byVersion = &item;
    }
  }
  return byVersion;
}

/// Resources that the interface only uses come from elsewhere; the two sides agree on them by their names
/// here.
std::optional<types::Mismatch> fitsByName(const types::InstanceTypeRef& found,
                                          const types::InstanceTypeRef& expected) {
  types::ResourceMap map;
  for (const types::NamedExtern& item : expected->exports) {
    const auto* wanted = std::get_if<types::TypeOfResource>(&item.type);
    const types::NamedExtern* given = wanted ? found->find(item.name.name) : nullptr;
    const auto* resource = given ? std::get_if<types::TypeOfResource>(&given->type) : nullptr;
    if (resource) map.emplace(wanted->resource.get(), resource->resource);
  }
  return types::fits(types::ExternType(found), types::ExternType(expected), map);
}

HookVerdict refuse(std::string code, std::string rule, std::string wayOut) {
  return HookVerdict{std::nullopt, std::move(code), std::move(rule), std::move(wayOut)};
}

HookVerdict judgeDirect(const types::NamedExtern& in, const types::NamedExtern& out,
                        const types::InstanceTypeRef& provided, const types::InstanceTypeRef& wanted) {
  const auto& imported = std::get<types::InstanceTypeRef>(in.type);
  const auto& exported = std::get<types::InstanceTypeRef>(out.type);
  if (const auto problem = fitsByName(provided, imported)) {
    return contractBroken("its import " + in.name.name + " does not fit the provider", *problem);
  }
  if (const auto problem = fitsByName(exported, wanted)) {
    return contractBroken("its export " + out.name.name + " does not fit the consumer", *problem);
  }
  HookVerdict verdict;
  verdict.kind = HookKind::Direct;
  verdict.importName = in.name.name;
  verdict.exportName = out.name.name;
  return verdict;
}

HookVerdict judgeTiered(const types::ComponentType& hook, const HookAbility& ability,
                        const types::NamedExtern* in, std::string_view interfaceName) {
  if (!ability.unknown.empty()) {
    return refuse("unknown-hook", joined(ability.unknown),
                  "build the hook against a published version, such as splicer:tier1@0.3.0 or "
                  "splicer:tier2@0.1.0");
  }
  if (!ability.interfaces.empty()) {
    if (in) {
      return refuse("one-sided", "it exports hooks and imports " + in->name.name + ", but does not export it",
                    "make it either a hook or a middleware that imports and exports the interface");
    }
    HookVerdict verdict;
    verdict.kind = ability.tier2 ? HookKind::Tier2 : HookKind::Tier1;
    return verdict;
  }
  std::vector<std::string> exports;
  for (const types::NamedExtern& item : hook.exports) exports.push_back(item.name.name);
  return refuse("not-a-hook",
                "it exports neither hooks nor " + std::string(interfaceName) + "; it exports " +
                    (exports.empty() ? std::string("nothing") : joined(exports)),
                "choose a component that exports spliceboard:hook, splicer:tier1 or splicer:tier2 "
                "interfaces, or one that "
                "imports and exports the interface itself");
}

}  // namespace

HookVerdict contractBroken(const std::string& what, const types::Mismatch& difference) {
  // The message names the function, so that only what lies deeper has to be said.
  std::string where;
  for (std::size_t i = 0; difference.path.size() > 1 && i < difference.path.size(); ++i)
    where += (i ? ", " : " (at ") + difference.path[i];
  HookVerdict out = refuse("contract", what + ": " + difference.message + where + (where.empty() ? "" : ")"),
                           "build the middleware against the types of this composition");
  out.path = difference.path;
  out.found = difference.found;
  out.expected = difference.expected;
  return out;
}

HookVerdict judgeHook(const types::ComponentType& hook, std::string_view interfaceName,
                      const types::InstanceType& provided, const types::InstanceType& wanted, bool fromHost) {
  const types::NamedExtern* in = carrier(hook.imports, interfaceName);
  const types::NamedExtern* out = carrier(hook.exports, interfaceName);
  if (out && in) {
    return judgeDirect(*in, *out, std::make_shared<const types::InstanceType>(provided),
                       std::make_shared<const types::InstanceType>(wanted));
  }
  if (out) {
    const auto& exported = std::get<types::InstanceTypeRef>(out->type);
    if (const auto problem = fitsByName(exported, std::make_shared<const types::InstanceType>(wanted))) {
      return contractBroken("its export " + out->name.name + " does not fit the consumer", *problem);
    }
    return refuse("one-sided",
                  "it exports " + out->name.name + " but does not import it, so calls would end in it",
                  "connect it in place of the provider instead of hooking the connection");
  }
  return judgeTiered(hook, hookAbility(hook), fromHost ? nullptr : in, interfaceName);
}

Result<HookKind> hookKindFor(const types::ComponentType& hook, std::string_view interfaceName,
                             const types::InstanceType& interfaceType) {
  HookVerdict verdict = judgeHook(hook, interfaceName, interfaceType, interfaceType);
  if (verdict.kind) return *verdict.kind;
  return fail(ErrorCode::Refused, verdict.rule + "; " + verdict.wayOut);
}

}  // namespace sb::graph
