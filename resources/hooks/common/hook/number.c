// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Steele and White, "How to print floating-point numbers accurately" (1990), with big integers: slow, small
// and exact.
#include "number.h"

enum { LIMBS = 40, MOST_DIGITS = 17 }; // 2^1075 times 10 fits 1280 bits
struct big { uint32_t limb[LIMBS]; unsigned count; };

static void big_set(struct big *b, uint64_t value) {
  b->count = 0;
  for (; value; value >>= 32) b->limb[b->count++] = (uint32_t)value;
}

static void big_times(struct big *b, uint32_t factor) {
  uint64_t carry = 0;
  for (unsigned i = 0; i < b->count; i++) {
    carry += (uint64_t)b->limb[i] * factor;
    b->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry) b->limb[b->count++] = (uint32_t)carry;
}

static void big_shift(struct big *b, unsigned bits) {
  for (; bits >= 31; bits -= 31) big_times(b, 1u << 31);
  big_times(b, 1u << bits);
}

static void big_power10(struct big *b, int power) {
  for (; power > 0; power--) big_times(b, 10);
}

// a + b compared with c; `b` may be NULL.
static int big_compare(const struct big *a, const struct big *b, const struct big *c) {
  struct big sum = *a;
  if (b) {
    uint64_t carry = 0;
    unsigned count = a->count > b->count ? a->count : b->count;
    for (unsigned i = 0; i < count; i++) {
      carry += (i < a->count ? a->limb[i] : 0ull) + (i < b->count ? b->limb[i] : 0ull);
      sum.limb[i] = (uint32_t)carry;
      carry >>= 32;
    }
    sum.count = count;
    if (carry) sum.limb[sum.count++] = (uint32_t)carry;
  }
  if (sum.count != c->count) return sum.count < c->count ? -1 : 1;
  for (unsigned i = sum.count; i-- > 0;) {
    if (sum.limb[i] != c->limb[i]) return sum.limb[i] < c->limb[i] ? -1 : 1;
  }
  return 0;
}

// a -= b, for a >= b
static void big_minus(struct big *a, const struct big *b) {
  int64_t borrow = 0;
  for (unsigned i = 0; i < a->count; i++) {
    borrow += (int64_t)a->limb[i] - (i < b->count ? b->limb[i] : 0);
    a->limb[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  while (a->count && !a->limb[a->count - 1]) a->count--;
}

// The digits of mantissa * 2^power and the exponent of the first one. `edge`: the gap below is half of that
// above.
static unsigned shortest(uint64_t mantissa, int power, bool edge, char *digits, int *exponent) {
  struct big r, s, above, below;
  big_set(&r, mantissa);
  big_set(&s, 1);
  big_set(&above, 1);
  big_set(&below, 1);
  unsigned extra = edge ? 2 : 1;
  if (power >= 0) {
    big_shift(&r, (unsigned)power + extra);
    big_shift(&s, extra);
    big_shift(&above, (unsigned)power + extra - 1);
    big_shift(&below, (unsigned)power);
  } else {
    big_shift(&r, extra);
    big_shift(&s, (unsigned)-power + extra);
    big_shift(&above, extra - 1);
  }
  bool even = !(mantissa & 1);
  int first = 0; // value < 10^first
  // An estimate that is never too high, from the position of the leading bit: log10(2) = 0.30103.
  int bits = power;
  for (uint64_t m = mantissa; m > 1; m >>= 1) bits++;
  first = bits >= 0 ? (int)((int64_t)bits * 30102 / 100000) : -(int)((int64_t)-bits * 30103 / 100000 + 1);
  if (first > 0) {
    big_power10(&s, first);
  } else {
    big_power10(&r, -first);
    big_power10(&above, -first);
    big_power10(&below, -first);
  }
  for (;;) {
    int order = big_compare(&r, &above, &s);
    if (!(order > 0 || (even && order == 0))) break;
    big_times(&s, 10);
    first++;
  }
  *exponent = first - 1;
  unsigned count = 0;
  for (;;) {
    big_times(&r, 10);
    big_times(&above, 10);
    big_times(&below, 10);
    char digit = '0';
    while (big_compare(&r, NULL, &s) >= 0) {
      big_minus(&r, &s);
      digit++;
    }
    int low_order = big_compare(&r, NULL, &below), high_order = big_compare(&r, &above, &s);
    bool low = low_order < 0 || (even && low_order == 0), high = high_order > 0 || (even && high_order == 0);
    if (low || high) {
      if (high && (!low || big_compare(&r, &r, &s) >= 0)) digit++;
      digits[count++] = digit;
      return count;
    }
    digits[count++] = digit;
  }
}

static void text_digits(struct text *t, const char *digits, unsigned count, int exponent) {
  if (exponent < -5 || exponent > 20) {
    text_byte(t, digits[0]);
    if (count > 1) {
      text_byte(t, '.');
      text_add(t, digits + 1, count - 1);
    }
    text_byte(t, 'e');
    text_s64(t, exponent);
    return;
  }
  if (exponent < 0) {
    text_cstr(t, "0.");
    for (int i = exponent; i < -1; i++) text_byte(t, '0');
  }
  for (int i = 0; i < (int)count || i <= exponent; i++) {
    if (i > 0 && i == exponent + 1) text_byte(t, '.');
    text_byte(t, i < (int)count ? digits[i] : '0');
  }
}

// The parts of a float: `width` bits of mantissa, then the exponent, then the sign.
static void text_parts(struct text *t, uint64_t bits, unsigned width, unsigned exponent_bits) {
  uint64_t mantissa = bits & (((uint64_t)1 << width) - 1);
  int exponent = (int)(bits >> width & ((1u << exponent_bits) - 1)), special = (1 << exponent_bits) - 1;
  bool negative = bits >> (width + exponent_bits) & 1;
  if (exponent == special && mantissa) {
    text_cstr(t, "nan");
    return;
  }
  if (negative) text_byte(t, '-');
  if (exponent == special) {
    text_cstr(t, "inf");
    return;
  }
  if (!exponent && !mantissa) {
    text_byte(t, '0');
    return;
  }
  bool edge = exponent > 1 && !mantissa;
  if (exponent) mantissa |= (uint64_t)1 << width;
  char digits[MOST_DIGITS + 3];
  int first;
  int power = (exponent ? exponent : 1) - (special >> 1) - (int)width;
  unsigned count = shortest(mantissa, power, edge, digits, &first);
  text_digits(t, digits, count, first);
}

void text_float32(struct text *t, float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  text_parts(t, bits, 23, 8);
}

void text_float64(struct text *t, double value) {
  uint64_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  text_parts(t, bits, 52, 11);
}
