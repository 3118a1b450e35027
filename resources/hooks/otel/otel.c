// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// otel: spans and metrics of every call as lines of OTLP/JSON.
#include "config.h"
#include "hook.h"
#include "json.h"
#include "otel.h"
#include "wasi.h"
#include <stdlib.h>

IMPORT("wasi:random/random@0.2.3", "get-random-u64") uint64_t random_u64(void);

enum signals { SIGNALS_BOTH, SIGNALS_SPANS, SIGNALS_METRICS };

struct otel_config otel_config;

// Calls that are under way.
static struct span *open;
static size_t count, room;
static uint64_t spans; // started so far: a span's number, from 1

static void read_config(void) {
  static const char *const sinks[] = {"stdout", "stderr"}, *const signals[] = {"both", "spans", "metrics"};
  static const char *const clocks[] = {"wall", "off"}, *const ids[] = {"random", "counted"};
  static const char *const kinds[] = {"internal", "server", "client", "producer", "consumer"};
  struct otel_config *c = &otel_config;
  if (c->read) return;
  c->read = true;
  c->sink = config_enum("sink", sinks, 2, SINK_STDERR);
  unsigned which = config_enum("signals", signals, 3, SIGNALS_BOTH);
  c->spans = which != SIGNALS_METRICS;
  c->metrics = which != SIGNALS_SPANS;
  c->clock = config_enum("clock", clocks, 2, 0) == 0;
  c->kind = 1 + config_enum("span_kind", kinds, 5, 0); // SpanKind starts with UNSPECIFIED
  c->service = config_string("service", STR("spliceboard"));
  c->buffer = config_u64("buffer", 1);
  if (config_enum("ids", ids, 2, 0) == 0) {
    c->trace_base = random_u64();
    c->span_base = random_u64();
  }
}

static struct span *find(uint64_t call, const struct function *f) {
  for (size_t i = count; i-- > 0;) {
    if (open[i].call == call && (!f || open[i].function == (size_t)(f - functions))) return &open[i];
  }
  return NULL;
}

void on_call(const struct call *call, struct values *args) {
  read_config();
  if (count == room) {
    room = room ? 2 * room : 16;
    open = realloc(open, room * sizeof *open);
  }
  struct span *parent = call->parent ? find(call->parent, NULL) : NULL;
  spans++;
  open[count++] = (struct span){.call = call->id,
                                .function = (size_t)(call->function - functions),
                                .number = spans,
                                .parent = parent ? parent->number : 0,
                                .root = parent ? parent->root : spans,
                                .start = otel_config.clock ? wall_ns() : 0};
}

void on_return(const struct call *call, struct values *result) {
  read_config();
  struct span *span = find(call->id, call->function);
  if (!span) return; // on a connection where only the return is seen
  uint64_t end = otel_config.clock ? wall_ns() : 0;
  if (otel_config.spans) otel_span(span, end);
  if (otel_config.metrics) otel_measure(span, end);
  *span = open[--count];
}
