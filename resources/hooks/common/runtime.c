// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A C runtime for guests without wasi-libc: memory, bytes, nothing else.
//
// Blocks come in power-of-two classes of 16 bytes and more; a freed block goes to the list of its
// class. That never merges blocks, so memory stays at twice the high-water mark at worst, which is
// what a hook that sees the same calls over and over needs.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 65536, HEADER = 8, SMALLEST_CLASS = 4, CLASSES = 32 };

extern unsigned char __heap_base;

struct free_block { struct free_block *next; };
static struct free_block *free_lists[CLASSES];
static uintptr_t heap_next;

static uint32_t *class_of(void *block) { return (uint32_t *)((char *)block - HEADER); }

static unsigned class_for(size_t size) {
  unsigned class = SMALLEST_CLASS;
  while (((size_t)1 << class) < size + HEADER) {
    if (++class == CLASSES) abort();
  }
  return class;
}

void *malloc(size_t size) {
  if (size > (size_t)1 << 30) abort();
  unsigned class = class_for(size);
  struct free_block *reused = free_lists[class];
  if (reused) {
    free_lists[class] = reused->next;
    return reused;
  }
  if (!heap_next) heap_next = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  uintptr_t start = heap_next, end = start + ((uintptr_t)1 << class);
  uintptr_t have = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
  if (end < start) abort();
  if (end > have && __builtin_wasm_memory_grow(0, (end - have + PAGE - 1) / PAGE) == (size_t)-1) abort();
  heap_next = end;
  void *block = (void *)(start + HEADER);
  *class_of(block) = class;
  return block;
}

void free(void *block) {
  if (!block) return;
  unsigned class = *class_of(block);
  struct free_block *freed = block;
  freed->next = free_lists[class];
  free_lists[class] = freed;
}

void *calloc(size_t count, size_t size) {
  if (size != 0 && count > (size_t)-1 / size) abort();
  return memset(malloc(count * size), 0, count * size);
}

void *realloc(void *block, size_t size) {
  if (!block) return malloc(size);
  size_t room = ((size_t)1 << *class_of(block)) - HEADER;
  if (size <= room) return block;
  void *larger = malloc(size);
  memcpy(larger, block, room);
  free(block);
  return larger;
}

_Noreturn void abort(void) { __builtin_trap(); }

// The loops carry a barrier so that the compiler does not turn them into calls of themselves.
#define KEEP_LOOP __asm__ volatile("" ::: "memory")

void *memcpy(void *to, const void *from, size_t count) { return memmove(to, from, count); }

void *memmove(void *to, const void *from, size_t count) {
  char *t = to;
  const char *f = from;
  if (t < f) {
    for (size_t i = 0; i < count; i++) { t[i] = f[i]; KEEP_LOOP; }
  } else {
    for (size_t i = count; i-- > 0;) { t[i] = f[i]; KEEP_LOOP; }
  }
  return to;
}

void *memset(void *to, int byte, size_t count) {
  for (size_t i = 0; i < count; i++) { ((char *)to)[i] = (char)byte; KEEP_LOOP; }
  return to;
}

int memcmp(const void *a, const void *b, size_t count) {
  const unsigned char *x = a, *y = b;
  for (size_t i = 0; i < count; i++) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}

size_t strlen(const char *s) {
  size_t n = 0;
  while (s[n]) { n++; KEEP_LOOP; }
  return n;
}
