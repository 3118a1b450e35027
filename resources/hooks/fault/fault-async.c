// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fault and delay with hooks that are lifted asynchronously: while a call waits, others go on. Only for
// functions that are async themselves: under a synchronous one, waiting is a trap.
// The export returns what is to happen next (CanonicalABI.md, "canon lift", callback).
#include "rules.h"
#include "wasi.h"
#include <stdlib.h>

enum { EXIT, YIELD };
enum { EVENT_CANCELLED = 6 };

IMPORT("$root", "[context-get-0]") void *context_get(void);
IMPORT("$root", "[context-set-0]") void context_set(void *context);
#ifdef DELAY
#define INTERFACE "splicer:tier1/before@0.3.0"
#define FUNCTION "on-call"
IMPORT("[export]" INTERFACE, "[task-return]" FUNCTION) void task_return(void);
#else
#define INTERFACE "splicer:tier1/blocking@0.3.0"
#define FUNCTION "should-block"
IMPORT("[export]" INTERFACE, "[task-return]" FUNCTION) void task_return(int32_t block);
#endif

struct waiting {
  uint64_t start;
  struct fault fault;
};

static int32_t finish(bool error) {
#ifdef DELAY
  task_return();
#else
  task_return(error);
#endif
  return EXIT;
}

EXPORT("[async-lift]" INTERFACE "#" FUNCTION)
int32_t start(const char *interface, size_t interface_len, const char *name, size_t name_len, uint64_t id) {
  struct call call = {id, 0, function_named((struct str){interface, interface_len}, (struct str){name, name_len})};
  struct fault f = fault_of(&call);
#ifdef DELAY
  f.error = false;
#endif
  fault_log(&call, f);
  arena_reset();
  if (!f.delay_ns) return finish(f.error);
  struct waiting *w = malloc(sizeof *w);
  *w = (struct waiting){monotonic_ns(), f};
  context_set(w);
  return YIELD;
}

EXPORT("[callback][async-lift]" INTERFACE "#" FUNCTION)
int32_t go_on(int32_t event, int32_t waitable, int32_t payload) {
  struct waiting *w = context_get();
  if (event != EVENT_CANCELLED && monotonic_ns() - w->start < w->fault.delay_ns) return YIELD;
  bool error = w->fault.error;
  free(w);
  return finish(error);
}
