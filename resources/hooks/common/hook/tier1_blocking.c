// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports splicer:tier1/blocking@0.3.0, lifted synchronously.
#include "hook.h"

EXPORT("splicer:tier1/blocking@0.3.0#should-block")
bool tier1_blocking(const char *interface, size_t interface_len, const char *name, size_t name_len, uint64_t id) {
  struct call call = {id, 0, function_named((struct str){interface, interface_len}, (struct str){name, name_len})};
  bool block = !should_call(&call, NULL);
  arena_reset();
  return block;
}
