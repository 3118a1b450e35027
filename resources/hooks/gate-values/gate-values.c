// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gate-values: skips the calls whose arguments are listed; one line on stderr for each.
#include "config.h"
#include "hook.h"
#include "wasi.h"
#include <string.h>

static struct {
  bool read, log;
  struct str *rules; // "FUNCTION ARGUMENT VALUE"
  size_t count;
} config;

static struct text line, value;
static const struct style exact = {.exact = true};

static void read_config(void) {
  if (config.read) return;
  config.read = true;
  config.log = config_bool("log", true);
  config.count = config_list("refuse", &config.rules);
}

// The text before the next blank; `rest` goes behind it.
static struct str word(struct str *rest) {
  size_t end = 0;
  while (end < rest->len && rest->at[end] != ' ') end++;
  struct str out = {rest->at, end};
  while (end < rest->len && rest->at[end] == ' ') end++;
  *rest = (struct str){rest->at + end, rest->len - end};
  return out;
}

static bool is_like(struct str text, struct str pattern) {
  if (pattern.len > 0 && pattern.at[pattern.len - 1] == '*')
    return text.len >= pattern.len - 1 && memcmp(text.at, pattern.at, pattern.len - 1) == 0;
  return str_same(text, pattern);
}

// A text without its quotes, so that rules need none.
static struct str bare(const struct text *t) {
  bool quoted = t->len >= 2 && t->bytes[0] == '"';
  return quoted ? (struct str){t->bytes + 1, t->len - 2} : (struct str){t->bytes, t->len};
}

static bool refused(const struct function *f, struct str name, struct str shown) {
  for (size_t i = 0; i < config.count; i++) {
    struct str rest = config.rules[i];
    if (!function_matches(f, word(&rest))) continue;
    struct str argument = word(&rest);
    if ((str_same(argument, STR("*")) || str_same(argument, name)) && is_like(shown, rest)) return true;
  }
  return false;
}

bool should_call(const struct call *call, struct values *args) {
  read_config();
  while (args->next < args->count) {
    struct str name = values_name(args);
    text_clear(&value);
    values_next(args, &value, &exact);
    if (!refused(call->function, name, bare(&value))) continue;
    if (!config.log) return false;
    text_clear(&line);
    text_cstr(&line, "[gate-values] refused ");
    text_function(&line, call->function);
    text_byte(&line, ' ');
    text_u64(&line, call->id);
    text_cstr(&line, " (");
    text_add(&line, name.at, name.len);
    text_byte(&line, '=');
    text_add(&line, value.bytes, value.len);
    text_cstr(&line, ")\n");
    write_out(SINK_STDERR, &line);
    return false;
  }
  return true;
}
