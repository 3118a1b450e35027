// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/interface_name.h"

#include <algorithm>
#include <charconv>

namespace sb::types {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isIdentifierChar(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/// A number without leading zeros, as semver 2.0 item 2 asks.
std::optional<unsigned long long> parseNumber(std::string_view text) {
  unsigned long long number = 0;
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !isDigit(text.front())) return std::nullopt;
  return number;
}

/// Cuts the part before the next separator off `rest`.
std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return part;
}

/// Dot separated identifiers; numbers of a pre-release have no leading zeros (semver 2.0 items 9 and 10).
bool areIdentifiers(std::string_view text, bool preRelease) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('.', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    if (part.empty() || !std::all_of(part.begin(), part.end(), isIdentifierChar)) return false;
    const bool numeric = std::all_of(part.begin(), part.end(), isDigit);
    if (preRelease && numeric && part.size() > 1 && part.front() == '0') return false;
    begin = end + 1;
  }
  return true;
}

int sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

int compareIdentifiers(std::string_view a, std::string_view b) {
  const bool aNumeric = std::all_of(a.begin(), a.end(), isDigit);
  const bool bNumeric = std::all_of(b.begin(), b.end(), isDigit);
  if (aNumeric != bNumeric) return aNumeric ? -1 : 1;
  if (aNumeric && a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return sign(a < b, b < a);
}

int comparePreReleases(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return sign(!a.empty() && b.empty(), a.empty() && !b.empty());
  while (!a.empty() && !b.empty()) {
    const int order = compareIdentifiers(cut(a, '.'), cut(b, '.'));
    if (order != 0) return order;
  }
  return sign(!b.empty(), !a.empty());
}

}  // namespace

std::string InterfaceName::packageId() const {
  return package.empty() ? std::string() : nameSpace + ":" + package;
}

std::string InterfaceName::withoutVersion() const {
  return package.empty() ? interface : packageId() + "/" + interface;
}

std::string InterfaceName::text() const { return withoutVersion() + (version.empty() ? "" : "@" + version); }

InterfaceName parseInterfaceName(std::string_view name) {
  InterfaceName result;
  const std::size_t slash = name.find('/');
  const std::size_t colon = name.substr(0, slash).rfind(':');
  if (slash == std::string_view::npos || colon == std::string_view::npos) {
    result.interface = std::string(name);
    return result;
  }
  result.nameSpace = std::string(name.substr(0, colon));
  result.package = std::string(name.substr(colon + 1, slash - colon - 1));
  std::string_view rest = name.substr(slash + 1);
  result.interface = std::string(cut(rest, '@'));
  result.version = std::string(rest);
  return result;
}

std::optional<Semver> parseSemver(std::string_view text) {
  Semver version;
  std::string_view rest = text;
  if (const std::size_t plus = rest.find('+'); plus != std::string_view::npos) {
    version.build = std::string(rest.substr(plus + 1));
    if (!areIdentifiers(version.build, false)) return std::nullopt;
    rest = rest.substr(0, plus);
  }
  if (const std::size_t dash = rest.find('-'); dash != std::string_view::npos) {
    version.pre = std::string(rest.substr(dash + 1));
    if (!areIdentifiers(version.pre, true)) return std::nullopt;
    rest = rest.substr(0, dash);
  }
  if (std::count(rest.begin(), rest.end(), '.') != 2) return std::nullopt;
  const auto major = parseNumber(cut(rest, '.'));
  const auto minor = parseNumber(cut(rest, '.'));
  const auto patch = parseNumber(rest);
  if (!major || !minor || !patch) return std::nullopt;
  version.major = *major;
  version.minor = *minor;
  version.patch = *patch;
  return version;
}

int compareSemver(const Semver& a, const Semver& b) {
  if (a.major != b.major) return a.major < b.major ? -1 : 1;
  if (a.minor != b.minor) return a.minor < b.minor ? -1 : 1;
  if (a.patch != b.patch) return a.patch < b.patch ? -1 : 1;
  return comparePreReleases(a.pre, b.pre);
}

bool sameTrack(const Semver& a, const Semver& b) {
  if (!a.pre.empty() || !b.pre.empty()) return compareSemver(a, b) == 0;
  if (a.major != b.major) return false;
  if (a.major > 0) return true;
  if (a.minor != b.minor) return false;
  return a.minor > 0 || a.patch == b.patch;
}

bool standsInByVersion(const InterfaceName& provided, const InterfaceName& wanted) {
  if (provided.withoutVersion() != wanted.withoutVersion()) return false;
  if (provided.version == wanted.version) return true;
  const auto have = parseSemver(provided.version);
  const auto want = parseSemver(wanted.version);
  return have && want && sameTrack(*have, *want) && compareSemver(*have, *want) >= 0;
}

}  // namespace sb::types
