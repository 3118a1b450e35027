// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gate: skips the calls that SPLICEBOARD_GATE lists; one line on stderr for each.
#include "g.h"
#include "print.h"
#include <stdlib.h>
#include <string.h>

typedef splicer_common_types_call_id_t call_id;

static const char variable[] = "SPLICEBOARD_GATE";

static struct print_stream err = {.take = wasi_cli_stderr_get_stderr};
static struct text line;
static struct text list; // what the variable says, read once

static void read_list(void) {
  static bool done;
  if (done) return;
  done = true;
  g_list_tuple2_string_string_t environment;
  wasi_cli_environment_get_environment(&environment);
  for (size_t i = 0; i < environment.len; i++) {
    const g_string_t *name = &environment.ptr[i].f0;
    if (name->len != sizeof variable - 1 || memcmp(name->ptr, variable, name->len) != 0) continue;
    text_clear(&list);
    text_wit(&list, environment.ptr[i].f1);
  }
  g_list_tuple2_string_string_free(&environment);
}

// A pattern with `#`, `/` or `:` is held against INTERFACE#FUNCTION, any other against FUNCTION.
static bool matches(const char *pattern, size_t len, const struct text *full, const g_string_t *function) {
  bool qualified = false;
  for (size_t i = 0; i < len; i++) qualified |= pattern[i] == '#' || pattern[i] == '/' || pattern[i] == ':';
  const void *name = qualified ? (const void *)full->bytes : function->ptr;
  size_t name_len = qualified ? full->len : function->len;
  if (pattern[len - 1] == '*') return name_len >= len - 1 && memcmp(pattern, name, len - 1) == 0;
  return name_len == len && memcmp(pattern, name, len) == 0;
}

static bool listed(const struct text *full, const g_string_t *function) {
  for (size_t start = 0; start < list.len;) {
    size_t end = start;
    while (end < list.len && list.bytes[end] != ',') end++;
    size_t from = start, to = end;
    while (from < to && list.bytes[from] == ' ') from++;
    while (to > from && list.bytes[to - 1] == ' ') to--;
    if (to > from && matches(list.bytes + from, to - from, full, function)) return true;
    start = end + 1;
  }
  return false;
}

bool exports_splicer_tier1_blocking_should_block(call_id *call) {
  static struct text full;
  read_list();
  text_clear(&full);
  text_wit(&full, call->interface_name);
  text_byte(&full, '#');
  text_wit(&full, call->function_name);
  bool block = listed(&full, &call->function_name);
  if (block) {
    text_clear(&line);
    text_cstr(&line, "[gate] refused ");
    text_add(&line, full.bytes, full.len);
    text_byte(&line, ' ');
    text_u64(&line, call->id);
    text_byte(&line, '\n');
    print_text(&err, &line);
  }
  splicer_common_types_call_id_free(call);
  return block;
}
