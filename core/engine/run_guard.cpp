// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/run_guard.h"

#include <algorithm>

#include "core/engine/engine_handles.h"

namespace sb::engine {

using std::chrono::steady_clock;

void RunGuard::arm(std::optional<std::chrono::milliseconds> limit, const std::atomic<bool>* stop) {
  m_verdict = Verdict::GoOn;
  m_stop = stop;
  m_end.reset();
  if (limit) m_end = steady_clock::now() + *limit;
}

RunGuard::Verdict RunGuard::ask() {
  if (m_verdict != Verdict::GoOn) return m_verdict;
  if (m_stop && m_stop->load(std::memory_order_relaxed)) {
    m_verdict = Verdict::Stop;
  } else if (m_end && steady_clock::now() >= *m_end) {
    m_verdict = Verdict::TimeOver;
  }
  return m_verdict;
}

abi::EngineError* RunGuard::onEpoch(const abi::Context*, void* data, std::uint64_t* delta,
                                    std::uint8_t*) noexcept {
  const auto* gate = static_cast<EpochGate*>(data);
  *delta = 1;
  switch (gate->guard->ask()) {
    case Verdict::GoOn: return nullptr;
    case Verdict::Stop: return gate->api->wasmtime_error_new("stopped");
    case Verdict::TimeOver: return gate->api->wasmtime_error_new("time limit reached");
  }
  return nullptr;
}

EpochTicker::EpochTicker(const abi::Functions& api, abi::Engine* engine)
    : m_thread([this, &api, engine] {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, std::chrono::milliseconds(10), [this] { return m_done; })) {
          api.wasmtime_engine_increment_epoch(engine);
        }
      }) {}

EpochTicker::~EpochTicker() {
  {
    const std::lock_guard lock(m_mutex);
    m_done = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

bool pollToEnd(const abi::Functions& api, abi::CallFuture* future, RunGuard& guard) {
  const FutureHandle owner(future, {&api});
  constexpr unsigned PollsWithoutPause = 64;
  constexpr std::chrono::microseconds LongestPause(1000);
  std::chrono::microseconds pause(10);
  for (unsigned polls = 0; !api.wasmtime_call_future_poll(future); ++polls) {
    if (guard.ask() != RunGuard::Verdict::GoOn) return false;
    if (polls < PollsWithoutPause) continue;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, LongestPause);
  }
  return true;
}

}  // namespace sb::engine
