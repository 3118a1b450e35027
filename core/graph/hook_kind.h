// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"
#include "core/types/subtype.h"

namespace sb::graph {

/// The moments at which a hook can be called.
enum class HookMoment : std::uint8_t { Before, Blocking, Gate, After };
/// Whose hook interfaces they are: splicer's tiers, or `spliceboard:hook` (wit/spliceboard-hook).
enum class HookPackage : std::uint8_t { Splicer, Numbered };
/// One hook interface that a middleware exports.
struct HookInterface {
  HookMoment moment = HookMoment::Before;
  unsigned tier = 1;
  std::string interfaceName;  ///< exactly as exported: "splicer:tier2/before@0.1.0"
  std::string functionName;   ///< "on-call", "on-return", "should-block", "should-call"; older: "before-call"
  types::FuncTypeRef function;  ///< its kind (async or not) decides the lowering
  types::InstanceTypeRef interfaceType;
  HookPackage package = HookPackage::Splicer;
};

/// What a component can do as a hook, from its type alone.
struct HookAbility {
  std::vector<HookInterface> interfaces;  ///< tiered hooks, in the order before, blocking or gate, after
  bool tier1 = false, tier2 = false;
  /// `spliceboard:hook/names`, where the numbers of a hook of that package are told their meaning.
  std::optional<HookInterface> names;
  /// Hook interfaces that are exported and not called, because another one of the same component is taken:
  /// those of splicer beside those of `spliceboard:hook`, tier 1 beside tier 2 of the same moment, an older
  /// version beside a newer one. And `splicer:tier2/trap`, which nothing can call.
  std::vector<std::string> passedOver;
  /// Hook interfaces whose function is that of no version, each with its reason:
  /// "splicer:tier1/around@0.3.0 is no hook interface this program knows"
  std::vector<std::string> unknown;
  std::string letters() const;  ///< "BA", "G", …
};
HookAbility hookAbility(const types::ComponentType& type);
/// Hooks of splicer:tier1@0.1.0 are told the name of the function, not a `call-id`.
bool takesNameOnly(const HookInterface& hook);

/// How a component would sit on an edge, or the refusal in the three parts that plans and problems show.
struct HookVerdict {
  std::optional<HookKind> kind;  ///< nothing: refused
  std::string code;              ///< stable: "unknown-hook", "contract", "one-sided", "not-a-hook"
  std::string rule, wayOut;
  /// Of "contract": where the two types differ, outermost first, and what is there: "function `put`",
  /// "result", "error"; "result<_, string>", "result<_, errno>".
  std::vector<std::string> path = {};
  std::string found = {}, expected = {};
  /// Direct hooks only: the names under which the hook imports and exports the interface.
  std::string importName = {}, exportName = {};
};
/// A refusal: `code` "contract". `what` says whose type does not fit whom.
HookVerdict contractBroken(const std::string& what, const types::Mismatch& difference);

/// `provided` is the interface as its provider exports it, `wanted` as its consumer imports it; both under
/// `interfaceName` up to the version. Source: splicer.md chapter 4, with asyncness and both directions
/// compared. `fromHost`: the connection comes from the host, so that a hook which imports the interface
/// itself, for its own use, gets it from there as well.
HookVerdict judgeHook(const types::ComponentType& hook, std::string_view interfaceName,
                      const types::InstanceType& provided, const types::InstanceType& wanted,
                      bool fromHost = false);

/// The same for a connection that carries one function instead of an interface.
HookVerdict judgeHook(const types::ComponentType& hook, std::string_view functionName,
                      const types::FuncTypeRef& provided, const types::FuncTypeRef& wanted);

/// `judgeHook` with one type on both sides. Errors: Refused, with rule and way out.
Result<HookKind> hookKindFor(const types::ComponentType& hook, std::string_view interfaceName,
                             const types::InstanceType& interfaceType);

}  // namespace sb::graph
