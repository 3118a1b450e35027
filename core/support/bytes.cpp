// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/bytes.h"

#include <utility>

namespace sb {
namespace {

class OwnedBytes final : public ByteOwner {
 public:
  explicit OwnedBytes(Bytes bytes) : m_bytes(std::move(bytes)) {}
  ByteSpan span() const override { return m_bytes; }

 private:
  Bytes m_bytes;
};

}  // namespace

SharedBytes shareBytes(Bytes bytes) { return std::make_shared<OwnedBytes>(std::move(bytes)); }

}  // namespace sb
