// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/known_components.h"

namespace sb::decode {
namespace {

std::string_view textOf(ByteSpan bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void KnownComponents::add(const std::shared_ptr<const model::Component>& component) {
  if (!component->bytes.empty()) m_byBytes.emplace(textOf(component->bytes), component);
}

std::shared_ptr<const model::Component> KnownComponents::find(ByteSpan bytes) const {
  const auto known = m_byBytes.find(textOf(bytes));
  return known == m_byBytes.end() ? nullptr : known->second;
}

}  // namespace sb::decode
