// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The canonical ABI as C sees it: what of a WIT value lies where. Names in quotes are those that
// wasm-tools looks for in a core module.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

// `string`, and any list seen as bytes: address and length.
struct str { const char *at; size_t len; };
#define STR(literal) ((struct str){literal, sizeof(literal) - 1})

// Memory that callers fill: arguments of exports and results of imports. Everything in it ends with
// `arena_reset`, except what was there at the last `arena_keep`.
void *arena_take(size_t align, size_t size);
void arena_reset(void);
void arena_keep(void);

bool str_same(struct str a, struct str b);
// A copy that stays.
struct str str_copy(struct str s);
