// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <utility>

#include "core/wit/parser_parts.h"

namespace sb::wit {
namespace {

/// How many letters to insert, remove, replace or swap with their neighbour; texts are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearestWord(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t LongestWord = 64, MostWords = 10'000;  // a hint is not worth a long wait
  if (word.size() > LongestWord || known.size() > MostWords) return {};
  std::string_view best;
  std::size_t bestDistance = 1 + std::max<std::size_t>(1, word.size() / 3);
  for (const std::string_view candidate : known) {
    if (candidate.size() > LongestWord) continue;
    const std::size_t d = distance(word, candidate);
    if (d >= std::max(word.size(), candidate.size())) continue;  // nothing in common
    if (d < bestDistance || (d == bestDistance && !best.empty() && candidate < best)) {
      bestDistance = d;
      best = candidate;
    }
  }
  return std::string(best);
}

}  // namespace sb::wit
