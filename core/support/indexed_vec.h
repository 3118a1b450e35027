// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/support/check.h"

namespace sb {

/// A vector whose elements are reached only by the index of its own space.
template <class Idx, class T>
class IndexedVec {
 public:
  Idx push(T item) {
    m_items.push_back(std::move(item));
    return Idx(static_cast<std::uint32_t>(m_items.size() - 1));
  }
  bool contains(Idx idx) const { return idx.value < m_items.size(); }
  const T& operator[](Idx idx) const {
    SB_CHECK(contains(idx), "index outside of its space");
    return m_items[idx.value];
  }
  T& operator[](Idx idx) {
    SB_CHECK(contains(idx), "index outside of its space");
    return m_items[idx.value];
  }
  std::size_t size() const { return m_items.size(); }
  bool empty() const { return m_items.empty(); }
  auto begin() const { return m_items.begin(); }
  auto end() const { return m_items.end(); }
  friend bool operator==(const IndexedVec&, const IndexedVec&) = default;

 private:
  std::vector<T> m_items;
};

}  // namespace sb
