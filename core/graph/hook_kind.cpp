// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/hook_kind.h"

#include <algorithm>
#include <memory>

#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::graph {
namespace {

using types::makeType;
using types::Primitive;
using types::ValType;

// The value types of splicer:common (splicer.md 5.3). Only their structure counts, so they are written once
// and compared.
struct CommonTypes {
  ValType boolean = makeType(Primitive::Bool), u8 = makeType(Primitive::U8), u32 = makeType(Primitive::U32),
          u64 = makeType(Primitive::U64), text = makeType(Primitive::String);
  ValType callId, fields, result;

  CommonTypes() {
    const auto list = [](ValType element) { return makeType(types::List{std::move(element)}); };
    const auto maybe = [](ValType element) { return makeType(types::Option{std::move(element)}); };
    const ValType texts = list(text), indices = list(u32), maybeIndex = maybe(u32);
    callId = makeType(types::Record{{{"interface-name", text}, {"function-name", text}, {"id", u64}}});
    const ValType recordInfo =
        makeType(types::Record{{{"type-name", text}, {"fields", list(makeType(types::Tuple{{text, u32}}))}}});
    const ValType flagsInfo = makeType(types::Record{{{"type-name", text}, {"set-flags", texts}}});
    const ValType enumInfo = makeType(types::Record{{{"type-name", text}, {"case-name", text}}});
    const ValType variantInfo =
        makeType(types::Record{{{"type-name", text}, {"case-name", text}, {"payload", maybeIndex}}});
    const ValType handleInfo = makeType(types::Record{{{"type-name", text}, {"id", u64}}});
    const ValType cell = makeType(types::Variant{{{"bool", boolean},
                                                  {"integer", makeType(Primitive::S64)},
                                                  {"floating", makeType(Primitive::F64)},
                                                  {"text", text},
                                                  {"bytes", list(u8)},
                                                  {"list-of", indices},
                                                  {"tuple-of", indices},
                                                  {"option-some", u32},
                                                  {"option-none", nullptr},
                                                  {"result-ok", maybeIndex},
                                                  {"result-err", maybeIndex},
                                                  {"record-of", u32},
                                                  {"flags-set", u32},
                                                  {"enum-case", u32},
                                                  {"variant-case", u32},
                                                  {"resource-handle", u32},
                                                  {"stream-handle", u32},
                                                  {"future-handle", u32},
                                                  {"error-context-handle", u32}}});
    const ValType tree = makeType(types::Record{{{"cells", list(cell)},
                                                 {"record-infos", list(recordInfo)},
                                                 {"flags-infos", list(flagsInfo)},
                                                 {"enum-infos", list(enumInfo)},
                                                 {"variant-infos", list(variantInfo)},
                                                 {"handle-infos", list(handleInfo)},
                                                 {"root", u32}}});
    fields = list(makeType(types::Record{{{"name", text}, {"tree", tree}}}));
    result = maybe(tree);
  }
};
const CommonTypes& commonTypes() {
  static const CommonTypes types;
  return types;
}

/// The hook interfaces of all published versions; the version in a name does not decide, the function's shape
/// does.
struct KnownHook {
  unsigned tier;
  const char* interface;
  HookMoment moment;
  const char* function;
};
constexpr KnownHook KnownHooks[] = {
    {1, "before", HookMoment::Before, "on-call"}, {1, "blocking", HookMoment::Blocking, "should-block"},
    {1, "gate", HookMoment::Gate, "should-call"}, {1, "after", HookMoment::After, "on-return"},
    {2, "before", HookMoment::Before, "on-call"}, {2, "gate", HookMoment::Gate, "should-call"},
    {2, "after", HookMoment::After, "on-return"},
};

bool asksForVerdict(HookMoment moment) {
  switch (moment) {
    case HookMoment::Before: return false;
    case HookMoment::Blocking: return true;
    case HookMoment::Gate: return true;
    case HookMoment::After: return false;
  }
  return false;
}

/// Empty when the function has the shape of the hook, else what is wrong with it.
std::string shapeProblem(const KnownHook& hook, const types::FuncType& function) {
  const CommonTypes& common = commonTypes();
  const std::size_t count = hook.tier == 1 ? 1 : 2;
  if (function.params.empty()) return "its function takes no parameter";
  const ValType& call = function.params[0].type;
  if (!types::equalTypes(call, common.callId)) {
    const auto* record = std::get_if<types::Record>(&call->kind);
    const bool old =
        (record != nullptr && record->fields.size() == 2) || std::holds_alternative<Primitive>(call->kind);
    return old ? "is old: its calls carry no id" : "its first parameter is no `call-id`";
  }
  if (function.params.size() != count) return "its function takes another number of parameters";
  if (count == 2) {
    const bool after = hook.moment == HookMoment::After;
    if (!types::equalTypes(function.params[1].type, after ? common.result : common.fields)) {
      return after ? "its second parameter is no `option<field-tree>`"
                   : "its second parameter is no `list<field>`";
    }
  }
  if (asksForVerdict(hook.moment)) {
    if (!function.result || !types::equalTypes(function.result, common.boolean))
      return "its function returns no `bool`";
  } else if (function.result) {
    return "its function returns a value";
  }
  return {};
}

const KnownHook* knownHook(unsigned tier, std::string_view interface) {
  const auto* found = std::find_if(std::begin(KnownHooks), std::end(KnownHooks), [&](const KnownHook& h) {
    return h.tier == tier && h.interface == interface;
  });
  return found == std::end(KnownHooks) ? nullptr : found;
}

const types::FuncTypeRef* functionOf(const types::InstanceType& type, std::string_view name) {
  const types::NamedExtern* item = type.find(name);
  return item ? std::get_if<types::FuncTypeRef>(&item->type) : nullptr;
}

/// The hook that an interface of `splicer:tierN` describes, or the reason why it is none we can call.
void recognise(const std::string& name, const types::InstanceTypeRef& type, unsigned tier,
               HookAbility& ability) {
  const types::InterfaceName parsed = types::parseInterfaceName(name);
  const KnownHook* known = knownHook(tier, parsed.interface);
  if (!known) {
    ability.unknown.push_back(name + " is no hook interface this program knows");
    return;
  }
  const types::FuncTypeRef* function = functionOf(*type, known->function);
  if (!function) {
    const bool old = functionOf(*type, "before-call") || functionOf(*type, "after-call") ||
                     functionOf(*type, "should-block-call");
    ability.unknown.push_back(name + (old ? " is old: it is called by name only" : " has no function `") +
                              (old ? "" : std::string(known->function) + "`"));
    return;
  }
  const std::string problem = shapeProblem(*known, **function);
  if (!problem.empty()) {
    ability.unknown.push_back(name + (problem.rfind("is ", 0) == 0 ? " " : ": ") + problem);
    return;
  }
  ability.interfaces.push_back({known->moment, tier, name, known->function, *function, type});
}

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
  return HookVerdict{std::nullopt, std::move(code), std::move(rule), std::move(wayOut), {}, {}};
}

HookVerdict judgeDirect(const types::NamedExtern& in, const types::NamedExtern& out,
                        const types::InstanceTypeRef& provided, const types::InstanceTypeRef& wanted) {
  const auto& imported = std::get<types::InstanceTypeRef>(in.type);
  const auto& exported = std::get<types::InstanceTypeRef>(out.type);
  if (const auto problem = fitsByName(provided, imported)) {
    return refuse("contract",
                  "its import " + in.name.name + " does not fit the provider: " + problem->message,
                  "build the middleware against the interface of this composition");
  }
  if (const auto problem = fitsByName(exported, wanted)) {
    return refuse("contract",
                  "its export " + out.name.name + " does not fit the consumer: " + problem->message,
                  "build the middleware against the interface of this composition");
  }
  return HookVerdict{HookKind::Direct, {}, {}, {}, in.name.name, out.name.name};
}

HookVerdict judgeTiered(const types::ComponentType& hook, const HookAbility& ability,
                        const types::NamedExtern* in, std::string_view interfaceName) {
  std::vector<std::string> first, second;
  for (const HookInterface& item : ability.interfaces)
    (item.tier == 1 ? first : second).push_back(item.interfaceName);
  if (ability.tier1 && ability.tier2) {
    return refuse("two-tiers", "it exports hooks of two tiers: " + joined(first) + "; " + joined(second),
                  "split it into two components and put both on the connection");
  }
  if (!ability.unknown.empty()) {
    return refuse("old-hook", joined(ability.unknown),
                  "rebuild the hook against splicer:tier1@0.3.0 or splicer:tier2@0.1.0");
  }
  if (!ability.interfaces.empty()) {
    if (in) {
      return refuse("one-sided", "it exports hooks and imports " + in->name.name + ", but does not export it",
                    "make it either a hook or a middleware that imports and exports the interface");
    }
    return HookVerdict{ability.tier1 ? HookKind::Tier1 : HookKind::Tier2, {}, {}, {}, {}, {}};
  }
  std::vector<std::string> exports;
  for (const types::NamedExtern& item : hook.exports) exports.push_back(item.name.name);
  return refuse(
      "not-a-hook",
      "it exports neither hooks nor " + std::string(interfaceName) + "; it exports " +
          (exports.empty() ? std::string("nothing") : joined(exports)),
      "choose a component that exports splicer:tier1 or splicer:tier2 interfaces, or one that imports and "
      "exports the interface itself");
}

}  // namespace

std::string HookAbility::letters() const {
  std::string out;
  for (const HookInterface& item : interfaces) {
    switch (item.moment) {
      case HookMoment::Before: out += 'B'; break;
      case HookMoment::Blocking: out += 'G'; break;
      case HookMoment::Gate: out += 'G'; break;
      case HookMoment::After: out += 'A'; break;
    }
  }
  return out;
}

HookAbility hookAbility(const types::ComponentType& type) {
  HookAbility ability;
  for (const types::NamedExtern& item : type.exports) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type);
    if (!instance) continue;
    const std::string package = types::parseInterfaceName(item.name.name).packageId();
    if (package == "splicer:tier1") recognise(item.name.name, *instance, 1, ability);
    if (package == "splicer:tier2") recognise(item.name.name, *instance, 2, ability);
    ability.tier1 |= package == "splicer:tier1";
    ability.tier2 |= package == "splicer:tier2";
  }
  std::stable_sort(ability.interfaces.begin(), ability.interfaces.end(),
                   [](const HookInterface& a, const HookInterface& b) { return a.moment < b.moment; });
  return ability;
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
      return refuse("contract",
                    "its export " + out->name.name + " does not fit the consumer: " + problem->message,
                    "build the middleware against the interface of this composition");
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
