// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:rates/quote over the feed and the rounding rule; tells stderr about currencies it does not know.
#include "g.h"
#include "print.h"

static struct print_stream err = {.take = wasi_cli_stderr_get_stderr};

static bool lookup(g_string_t *currency, uint64_t *micros) {
  if (demo_rates_parts_feed_micros_per_euro(currency, micros)) return true;
  static struct text line;
  text_clear(&line);
  text_cstr(&line, "rates: no rate for ");
  text_quoted(&line, currency->ptr, currency->len);
  text_byte(&line, '\n');
  print_text(&err, &line);
  return false;
}

bool exports_demo_rates_quote_latest(g_string_t *currency, exports_demo_rates_quote_rate_t *rate) {
  bool known = lookup(currency, &rate->micros);
  if (known) rate->currency = *currency;
  else g_string_free(currency);
  return known;
}

bool exports_demo_rates_quote_convert(uint64_t cents, g_string_t *currency,
                                      exports_demo_rates_quote_conversion_t *done,
                                      exports_demo_rates_quote_refusal_t *refused) {
  uint64_t micros;
  if (!lookup(currency, &micros)) {
    refused->tag = EXPORTS_DEMO_RATES_QUOTE_REFUSAL_UNKNOWN_CURRENCY;
    refused->val.unknown_currency = *currency;
    return false;
  }
  if (!demo_rates_parts_rounding_scale(cents, micros, DEMO_RATES_PARTS_ROUNDING_MODE_HALF_UP, &done->cents)) {
    refused->tag = EXPORTS_DEMO_RATES_QUOTE_REFUSAL_TOO_LARGE;
    g_string_free(currency);
    return false;
  }
  done->rate.currency = *currency;
  done->rate.micros = micros;
  return true;
}
