// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// trace: every call with its arguments, every return with its result, as one line each. The values follow WAVE
// where WAVE has a form for them, and stand between angle brackets where it has none. README.md lists the forms.
#include "config.h"
#include "hook.h"
#include "wasi.h"

enum { DEEPEST_INDENT = 24 };

static struct {
  bool read;
  enum sink sink;
  struct style style;
} config;

static struct text line;
static unsigned in_flight;

static void read_config(void) {
  static const char *const sinks[] = {"stdout", "stderr"};
  if (config.read) return;
  config.read = true;
  config.sink = config_enum("sink", sinks, 2, SINK_STDOUT);
  config.style = (struct style){.longest_value = config_u64("longest-value", 8192),
                                .longest_text = config_u64("longest-text", 512),
                                .most_bytes = config_u64("most-bytes", 16)};
}

static void begin_line(char direction, const struct call *call) {
  text_clear(&line);
  for (unsigned i = 0; i < in_flight && i < DEEPEST_INDENT; i++) text_cstr(&line, "  ");
  text_byte(&line, direction);
  text_byte(&line, ' ');
  text_function(&line, call->function);
  text_byte(&line, ' ');
  text_u64(&line, call->id);
}

static void end_line(void) {
  text_byte(&line, '\n');
  write_out(config.sink, &line);
}

void on_call(const struct call *call, struct values *args) {
  read_config();
  begin_line('>', call);
  text_cstr(&line, " (");
  while (args->next < args->count) {
    if (args->next) text_cstr(&line, ", ");
    struct str name = values_name(args);
    text_add(&line, name.at, name.len);
    text_byte(&line, '=');
    values_next(args, &line, &config.style);
  }
  text_byte(&line, ')');
  end_line();
  in_flight++;
}

void on_return(const struct call *call, struct values *result) {
  read_config();
  if (in_flight > 0) in_flight--;
  begin_line('<', call);
  if (result->count) {
    text_cstr(&line, " = ");
    values_next(result, &line, &config.style);
  }
  end_line();
}
