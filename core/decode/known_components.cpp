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

void PartCounts::add(const model::Component& component) {
  ++modulesAndComponents;
  for (const model::Section& section : component.sections) {
    ++sections;
    if (std::holds_alternative<model::CoreModuleSection>(section.content)) ++modulesAndComponents;
    if (const auto* nested = std::get_if<model::ComponentSection>(&section.content)) add(*nested->component);
  }
}

}  // namespace sb::decode
