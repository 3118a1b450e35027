// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "config.h"
#include <stdlib.h>
#include <string.h>

struct answer { uint8_t some; struct str text; };
_Static_assert(sizeof(struct answer) == 12, "layout");

IMPORT("splicer:builtin-config/get@0.1.0", "get") void config_get(const char *key, size_t len, struct answer *answer);

static bool ask(const char *key, struct str *text) {
  struct answer answer;
  config_get(key, strlen(key), &answer);
  *text = answer.text;
  return answer.some;
}

unsigned config_enum(const char *key, const char *const *labels, unsigned count, unsigned otherwise) {
  struct str text;
  if (!ask(key, &text)) return otherwise;
  for (unsigned i = 0; i < count; i++) {
    if (str_same(text, (struct str){labels[i], strlen(labels[i])})) return i;
  }
  return otherwise;
}

uint64_t config_u64(const char *key, uint64_t otherwise) {
  struct str text;
  if (!ask(key, &text)) return otherwise;
  uint64_t value = 0;
  for (size_t i = 0; i < text.len; i++) value = value * 10 + (uint64_t)(text.at[i] - '0');
  return value;
}

bool config_bool(const char *key, bool otherwise) {
  struct str text;
  return ask(key, &text) ? text.at[0] == 't' : otherwise;
}

static void add_utf8(struct text *t, uint32_t code) {
  if (code < 0x80) {
    text_byte(t, (char)code);
    return;
  }
  unsigned more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  text_byte(t, (char)((0xf0u << (3 - more) & 0xff) | code >> (6 * more)));
  while (more-- > 0) text_byte(t, (char)(0x80 | (code >> (6 * more) & 0x3f)));
}

// The quoted string at *at, which ends up behind it.
static struct str unquoted(struct str text, size_t *at) {
  struct text out = {0};
  for (++*at; *at < text.len && text.at[*at] != '"'; ++*at) {
    char c = text.at[*at];
    if (c == '\\' && *at + 1 < text.len) {
      c = text.at[++*at];
      if (c == 'n') c = '\n';
      else if (c == 'r') c = '\r';
      else if (c == 't') c = '\t';
      else if (c == 'u') {
        uint32_t code = 0;
        for (*at += 2; *at < text.len && text.at[*at] != '}'; ++*at) {
          char digit = text.at[*at];
          code = code * 16 + (uint32_t)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        add_utf8(&out, code);
        continue;
      }
    }
    text_byte(&out, c);
  }
  ++*at;
  return (struct str){out.bytes ? out.bytes : "", out.len};
}

struct str config_string(const char *key, struct str otherwise) {
  struct str text;
  if (!ask(key, &text) || text.len < 2) return otherwise;
  size_t at = 0;
  return unquoted(text, &at);
}

size_t config_list(const char *key, struct str **items) {
  struct str text;
  size_t count = 0;
  *items = NULL;
  if (!ask(key, &text)) return 0;
  for (size_t at = 0; at < text.len;) {
    if (text.at[at] != '"') {
      at++;
      continue;
    }
    *items = realloc(*items, (count + 1) * sizeof **items);
    (*items)[count++] = unquoted(text, &at);
  }
  return count;
}
