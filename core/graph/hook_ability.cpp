// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/hook_kind.h"

#include <algorithm>
#include <memory>

#include "core/graph/hook_types.h"
#include "core/types/interface_name.h"
#include "core/types/subtype.h"

namespace sb::graph {
namespace {

using types::makeType;
using types::ValType;

/// The hook interfaces of all published versions (splicer.md 5.3); the version in a name does not decide, the
/// function and its shape do.
struct KnownHook {
  unsigned tier;
  const char* interface;
  HookMoment moment;
  const char* function;
  bool nameOnly = false;  ///< told the name of the function and nothing else
};
constexpr KnownHook KnownHooks[] = {
    {1, "before", HookMoment::Before, "on-call"},
    {1, "before", HookMoment::Before, "before-call", true},
    {1, "blocking", HookMoment::Blocking, "should-block"},
    {1, "blocking", HookMoment::Blocking, "should-block-call", true},
    {1, "gate", HookMoment::Gate, "should-call"},
    {1, "after", HookMoment::After, "on-return"},
    {1, "after", HookMoment::After, "after-call", true},
    {2, "before", HookMoment::Before, "on-call"},
    {2, "gate", HookMoment::Gate, "should-call"},
    {2, "after", HookMoment::After, "on-return"},
};
/// Of a draft of splicer:tier2. Nothing can be called once a trap has ended the components of a call.
constexpr std::string_view TrapInterface = "trap";

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
  const HookTypes& common = hookTypes();
  const std::size_t count = hook.tier == 1 ? 1 : 2;
  if (function.params.empty()) return "its function takes no parameter";
  const ValType& call = function.params[0].type;
  if (hook.nameOnly) {
    if (!types::equalTypes(call, common.text)) return "its parameter is no `string`";
  } else if (!types::equalTypes(call, common.callId)) {
    if (!types::equalTypes(call, common.callNames)) return "its first parameter is no `call-id`";
    if (hook.tier == 2) return "its `call-id` has no `id`, which hooks of that tier always had";
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

/// The interfaces of `spliceboard:hook`, all of them with synchronous functions.
constexpr KnownHook NumberedHooks[] = {
    {1, "before", HookMoment::Before, "on-call"},        {1, "gate", HookMoment::Gate, "should-call"},
    {1, "after", HookMoment::After, "on-return"},        {2, "before-values", HookMoment::Before, "on-call"},
    {2, "gate-values", HookMoment::Gate, "should-call"}, {2, "after-values", HookMoment::After, "on-return"},
};
constexpr std::string_view NumberedPackage = "spliceboard:hook", NamesInterface = "names",
                           RegisterFunction = "register";

/// `func(id: u64, parent: u64, function: u32)`, at tier 2 with words, texts and blobs behind them, and a bool
/// from gates.
types::FuncType numberedFunction(const KnownHook& hook) {
  const auto list = [](ValType element) { return makeType(types::List{std::move(element)}); };
  const HookTypes& common = hookTypes();
  types::FuncType out;
  out.params = {{"id", common.u64}, {"parent", common.u64}, {"function", common.u32}};
  if (hook.tier == 2) {
    const ValType words = list(common.u64);
    out.params.push_back({"words", words});
    out.params.push_back({"texts", list(common.text)});
    out.params.push_back({"blobs", list(makeType(types::Tuple{{common.u32, words}}))});
  }
  if (hook.moment == HookMoment::Gate) out.result = common.boolean;
  return out;
}

bool sameShape(const types::FuncType& a, const types::FuncType& b) {
  if (a.async != b.async || !a.result != !b.result) return false;
  if (a.result && !types::equalTypes(a.result, b.result)) return false;
  return std::equal(a.params.begin(), a.params.end(), b.params.begin(), b.params.end(),
                    [](const types::Param& x, const types::Param& y) {
                      return x.name == y.name && types::equalTypes(x.type, y.type);
                    });
}

/// `names.register` by its result and by the parts of its parameter: they are told in the hook's own words,
/// and the adapter writes them by position.
bool isRegister(const types::FuncType& function) {
  const HookTypes& common = hookTypes();
  if (function.async || function.params.size() != 1 || !function.result ||
      !types::equalTypes(function.result, common.u32))
    return false;
  return types::equalTypes(function.params[0].type, common.connection);
}

const types::FuncTypeRef* functionOf(const types::InstanceType& type, std::string_view name) {
  const types::NamedExtern* item = type.find(name);
  return item ? std::get_if<types::FuncTypeRef>(&item->type) : nullptr;
}

/// The hook that an interface of `splicer:tierN` describes, or the reason why it is none we can call.
void recognise(const std::string& name, const types::InstanceTypeRef& type, unsigned tier,
               HookAbility& ability) {
  const std::string interface = types::parseInterfaceName(name).interface;
  if (tier == 2 && interface == TrapInterface) return ability.passedOver.push_back(name);
  std::string wanted;
  for (const KnownHook& known : KnownHooks) {
    if (known.tier != tier || interface != known.interface) continue;
    wanted += (wanted.empty() ? "`" : " or `") + std::string(known.function) + "`";
    const types::FuncTypeRef* function = functionOf(*type, known.function);
    if (!function) continue;
    const std::string problem = shapeProblem(known, **function);
    if (!problem.empty()) return ability.unknown.push_back(name + ": " + problem);
    return ability.interfaces.push_back({known.moment, tier, name, known.function, *function, type});
  }
  ability.unknown.push_back(
      name + (wanted.empty() ? " is no hook interface this program knows" : " has no function " + wanted));
}

/// The same for `spliceboard:hook`. Here the version in the name does not decide either.
void recogniseNumbered(const std::string& name, const types::InstanceTypeRef& type, HookAbility& ability) {
  const types::InterfaceName parsed = types::parseInterfaceName(name);
  if (parsed.interface == NamesInterface) {
    const types::FuncTypeRef* function = functionOf(*type, RegisterFunction);
    if (function && isRegister(**function)) {
      ability.names = HookInterface{
          HookMoment::Before, 1, name, std::string(RegisterFunction), *function, type, HookPackage::Numbered};
    } else {
      ability.unknown.push_back(name + " has no function `register` of the known type");
    }
    return;
  }
  const auto* known = std::find_if(std::begin(NumberedHooks), std::end(NumberedHooks),
                                   [&](const KnownHook& hook) { return parsed.interface == hook.interface; });
  if (known == std::end(NumberedHooks)) {
    ability.unknown.push_back(name + " is no hook interface this program knows");
    return;
  }
  const types::FuncTypeRef* function = functionOf(*type, known->function);
  if (!function || !sameShape(**function, numberedFunction(*known))) {
    ability.unknown.push_back(name + " has no function `" + known->function + "` of the known type");
    return;
  }
  ability.interfaces.push_back(
      {known->moment, known->tier, name, known->function, *function, type, HookPackage::Numbered});
}

/// Of splicer's interfaces that a component has in several versions the newest is called. Blocking and gate
/// are two versions of one moment.
void chooseNewest(HookAbility& ability) {
  const auto sameMoment = [](const HookInterface& a, const HookInterface& b) {
    const bool moments = a.moment == b.moment || (asksForVerdict(a.moment) && asksForVerdict(b.moment));
    return moments && a.tier == b.tier && a.package == b.package;
  };
  const auto version = [](const HookInterface& item) {
    const auto parsed = types::parseSemver(types::parseInterfaceName(item.interfaceName).version);
    return parsed.value_or(types::Semver());
  };
  std::vector<HookInterface> kept;
  for (HookInterface& item : ability.interfaces) {
    const auto other =
        std::find_if(kept.begin(), kept.end(), [&](const auto& known) { return sameMoment(known, item); });
    if (other == kept.end()) {
      kept.push_back(std::move(item));
      continue;
    }
    if (types::compareSemver(version(*other), version(item)) < 0) std::swap(*other, item);
    ability.passedOver.push_back(item.interfaceName);
  }
  ability.interfaces = std::move(kept);
}

/// Leaves one interface for each moment where a component offers a choice.
void choose(HookAbility& ability) {
  chooseNewest(ability);
  const auto drop = [&](auto unwanted) {
    std::vector<HookInterface> kept;
    for (HookInterface& item : ability.interfaces) {
      if (unwanted(item))
        ability.passedOver.push_back(item.interfaceName);
      else
        kept.push_back(std::move(item));
    }
    ability.interfaces = std::move(kept);
  };
  const auto has = [&](auto wanted) {
    return std::any_of(ability.interfaces.begin(), ability.interfaces.end(), wanted);
  };
  if (!has([](const HookInterface& item) { return item.package == HookPackage::Numbered; })) return;
  drop([](const HookInterface& item) { return item.package == HookPackage::Splicer; });
  std::vector<HookMoment> withValues;
  for (const HookInterface& item : ability.interfaces)
    if (item.tier == 2) withValues.push_back(item.moment);
  drop([&](const HookInterface& item) {
    return item.tier == 1 && std::find(withValues.begin(), withValues.end(), item.moment) != withValues.end();
  });
  // The two tiers of this package go together; the kind of such a hook is the higher one.
  ability.tier2 = !withValues.empty();
  ability.tier1 = !ability.tier2;
}

}  // namespace

bool takesNameOnly(const HookInterface& hook) {
  return hook.package == HookPackage::Splicer && !hook.function->params.empty() &&
         types::equalTypes(hook.function->params.front().type, hookTypes().text);
}

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
    if (package == NumberedPackage) recogniseNumbered(item.name.name, *instance, ability);
    ability.tier1 |= package == "splicer:tier1";
    ability.tier2 |= package == "splicer:tier2";
  }
  choose(ability);
  std::stable_sort(ability.interfaces.begin(), ability.interfaces.end(),
                   [](const HookInterface& a, const HookInterface& b) { return a.moment < b.moment; });
  return ability;
}

}  // namespace sb::graph
