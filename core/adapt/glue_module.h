// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/adapt/adapter_layout.h"
#include "core/adapt/adapter_plan.h"
#include "core/adapt/bump_allocator.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/handle_drops.h"

namespace sb::adapt {

struct GlueExports {
  std::uint32_t wrapperFunc = 0;    ///< index in the module's function space
  std::string wrapper, postReturn;  ///< export names; `postReturn` may be empty
};

struct GlueModule {
  BuiltModule module;
  std::vector<GlueExports> functions;  ///< parallel to AdapterPlan::functions
  DropImports drops;
};

/// The module that wraps the target's functions. What it imports and exports: core_names.h.
GlueModule buildGlueModule(const AdapterPlan& plan, const AdapterLayout& layout);

/// The module that owns the memory: its initial content, the bump allocator and the counters.
BuiltModule buildMemoryModule(const MemoryLayout& layout, BlockAlign align);

}  // namespace sb::adapt
