// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gate: skips the calls of the functions that are listed; one line on stderr for each.
#include "config.h"
#include "hook.h"
#include "wasi.h"
#include <string.h>

static const char variable[] = "SPLICEBOARD_GATE";

struct pair { struct str name, value; };
struct pairs { const struct pair *at; size_t count; };
IMPORT("wasi:cli/environment@0.2.3", "get-environment") void get_environment(struct pairs *environment);

static struct {
  bool read, log;
  struct str *patterns;
  size_t count;
  struct str variable; // what the environment says; used when nothing is configured
} config;

static void read_config(void) {
  if (config.read) return;
  config.read = true;
  config.log = config_bool("log", true);
  config.count = config_list("functions", &config.patterns);
  if (config.patterns) return;
  struct pairs environment;
  get_environment(&environment);
  for (size_t i = 0; i < environment.count; i++) {
    const struct pair *pair = &environment.at[i];
    if (pair->name.len == sizeof variable - 1 && memcmp(pair->name.at, variable, pair->name.len) == 0)
      config.variable = str_copy(pair->value);
  }
}

static bool listed(const struct function *f) {
  for (size_t i = 0; i < config.count; i++)
    if (function_matches(f, config.patterns[i])) return true;
  struct str list = config.variable;
  for (size_t start = 0; start < list.len;) {
    size_t end = start;
    while (end < list.len && list.at[end] != ',') end++;
    size_t from = start, to = end;
    while (from < to && list.at[from] == ' ') from++;
    while (to > from && list.at[to - 1] == ' ') to--;
    if (to > from && function_matches(f, (struct str){list.at + from, to - from})) return true;
    start = end + 1;
  }
  return false;
}

bool should_call(const struct call *call, struct values *args) {
  static struct text line;
  read_config();
  if (!listed(call->function)) return true;
  if (!config.log) return false;
  text_clear(&line);
  text_cstr(&line, "[gate] refused ");
  text_function(&line, call->function);
  text_byte(&line, ' ');
  text_u64(&line, call->id);
  text_byte(&line, '\n');
  write_out(SINK_STDERR, &line);
  return false;
}
