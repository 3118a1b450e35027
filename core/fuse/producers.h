// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/support/bytes.h"

namespace sb::fuse {

/// The payload of a `producers` section that names this program under `processed-by` (tool conventions,
/// "Producers Section").
Bytes producersSection();

}  // namespace sb::fuse
