// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// count: how often each function was called; one line after each return.
#include "config.h"
#include "hook.h"
#include "wasi.h"
#include <stdlib.h>
#include <string.h>

// By the number of the function.
static struct counter { uint64_t calls, returns; } *counters;
static size_t room;

static struct {
  bool read;
  enum sink sink;
  uint64_t every;
} config;

static struct text line;

static struct counter *counter_of(const struct call *call) {
  static const char *const sinks[] = {"stdout", "stderr"};
  if (!config.read) {
    config.read = true;
    config.sink = config_enum("sink", sinks, 2, SINK_STDERR);
    config.every = config_u64("every", 1);
  }
  size_t number = (size_t)(call->function - functions);
  if (number >= room) {
    counters = realloc(counters, 2 * function_count * sizeof *counters);
    memset(counters + room, 0, (2 * function_count - room) * sizeof *counters);
    room = 2 * function_count;
  }
  return &counters[number];
}

void on_call(const struct call *call, struct values *args) { counter_of(call)->calls++; }

void on_return(const struct call *call, struct values *result) {
  struct counter *c = counter_of(call);
  c->returns++;
  if (!config.every || c->returns % config.every) return;
  text_clear(&line);
  text_cstr(&line, "[count] ");
  text_function(&line, call->function);
  text_byte(&line, ' ');
  text_u64(&line, c->returns);
  if (c->calls > c->returns) {
    text_cstr(&line, " (");
    text_u64(&line, c->calls - c->returns);
    text_cstr(&line, " not returned)");
  }
  text_byte(&line, '\n');
  write_out(config.sink, &line);
}
