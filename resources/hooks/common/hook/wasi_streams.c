// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "abi.h"
#include "wasi.h"

// wasi:io/streams: blocking-write-and-flush takes at most 4096 bytes.
enum { AT_ONCE = 4096 };

// result<_, stream-error>; stream-error is `last-operation-failed(own<error>)` or `closed`.
struct write_result { uint8_t failed, kind[3]; uint8_t error_kind, padding[3]; int32_t error; };
_Static_assert(sizeof(struct write_result) == 12, "layout");

IMPORT("wasi:cli/stdout@0.2.3", "get-stdout") int32_t get_stdout(void);
IMPORT("wasi:cli/stderr@0.2.3", "get-stderr") int32_t get_stderr(void);
IMPORT("wasi:io/streams@0.2.3", "[method]output-stream.blocking-write-and-flush")
void blocking_write_and_flush(int32_t stream, const char *bytes, size_t len, struct write_result *result);
IMPORT("wasi:io/error@0.2.3", "[resource-drop]error") void drop_error(int32_t error);

// A stream is taken at the first line and kept: its handle is the guest's for as long as it lives.
static struct { int32_t handle; bool taken, broken; } streams[2];

void write_out(enum sink sink, const struct text *t) {
  if (!streams[sink].taken) {
    streams[sink].handle = sink == SINK_STDOUT ? get_stdout() : get_stderr();
    streams[sink].taken = true;
  }
  for (size_t at = 0; at < t->len && !streams[sink].broken;) {
    size_t now = t->len - at < AT_ONCE ? t->len - at : AT_ONCE;
    struct write_result result;
    blocking_write_and_flush(streams[sink].handle, t->bytes + at, now, &result);
    if (result.failed) {
      if (result.error_kind == 0) drop_error(result.error);
      streams[sink].broken = true;
    }
    at += now;
  }
}
