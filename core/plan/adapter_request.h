// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/graph/graph.h"
#include "core/plan/splice_plan.h"

namespace sb::plan {

/// An adapter to be made, with the ports that provide the interfaces whose resources its target uses
/// (parallel to `request.usedInterfaces`).
struct RequestParts {
  AdapterRequest request;
  std::vector<graph::PortRef> usedProviders;
  std::optional<Refusal> refusal;  ///< of the planner; the adapter generator has its own rules
  std::vector<std::string> warnings;
};

/// The request for a tiered hook between `downstream`, an export in the graph built so far, and a consumer
/// that imports the interface as `interfaceName`.
RequestParts requestFor(const graph::Graph& spliced, const graph::PortRef& downstream,
                        const std::string& interfaceName, const graph::Hook& hook,
                        const types::InstanceTypeRef& target);

/// The same for a connection that carries one function.
RequestParts requestFor(const graph::Graph& spliced, const graph::PortRef& downstream,
                        const std::string& functionName, const graph::Hook& hook,
                        const types::FuncTypeRef& function);

}  // namespace sb::plan
