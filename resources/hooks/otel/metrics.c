// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ExportMetricsServiceRequest in JSON: number and duration of calls since the last one (opentelemetry-proto,
// metrics/v1; delta temporality).
#include "number.h"
#include "otel.h"
#include <stdlib.h>
#include <string.h>

enum { BOUNDS = 12, BUCKETS = BOUNDS + 1, DELTA = 1 };
// Upper bounds in nanoseconds; each bucket has its bound in it.
static const uint64_t bounds[BOUNDS] = {1000,      10000,      100000,      1000000,      5000000,      10000000,
                                        50000000, 100000000, 500000000, 1000000000, 5000000000, 10000000000};

struct series {
  uint64_t calls, ns, buckets[BUCKETS];
};
static struct series *series; // by the number of the function
static size_t room;
static uint64_t measured, since;
static struct text line;

static struct series *series_of(size_t function) {
  if (function >= room) {
    series = realloc(series, 2 * function_count * sizeof *series);
    memset(series + room, 0, (2 * function_count - room) * sizeof *series);
    room = 2 * function_count;
  }
  return &series[function];
}

static void seconds(struct text *t, uint64_t ns) { text_float64(t, (double)ns / 1e9); }

static void begin_points(const char *name, const char *unit, const char *kind) {
  text_cstr(&line, "{\"name\":\"");
  text_cstr(&line, name);
  text_cstr(&line, "\",\"unit\":\"");
  text_cstr(&line, unit);
  text_cstr(&line, "\",\"");
  text_cstr(&line, kind);
  text_cstr(&line, "\":{\"aggregationTemporality\":");
  text_u64(&line, DELTA);
}

static void begin_point(size_t function, uint64_t end) {
  text_cstr(&line, "{\"attributes\":[");
  otel_attribute(&line, "code.namespace", functions[function].interface);
  text_byte(&line, ',');
  otel_attribute(&line, "code.function", functions[function].name);
  text_byte(&line, ']');
  otel_number(&line, "startTimeUnixNano", since);
  otel_number(&line, "timeUnixNano", end);
}

static void counts(uint64_t end) {
  begin_points("component.call.count", "{call}", "sum");
  text_cstr(&line, ",\"isMonotonic\":true,\"dataPoints\":[");
  bool first = true;
  for (size_t i = 0; i < room && i < function_count; i++) {
    if (!series[i].calls) continue;
    if (!first) text_byte(&line, ',');
    first = false;
    begin_point(i, end);
    otel_number(&line, "asInt", series[i].calls);
    text_byte(&line, '}');
  }
  text_cstr(&line, "]}}");
}

static void durations(uint64_t end) {
  begin_points("component.call.duration", "s", "histogram");
  text_cstr(&line, ",\"dataPoints\":[");
  bool first = true;
  for (size_t i = 0; i < room && i < function_count; i++) {
    const struct series *s = &series[i];
    if (!s->calls) continue;
    if (!first) text_byte(&line, ',');
    first = false;
    begin_point(i, end);
    otel_number(&line, "count", s->calls);
    text_cstr(&line, ",\"sum\":");
    seconds(&line, s->ns);
    text_cstr(&line, ",\"bucketCounts\":[");
    for (unsigned b = 0; b < BUCKETS; b++) {
      text_cstr(&line, b ? ",\"" : "\"");
      text_u64(&line, s->buckets[b]);
      text_byte(&line, '"');
    }
    text_cstr(&line, "],\"explicitBounds\":[");
    for (unsigned b = 0; b < BOUNDS; b++) {
      if (b) text_byte(&line, ',');
      seconds(&line, bounds[b]);
    }
    text_cstr(&line, "]}");
  }
  text_cstr(&line, "]}}");
}

void otel_measure(const struct span *span, uint64_t end) {
  struct series *s = series_of(span->function);
  uint64_t ns = end > span->start ? end - span->start : 0; // wall clocks may be set back
  unsigned bucket = 0;
  while (bucket < BOUNDS && ns > bounds[bucket]) bucket++;
  s->calls++;
  s->ns += ns;
  s->buckets[bucket]++;
  if (!measured++) since = span->start;
  if (measured < otel_config.buffer) return;
  text_clear(&line);
  text_cstr(&line, "{\"resourceMetrics\":[{");
  otel_resource(&line);
  text_cstr(&line, ",\"scopeMetrics\":[{\"scope\":{\"name\":\"spliceboard.otel\"},\"metrics\":[");
  counts(end);
  text_byte(&line, ',');
  durations(end);
  text_cstr(&line, "]}]}]}\n");
  write_out(otel_config.sink, &line);
  memset(series, 0, room * sizeof *series);
  measured = 0;
}
