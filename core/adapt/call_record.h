// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/adapt/adapter_layout.h"
#include "core/adapt/adapter_plan.h"
#include "core/adapt/core_module_builder.h"

namespace sb::adapt {

/// Adds the function that begins a call: it counts in `calls` and fills the record which hooks are told from,
/// a call-id and behind it the arguments. (address of the record, name of the function: address, bytes [,
/// fields: address, count]) → number of the call. Tier 1 has no fields. Nothing where no hook is told from
/// such a record. Source: splicer.md 7.1 for the record.
std::optional<FuncRef> addCallRecord(CoreModuleBuilder& module, GlobalRef calls, const AdapterPlan& plan,
                                     const AdapterLayout& layout);

}  // namespace sb::adapt
