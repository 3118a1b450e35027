// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/watchdog.h"

namespace sb::cli {
namespace {

/// How long the engine has to notice. It looks every 10 ms while guest code runs; the window waits 800 ms.
constexpr std::chrono::milliseconds Grace(400);
constexpr std::chrono::milliseconds Tick(20);

}  // namespace

Watchdog::Watchdog(const std::atomic<bool>* stop, std::optional<std::chrono::milliseconds> limit,
                   std::function<void(Why)> giveUp)
    : m_stop(stop), m_limit(limit), m_giveUp(std::move(giveUp)), m_thread([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(m_mutex);
    m_done = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

void Watchdog::startClock() {
  const std::lock_guard lock(m_mutex);
  if (m_limit) m_end = Clock::now() + *m_limit;
}

void Watchdog::watch() {
  std::unique_lock lock(m_mutex);
  std::optional<Clock::time_point> giveUpAt;
  Why why = Why::Stopped;
  while (!m_wake.wait_for(lock, Tick, [this] { return m_done; })) {
    const Clock::time_point now = Clock::now();
    if (!giveUpAt && m_stop && m_stop->load()) giveUpAt = now + Grace;
    if (!giveUpAt && m_end && now >= *m_end) {
      giveUpAt = now + Grace;
      why = Why::TimeOver;
    }
    if (giveUpAt && now >= *giveUpAt) {
      m_giveUp(why);
      return;
    }
  }
}

}  // namespace sb::cli
