// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/engine/engine_functions.h"

namespace sb::engine {

/// Decides whether a running guest may go on: it may until the stop flag is set or the time is over. Asked by
/// the engine whenever the epoch has moved (inside guest code) and by the poll loop (while the guest waits).
class RunGuard {
 public:
  enum class Verdict { GoOn, Stop, TimeOver };

  /// Starts the clock. `stop` may be NULL and otherwise outlives the run.
  void arm(std::optional<std::chrono::milliseconds> limit, const std::atomic<bool>* stop);
  /// Once it is not GoOn it stays so until the next `arm`.
  Verdict ask();
  Verdict last() const { return m_verdict; }

  /// For `wasmtime_store_epoch_deadline_callback`; `data` is an `EpochGate`.
  static abi::EngineError* onEpoch(const abi::Context* context, void* data, std::uint64_t* delta,
                                   std::uint8_t* kind) noexcept;

 private:
  Verdict m_verdict = Verdict::GoOn;
  std::optional<std::chrono::steady_clock::time_point> m_end;
  const std::atomic<bool>* m_stop = nullptr;  ///< outlived by the caller's flag
};

/// What the epoch callback needs.
struct EpochGate {
  RunGuard* guard;
  const abi::Functions* api;
};

/// Moves an engine's epoch every 10 ms from a thread of its own. A guest notices a stop or the end of its
/// time within one such tick. The engine outlives the ticker.
class EpochTicker {
 public:
  EpochTicker(const abi::Functions& api, abi::Engine* engine);
  ~EpochTicker();
  EpochTicker(const EpochTicker&) = delete;
  EpochTicker& operator=(const EpochTicker&) = delete;

 private:
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_done = false;
  std::thread m_thread;
};

/// Polls a call to its end. The engine gives no wake-up, so the pauses grow from none to 1 ms. Returns false
/// when the guard ended the call; the future is deleted then and the store must not be used again.
bool pollToEnd(const abi::Functions& api, abi::CallFuture* future, RunGuard& guard);

}  // namespace sb::engine
