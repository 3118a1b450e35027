// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:shop/orders: keeps each order as one entry `order/ID` of the store, and the last id under
// `meta/last`. Prices come in euro cents; the total is what the rates make of their sum.
//
// An entry's value: CUSTOMER|CURRENCY|CENTS|SKU*QUANTITY@UNIT-CENTS,SKU*...
#include "g.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

typedef exports_demo_shop_orders_order_t order;
typedef exports_demo_shop_orders_failure_t failure;

enum { FIRST_ID = 4711, KEEP_SECONDS = 900 };

static const char order_prefix[] = "order/";

// The bindings want strings they can point to; texts that live as long as the call serve.
static g_string_t as_string(const struct text *t) { return (g_string_t){(uint8_t *)t->bytes, t->len}; }

static bool fail(failure *f, uint8_t tag, const char *why) {
  f->tag = tag;
  if (why) g_string_dup(&f->val.storage, why);
  return false;
}

static bool fail_storage(failure *f, demo_kv_store_errno_t e) {
  static const char *const names[] = {"not found", "denied", "quota"};
  return fail(f, EXPORTS_DEMO_SHOP_ORDERS_FAILURE_STORAGE, names[e]);
}

static const struct text *order_key(uint32_t id) {
  static struct text key;
  text_clear(&key);
  text_cstr(&key, order_prefix);
  text_u64(&key, id);
  return &key;
}

// Reads from a value; `at` moves past the terminator that was met.
struct reader { const uint8_t *at, *end; };

static g_string_t read_until(struct reader *r, const char *terminators) {
  g_string_t part = {(uint8_t *)r->at, 0};
  while (r->at < r->end) {
    uint8_t c = *r->at++;
    for (const char *t = terminators; *t; t++) {
      if (c == (uint8_t)*t) return part;
    }
    part.len++;
  }
  return part;
}

static uint64_t number(g_string_t digits) {
  uint64_t n = 0;
  for (size_t i = 0; i < digits.len; i++) n = n * 10 + (digits.ptr[i] - '0');
  return n;
}

static uint32_t next_id(void) {
  g_string_t key;
  demo_kv_store_entry_t last;
  demo_kv_store_errno_t error;
  g_string_set(&key, "meta/last");
  if (!demo_kv_store_get(&key, &last, &error)) return FIRST_ID;
  uint32_t id = (uint32_t)number((g_string_t){last.value.ptr, last.value.len}) + 1;
  demo_kv_store_entry_free(&last);
  return id;
}

static bool put(g_string_t key, const struct text *value, bool keep_for_a_while, failure *f) {
  demo_kv_store_entry_t e = {key, {(uint8_t *)value->bytes, value->len}, {keep_for_a_while, KEEP_SECONDS}};
  demo_kv_store_errno_t error;
  return demo_kv_store_put(&e, &error) || fail_storage(f, error);
}

static bool store(const order *o, failure *f) {
  static struct text value;
  text_clear(&value);
  text_wit(&value, o->customer);
  text_byte(&value, '|');
  text_wit(&value, o->total.currency);
  text_byte(&value, '|');
  text_u64(&value, o->total.cents);
  for (size_t i = 0; i < o->lines.len; i++) {
    text_byte(&value, i ? ',' : '|');
    text_wit(&value, o->lines.ptr[i].sku);
    text_byte(&value, '*');
    text_u64(&value, o->lines.ptr[i].quantity);
    text_byte(&value, '@');
    text_u64(&value, o->lines.ptr[i].unit_cents);
  }
  if (!put(as_string(order_key(o->id)), &value, true, f)) return false;
  text_clear(&value);
  text_u64(&value, o->id);
  g_string_t last;
  g_string_set(&last, "meta/last");
  return put(last, &value, false, f);
}

#ifdef MAIL
static void tell(const order *o) {
  static struct text subject;
  text_clear(&subject);
  text_cstr(&subject, "order ");
  text_u64(&subject, o->id);
  g_string_t about = as_string(&subject), body, error;
  g_string_set(&body, "Thank you for your order.");
  g_string_t to = o->customer;
  if (!demo_mail_send_deliver(&to, &about, &body, &error)) g_string_free(&error); // an order stands without its mail
}
#else
static void tell(const order *o) { (void)o; }
#endif

bool exports_demo_shop_orders_place(g_string_t *customer, exports_demo_shop_orders_list_line_t *lines,
                                    g_string_t *currency, order *placed, failure *f) {
  bool ok = lines->len > 0 || fail(f, EXPORTS_DEMO_SHOP_ORDERS_FAILURE_EMPTY_ORDER, 0);
  uint64_t euro_cents = 0;
  for (size_t i = 0; i < lines->len; i++) euro_cents += (uint64_t)lines->ptr[i].quantity * lines->ptr[i].unit_cents;

  demo_rates_quote_conversion_t price = {0};
  demo_rates_quote_refusal_t refused;
  bool priced = ok && demo_rates_quote_convert(euro_cents, currency, &price, &refused);
  if (ok && !priced) {
    demo_rates_quote_refusal_free(&refused);
    f->tag = EXPORTS_DEMO_SHOP_ORDERS_FAILURE_BAD_CURRENCY;
    g_string_dup_n(&f->val.bad_currency, (const char *)currency->ptr, currency->len);
    ok = false;
  }
  if (ok) {
    *placed = (order){next_id(), *customer, *lines, {price.cents, price.rate.currency}};
    ok = store(placed, f);
  }
  if (ok) {
    tell(placed);
  } else {
    if (priced) demo_rates_quote_conversion_free(&price);
    g_string_free(customer);
    exports_demo_shop_orders_list_line_free(lines);
  }
  g_string_free(currency);
  return ok;
}

static g_string_t copy(g_string_t s) {
  g_string_t c;
  g_string_dup_n(&c, (const char *)s.ptr, s.len);
  return c;
}

bool exports_demo_shop_orders_find(uint32_t id, order *found, failure *f) {
  g_string_t key = as_string(order_key(id));
  demo_kv_store_entry_t e;
  demo_kv_store_errno_t error;
  if (!demo_kv_store_get(&key, &e, &error)) {
    if (error != DEMO_KV_STORE_ERRNO_NOT_FOUND) return fail_storage(f, error);
    f->val.not_found = id;
    return fail(f, EXPORTS_DEMO_SHOP_ORDERS_FAILURE_NOT_FOUND, 0);
  }
  size_t most = 1;
  for (size_t i = 0; i < e.value.len; i++) most += e.value.ptr[i] == ',';

  struct reader r = {e.value.ptr, e.value.ptr + e.value.len};
  found->id = id;
  found->customer = copy(read_until(&r, "|"));
  found->total.currency = copy(read_until(&r, "|"));
  found->total.cents = number(read_until(&r, "|"));
  found->lines.ptr = malloc(most * sizeof *found->lines.ptr);
  found->lines.len = 0;
  while (r.at < r.end) {
    exports_demo_shop_orders_line_t *line = &found->lines.ptr[found->lines.len++];
    line->sku = copy(read_until(&r, "*"));
    line->quantity = (uint32_t)number(read_until(&r, "@"));
    line->unit_cents = (uint32_t)number(read_until(&r, ","));
  }
  demo_kv_store_entry_free(&e);
  return true;
}

void exports_demo_shop_orders_list_keys(g_list_string_t *keys) {
  g_string_t prefix;
  g_string_set(&prefix, order_prefix);
  demo_kv_store_keys(&prefix, keys);
}
