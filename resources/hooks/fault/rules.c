// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules.h"
#include "config.h"
#include "wasi.h"
#include <stdlib.h>
#include <string.h>

enum { BILLION = 1000000000, MICROSECOND = 1000 };

// "FUNCTION error=0.1 delay=5..20": chance in billionths, milliseconds in microseconds.
struct rule {
  struct str function;
  uint64_t chance, shortest_us, longest_us;
};

static struct {
  bool read, log;
  uint64_t seed;
  struct rule *rules;
  size_t count;
} config;

static uint64_t *calls; // by the number of the function
static size_t room;

// A number with up to nine decimals, in billionths; what follows it stays in `text`.
static uint64_t billionths(struct str *text) {
  uint64_t whole = 0, part = 0, scale = BILLION;
  size_t i = 0;
  for (; i < text->len && text->at[i] >= '0' && text->at[i] <= '9'; i++) whole = whole * 10 + (uint64_t)(text->at[i] - '0');
  // Two points are the sign of a range.
  if (i + 1 < text->len && text->at[i] == '.' && text->at[i + 1] != '.') {
    for (i++; i < text->len && text->at[i] >= '0' && text->at[i] <= '9'; i++) {
      scale /= 10;
      part += (uint64_t)(text->at[i] - '0') * scale;
    }
  }
  *text = (struct str){text->at + i, text->len - i};
  return whole * BILLION + part;
}

static bool takes(struct str *text, const char *start) {
  size_t len = strlen(start);
  if (text->len < len || memcmp(text->at, start, len) != 0) return false;
  *text = (struct str){text->at + len, text->len - len};
  return true;
}

static struct str word(struct str *rest) {
  while (rest->len && rest->at[0] == ' ') *rest = (struct str){rest->at + 1, rest->len - 1};
  size_t end = 0;
  while (end < rest->len && rest->at[end] != ' ') end++;
  struct str out = {rest->at, end};
  *rest = (struct str){rest->at + end, rest->len - end};
  return out;
}

static struct rule parsed(struct str text) {
  struct rule rule = {.function = word(&text)};
  for (struct str part = word(&text); part.len; part = word(&text)) {
    if (takes(&part, "error=")) {
      rule.chance = billionths(&part);
      if (takes(&part, "%")) rule.chance /= 100;
    } else if (takes(&part, "delay=")) {
      rule.shortest_us = rule.longest_us = billionths(&part) / (BILLION / 1000);
      if (takes(&part, "..")) rule.longest_us = billionths(&part) / (BILLION / 1000);
    }
  }
  if (rule.longest_us < rule.shortest_us) rule.longest_us = rule.shortest_us;
  return rule;
}

static void read_config(void) {
  struct str *texts;
  if (config.read) return;
  config.read = true;
  config.log = config_bool("log", true);
  config.seed = config_u64("seed", 0);
  config.count = config_list("rules", &texts);
  config.rules = calloc(config.count, sizeof *config.rules);
  for (size_t i = 0; i < config.count; i++) config.rules[i] = parsed(texts[i]);
}

// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
static uint64_t mixed(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

// FNV-1a
static uint64_t hash(uint64_t h, struct str s) {
  for (size_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)s.at[i]) * 0x100000001b3;
  return h;
}

static uint64_t number_of(const struct function *f) {
  size_t at = (size_t)(f - functions);
  if (at >= room) {
    calls = realloc(calls, 2 * function_count * sizeof *calls);
    memset(calls + room, 0, (2 * function_count - room) * sizeof *calls);
    room = 2 * function_count;
  }
  return calls[at]++;
}

struct fault fault_of(const struct call *call) {
  read_config();
  uint64_t number = number_of(call->function);
  for (size_t i = 0; i < config.count; i++) {
    const struct rule *rule = &config.rules[i];
    if (!function_matches(call->function, rule->function)) continue;
    uint64_t name = hash(hash(0xcbf29ce484222325, call->function->interface), call->function->name);
    uint64_t first = mixed(mixed(config.seed ^ name) + number), second = mixed(first);
    uint64_t delay_us = rule->shortest_us + second % (rule->longest_us - rule->shortest_us + 1);
    return (struct fault){first % BILLION < rule->chance, delay_us * MICROSECOND};
  }
  return (struct fault){false, 0};
}

void fault_log(const struct call *call, struct fault f) {
  static struct text line;
  if (!config.log || (!f.error && !f.delay_ns)) return;
  text_clear(&line);
  text_cstr(&line, "[fault] ");
  text_function(&line, call->function);
  text_byte(&line, ' ');
  text_u64(&line, call->id);
  if (f.delay_ns) {
    text_cstr(&line, " delay ");
    text_u64(&line, f.delay_ns / MICROSECOND);
    text_cstr(&line, " us");
  }
  if (f.error) text_cstr(&line, " error");
  text_byte(&line, '\n');
  write_out(SINK_STDERR, &line);
}
