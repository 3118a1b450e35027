// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a hook is told, the same for both of its forms: spliceboard:hook (numbers and words, with types) and
// splicer's tiers (names and trees of cells, without). A hook defines some of the functions at the end; the
// files sync_*.c and tier*.c export what calls them.
#pragma once
#include "abi.h"
#include "text.h"

struct types;

// One function of one connection.
struct function {
  struct str interface, name;
  struct str caller, provider; // empty when not known, or when it is the host
  const struct types *types;   // NULL in splicer's form
  const struct function_info *info;
};

// The number of a function in `functions`, the first of a connection's that follow each other.
extern struct function *functions;
extern size_t function_count;
// By names, for splicer's form; made at the first call.
struct function *function_named(struct str interface, struct str name);

struct call {
  uint64_t id, parent; // 0: none, or not known
  const struct function *function;
};

// Arguments, or a result: 0 or 1 values. They are looked at once, in their order.
struct values {
  size_t count;
  // spliceboard:hook
  const struct types *types;
  const struct part *parts; // of arguments
  uint32_t result_type;     // of a result
  const uint64_t *words;
  const struct str *texts;
  const struct blob *blobs;
  // splicer's tiers
  const struct field *fields; // of arguments
  const struct tree *tree;    // of a result
  size_t next;
};

// How values become text. WAVE, but for what is left out.
struct style {
  size_t longest_value, longest_text, most_bytes; // 0: no limit
  bool exact;                                     // to be read back: lists of bytes as lists, escaped labels
};

// The next value: its name (empty for a result), then the value itself.
struct str values_name(const struct values *v);
void values_next(struct values *v, struct text *out, const struct style *style);

// `INTERFACE#FUNCTION`
void text_function(struct text *t, const struct function *f);
// Whether a pattern names a function. A pattern with `#`, `/` or `:` is held against INTERFACE#FUNCTION, any
// other against FUNCTION; a `*` at the end stands for any rest.
bool function_matches(const struct function *f, struct str pattern);

// What a hook defines.
void on_call(const struct call *call, struct values *args); // args: NULL at tier 1
void on_return(const struct call *call, struct values *result);
bool should_call(const struct call *call, struct values *args);
