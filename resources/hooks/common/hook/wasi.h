// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Standard streams and clocks of WASI 0.2.
#pragma once
#include "text.h"

enum sink { SINK_STDOUT, SINK_STDERR };

// After a write error nothing more is written: a hook must not fail because nobody reads its text.
void write_out(enum sink sink, const struct text *t);

uint64_t wall_ns(void);      // since 1970
uint64_t monotonic_ns(void); // from anywhere
