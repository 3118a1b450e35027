// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/before-values: tier 2, with the arguments.
#include "names.h"

EXPORT("spliceboard:hook/before-values@0.1.0#on-call")
void sync_before_values(uint64_t id, uint64_t parent, uint32_t function, const uint64_t *words, size_t word_count,
                 const struct str *texts, size_t text_count, const struct blob *blobs, size_t blob_count) {
  const struct function *f = &functions[function];
  struct call call = {id, parent, f};
  struct values args = {.count = f->info->param_count,
                        .types = f->types,
                        .parts = f->info->params,
                        .words = words,
                        .texts = texts,
                        .blobs = blobs};
  on_call(&call, &args);
  arena_reset();
}
