// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:kv/store in memory. Compiled as kv-mem and, with the text errors of 0.9.0, as kv-legacy.
#include "g.h"
#include "table.h"

static struct table all;

bool exports_demo_kv_store_get(g_string_t *key, entry *found, exports_demo_kv_store_errno_t *error) {
  const entry *e = key_reserved(key) ? 0 : table_find(&all, key);
  if (e) *found = entry_copy(e);
  else *error = key_reserved(key) ? EXPORTS_DEMO_KV_STORE_ERRNO_DENIED : EXPORTS_DEMO_KV_STORE_ERRNO_NOT_FOUND;
  g_string_free(key);
  return e != 0;
}

#ifdef LEGACY
bool exports_demo_kv_store_put(entry *added, g_string_t *error) {
  const char *refused = key_reserved(&added->key) ? "key is reserved" : too_large(added) ? "entry is too large" : 0;
  if (refused) g_string_dup(error, refused);
#else
bool exports_demo_kv_store_put(entry *added, exports_demo_kv_store_errno_t *error) {
  bool refused = key_reserved(&added->key) || too_large(added);
  if (refused) *error = key_reserved(&added->key) ? EXPORTS_DEMO_KV_STORE_ERRNO_DENIED : EXPORTS_DEMO_KV_STORE_ERRNO_QUOTA;
#endif
  if (refused) entry_free(added);
  else table_put(&all, added);
  return !refused;
}

void exports_demo_kv_store_keys(g_string_t *prefix, g_list_string_t *keys) {
  table_keys(&all, prefix, keys);
  g_string_free(prefix);
}
