// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:kv/store in front of another one: remembers the last few entries until their time to live is
// over, writes through, passes everything else on.
#include "g.h"
#include "table.h"

enum { SLOTS = 8 };

static struct slot { entry entry; uint64_t until; bool used; } slots[SLOTS];
static unsigned next_slot;

static uint64_t now(void) {
  wasi_clocks_wall_clock_datetime_t t;
  wasi_clocks_wall_clock_now(&t);
  return t.seconds;
}

static struct slot *find(const g_string_t *key) {
  for (unsigned i = 0; i < SLOTS; i++) {
    const entry *e = &slots[i].entry;
    if (slots[i].used && same_bytes(e->key.ptr, e->key.len, key->ptr, key->len)) return &slots[i];
  }
  return 0;
}

static void forget(struct slot *s) {
  entry_free(&s->entry);
  s->used = false;
}

// Entries without a time to live may change behind our back and are not kept.
static void remember(const entry *e) {
  struct slot *s = find(&e->key);
  if (s) forget(s);
  if (!e->ttl.is_some) return;
  if (!s) s = &slots[next_slot++ % SLOTS];
  if (s->used) forget(s);
  *s = (struct slot){entry_copy(e), now() + e->ttl.val, true};
}

bool exports_demo_kv_store_get(g_string_t *key, entry *found, exports_demo_kv_store_errno_t *error) {
  struct slot *s = find(key);
  if (s && now() <= s->until) {
    *found = entry_copy(&s->entry);
    g_string_free(key);
    return true;
  }
  demo_kv_store_entry_t fetched;
  demo_kv_store_errno_t refused;
  bool ok = demo_kv_store_get(key, &fetched, &refused);
  if (ok) {
    *found = (entry){fetched.key, fetched.value, fetched.ttl};
    remember(found);
  } else {
    *error = refused; // both enums come from one text
  }
  g_string_free(key);
  return ok;
}

bool exports_demo_kv_store_put(entry *added, exports_demo_kv_store_errno_t *error) {
  demo_kv_store_entry_t passed = {added->key, added->value, added->ttl};
  demo_kv_store_errno_t refused;
  bool ok = demo_kv_store_put(&passed, &refused);
  if (ok) remember(added);
  else *error = refused;
  entry_free(added);
  return ok;
}

void exports_demo_kv_store_keys(g_string_t *prefix, g_list_string_t *keys) {
  demo_kv_store_keys(prefix, keys);
  g_string_free(prefix);
}
