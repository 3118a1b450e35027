// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The next value, in whichever form it came.
#include "cells.h"
#include "names.h"
#include "printer.h"

struct str values_name(const struct values *v) {
  if (v->parts) return v->parts[v->next].name;
  return v->fields ? v->fields[v->next].name : (struct str){"", 0};
}

void values_next(struct values *v, struct text *out, const struct style *style) {
  struct printer p = {out, style, style->longest_value ? out->len + style->longest_value : 0, false};
  size_t i = v->next++;
  if (v->types) print_value(v, v->parts ? v->parts[i].type.value : v->result_type, &p, 0);
  else print_tree(v->fields ? &v->fields[i].tree : v->tree, &p);
}
