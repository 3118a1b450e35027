// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_names.h"

#include "core/bytes/byte_reader.h"

namespace sb::decode {
namespace {

using bytes::ByteReader;

constexpr std::uint32_t MaxNameBytes = 100'000;

const char* spaceOf(std::uint8_t subsection) {
  switch (subsection) {
    case 1: return "func";
    case 4: return "type";
    case 5: return "table";
    case 6: return "memory";
    case 7: return "global";
    case 8: return "elem";
    case 9: return "data";
    case 11: return "tag";
    default: return nullptr;
  }
}

Result<void> readSubsections(ByteReader& in, CoreNames& out) {
  while (!in.atEnd()) {
    SB_TRY(const std::uint8_t id, in.byte("name subsection"));
    SB_TRY(const std::uint32_t size, in.u32("name subsection"));
    const std::uint64_t at = in.offset();
    SB_TRY(const ByteSpan content, in.raw(size, "name subsection"));
    ByteReader part(content, at);
    if (id == 0) {
      SB_TRY(out.module, part.name("module name", MaxNameBytes));
      continue;
    }
    const char* space = spaceOf(id);
    if (!space) continue;
    SB_TRY(const std::uint32_t count, part.u32("names"));
    for (std::uint32_t i = 0; i < count; ++i) {
      SB_TRY(const std::uint32_t index, part.u32("index of a name"));
      SB_TRY(std::string name, part.name("name", MaxNameBytes));
      out.items[space].insert_or_assign(index, std::move(name));
    }
  }
  return {};
}

Result<void> readModule(ByteSpan module, CoreNames& out) {
  ByteReader in(module, 0);
  SB_TRY_VOID(in.raw(8, "preamble"));
  while (!in.atEnd()) {
    SB_TRY(const std::uint8_t id, in.byte("section id"));
    SB_TRY(const std::uint32_t size, in.u32("section size"));
    const std::uint64_t at = in.offset();
    SB_TRY(const ByteSpan content, in.raw(size, "section"));
    if (id != 0) continue;
    ByteReader section(content, at);
    SB_TRY(const std::string name, section.name("section name", MaxNameBytes));
    if (name == "name") return readSubsections(section, out);
  }
  return {};
}

}  // namespace

CoreNames readCoreNames(ByteSpan module) {
  CoreNames out;
  const auto stopped = readModule(module, out);
  (void)stopped;  // what follows the damage is lost, what came before is kept
  return out;
}

}  // namespace sb::decode
