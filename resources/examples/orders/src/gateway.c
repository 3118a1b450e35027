// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command: places a few orders, reads some back, and prints what came of it.
#include "g.h"
#include "print.h"
#include <stdlib.h>

typedef demo_shop_orders_order_t order;
typedef demo_shop_orders_failure_t failure;
typedef demo_shop_orders_line_t line;

static struct print_stream out = {.take = wasi_cli_stdout_get_stdout};
static struct text t;

static void say(const char *s) { text_cstr(&t, s); }

static void end_line(void) {
  text_byte(&t, '\n');
  print_text(&out, &t);
  text_clear(&t);
}

static g_string_t lit(const char *s) {
  g_string_t r;
  g_string_set(&r, s);
  return r;
}

static void say_amount(uint64_t cents) {
  text_u64(&t, cents / 100);
  text_byte(&t, '.');
  text_u64(&t, cents / 10 % 10);
  text_u64(&t, cents % 10);
}

static void say_failure(failure *f) {
  switch (f->tag) {
  case DEMO_SHOP_ORDERS_FAILURE_NOT_FOUND: say("not found: "); text_u64(&t, f->val.not_found); break;
  case DEMO_SHOP_ORDERS_FAILURE_EMPTY_ORDER: say("refused: empty order"); break;
  case DEMO_SHOP_ORDERS_FAILURE_BAD_CURRENCY: say("refused: no rate for "); text_wit(&t, f->val.bad_currency); break;
  case DEMO_SHOP_ORDERS_FAILURE_STORAGE: say("storage: "); text_wit(&t, f->val.storage); break;
  }
  demo_shop_orders_failure_free(f);
}

static void say_order(order *o) {
  text_u64(&t, o->id);
  say(" for ");
  text_wit(&t, o->customer);
  text_byte(&t, ':');
  for (size_t i = 0; i < o->lines.len; i++) {
    say(i ? ", " : " ");
    text_u64(&t, o->lines.ptr[i].quantity);
    text_byte(&t, ' ');
    text_wit(&t, o->lines.ptr[i].sku);
  }
  say(" = ");
  say_amount(o->total.cents);
  text_byte(&t, ' ');
  text_wit(&t, o->total.currency);
  demo_shop_orders_order_free(o);
}

static void place(const char *customer, line *lines, size_t count, const char *currency) {
  g_string_t who = lit(customer), in = lit(currency);
  demo_shop_orders_list_line_t list = {lines, count};
  order o;
  failure f;
  say("place ");
  if (demo_shop_orders_place(&who, &list, &in, &o, &f)) say_order(&o);
  else say_failure(&f);
  end_line();
}

static void find(uint32_t id) {
  order o;
  failure f;
  say("find ");
  if (demo_shop_orders_find(id, &o, &f)) say_order(&o);
  else say_failure(&f);
  end_line();
}

bool exports_wasi_cli_run_run(void) {
  line breakfast[] = {{lit("tea"), 2, 450}, {lit("cup"), 1, 1290}};
  line repair[] = {{lit("lamp"), 1, 4999}, {lit("fuse"), 10, 35}, {lit("wire-3m"), 2, 620}};
  line pens[] = {{lit("pen"), 3, 120}};
  place("harbour inn", breakfast, 2, "USD");
  place("workshop \"north\"", repair, 3, "GBP");
  place("harbour inn", 0, 0, "USD");
  place("library", pens, 1, "XYZ");
  place("library", pens, 1, "EUR");
  find(4711);
  find(4713);
  find(4800);
  g_list_string_t keys;
  demo_shop_orders_list_keys(&keys);
  say("keys");
  for (size_t i = 0; i < keys.len; i++) {
    text_byte(&t, ' ');
    text_wit(&t, keys.ptr[i]);
  }
  g_list_string_free(&keys);
  end_line();
  return true;
}
