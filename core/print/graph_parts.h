// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

#include "core/graph/graph.h"

/// Words that all printed forms of a graph share.
namespace sb::print {

/// "user", "component-name", "extern-name", "producers", "file-name", "index"
const char* nameSourceName(graph::NameSource source);
/// "implements", "version-suffix", "external-id"
const char* attributeName(model::NameAttribute::Kind kind);
/// The text in quotes, with `\`, `"` and control characters escaped.
std::string quoted(std::string_view text);
/// A type on one line: an interface by its functions and types, in their order.
std::string typeSummary(const types::ExternType& type);
/// The address of the shared part of a type; null for types that have none.
const void* typeAddress(const types::ExternType& type);

}  // namespace sb::print
