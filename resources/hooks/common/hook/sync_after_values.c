// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exports spliceboard:hook/after-values: tier 2, with the result.
#include "names.h"

EXPORT("spliceboard:hook/after-values@0.1.0#on-return")
void sync_after_values(uint64_t id, uint64_t parent, uint32_t function, const uint64_t *words, size_t word_count,
                 const struct str *texts, size_t text_count, const struct blob *blobs, size_t blob_count) {
  const struct function *f = &functions[function];
  struct call call = {id, parent, f};
  struct values result = {.count = f->info->result.some,
                          .types = f->types,
                          .result_type = f->info->result.value,
                          .words = words,
                          .texts = texts,
                          .blobs = blobs};
  on_return(&call, &result);
  arena_reset();
}
