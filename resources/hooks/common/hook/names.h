// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// spliceboard:hook/names: the types of a connection's functions, as they lie in memory.
#pragma once
#include "hook.h"

// enum kind, in the order of wit/spliceboard-hook/hook.wit.
enum kind {
  KIND_BOOL, KIND_S8, KIND_U8, KIND_S16, KIND_U16, KIND_S32, KIND_U32, KIND_S64, KIND_U64, KIND_F32, KIND_F64,
  KIND_CHAR, KIND_TEXT, KIND_BYTES, KIND_LIST, KIND_MAP, KIND_FIXED_LIST, KIND_RECORD, KIND_TUPLE, KIND_FLAGS,
  KIND_ENUM, KIND_VARIANT, KIND_OPTION, KIND_RESULT, KIND_OWN, KIND_BORROW, KIND_STREAM, KIND_FUTURE,
  KIND_ERROR_CONTEXT
};
struct option_u32 { uint8_t some; uint32_t value; };
struct part { struct str name; struct option_u32 type; };
struct type { uint8_t kind; struct str name; const struct part *parts; size_t count; uint32_t length; };
struct function_info {
  struct str name;
  const struct part *params;
  size_t param_count;
  struct option_u32 result;
  uint8_t is_async;
};
struct types { const struct type *at; size_t count; };
struct blob { uint32_t bytes; const uint64_t *words; size_t word_count; };

struct function *function_add(struct function f);
