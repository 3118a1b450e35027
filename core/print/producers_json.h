// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <nlohmann/json.hpp>

#include "core/support/bytes.h"

namespace sb::print {

/// A `producers` section: for each field the tools with their versions. What cannot be read is left out.
nlohmann::ordered_json producersJson(ByteSpan payload);

}  // namespace sb::print
