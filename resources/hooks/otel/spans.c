// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ExportTraceServiceRequest in JSON, one span each (opentelemetry-proto, trace/v1).
#include "json.h"
#include "otel.h"

static struct text line;

static void hex64(struct text *t, uint64_t value) {
  text_hex(t, (uint32_t)(value >> 32), 8);
  text_hex(t, (uint32_t)value, 8);
}

void otel_attribute(struct text *t, const char *key, struct str value) {
  text_cstr(t, "{\"key\":\"");
  text_cstr(t, key);
  text_cstr(t, "\",\"value\":{\"stringValue\":");
  json_str(t, value);
  text_cstr(t, "}}");
}

void otel_resource(struct text *t) {
  text_cstr(t, "\"resource\":{\"attributes\":[");
  otel_attribute(t, "service.name", otel_config.service);
  text_cstr(t, "]}");
}

void otel_number(struct text *t, const char *name, uint64_t number) {
  text_cstr(t, ",\"");
  text_cstr(t, name);
  text_cstr(t, "\":\"");
  text_u64(t, number);
  text_byte(t, '"');
}

// Not 0: an id of zeros is no id.
static uint64_t span_id(uint64_t number) {
  uint64_t id = otel_config.span_base + number;
  return id ? id : ~(uint64_t)0;
}

void otel_span(const struct span *span, uint64_t end) {
  const struct function *f = &functions[span->function];
  text_clear(&line);
  text_cstr(&line, "{\"resourceSpans\":[{");
  otel_resource(&line);
  text_cstr(&line, ",\"scopeSpans\":[{\"scope\":{\"name\":\"spliceboard.otel\"},\"spans\":[{\"traceId\":\"");
  hex64(&line, otel_config.trace_base);
  hex64(&line, span_id(span->root));
  text_cstr(&line, "\",\"spanId\":\"");
  hex64(&line, span_id(span->number));
  if (span->parent) {
    text_cstr(&line, "\",\"parentSpanId\":\"");
    hex64(&line, span_id(span->parent));
  }
  text_cstr(&line, "\",\"name\":");
  json_str(&line, f->name);
  text_cstr(&line, ",\"kind\":");
  text_u64(&line, otel_config.kind);
  otel_number(&line, "startTimeUnixNano", span->start);
  otel_number(&line, "endTimeUnixNano", end);
  text_cstr(&line, ",\"attributes\":[");
  otel_attribute(&line, "code.namespace", f->interface);
  text_byte(&line, ',');
  otel_attribute(&line, "code.function", f->name);
  if (f->caller.len) {
    text_byte(&line, ',');
    otel_attribute(&line, "component.caller", f->caller);
  }
  if (f->provider.len) {
    text_byte(&line, ',');
    otel_attribute(&line, "component.provider", f->provider);
  }
  text_cstr(&line, "]}]}]}]}\n");
  write_out(otel_config.sink, &line);
}
