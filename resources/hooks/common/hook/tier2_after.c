// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports splicer:tier2/after@0.1.0, lifted synchronously.
#include "cells.h"

// More than 16 flat parameters: they come through memory.
struct after_params {
  struct str interface, name;
  uint64_t id;
  uint8_t has_result;
  struct tree result;
};
_Static_assert(offsetof(struct after_params, result) == 28, "layout");

EXPORT("splicer:tier2/after@0.1.0#on-return") void tier2_after(const struct after_params *p) {
  struct call call = {p->id, 0, function_named(p->interface, p->name)};
  struct values result = {.count = p->has_result, .tree = &p->result};
  on_return(&call, &result);
  arena_reset();
}
