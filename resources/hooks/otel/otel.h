// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "hook.h"
#include "wasi.h"

extern struct otel_config {
  bool read, spans, metrics, clock;
  enum sink sink;
  unsigned kind;
  struct str service;
  uint64_t buffer, trace_base, span_base;
} otel_config;

struct span {
  uint64_t call;           // id of the call
  size_t function;         // its number
  uint64_t number, parent; // of spans, from 1; 0: no parent
  uint64_t root;           // number of the first span of the trace
  uint64_t start;          // ns since 1970
};

void otel_span(const struct span *span, uint64_t end);
void otel_measure(const struct span *span, uint64_t end);

// `{"key":"K","value":{"stringValue":"V"}}`
void otel_attribute(struct text *t, const char *key, struct str value);
// `"resource":{…}`
void otel_resource(struct text *t);
// `,"NAME":"NUMBER"`: 64-bit numbers are texts in JSON
void otel_number(struct text *t, const char *name, uint64_t number);
