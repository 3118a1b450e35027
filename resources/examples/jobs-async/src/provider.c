// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// demo:jobs/queue: async functions with the callback form of the ABI that are done at once.
#include "g.h"
#include "text.h"
#include <stdlib.h>

typedef exports_demo_jobs_queue_job_t job;

enum { MOST_JOBS = 64 };

static job jobs[MOST_JOBS];
static size_t count;
static uint64_t last_id = 100;

// None of the functions waits, so that no event can arrive.
g_callback_code_t exports_demo_jobs_queue_submit_callback(g_event_t *event) { abort(); }
g_callback_code_t exports_demo_jobs_queue_pending_callback(g_event_t *event) { abort(); }
g_callback_code_t exports_demo_jobs_queue_cancel_callback(g_event_t *event) { abort(); }
g_callback_code_t exports_demo_jobs_queue_clear_callback(g_event_t *event) { abort(); }

static void drop_first(void) {
  g_string_free(&jobs[0].name);
  for (size_t i = 1; i < count; i++) jobs[i - 1] = jobs[i];
  count--;
}

g_callback_code_t exports_demo_jobs_queue_submit(g_string_t *name, float cost) {
  if (count == MOST_JOBS) drop_first();
  jobs[count++] = (job){++last_id, *name, cost};
  exports_demo_jobs_queue_submit_return(last_id);
  return G_CALLBACK_CODE_EXIT;
}

g_callback_code_t exports_demo_jobs_queue_pending(void) {
  exports_demo_jobs_queue_list_job_t all = {jobs, count};
  exports_demo_jobs_queue_pending_return(all);
  return G_CALLBACK_CODE_EXIT;
}

g_callback_code_t exports_demo_jobs_queue_cancel(uint64_t id) {
  for (size_t i = 0; i < count; i++) {
    if (jobs[i].id != id) continue;
    exports_demo_jobs_queue_result_job_string_t found = {.is_err = false, .val.ok = jobs[i]};
    exports_demo_jobs_queue_cancel_return(found);
    g_string_free(&jobs[i].name);
    for (count--; i < count; i++) jobs[i] = jobs[i + 1];
    return G_CALLBACK_CODE_EXIT;
  }
  static struct text why;
  text_clear(&why);
  text_cstr(&why, "no job ");
  text_u64(&why, id);
  exports_demo_jobs_queue_result_job_string_t missing = {.is_err = true, .val.err = {(uint8_t *)why.bytes, why.len}};
  exports_demo_jobs_queue_cancel_return(missing);
  return G_CALLBACK_CODE_EXIT;
}

g_callback_code_t exports_demo_jobs_queue_clear(void) {
  while (count > 0) drop_first();
  exports_demo_jobs_queue_clear_return();
  return G_CALLBACK_CODE_EXIT;
}
