// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/adapt/adapter_plan.h"
#include "core/adapt/glue_module.h"
#include "core/model/component.h"
#include "core/plan/splice_plan.h"
#include "core/support/result.h"

namespace sb::adapt {

/// The interface that names the types of tier 2 hooks. Functions of an import may mention named types only,
/// and the hook interfaces do not export `field-tree` and what it is made of.
inline constexpr const char* CommonTypes = "splicer:common/types@0.2.0";

/// The interface that names the types of a bare function: it has types only, which whoever instantiates the
/// adapter writes down.
inline constexpr const char* ForeignTypes = "spliceboard:adapter/types@0.1.0";

/// Wires the two core modules up as a component that imports the target, the interfaces it uses and the
/// hooks, and exports the target again. Errors: Invalid, UnsupportedFeature, for types that cannot be
/// written; refusalOf finds them first. Source: component-model.md 3.4, 5.5.
Result<model::Component> wrapAsComponent(const plan::AdapterRequest& request, const AdapterPlan& plan,
                                         const BuiltModule& memory, const GlueModule& glue);

/// The error that `wrapAsComponent` would give because of the target's types.
Result<void> checkTypesCanBeWritten(const plan::AdapterRequest& request);

}  // namespace sb::adapt
