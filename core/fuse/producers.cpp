// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/producers.h"

#include <string_view>

namespace sb::fuse {

Bytes producersSection() {
  Bytes out;
  const auto name = [&](std::string_view text) {  // every text here is far shorter than 128 bytes
    out.push_back(static_cast<std::uint8_t>(text.size()));
    for (const char c : text) out.push_back(static_cast<std::uint8_t>(c));
  };
  out.push_back(1);
  name("processed-by");
  out.push_back(1);
  name("spliceboard");
  name(SPLICEBOARD_VERSION);
  return out;
}

}  // namespace sb::fuse
