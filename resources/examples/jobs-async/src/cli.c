// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command: calls the async functions of demo:jobs/queue with the async form of the ABI.
// wasi:cli/run@0.2 is synchronous, so that the command must not wait: a call that has not returned
// when it comes back is reported, and the command ends with an error.
#include "g.h"
#include "print.h"
#include <stdlib.h>

typedef demo_jobs_queue_job_t job;

static struct print_stream out = {.take = wasi_cli_stdout_get_stdout};
static struct text line;

static void end_line(void) {
  text_byte(&line, '\n');
  print_text(&out, &line);
  text_clear(&line);
}

static bool returned(g_subtask_status_t status) {
  if (G_SUBTASK_STATE(status) == G_SUBTASK_RETURNED) return true;
  text_cstr(&line, "did not return at once");
  end_line();
  return false;
}

static void say_job(const job *j) {
  text_u64(&line, j->id);
  text_byte(&line, ' ');
  text_quoted(&line, j->name.ptr, j->name.len);
  text_byte(&line, ' ');
  text_f64(&line, j->cost);
}

static bool submit(const char *name, float cost) {
  g_string_t n;
  uint64_t id;
  g_string_set(&n, name);
  text_cstr(&line, "submit ");
  if (!returned(demo_jobs_queue_submit(n, cost, &id))) return false;
  text_u64(&line, id);
  end_line();
  return true;
}

static bool cancel(uint64_t id) {
  demo_jobs_queue_result_job_string_t r;
  text_cstr(&line, "cancel ");
  if (!returned(demo_jobs_queue_cancel(id, &r))) return false;
  if (r.is_err) {
    text_cstr(&line, "refused: ");
    text_wit(&line, r.val.err);
    g_string_free(&r.val.err);
  } else {
    say_job(&r.val.ok);
    g_string_free(&r.val.ok.name);
  }
  end_line();
  return true;
}

static bool pending(void) {
  demo_jobs_queue_list_job_t all;
  text_cstr(&line, "pending");
  if (!returned(demo_jobs_queue_pending(&all))) return false;
  for (size_t i = 0; i < all.len; i++) {
    text_cstr(&line, i ? ", " : " ");
    say_job(&all.ptr[i]);
    g_string_free(&all.ptr[i].name);
  }
  if (all.len == 0) text_cstr(&line, " none");
  else free(all.ptr);
  end_line();
  return true;
}

static bool clear(void) {
  text_cstr(&line, "clear");
  if (!returned(demo_jobs_queue_clear())) return false;
  end_line();
  return true;
}

bool exports_wasi_cli_run_run(void) {
  return submit("index", 1.5f) && submit("thumbnails", 0.25f) && submit("backup", 40) && pending() && cancel(102) &&
         cancel(7) && pending() && clear() && pending();
}
