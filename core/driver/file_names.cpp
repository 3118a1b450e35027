// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/file_names.h"

#include "core/support/bytes.h"
#include "core/support/sha256.h"

namespace sb::driver {
namespace {

/// File systems allow 255 bytes; files that are written atomically have a longer name for a moment.
constexpr std::size_t MostStem = 200, DigestDigits = 16;

}  // namespace

std::string fileNamePart(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out += alphanumeric ? c : '_';
  }
  return out;
}

std::string wasmFileName(const std::string& stem) {
  if (stem.size() <= MostStem) return stem + std::string(FileEnding);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(stem.data());
  const std::string digest = sha256Hex(ByteSpan(bytes, stem.size())).substr(0, DigestDigits);
  return stem.substr(0, MostStem - DigestDigits - 1) + "_" + digest + std::string(FileEnding);
}

std::string uniqueFileName(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wasmFileName(wanted);
  for (unsigned n = 2; !taken.insert(name).second; ++n) name = wasmFileName(wanted + "_" + std::to_string(n));
  return name;
}

}  // namespace sb::driver
