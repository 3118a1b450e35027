// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace sb::cli {

/// Ends a run that does not end by itself: a guest inside a host call (a sleep, a read of standard input)
/// hears neither the stop flag nor the time limit. It gets a short while to end politely, then `giveUp` is
/// called on the watchdog's thread and is expected to end the process.
class Watchdog {
 public:
  enum class Why { Stopped, TimeOver };
  Watchdog(const std::atomic<bool>* stop, std::optional<std::chrono::milliseconds> limit,
           std::function<void(Why)> giveUp);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// The time limit counts from here, so that compiling is not part of it.
  void startClock();

 private:
  using Clock = std::chrono::steady_clock;
  void watch();

  const std::atomic<bool>* m_stop;  ///< outlived by the caller's flag; may be null
  std::optional<std::chrono::milliseconds> m_limit;
  std::function<void(Why)> m_giveUp;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::optional<Clock::time_point> m_end;
  bool m_done = false;
  std::thread m_thread;
};

}  // namespace sb::cli
