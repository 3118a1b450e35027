// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "core/model/component.h"
#include "core/support/bytes.h"

namespace sb::decode {

/// Components that were decoded before. Where one is nested in a file it is taken as it is: definitions,
/// ranges and owner are those of the file that it was decoded from. By bytes, which they keep alive.
class KnownComponents {
 public:
  /// Of one that was built, and has no bytes, nothing is kept.
  void add(const std::shared_ptr<const model::Component>& component);
  std::shared_ptr<const model::Component> find(ByteSpan bytes) const;

 private:
  std::unordered_map<std::string_view, std::shared_ptr<const model::Component>> m_byBytes;
};

}  // namespace sb::decode
