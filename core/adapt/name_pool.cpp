// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/name_pool.h"

#include "core/support/check.h"

namespace sb::adapt {

void NamePool::add(std::string_view name) {
  if (name.empty() || m_byText.find(name) != m_byText.end()) return;
  m_entries.push_back({std::string(name), m_bytes});
  m_byText.emplace(name, m_bytes);
  m_bytes += static_cast<std::uint32_t>(name.size());
}

NameRef NamePool::operator[](std::string_view name) const {
  if (name.empty()) return {};
  const auto found = m_byText.find(name);
  SB_CHECK(found != m_byText.end(), "a name is missing from the pool");
  return {found->second, static_cast<std::uint32_t>(name.size())};
}

}  // namespace sb::adapt
