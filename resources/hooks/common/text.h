// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A growing byte buffer and the few ways we append to it.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text { char *bytes; size_t len, room; };

void text_clear(struct text *t);
void text_add(struct text *t, const void *bytes, size_t len);
void text_byte(struct text *t, char byte);
void text_cstr(struct text *t, const char *s);
void text_u64(struct text *t, uint64_t value);
void text_s64(struct text *t, int64_t value);
// Base 16, lower case, at least `digits` digits.
void text_hex(struct text *t, uint32_t value, unsigned digits);
// Up to 15 significant digits, 9 for a value that fits a 32-bit float; trailing zeros dropped: 0.5,
// 1e20, -3.25, nan, inf, -inf. For people: not exact enough to be read back.
void text_f64(struct text *t, double value);
// In double quotes; quote, backslash and control characters escaped as WAVE does.
void text_quoted(struct text *t, const void *bytes, size_t len);

// Any wit-bindgen string or list of bytes.
#define text_wit(t, s) text_add((t), (s).ptr, (s).len)
