// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text of one value, with its limits. Inside of common/hook.
#pragma once
#include "hook.h"

enum { DEEPEST_VALUE = 104 }; // levels; types are limited to 100, malformed trees of cells are not

struct printer {
  struct text *out;
  const struct style *style;
  size_t longest; // length of `out` at which the value is cut
  bool cut;
};

void print_value(struct values *v, uint32_t type, struct printer *p, unsigned depth); // the next of words
void print_tree(const struct tree *tree, struct printer *p);

// True when the value got so long that the rest of it is left out; the first time it leaves the mark.
bool is_cut(struct printer *p);
void put(struct printer *p, const char *s);
void put_str(struct printer *p, struct str s);
void put_label(struct printer *p, struct str s); // escaped when WAVE needs it
void put_number(struct printer *p, uint64_t value);
void put_integer(struct printer *p, int64_t value);
void put_text(struct printer *p, struct str s);
void put_bytes(struct printer *p, const uint8_t *bytes, size_t len);
void put_handle(struct printer *p, const char *kind, struct str type, uint64_t number);
