// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hook.h"
#include <stdlib.h>
#include <string.h>

struct function *functions;
size_t function_count;
static size_t room;

struct function *function_add(struct function f) {
  if (function_count == room) {
    room = room ? 2 * room : 16;
    functions = realloc(functions, room * sizeof *functions);
  }
  functions[function_count] = f;
  return &functions[function_count++];
}

struct function *function_named(struct str interface, struct str name) {
  for (size_t i = 0; i < function_count; i++) {
    if (str_same(functions[i].name, name) && str_same(functions[i].interface, interface)) return &functions[i];
  }
  return function_add((struct function){.interface = str_copy(interface), .name = str_copy(name)});
}

void text_function(struct text *t, const struct function *f) {
  text_add(t, f->interface.at, f->interface.len);
  text_byte(t, '#');
  text_add(t, f->name.at, f->name.len);
}

bool function_matches(const struct function *f, struct str pattern) {
  static struct text full;
  bool qualified = false;
  for (size_t i = 0; i < pattern.len; i++)
    qualified |= pattern.at[i] == '#' || pattern.at[i] == '/' || pattern.at[i] == ':';
  struct str name = f->name;
  if (qualified) {
    text_clear(&full);
    text_function(&full, f);
    name = (struct str){full.bytes, full.len};
  }
  if (pattern.len > 0 && pattern.at[pattern.len - 1] == '*')
    return name.len >= pattern.len - 1 && memcmp(pattern.at, name.at, pattern.len - 1) == 0;
  return str_same(pattern, name);
}
