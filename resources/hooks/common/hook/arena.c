// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "abi.h"
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4096 };

// The chunk in use, and those before it that are full. A reset keeps one chunk.
struct chunk { struct chunk *before; size_t used, room; };
static struct chunk *chunks;

void *arena_take(size_t align, size_t size) {
  for (;;) {
    if (chunks) {
      uintptr_t base = (uintptr_t)(chunks + 1), at = (base + chunks->used + align - 1) & ~(uintptr_t)(align - 1);
      if (at + size >= at && at + size <= base + chunks->room) {
        chunks->used = at + size - base;
        return (void *)at;
      }
    }
    size_t room = size + align > CHUNK ? size + align : CHUNK;
    if (room < size) abort();
    struct chunk *next = malloc(sizeof *next + room);
    *next = (struct chunk){chunks, 0, room};
    chunks = next;
  }
}

void arena_reset(void) {
  while (chunks && (chunks->before || chunks->room > CHUNK)) {
    struct chunk *before = chunks->before;
    free(chunks);
    chunks = before;
  }
  if (chunks) chunks->used = 0;
}

void arena_keep(void) { chunks = NULL; }

EXPORT("cabi_realloc") void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
  void *taken = arena_take(align, size);
  if (old_size) memcpy(taken, old, old_size < size ? old_size : size);
  return taken;
}

bool str_same(struct str a, struct str b) { return a.len == b.len && memcmp(a.at, b.at, a.len) == 0; }

struct str str_copy(struct str s) {
  char *copy = malloc(s.len ? s.len : 1);
  return (struct str){memcpy(copy, s.at, s.len), s.len};
}
