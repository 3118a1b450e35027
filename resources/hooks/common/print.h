// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writing a text to one of the WASI 0.2 standard streams. Include after the generated bindings; the
// world must import wasi:io/streams and the stream's own interface (wasi:cli/stdout or stderr).
#pragma once
#include "text.h"

// wasi:io/streams: blocking-write-and-flush takes at most 4096 bytes.
enum { PRINT_AT_ONCE = 4096 };

struct print_stream {
  wasi_io_streams_own_output_stream_t (*take)(void);
  wasi_io_streams_own_output_stream_t handle;
  bool taken, broken;
};

// The stream is taken at the first line and kept: its handle is the guest's for as long as it lives.
// After a write error nothing more is written: a hook must not fail because nobody reads its text.
static void print_text(struct print_stream *stream, const struct text *t) {
  if (!stream->taken) {
    stream->handle = stream->take();
    stream->taken = true;
  }
  for (size_t at = 0; at < t->len && !stream->broken;) {
    size_t now = t->len - at < PRINT_AT_ONCE ? t->len - at : PRINT_AT_ONCE;
    g_list_u8_t chunk = {(uint8_t *)t->bytes + at, now};
    wasi_io_streams_stream_error_t error;
    if (!wasi_io_streams_method_output_stream_blocking_write_and_flush(
            wasi_io_streams_borrow_output_stream(stream->handle), &chunk, &error)) {
      // Not the generated free function: that of wit-bindgen 0.63 leaves the resource alone.
      if (error.tag == WASI_IO_STREAMS_STREAM_ERROR_LAST_OPERATION_FAILED) {
        wasi_io_error_error_drop_own(error.val.last_operation_failed);
      }
      stream->broken = true;
    }
    at += now;
  }
}
