// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/abi/canonical_abi.h"
#include "core/adapt/lift_plan.h"
#include "core/adapt/word_plan.h"
#include "core/plan/splice_plan.h"
#include "core/value/value.h"

namespace sb::adapt {

/// What the generator decides about one function before it places or emits anything.
struct FunctionPlan {
  std::string name;
  types::FuncTypeRef type;
  abi::CoreSignature lifted;              ///< of the wrapper
  abi::CoreSignature lowered;             ///< of the callee as the wrapper sees it
  std::vector<abi::CoreType> taskReturn;  ///< async: parameters of task.return
  bool taskReturnIndirect = false;
  types::ValType paramTuple;  ///< the parameters as one tuple; null without parameters
  abi::RecordLayout paramLayout;
  std::vector<FieldPlan> params;  ///< lifted for hooks; empty when no hook sees arguments
  std::optional<FieldPlan> result;
  std::optional<WordPlan> words,
      resultWords;                         ///< what hooks of `spliceboard:hook` get of parameters and result
  std::vector<std::uint32_t> namedParams;  ///< positions in AdapterPlan::named, with `words`
  std::optional<std::uint32_t> namedResult;
  bool dropsBorrows = false;            ///< a parameter holds borrows at some depth
  std::optional<value::Value> refused;  ///< what the function returns when a hook refuses the call

  bool async() const { return type->async; }
  /// Where the callee writes its result: a place the wrapper gives it.
  bool hasReturnArea() const { return lowered.resultIndirect; }
  /// The caller reads the result through a pointer to memory of ours, so the call ends in the post-return.
  bool hasPostReturn() const;
};

/// One hook function as the wrapper calls it.
struct HookPlan {
  const graph::HookInterface* hook = nullptr;
  bool async = false;
  abi::CoreSignature lowered;
  types::ValType paramTuple;
  bool takesArgs = false;       ///< tier 2, before and gate
  bool takesResult = false;     ///< tier 2, after
  bool asksForVerdict = false;  ///< blocking and gate
};

/// Hooks of one tier.
struct HookSet {
  std::optional<HookPlan> before, verdict, after;
  bool any() const { return before || verdict || after; }
};

struct AdapterPlan {
  std::string interfaceName;
  unsigned tier = 1;
  std::vector<FunctionPlan> functions;
  std::optional<HookPlan> before, verdict, after;
  /// The tier 1 hooks of a middleware that has hooks of both tiers. They stand outside of the others: told
  /// before them on the way in and after them on the way out.
  HookSet outer;
  bool hasSync = false, hasAsync = false;  ///< functions of that kind
  bool asyncHooks = false;
  bool numbered = false;  ///< hooks of `spliceboard:hook`: numbers instead of names, words instead of cells
  const graph::HookInterface* names = nullptr;  ///< where such a hook is told what the numbers mean
  std::string caller, provider;
  bool callContext = false;  ///< numbers of calls come from a component that adapters share
  NamedTypes named;          ///< with `names`, when values are handed over

  bool mayRefuse() const { return verdict || outer.verdict; }
  bool handsParams() const { return (before && before->takesArgs) || (verdict && verdict->takesArgs); }
  bool handsResult() const { return after && after->takesResult; }
  bool liftsParams() const { return !numbered && handsParams(); }  ///< as cells
  bool liftsResult() const { return !numbered && handsResult(); }
  /// Something may have to be waited for.
  bool waits() const { return asyncHooks || hasAsync; }
};

/// What hooks are told as the interface of a function that belongs to none.
inline constexpr const char* RootInterface = "$root";

/// Under which name the glue module imports a hook: the moment, of an outer hook with its tier.
std::string hookImportName(const AdapterPlan& plan, const graph::HookInterface& hook);

/// Hooks see the parameters, the callee wants them in memory, or the end of the call has to look at them
/// again.
bool needsParamsInMemory(const AdapterPlan& adapter, const FunctionPlan& function);

/// The moment's word in module and region names: "before", "blocking", "gate", "after".
const char* momentName(graph::HookMoment moment);

/// The request must outlive the plan. Requires that nothing refuses it (refusalOf).
AdapterPlan planAdapter(const plan::AdapterRequest& request);

}  // namespace sb::adapt
