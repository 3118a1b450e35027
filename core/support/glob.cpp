// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/glob.h"

#include <cstddef>

namespace sb {
namespace {

/// Length of the set that starts `pattern`, which begins with '['; 0 when it has no end. A ']' right after
/// the opening belongs to the set.
std::size_t setLength(std::string_view pattern) {
  std::size_t first = 1;
  if (first < pattern.size() && pattern[first] == '!') ++first;
  const std::size_t end = pattern.find(']', first + 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

bool setContains(std::string_view set, char c) {
  std::string_view inside = set.substr(1, set.size() - 2);
  const bool inverted = !inside.empty() && inside.front() == '!';
  if (inverted) inside.remove_prefix(1);
  bool found = false;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (i + 2 < inside.size() && inside[i + 1] == '-') {
      found = found || (inside[i] <= c && c <= inside[i + 2]);
      i += 2;
    } else {
      found = found || inside[i] == c;
    }
  }
  return found != inverted;
}

/// The length of the first piece of a pattern that stands for one character.
std::size_t pieceLength(std::string_view pattern) {
  const std::size_t set = pattern.front() == '[' ? setLength(pattern) : 0;
  return set == 0 ? 1 : set;
}

bool pieceMatches(std::string_view piece, char c) {
  if (piece.size() > 1) return setContains(piece, c);
  return piece.front() == '?' || piece.front() == c;
}

}  // namespace

bool isGlob(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool globMatches(std::string_view pattern, std::string_view text) {
  if (pattern == text) return true;
  if (!isGlob(pattern)) return false;
  // On a mismatch only the last `*` takes one character more: earlier ones never have to change.
  std::size_t p = 0, t = 0, star = std::string_view::npos, starText = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      starText = t;
      continue;
    }
    if (p < pattern.size()) {
      const std::size_t length = pieceLength(pattern.substr(p));
      if (pieceMatches(pattern.substr(p, length), text[t])) {
        p += length;
        ++t;
        continue;
      }
    }
    if (star == std::string_view::npos) return false;
    p = star;
    t = ++starText;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace sb
