// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace sb::graph {

/// The shape a port is drawn with and what may be wired to it, by its type.
PortKind portKindOf(const types::ExternType& type);
/// Imports or exports of a component as ports, in their order.
std::vector<Port> portsOf(const std::vector<types::NamedExtern>& externs);
/// The interface a port is about: its `implements` attribute when it has one, else its name.
const std::string& interfaceOf(const Port& port);

}  // namespace sb::graph
