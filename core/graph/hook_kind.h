// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::graph {

/// The moments at which a hook can be called.
enum class HookMoment : std::uint8_t { Before, Blocking, Gate, After };
/// One hook interface that a middleware exports.
struct HookInterface {
  HookMoment moment = HookMoment::Before;
  unsigned tier = 1;
  std::string interfaceName;       ///< exactly as exported: "splicer:tier2/before@0.1.0"
  std::string functionName;        ///< "on-call", "on-return", "should-block", "should-call"
  types::FuncTypeRef function;     ///< its kind (async or not) decides the lowering
  types::InstanceTypeRef interfaceType;
};

/// What a component can do as a hook, from its type alone.
struct HookAbility {
  std::vector<HookInterface> interfaces;   ///< tiered hooks, in the order before, blocking or gate, after
  bool tier1 = false, tier2 = false;
  std::string letters() const;             ///< "BA", "G", …
};
HookAbility hookAbility(const types::ComponentType& type);

/// How a component would sit on an edge with this interface, or why not (splicer.md chapter 4).
Result<HookKind> hookKindFor(const types::ComponentType& hook, std::string_view interfaceName,
                             const types::InstanceType& interfaceType);

}  // namespace sb::graph
