// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/decode/component_decoder.h"
#include "core/encode/component_encoder.h"
#include "core/support/check.h"

using namespace sb;

/// What decodes encodes to the same bytes, or to fewer when numbers were padded; and encoding what was
/// encoded changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto component = decode::decodeComponent(shareBytes(Bytes(data, data + size)));
  if (!component) return 0;
  const Bytes encoded = encode::encodeComponent(*component);
  SB_CHECK(encoded.size() <= size, "encoding made the component longer");
  if (encoded.size() == size)
    SB_CHECK(std::equal(encoded.begin(), encoded.end(), data), "the same length but other bytes");
  const auto again = decode::decodeComponent(shareBytes(encoded));
  SB_CHECK(again.has_value(), "what was encoded does not decode");
  SB_CHECK(encode::encodeComponent(*again) == encoded, "encoding twice gives other bytes");
  return 0;
}
