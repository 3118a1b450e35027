// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:kv/store that writes a journal: one line `KEY LENGTH` and then the value, per put, to
// `kv-disk.journal` in the first directory the host opens for us. Without one it stays in memory,
// so that the example runs the same way everywhere. The journal is never read back.
#include "g.h"
#include "table.h"
#include "text.h"

static struct table all;

static wasi_filesystem_types_own_descriptor_t journal;
static bool journal_open;
static uint64_t journal_length;

static void open_journal(void) {
  static bool tried;
  if (tried) return;
  tried = true;
  wasi_filesystem_preopens_list_tuple2_own_descriptor_string_t directories;
  wasi_filesystem_preopens_get_directories(&directories);
  for (size_t i = 0; i < directories.len; i++) {
    if (i == 0) {
      g_string_t name;
      wasi_filesystem_types_error_code_t error;
      g_string_set(&name, "kv-disk.journal");
      journal_open = wasi_filesystem_types_method_descriptor_open_at(
          wasi_filesystem_types_borrow_descriptor(directories.ptr[i].f0), 0, &name,
          WASI_FILESYSTEM_TYPES_OPEN_FLAGS_CREATE | WASI_FILESYSTEM_TYPES_OPEN_FLAGS_TRUNCATE,
          WASI_FILESYSTEM_TYPES_DESCRIPTOR_FLAGS_WRITE, &journal, &error);
    }
    wasi_filesystem_types_descriptor_drop_own(directories.ptr[i].f0);
    g_string_free(&directories.ptr[i].f1);
  }
  if (directories.len > 0) free(directories.ptr);
}

static void write_journal(const entry *e) {
  open_journal();
  if (!journal_open) return;
  struct text line = {0};
  text_wit(&line, e->key);
  text_byte(&line, ' ');
  text_u64(&line, e->value.len);
  text_byte(&line, '\n');
  text_wit(&line, e->value);
  text_byte(&line, '\n');
  for (size_t at = 0; at < line.len && journal_open;) {
    g_list_u8_t rest = {(uint8_t *)line.bytes + at, line.len - at};
    uint64_t written = 0;
    wasi_filesystem_types_error_code_t error;
    if (!wasi_filesystem_types_method_descriptor_write(wasi_filesystem_types_borrow_descriptor(journal), &rest,
                                                       journal_length, &written, &error) || written == 0) {
      wasi_filesystem_types_descriptor_drop_own(journal);
      journal_open = false;
    }
    journal_length += written;
    at += (size_t)written;
  }
  free(line.bytes);
}

bool exports_demo_kv_store_get(g_string_t *key, entry *found, exports_demo_kv_store_errno_t *error) {
  const entry *e = key_reserved(key) ? 0 : table_find(&all, key);
  if (e) *found = entry_copy(e);
  else *error = key_reserved(key) ? EXPORTS_DEMO_KV_STORE_ERRNO_DENIED : EXPORTS_DEMO_KV_STORE_ERRNO_NOT_FOUND;
  g_string_free(key);
  return e != 0;
}

bool exports_demo_kv_store_put(entry *added, exports_demo_kv_store_errno_t *error) {
  if (key_reserved(&added->key) || too_large(added)) {
    *error = key_reserved(&added->key) ? EXPORTS_DEMO_KV_STORE_ERRNO_DENIED : EXPORTS_DEMO_KV_STORE_ERRNO_QUOTA;
    entry_free(added);
    return false;
  }
  write_journal(added);
  table_put(&all, added);
  return true;
}

void exports_demo_kv_store_keys(g_string_t *prefix, g_list_string_t *keys) {
  table_keys(&all, prefix, keys);
  g_string_free(prefix);
}
