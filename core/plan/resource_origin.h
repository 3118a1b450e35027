// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/graph/resource_origin.h"

namespace sb::plan {

using graph::pathTo;
using graph::resourceAt;
using graph::ResourceOrigin;
using graph::ResourceOrigins;

}  // namespace sb::plan
