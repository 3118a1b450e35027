// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <iosfwd>

#include "app/cli/json_output.h"
#include "core/adapt/adapter.h"
#include "core/interp/adapter_machine.h"

namespace sb::cli {

/// One line for each cell, children below: number, kind, content, address.
void printCells(const cells::CellTree& tree, std::ostream& out, unsigned depth = 0);
/// The cells a type turns into, before there is a value.
void printSchema(const cells::SchemaNode& node, std::ostream& out, unsigned depth = 0);
/// What the hooks were given in one call.
Json hookCallToJson(const interp::HookCall& call);

}  // namespace sb::cli
