// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// splicer:common/types@0.2.0 as it lies in memory.
#pragma once
#include "hook.h"

enum cell_kind {
  CELL_BOOL, CELL_INTEGER, CELL_FLOATING, CELL_TEXT, CELL_BYTES, CELL_LIST, CELL_TUPLE, CELL_SOME, CELL_NONE,
  CELL_OK, CELL_ERR, CELL_RECORD, CELL_FLAGS, CELL_ENUM, CELL_VARIANT, CELL_RESOURCE, CELL_STREAM, CELL_FUTURE,
  CELL_ERROR_CONTEXT
};
struct cell_payload { uint8_t some; uint32_t cell; }; // option<u32>
struct cell {
  uint8_t kind;
  union {
    uint8_t boolean;
    int64_t integer;
    double floating;
    struct str text; // and bytes
    struct { const uint32_t *at; size_t len; } cells;
    uint32_t index; // of a cell, or into a side table
    struct cell_payload payload;
  };
};
struct field_ref { struct str name; uint32_t cell; };
struct record_info { struct str type; const struct field_ref *fields; size_t count; };
struct flags_info { struct str type; const struct str *labels; size_t count; };
struct enum_info { struct str type, label; };
struct variant_info { struct str type, label; struct cell_payload payload; };
struct handle_info { struct str type; uint64_t id; };
struct tree {
  const struct cell *cells;
  size_t cell_count;
  const struct record_info *records;
  size_t record_count;
  const struct flags_info *flags;
  size_t flags_count;
  const struct enum_info *enums;
  size_t enum_count;
  const struct variant_info *variants;
  size_t variant_count;
  const struct handle_info *handles;
  size_t handle_count;
  uint32_t root;
};
struct field { struct str name; struct tree tree; };

_Static_assert(sizeof(struct cell) == 16 && sizeof(struct tree) == 52 && sizeof(struct field) == 60, "layout");
_Static_assert(sizeof(struct variant_info) == 24 && sizeof(struct handle_info) == 16, "layout");
