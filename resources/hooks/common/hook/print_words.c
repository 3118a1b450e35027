// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values of spliceboard:hook: words, texts and blobs in the order of their types. What is cut is walked over
// all the same, so that the next value starts where it lies.
#include "names.h"
#include "number.h"
#include "printer.h"

static uint64_t next_word(struct values *v) { return *v->words++; }

static void put_char(struct printer *p, uint32_t code) {
  if (p->cut) return;
  uint8_t utf8[4];
  size_t len = 0;
  if (code < 0x80) {
    utf8[len++] = (uint8_t)code;
  } else if (code < 0x800) {
    utf8[len++] = (uint8_t)(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      utf8[len++] = (uint8_t)(0xe0 | code >> 12);
    } else {
      utf8[len++] = (uint8_t)(0xf0 | code >> 18);
      utf8[len++] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
    }
    utf8[len++] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
  }
  if (code >= 0x80) utf8[len++] = (uint8_t)(0x80 | (code & 0x3f));
  struct text *out = p->out;
  if (code == '\'' || code == '"') {
    text_cstr(out, code == '"' ? "'\"'" : "'\\''");
    return;
  }
  size_t open = out->len;
  text_quoted(out, utf8, len);
  out->bytes[open] = out->bytes[out->len - 1] = '\'';
}

static void print_part(struct values *v, const struct part *part, struct printer *p, unsigned depth) {
  if (!part->type.some) return;
  put(p, "(");
  print_value(v, part->type.value, p, depth);
  put(p, ")");
}

static void print_items(struct values *v, const struct type *t, uint64_t count, struct printer *p, unsigned depth) {
  put(p, "[");
  for (uint64_t i = 0; i < count; i++) {
    if (!is_cut(p) && i) put(p, ", ");
    if (t->kind == KIND_MAP) put(p, "(");
    print_value(v, t->parts[0].type.value, p, depth);
    if (t->kind != KIND_MAP) continue;
    put(p, ", ");
    print_value(v, t->parts[1].type.value, p, depth);
    put(p, ")");
  }
  put(p, "]");
}

static void print_parts(struct values *v, const struct type *t, struct printer *p, unsigned depth) {
  bool record = t->kind == KIND_RECORD;
  put(p, record ? "{" : "(");
  for (size_t i = 0; i < t->count; i++) {
    if (!is_cut(p) && i) put(p, ", ");
    if (record) {
      put_label(p, t->parts[i].name);
      put(p, ": ");
    }
    print_value(v, t->parts[i].type.value, p, depth);
  }
  put(p, record ? "}" : ")");
}

static void print_flags(struct values *v, const struct type *t, struct printer *p) {
  uint64_t bits = next_word(v);
  bool first = true;
  put(p, "{");
  for (size_t i = 0; i < t->count && !is_cut(p); i++) {
    if (!(bits >> i & 1)) continue;
    if (!first) put(p, ", ");
    put_label(p, t->parts[i].name);
    first = false;
  }
  put(p, "}");
}

static float float_of(uint64_t word) {
  uint32_t bits = (uint32_t)word;
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

static double double_of(uint64_t bits) {
  double value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

void print_value(struct values *v, uint32_t index, struct printer *p, unsigned depth) {
  const struct type *t = &v->types->at[index];
  is_cut(p);
  depth++;
  switch ((enum kind)t->kind) {
  case KIND_BOOL: put(p, next_word(v) ? "true" : "false"); break;
  case KIND_S8:
  case KIND_S16:
  case KIND_S32:
  case KIND_S64: put_integer(p, (int64_t)next_word(v)); break;
  case KIND_U8:
  case KIND_U16:
  case KIND_U32:
  case KIND_U64: put_number(p, next_word(v)); break;
  case KIND_F32: {
    float value = float_of(next_word(v));
    if (!p->cut) text_float32(p->out, value);
    break;
  }
  case KIND_F64: {
    double value = double_of(next_word(v));
    if (!p->cut) text_float64(p->out, value);
    break;
  }
  case KIND_CHAR: put_char(p, (uint32_t)next_word(v)); break;
  case KIND_TEXT: put_text(p, *v->texts++); break;
  case KIND_BYTES:
    put_bytes(p, (const uint8_t *)v->blobs->words, v->blobs->bytes);
    v->blobs++;
    break;
  case KIND_LIST:
  case KIND_MAP: print_items(v, t, next_word(v), p, depth); break;
  case KIND_FIXED_LIST: print_items(v, t, t->length, p, depth); break;
  case KIND_RECORD:
  case KIND_TUPLE: print_parts(v, t, p, depth); break;
  case KIND_FLAGS: print_flags(v, t, p); break;
  case KIND_ENUM: put_label(p, t->parts[next_word(v)].name); break;
  case KIND_VARIANT: {
    const struct part *part = &t->parts[next_word(v)];
    put_label(p, part->name);
    print_part(v, part, p, depth);
    break;
  }
  case KIND_OPTION:
  case KIND_RESULT: {
    const struct part *part = &t->parts[next_word(v)];
    put_str(p, part->name);
    print_part(v, part, p, depth);
    break;
  }
  case KIND_OWN:
  case KIND_BORROW: put_handle(p, "resource", t->name, next_word(v)); break;
  case KIND_STREAM: put_handle(p, "stream", t->name, next_word(v)); break;
  case KIND_FUTURE: put_handle(p, "future", t->name, next_word(v)); break;
  case KIND_ERROR_CONTEXT: put_handle(p, "error-context", t->name, next_word(v)); break;
  }
}
