// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/support/bytes.h"

namespace sb::test {

/// Bytes in memory of which some pages cannot be read: the first look at each is counted, and lets it be read
/// from then on. One at a time in a process.
class GuardedBytes final : public ByteOwner {
 public:
  /// `closed`: parts of `content`; of each, the pages that lie in it as a whole are closed.
  GuardedBytes(const Bytes& content, const std::vector<SourceRange>& closed) : m_size(content.size()) {
    s_page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    m_start = static_cast<std::uint8_t*>(
        ::mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    std::copy(content.begin(), content.end(), m_start);
    ::mprotect(m_start, m_size, PROT_READ);
    for (const SourceRange& part : closed) {
      const std::uintptr_t begin =
          (reinterpret_cast<std::uintptr_t>(m_start) + part.offset + s_page - 1) / s_page * s_page;
      const std::uintptr_t end =
          (reinterpret_cast<std::uintptr_t>(m_start) + part.offset + part.size) / s_page * s_page;
      if (begin >= end) continue;
      ::mprotect(reinterpret_cast<void*>(begin), end - begin, PROT_NONE);
      m_closedBytes += end - begin;
    }
    s_begin = reinterpret_cast<std::uintptr_t>(m_start);
    s_end = s_begin + m_size;
    s_touched = 0;
    struct sigaction action {};
    action.sa_sigaction = &GuardedBytes::onFault;
    action.sa_flags = SA_SIGINFO;
    ::sigaction(SIGSEGV, &action, &m_before);
  }
  ~GuardedBytes() override {
    ::sigaction(SIGSEGV, &m_before, nullptr);
    ::munmap(m_start, m_size);
  }
  GuardedBytes(const GuardedBytes&) = delete;
  GuardedBytes& operator=(const GuardedBytes&) = delete;

  ByteSpan span() const override { return {m_start, m_size}; }
  std::size_t closedBytes() const { return m_closedBytes; }
  /// How many closed pages were looked at.
  static int touched() { return s_touched; }

 private:
  static void onFault(int, siginfo_t* info, void*) {
    const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
    if (at < s_begin || at >= s_end) {
      ::signal(SIGSEGV, SIG_DFL);  // a fault of another kind: it happens again, and ends the process
      return;
    }
    ++s_touched;
    ::mprotect(reinterpret_cast<void*>(at / s_page * s_page), s_page, PROT_READ);
  }

  static inline std::atomic<int> s_touched = 0;
  static inline std::uintptr_t s_begin = 0, s_end = 0, s_page = 4096;
  std::uint8_t* m_start;
  std::size_t m_size, m_closedBytes = 0;
  struct sigaction m_before {};
};

}  // namespace sb::test
