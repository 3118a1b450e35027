// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command: calls each function of demo:calc/ops and prints the results.
#include "g.h"
#include "print.h"

static struct print_stream out = {.take = wasi_cli_stdout_get_stdout};
static struct text line;

static void end_line(void) {
  text_byte(&line, '\n');
  print_text(&out, &line);
  text_clear(&line);
}

static void add(int32_t a, int32_t b) {
  text_cstr(&line, "add ");
  text_s64(&line, demo_calc_ops_add(a, b));
  end_line();
}

static void divide(int32_t a, int32_t b) {
  static const char *const faults[] = {"div-by-zero", "overflow"};
  int32_t quotient;
  demo_calc_ops_fault_t fault;
  text_cstr(&line, "div ");
  if (demo_calc_ops_div(a, b, &quotient, &fault)) text_s64(&line, quotient);
  else text_cstr(&line, faults[fault]);
  end_line();
}

static void summarize(double *xs, size_t count) {
  g_list_f64_t list = {xs, count};
  demo_calc_ops_summary_t s;
  text_cstr(&line, "summarize ");
  if (demo_calc_ops_summarize(&list, &s)) {
    text_u64(&line, s.count);
    text_cstr(&line, " values, sum ");
    text_f64(&line, s.sum);
    text_cstr(&line, ", ");
    text_f64(&line, s.low);
    text_cstr(&line, " to ");
    text_f64(&line, s.high);
  } else {
    text_cstr(&line, "none");
  }
  end_line();
}

bool exports_wasi_cli_run_run(void) {
  add(40, 2);
  add(-7, 3);
  divide(100, 7);
  divide(1, 0);
  divide(INT32_MIN, -1);
  double xs[] = {2.5, -1, 8.25};
  summarize(xs, 3);
  summarize(xs, 0);
  return true;
}
