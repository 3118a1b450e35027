// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "text.h"
#include <stdlib.h>
#include <string.h>

void text_clear(struct text *t) { t->len = 0; }

void text_add(struct text *t, const void *bytes, size_t len) {
  if (t->room - t->len < len) {
    size_t room = t->room ? t->room : 120;
    while (room - t->len < len) room += room;
    t->bytes = realloc(t->bytes, room);
    t->room = room;
  }
  memcpy(t->bytes + t->len, bytes, len);
  t->len += len;
}

void text_byte(struct text *t, char byte) { text_add(t, &byte, 1); }

void text_cstr(struct text *t, const char *s) { text_add(t, s, strlen(s)); }

void text_u64(struct text *t, uint64_t value) {
  char digits[20];
  unsigned at = sizeof digits;
  do digits[--at] = (char)('0' + value % 10);
  while (value /= 10);
  text_add(t, digits + at, sizeof digits - at);
}

void text_s64(struct text *t, int64_t value) {
  if (value < 0) text_byte(t, '-');
  text_u64(t, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void text_hex(struct text *t, uint32_t value, unsigned digits) {
  unsigned needed = 1;
  while (needed < 8 && value >> (4 * needed)) needed++;
  if (needed < digits) needed = digits;
  while (needed-- > 0) text_byte(t, "0123456789abcdef"[needed < 8 ? value >> (4 * needed) & 15 : 0]);
}

enum { MOST_DIGITS = 15, SINGLE_DIGITS = 9 };

static const uint64_t powers_of_ten[MOST_DIGITS + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
    100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
};

// value * 10^power, in steps that neither overflow nor underflow on the way.
static double scaled(double value, int power) {
  for (; power >= 16; power -= 16) value *= 1e16;
  for (; power > 0; power--) value *= 10;
  for (; power <= -16; power += 16) value /= 1e16;
  for (; power < 0; power++) value /= 10;
  return value;
}

void text_f64(struct text *t, double value) {
  if (value != value) { text_cstr(t, "nan"); return; }
  if (__builtin_signbit(value)) { text_byte(t, '-'); value = -value; }
  if (value > 1.7976931348623157e308) { text_cstr(t, "inf"); return; }
  if (value < 1e15 && value == (double)(uint64_t)value) { text_u64(t, (uint64_t)value); return; }

  int exponent = 0; // of the first digit
  for (double v = value; v >= 1e16; v /= 1e16) exponent += 16;
  for (double v = scaled(value, -exponent); v >= 10; v /= 10) exponent++;
  if (value < 1) {
    double v = value;
    for (; v < 1e-16; v *= 1e16) exponent -= 16;
    for (; v < 1; v *= 10) exponent--;
  }
  bool single = value < 3e38 && (double)(float)value == value;
  int count = single ? SINGLE_DIGITS : MOST_DIGITS;
  uint64_t digits = (uint64_t)(scaled(value, count - 1 - exponent) + 0.5);
  if (digits >= powers_of_ten[count]) { digits = (digits + 5) / 10; exponent++; }
  char shown[MOST_DIGITS];
  for (int i = count; i-- > 0; digits /= 10) shown[i] = (char)('0' + digits % 10);
  while (count > 1 && shown[count - 1] == '0') count--;

  if (exponent < -5 || exponent > 15) {
    text_byte(t, shown[0]);
    if (count > 1) { text_byte(t, '.'); text_add(t, shown + 1, (size_t)count - 1); }
    text_byte(t, 'e');
    text_s64(t, exponent);
    return;
  }
  if (exponent < 0) text_cstr(t, "0.");
  for (int i = exponent; i < -1; i++) text_byte(t, '0');
  for (int i = 0; i < count || i <= exponent; i++) {
    if (i > 0 && i == exponent + 1) text_byte(t, '.');
    text_byte(t, i < count ? shown[i] : '0');
  }
}

void text_quoted(struct text *t, const void *bytes, size_t len) {
  const unsigned char *b = bytes;
  text_byte(t, '"');
  for (size_t i = 0; i < len; i++) {
    switch (b[i]) {
    case '"': text_cstr(t, "\\\""); break;
    case '\\': text_cstr(t, "\\\\"); break;
    case '\n': text_cstr(t, "\\n"); break;
    case '\r': text_cstr(t, "\\r"); break;
    case '\t': text_cstr(t, "\\t"); break;
    default:
      if (b[i] < 0x20 || b[i] == 0x7f) {
        text_cstr(t, "\\u{");
        text_hex(t, b[i], 1);
        text_byte(t, '}');
      } else {
        text_byte(t, (char)b[i]);
      }
    }
  }
  text_byte(t, '"');
}
