// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entries of a store, in the order they first came in. Included by the providers of demo:kv/store.
#pragma once
#include <stdlib.h>
#include <string.h>

typedef exports_demo_kv_store_entry_t entry;

struct table { entry *entries; size_t count, room; };

static bool same_bytes(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
  return a_len == b_len && memcmp(a, b, a_len) == 0;
}

static entry *table_find(const struct table *t, const g_string_t *key) {
  for (size_t i = 0; i < t->count; i++) {
    entry *e = &t->entries[i];
    if (same_bytes(e->key.ptr, e->key.len, key->ptr, key->len)) return e;
  }
  return 0;
}

// The generated function of wit-bindgen 0.63 passes over the value.
static void entry_free(entry *e) {
  g_string_free(&e->key);
  if (e->value.len > 0) free(e->value.ptr);
}

// Takes `added` over, in place of an entry with the same key.
static void table_put(struct table *t, entry *added) {
  entry *old = table_find(t, &added->key);
  if (old) {
    entry_free(old);
    *old = *added;
    return;
  }
  if (t->count == t->room) {
    t->room = t->room ? 2 * t->room : 8;
    t->entries = realloc(t->entries, t->room * sizeof *t->entries);
  }
  t->entries[t->count++] = *added;
}

static uint8_t *copy_bytes(const uint8_t *bytes, size_t len) {
  return len ? memcpy(malloc(len), bytes, len) : 0;
}

static entry entry_copy(const entry *e) {
  entry copy = *e;
  copy.key.ptr = copy_bytes(e->key.ptr, e->key.len);
  copy.value.ptr = copy_bytes(e->value.ptr, e->value.len);
  return copy;
}

static void table_keys(const struct table *t, const g_string_t *prefix, g_list_string_t *keys) {
  keys->ptr = malloc((t->count + 1) * sizeof *keys->ptr);
  keys->len = 0;
  for (size_t i = 0; i < t->count; i++) {
    const g_string_t *key = &t->entries[i].key;
    if (key->len < prefix->len || memcmp(key->ptr, prefix->ptr, prefix->len) != 0) continue;
    g_string_dup_n(&keys->ptr[keys->len++], (const char *)key->ptr, key->len);
  }
  if (keys->len == 0) free(keys->ptr); // nobody frees the memory of an empty list
}

enum { LONGEST_KEY = 64, LARGEST_VALUE = 4096 };

// Keys that begin with an underscore are kept for the store itself.
static bool key_reserved(const g_string_t *key) { return key->len == 0 || key->ptr[0] == '_'; }
static bool too_large(const entry *e) { return e->key.len > LONGEST_KEY || e->value.len > LARGEST_VALUE; }
