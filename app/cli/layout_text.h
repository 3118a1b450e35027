// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <iosfwd>

#include "app/cli/json_output.h"
#include "core/adapt/adapter.h"

namespace sb::cli {

/// The regions of an adapter's memory as a table, parts below their whole.
void printLayout(const adapt::Adapter& adapter, std::ostream& out);
/// The initial bytes of the adapter's memory, 16 to a line, with the region each line begins in.
void printLayoutHex(const adapt::Adapter& adapter, std::ostream& out);
Json layoutToJson(const adapt::Adapter& adapter);

}  // namespace sb::cli
