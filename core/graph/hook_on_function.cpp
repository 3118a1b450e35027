// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/hook_kind.h"
#include "core/types/subtype.h"

// Connections between functions that belong to no interface.
namespace sb::graph {
namespace {

const types::FuncTypeRef* functionIn(const types::NamedExtern* item) {
  return item ? std::get_if<types::FuncTypeRef>(&item->type) : nullptr;
}

}  // namespace

HookVerdict judgeHook(const types::ComponentType& hook, std::string_view functionName,
                      const types::FuncTypeRef& provided, const types::FuncTypeRef& wanted) {
  const types::FuncTypeRef* in = functionIn(hook.findImport(functionName));
  const types::FuncTypeRef* out = functionIn(hook.findExport(functionName));
  const std::string name(functionName);
  if (!out) return judgeHook(hook, functionName, types::InstanceType(), types::InstanceType(), true);
  if (const auto problem = types::fits(types::ExternType(*out), types::ExternType(wanted))) {
    return contractBroken("its export " + name + " does not fit the consumer", *problem);
  }
  if (!in) {
    return HookVerdict{std::nullopt, "one-sided",
                       "it exports " + name + " but does not import it, so calls would end in it",
                       "connect it in place of the provider instead of hooking the connection"};
  }
  if (const auto problem = types::fits(types::ExternType(provided), types::ExternType(*in))) {
    return contractBroken("its import " + name + " does not fit the provider", *problem);
  }
  HookVerdict verdict;
  verdict.kind = HookKind::Direct;
  verdict.importName = verdict.exportName = name;
  return verdict;
}

}  // namespace sb::graph
