// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// trace: every call with its arguments, every return with its result, as one line each on stdout.
// The values come as trees of cells; what is written follows WAVE where WAVE has a form for it, and
// stands between angle brackets where it has none. README.md lists the forms.
#include "g.h"
#include "print.h"
#include <stdlib.h>

typedef splicer_common_types_call_id_t call_id;
typedef splicer_common_types_field_tree_t field_tree;
typedef splicer_common_types_cell_t cell;

enum {
  DEEPEST_VALUE = 48,   // levels of one value; a well-formed tree is finite, a malformed one may be a cycle
  LONGEST_VALUE = 8192, // bytes of one value
  LONGEST_TEXT = 512,   // bytes of one text
  MOST_BYTES = 16,      // of one list<u8>
  DEEPEST_INDENT = 24,
};

static struct print_stream out = {.take = wasi_cli_stdout_get_stdout};
static struct text line;
static unsigned in_flight;

struct value {
  const field_tree *tree;
  size_t longest; // length of the line at which the value is cut
  bool cut;
};

static void show(struct value *v, uint32_t index, unsigned depth);

// True when the value got so long that the rest of it is left out; the first time it leaves the mark.
static bool is_cut(struct value *v) {
  if (!v->cut && line.len > v->longest) {
    text_cstr(&line, "<cut>");
    v->cut = true;
  }
  return v->cut;
}

static void show_bad(const char *what, uint32_t index) {
  text_cstr(&line, "<no ");
  text_cstr(&line, what);
  text_byte(&line, ' ');
  text_u64(&line, index);
  text_byte(&line, '>');
}

static void show_text(const g_string_t *s) {
  if (s->len <= LONGEST_TEXT) {
    text_quoted(&line, s->ptr, s->len);
    return;
  }
  size_t shown = LONGEST_TEXT;
  while (shown > 0 && (s->ptr[shown] & 0xc0) == 0x80) shown--; // not inside a character
  text_quoted(&line, s->ptr, shown);
  text_cstr(&line, "<of ");
  text_u64(&line, s->len);
  text_cstr(&line, " bytes>");
}

static void show_bytes(const g_list_u8_t *b) {
  text_byte(&line, '<');
  text_u64(&line, b->len);
  text_cstr(&line, b->len == 1 ? " byte" : " bytes");
  for (size_t i = 0; i < b->len && i < MOST_BYTES; i++) {
    text_byte(&line, ' ');
    text_hex(&line, b->ptr[i], 2);
  }
  if (b->len > MOST_BYTES) text_cstr(&line, " ...");
  text_byte(&line, '>');
}

static void show_sequence(struct value *v, const g_list_u32_t *items, char open, char close, unsigned depth) {
  text_byte(&line, open);
  for (size_t i = 0; i < items->len && !is_cut(v); i++) {
    if (i) text_cstr(&line, ", ");
    show(v, items->ptr[i], depth);
  }
  text_byte(&line, close);
}

static void show_case(struct value *v, const char *name, size_t len, const g_option_u32_t *payload, unsigned depth) {
  text_add(&line, name, len);
  if (!payload->is_some) return;
  text_byte(&line, '(');
  show(v, payload->val, depth);
  text_byte(&line, ')');
}

static void show_record(struct value *v, uint32_t index, unsigned depth) {
  if (index >= v->tree->record_infos.len) { show_bad("record", index); return; }
  const g_list_tuple2_string_u32_t *fields = &v->tree->record_infos.ptr[index].fields;
  text_byte(&line, '{');
  for (size_t i = 0; i < fields->len && !is_cut(v); i++) {
    if (i) text_cstr(&line, ", ");
    text_wit(&line, fields->ptr[i].f0);
    text_cstr(&line, ": ");
    show(v, fields->ptr[i].f1, depth);
  }
  text_byte(&line, '}');
}

static void show_flags(struct value *v, uint32_t index) {
  if (index >= v->tree->flags_infos.len) { show_bad("flags", index); return; }
  const g_list_string_t *set = &v->tree->flags_infos.ptr[index].set_flags;
  text_byte(&line, '{');
  for (size_t i = 0; i < set->len && !is_cut(v); i++) {
    if (i) text_cstr(&line, ", ");
    text_wit(&line, set->ptr[i]);
  }
  text_byte(&line, '}');
}

// `<resource bucket #3>`: the number is a handle of the adapter, not of the caller or the provider.
static void show_handle(struct value *v, const char *kind, uint32_t index) {
  if (index >= v->tree->handle_infos.len) { show_bad("handle", index); return; }
  const splicer_common_types_handle_info_t *info = &v->tree->handle_infos.ptr[index];
  text_byte(&line, '<');
  text_cstr(&line, kind);
  if (info->type_name.len > 0) text_byte(&line, ' ');
  text_wit(&line, info->type_name);
  text_cstr(&line, " #");
  text_u64(&line, info->id);
  text_byte(&line, '>');
}

static void show(struct value *v, uint32_t index, unsigned depth) {
  if (is_cut(v)) return;
  if (depth == DEEPEST_VALUE) { text_cstr(&line, "<too deep>"); return; }
  if (index >= v->tree->cells.len) { show_bad("cell", index); return; }
  const cell *c = &v->tree->cells.ptr[index];
  const g_option_u32_t some = {true, c->val.option_some};
  depth++;
  switch (c->tag) {
  case SPLICER_COMMON_TYPES_CELL_BOOL: text_cstr(&line, c->val.bool_ ? "true" : "false"); break;
  case SPLICER_COMMON_TYPES_CELL_INTEGER: text_s64(&line, c->val.integer); break;
  case SPLICER_COMMON_TYPES_CELL_FLOATING: text_f64(&line, c->val.floating); break;
  case SPLICER_COMMON_TYPES_CELL_TEXT: show_text(&c->val.text); break;
  case SPLICER_COMMON_TYPES_CELL_BYTES: show_bytes(&c->val.bytes); break;
  case SPLICER_COMMON_TYPES_CELL_LIST_OF: show_sequence(v, &c->val.list_of, '[', ']', depth); break;
  case SPLICER_COMMON_TYPES_CELL_TUPLE_OF: show_sequence(v, &c->val.tuple_of, '(', ')', depth); break;
  case SPLICER_COMMON_TYPES_CELL_OPTION_SOME: show_case(v, "some", 4, &some, depth); break;
  case SPLICER_COMMON_TYPES_CELL_OPTION_NONE: text_cstr(&line, "none"); break;
  case SPLICER_COMMON_TYPES_CELL_RESULT_OK: show_case(v, "ok", 2, &c->val.result_ok, depth); break;
  case SPLICER_COMMON_TYPES_CELL_RESULT_ERR: show_case(v, "err", 3, &c->val.result_err, depth); break;
  case SPLICER_COMMON_TYPES_CELL_RECORD_OF: show_record(v, c->val.record_of, depth); break;
  case SPLICER_COMMON_TYPES_CELL_FLAGS_SET: show_flags(v, c->val.flags_set); break;
  case SPLICER_COMMON_TYPES_CELL_ENUM_CASE:
    if (c->val.enum_case >= v->tree->enum_infos.len) show_bad("enum", c->val.enum_case);
    else text_wit(&line, v->tree->enum_infos.ptr[c->val.enum_case].case_name);
    break;
  case SPLICER_COMMON_TYPES_CELL_VARIANT_CASE:
    if (c->val.variant_case >= v->tree->variant_infos.len) {
      show_bad("variant", c->val.variant_case);
    } else {
      const splicer_common_types_variant_info_t *info = &v->tree->variant_infos.ptr[c->val.variant_case];
      show_case(v, (const char *)info->case_name.ptr, info->case_name.len, &info->payload, depth);
    }
    break;
  case SPLICER_COMMON_TYPES_CELL_RESOURCE_HANDLE: show_handle(v, "resource", c->val.resource_handle); break;
  case SPLICER_COMMON_TYPES_CELL_STREAM_HANDLE: show_handle(v, "stream", c->val.stream_handle); break;
  case SPLICER_COMMON_TYPES_CELL_FUTURE_HANDLE: show_handle(v, "future", c->val.future_handle); break;
  case SPLICER_COMMON_TYPES_CELL_ERROR_CONTEXT_HANDLE:
    show_handle(v, "error-context", c->val.error_context_handle);
    break;
  }
}

// The free functions of wit-bindgen 0.63 pass over the bytes of a cell; a free function that does not
// finds them empty.
static void free_tree(field_tree *tree) {
  for (size_t i = 0; i < tree->cells.len; i++) {
    cell *c = &tree->cells.ptr[i];
    if (c->tag != SPLICER_COMMON_TYPES_CELL_BYTES) continue;
    if (c->val.bytes.len > 0) free(c->val.bytes.ptr);
    c->val.bytes.len = 0;
  }
  splicer_common_types_field_tree_free(tree);
}

static void show_tree(const field_tree *tree) {
  struct value v = {tree, line.len + LONGEST_VALUE, false};
  show(&v, tree->root, 0);
}

static void begin_line(char direction, const call_id *call) {
  text_clear(&line);
  for (unsigned i = 0; i < in_flight && i < DEEPEST_INDENT; i++) text_cstr(&line, "  ");
  text_byte(&line, direction);
  text_byte(&line, ' ');
  text_wit(&line, call->interface_name);
  text_byte(&line, '#');
  text_wit(&line, call->function_name);
  text_byte(&line, ' ');
  text_u64(&line, call->id);
}

static void end_line(void) {
  text_byte(&line, '\n');
  print_text(&out, &line);
}

void exports_splicer_tier2_before_on_call(call_id *call, exports_splicer_tier2_before_list_field_t *args) {
  begin_line('>', call);
  text_cstr(&line, " (");
  for (size_t i = 0; i < args->len; i++) {
    if (i) text_cstr(&line, ", ");
    text_wit(&line, args->ptr[i].name);
    text_byte(&line, '=');
    show_tree(&args->ptr[i].tree);
  }
  text_byte(&line, ')');
  end_line();
  in_flight++;
  splicer_common_types_call_id_free(call);
  for (size_t i = 0; i < args->len; i++) {
    g_string_free(&args->ptr[i].name);
    free_tree(&args->ptr[i].tree);
  }
  if (args->len > 0) free(args->ptr);
}

void exports_splicer_tier2_after_on_return(call_id *call, field_tree *result) {
  if (in_flight > 0) in_flight--;
  begin_line('<', call);
  if (result) {
    text_cstr(&line, " = ");
    show_tree(result);
    free_tree(result);
  }
  end_line();
  splicer_common_types_call_id_free(call);
}
