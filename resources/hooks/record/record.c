// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// record: every call and every return as one line of JSON. `splicectl replay` makes a provider of them.
#include "config.h"
#include "hook.h"
#include "json.h"
#include "wasi.h"

enum clock { CLOCK_WALL, CLOCK_MONOTONIC, CLOCK_OFF };

static struct {
  bool read;
  enum sink sink;
  enum clock clock;
} config;

static struct text line, value;
static const struct style exact = {.exact = true};

static void read_config(void) {
  static const char *const sinks[] = {"stdout", "stderr"}, *const clocks[] = {"wall", "monotonic", "off"};
  if (config.read) return;
  config.read = true;
  config.sink = config_enum("sink", sinks, 2, SINK_STDERR);
  config.clock = (enum clock)config_enum("clock", clocks, 3, CLOCK_WALL);
}

static void begin_line(const char *event, const struct call *call) {
  text_clear(&line);
  text_cstr(&line, "{\"record\":\"");
  text_cstr(&line, event);
  text_cstr(&line, "\",\"id\":");
  text_u64(&line, call->id);
  text_cstr(&line, ",\"parent\":");
  text_u64(&line, call->parent);
  text_cstr(&line, ",\"interface\":");
  json_str(&line, call->function->interface);
  text_cstr(&line, ",\"function\":");
  json_str(&line, call->function->name);
  if (!call->function->types) return;
  text_cstr(&line, ",\"caller\":");
  json_str(&line, call->function->caller);
  text_cstr(&line, ",\"provider\":");
  json_str(&line, call->function->provider);
}

static void add_value(struct values *v) {
  text_clear(&value);
  values_next(v, &value, &exact);
  json_str(&line, (struct str){value.bytes, value.len});
}

static void end_line(void) {
  if (config.clock != CLOCK_OFF) {
    text_cstr(&line, ",\"time\":");
    text_u64(&line, config.clock == CLOCK_WALL ? wall_ns() : monotonic_ns());
  }
  text_cstr(&line, "}\n");
  write_out(config.sink, &line);
}

void on_call(const struct call *call, struct values *args) {
  read_config();
  begin_line("call", call);
  text_cstr(&line, ",\"arguments\":[");
  while (args->next < args->count) {
    if (args->next) text_byte(&line, ',');
    text_cstr(&line, "{\"name\":");
    json_str(&line, values_name(args));
    text_cstr(&line, ",\"value\":");
    add_value(args);
    text_byte(&line, '}');
  }
  text_byte(&line, ']');
  end_line();
}

void on_return(const struct call *call, struct values *result) {
  read_config();
  begin_line("return", call);
  if (result->count) {
    text_cstr(&line, ",\"result\":");
    add_value(result);
  }
  end_line();
}
