// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// count: how often each function was called; one line on stderr after each return.
#include "g.h"
#include "print.h"
#include <stdlib.h>
#include <string.h>

typedef splicer_common_types_call_id_t call_id;

struct counter {
  g_string_t interface_name, function_name;
  uint64_t calls, returns;
};

static struct counter *counters;
static size_t count, room;

static struct print_stream err = {.take = wasi_cli_stderr_get_stderr};
static struct text line;

static bool same(const g_string_t *a, const g_string_t *b) {
  return a->len == b->len && memcmp(a->ptr, b->ptr, a->len) == 0;
}

// A new counter takes the names of the call over; otherwise they are freed.
static struct counter *counter_of(call_id *call) {
  for (size_t i = 0; i < count; i++) {
    struct counter *c = &counters[i];
    if (!same(&c->function_name, &call->function_name) || !same(&c->interface_name, &call->interface_name)) continue;
    splicer_common_types_call_id_free(call);
    return c;
  }
  if (count == room) {
    room = room ? 2 * room : 8;
    counters = realloc(counters, room * sizeof *counters);
  }
  counters[count] = (struct counter){call->interface_name, call->function_name, 0, 0};
  return &counters[count++];
}

void exports_splicer_tier1_before_on_call(call_id *call) { counter_of(call)->calls++; }

void exports_splicer_tier1_after_on_return(call_id *call) {
  struct counter *c = counter_of(call);
  c->returns++;
  text_clear(&line);
  text_cstr(&line, "[count] ");
  text_wit(&line, c->interface_name);
  text_byte(&line, '#');
  text_wit(&line, c->function_name);
  text_byte(&line, ' ');
  text_u64(&line, c->returns);
  if (c->calls > c->returns) {
    text_cstr(&line, " (");
    text_u64(&line, c->calls - c->returns);
    text_cstr(&line, " not returned)");
  }
  text_byte(&line, '\n');
  print_text(&err, &line);
}
