// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports splicer:tier2/before@0.1.0, lifted synchronously.
#include "cells.h"

EXPORT("splicer:tier2/before@0.1.0#on-call")
void tier2_before(const char *interface, size_t interface_len, const char *name, size_t name_len, uint64_t id,
                  const struct field *fields, size_t count) {
  struct call call = {id, 0, function_named((struct str){interface, interface_len}, (struct str){name, name_len})};
  struct values args = {.count = count, .fields = fields};
  on_call(&call, &args);
  arena_reset();
}
