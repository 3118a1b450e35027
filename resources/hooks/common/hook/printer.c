// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "printer.h"
#include <string.h>

bool is_cut(struct printer *p) {
  if (!p->cut && p->longest && p->out->len > p->longest) {
    text_cstr(p->out, "<cut>");
    p->cut = true;
  }
  return p->cut;
}

void put(struct printer *p, const char *s) {
  if (!p->cut) text_cstr(p->out, s);
}

void put_str(struct printer *p, struct str s) {
  if (!p->cut) text_add(p->out, s.at, s.len);
}

void put_label(struct printer *p, struct str s) {
  static const char *const keywords[] = {"true", "false", "inf", "nan", "some", "none", "ok", "err"};
  for (size_t i = 0; p->style->exact && i < sizeof keywords / sizeof *keywords; i++) {
    if (strlen(keywords[i]) == s.len && memcmp(keywords[i], s.at, s.len) == 0) put(p, "%");
  }
  put_str(p, s);
}

void put_number(struct printer *p, uint64_t value) {
  if (!p->cut) text_u64(p->out, value);
}

void put_integer(struct printer *p, int64_t value) {
  if (!p->cut) text_s64(p->out, value);
}

void put_text(struct printer *p, struct str s) {
  if (p->cut) return;
  size_t longest = p->style->longest_text, shown = s.len;
  if (longest && shown > longest) {
    shown = longest;
    while (shown > 0 && (s.at[shown] & 0xc0) == 0x80) shown--; // not inside a character
  }
  text_quoted(p->out, s.at, shown);
  if (shown == s.len) return;
  put(p, "<of ");
  put_number(p, s.len);
  put(p, " bytes>");
}

void put_bytes(struct printer *p, const uint8_t *bytes, size_t len) {
  if (p->style->exact) {
    put(p, "[");
    for (size_t i = 0; i < len && !is_cut(p); i++) {
      if (i) put(p, ", ");
      put_number(p, bytes[i]);
    }
    put(p, "]");
    return;
  }
  size_t most = p->style->most_bytes;
  put(p, "<");
  put_number(p, len);
  put(p, len == 1 ? " byte" : " bytes");
  for (size_t i = 0; i < len && i < most && !p->cut; i++) {
    put(p, " ");
    text_hex(p->out, bytes[i], 2);
  }
  put(p, len > most ? " ...>" : ">");
}

// `<resource bucket #3>`, exact: `<handle 3>`. The number is a handle of the adapter, not of caller or provider.
void put_handle(struct printer *p, const char *kind, struct str type, uint64_t number) {
  put(p, "<");
  put(p, p->style->exact ? "handle" : kind);
  if (!p->style->exact) {
    if (type.len > 0) put(p, " ");
    put_str(p, type);
  }
  put(p, p->style->exact ? " " : " #");
  put_number(p, number);
  put(p, ">");
}
