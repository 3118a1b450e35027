// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Configuration through splicer:builtin-config. Values are canonical WAVE text; whoever splices has checked
// them against the manifest, so that what does not read is as if it were not there.
#pragma once
#include "abi.h"
#include "text.h"

// The number of the label that `key` has, or `otherwise`.
unsigned config_enum(const char *key, const char *const *labels, unsigned count, unsigned otherwise);
uint64_t config_u64(const char *key, uint64_t otherwise);
bool config_bool(const char *key, bool otherwise);
// A string without its quotes; stays.
struct str config_string(const char *key, struct str otherwise);
// The strings of a list; stay. Returns their number.
size_t config_list(const char *key, struct str **items);
