// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "abi.h"
#include "text.h"

// In double quotes, as JSON has it.
void json_str(struct text *t, struct str s);
