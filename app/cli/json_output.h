// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/cli/surroundings.h"
#include "core/support/diagnostic.h"
#include "core/support/error.h"

namespace sb::cli {

/// Keys stay in the order they are written in, so that output can be compared as text.
using Json = nlohmann::ordered_json;

/// `{"format": "spliceboard-<what>", "version": 1}`: the start of everything that `--json` prints.
Json jsonDocument(const std::string& what);
void printJson(const Json& json, Surroundings& io);
/// One line, for streams of objects.
std::string jsonLine(const Json& json);

Json toJson(const Diagnostic& diagnostic);
Json toJson(const Diagnostics& diagnostics);
Json toJson(const Error& error);

}  // namespace sb::cli
