// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_sections.h"

#include "core/bytes/byte_reader.h"

namespace sb::decode {

Result<std::vector<CoreSection>> coreSections(ByteSpan module) {
  std::vector<CoreSection> out;
  bytes::ByteReader in(module, 0);
  SB_TRY_VOID(in.raw(8, "the preamble of a core module"));
  while (!in.atEnd()) {
    CoreSection section;
    SB_TRY(section.id, in.byte("a section id"));
    SB_TRY(const std::uint32_t size, in.u32("a section's size"));
    SB_TRY(section.content, in.raw(size, "a section"));
    out.push_back(section);
  }
  return out;
}

}  // namespace sb::decode
