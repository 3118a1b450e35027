// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values of splicer's tier 2: trees of cells. They come from generated code, and what shows wrong data must not
// fall over it: every index is checked, depth and length have limits.
#include "cells.h"
#include "number.h"
#include "printer.h"

static void show(const struct tree *t, uint32_t index, struct printer *p, unsigned depth);

static void put_bad(struct printer *p, const char *what, uint32_t index) {
  put(p, "<no ");
  put(p, what);
  put(p, " ");
  put_number(p, index);
  put(p, ">");
}

static void show_cells(const struct tree *t, const struct cell *c, const char *brackets, struct printer *p,
                       unsigned depth) {
  const char open[] = {brackets[0], 0}, close[] = {brackets[1], 0};
  put(p, open);
  for (size_t i = 0; i < c->cells.len && !is_cut(p); i++) {
    if (i) put(p, ", ");
    show(t, c->cells.at[i], p, depth);
  }
  put(p, close);
}

static void show_payload(const struct tree *t, struct cell_payload payload, struct printer *p, unsigned depth) {
  if (!payload.some) return;
  put(p, "(");
  show(t, payload.cell, p, depth);
  put(p, ")");
}

static void show_record(const struct tree *t, uint32_t index, struct printer *p, unsigned depth) {
  if (index >= t->record_count) {
    put_bad(p, "record", index);
    return;
  }
  const struct record_info *info = &t->records[index];
  put(p, "{");
  for (size_t i = 0; i < info->count && !is_cut(p); i++) {
    if (i) put(p, ", ");
    put_label(p, info->fields[i].name);
    put(p, ": ");
    show(t, info->fields[i].cell, p, depth);
  }
  put(p, "}");
}

static void show_flags(const struct tree *t, uint32_t index, struct printer *p) {
  if (index >= t->flags_count) {
    put_bad(p, "flags", index);
    return;
  }
  const struct flags_info *info = &t->flags[index];
  put(p, "{");
  for (size_t i = 0; i < info->count && !is_cut(p); i++) {
    if (i) put(p, ", ");
    put_label(p, info->labels[i]);
  }
  put(p, "}");
}

static void show_handle(const struct tree *t, const char *kind, uint32_t index, struct printer *p) {
  if (index >= t->handle_count) put_bad(p, "handle", index);
  else put_handle(p, kind, t->handles[index].type, t->handles[index].id);
}

static void show_float(double value, struct printer *p) {
  if (p->cut) return;
  // A cell does not say which type it came from; for people, what fits the smaller one is shown as one.
  bool single = !p->style->exact && value < 3e38 && value > -3e38 && (double)(float)value == value;
  if (single) text_float32(p->out, (float)value);
  else text_float64(p->out, value);
}

static void show(const struct tree *t, uint32_t index, struct printer *p, unsigned depth) {
  if (is_cut(p)) return;
  if (depth == DEEPEST_VALUE) {
    put(p, "<too deep>");
    return;
  }
  if (index >= t->cell_count) {
    put_bad(p, "cell", index);
    return;
  }
  const struct cell *c = &t->cells[index];
  depth++;
  switch ((enum cell_kind)c->kind) {
  case CELL_BOOL: put(p, c->boolean ? "true" : "false"); break;
  case CELL_INTEGER: put_integer(p, c->integer); break;
  case CELL_FLOATING: show_float(c->floating, p); break;
  case CELL_TEXT: put_text(p, c->text); break;
  case CELL_BYTES: put_bytes(p, (const uint8_t *)c->text.at, c->text.len); break;
  case CELL_LIST: show_cells(t, c, "[]", p, depth); break;
  case CELL_TUPLE: show_cells(t, c, "()", p, depth); break;
  case CELL_SOME:
    put(p, "some");
    show_payload(t, (struct cell_payload){1, c->index}, p, depth);
    break;
  case CELL_NONE: put(p, "none"); break;
  case CELL_OK:
    put(p, "ok");
    show_payload(t, c->payload, p, depth);
    break;
  case CELL_ERR:
    put(p, "err");
    show_payload(t, c->payload, p, depth);
    break;
  case CELL_RECORD: show_record(t, c->index, p, depth); break;
  case CELL_FLAGS: show_flags(t, c->index, p); break;
  case CELL_ENUM:
    if (c->index >= t->enum_count) put_bad(p, "enum", c->index);
    else put_label(p, t->enums[c->index].label);
    break;
  case CELL_VARIANT:
    if (c->index >= t->variant_count) {
      put_bad(p, "variant", c->index);
    } else {
      put_label(p, t->variants[c->index].label);
      show_payload(t, t->variants[c->index].payload, p, depth);
    }
    break;
  case CELL_RESOURCE: show_handle(t, "resource", c->index, p); break;
  case CELL_STREAM: show_handle(t, "stream", c->index, p); break;
  case CELL_FUTURE: show_handle(t, "future", c->index, p); break;
  case CELL_ERROR_CONTEXT: show_handle(t, "error-context", c->index, p); break;
  }
}

void print_tree(const struct tree *tree, struct printer *p) { show(tree, tree->root, p, 0); }
