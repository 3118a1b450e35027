// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/source.h"

#include <algorithm>

#include "core/support/concat.h"

namespace sb::wit {

Place spanning(const Place& first, const Place& last) {
  if (!first.known() || first.file != last.file) return first.known() ? first : last;
  return {first.file, first.offset, last.offset + last.size - first.offset};
}

std::uint32_t Sources::add(SourceFile file) {
  m_files.push_back(std::move(file));
  return static_cast<std::uint32_t>(m_files.size() - 1);
}

std::string_view Sources::text(const Place& place) const {
  if (place.file >= m_files.size()) return {};
  const std::string_view whole = m_files[place.file].text;
  return place.offset > whole.size() ? std::string_view() : whole.substr(place.offset, place.size);
}

LineColumn Sources::lineColumn(const Place& place) const {
  LineColumn at;
  if (place.file >= m_files.size()) return at;
  const std::string_view before = std::string_view(m_files[place.file].text).substr(0, place.offset);
  at.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  for (const char c : before.substr(start)) {
    if ((static_cast<unsigned char>(c) & 0xc0u) != 0x80u) ++at.column;  // not a continuation byte
  }
  return at;
}

std::string_view Sources::line(const Place& place) const {
  if (place.file >= m_files.size()) return {};
  const std::string_view whole = m_files[place.file].text;
  const std::size_t start =
      whole.substr(0, std::min<std::size_t>(place.offset, whole.size())).rfind('\n') + 1;
  std::string_view line = whole.substr(start, whole.find('\n', start) - start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string Sources::describe(const Place& place) const {
  if (place.file >= m_files.size()) return {};
  const LineColumn at = lineColumn(place);
  return concat(m_files[place.file].name, ":", std::to_string(at.line), ":", std::to_string(at.column));
}

}  // namespace sb::wit
