// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/json_output.h"
#include "app/cli/trap_places.h"

namespace sb::cli {

/// Cuts a stream of bytes at the ends of UTF-8 sequences: what a guest writes comes in pieces of any length,
/// a JSON text must be whole characters.
class Utf8Pieces {
 public:
  /// Everything that is complete so far.
  std::string take(std::string_view piece);
  std::string rest();

 private:
  std::string m_tail;
};

/// What a run tells the world, as text on the two streams or as one JSON object for each line on the first.
/// Used from the guest's thread and, at the very end, from the watchdog's.
class RunEvents {
 public:
  RunEvents(Surroundings& io, bool json) : m_io(io), m_json(json) {}

  void guestOut(std::string_view piece);
  void guestErr(std::string_view piece);
  void result(const std::string& text);
  void trap(const std::string& message, const std::vector<TrapPlace>& places);
  /// The last word. `message` may be empty.
  void exit(int code, const char* kind, const std::string& message);
  void error(const Error& error);
  /// Says goodbye even when the guest's thread is stuck in the middle of writing.
  void exitFromWatchdog(int code, const char* kind, const std::string& message);

 private:
  void line(const Json& json);
  void flushTails();

  Surroundings& m_io;
  bool m_json;
  Utf8Pieces m_outPieces, m_errPieces;
  std::timed_mutex m_mutex;
};

}  // namespace sb::cli
