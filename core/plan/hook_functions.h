// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string_view>

#include "core/plan/splice_plan.h"

namespace sb::plan {

/// True when a filter's entry means the function: its name or a glob of it, with or without the annotation
/// (`[method]bucket.get`, `bucket.get` and `bucket.*` all mean that method).
bool meansFunction(std::string_view entry, std::string_view function);

/// Fills `unhooked`, `gateValues` of a request from its options and target; warnings go to `parts`. A refusal
/// when the options cannot be followed on this target.
void resolveOptions(const graph::HookOptions& options, AdapterRequest& request,
                    std::vector<std::string>& warnings, std::optional<Refusal>& refusal);

}  // namespace sb::plan
