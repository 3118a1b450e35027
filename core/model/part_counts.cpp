// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/model/part_counts.h"

namespace sb::model {

void PartCounts::add(const Component& component) {
  ++modulesAndComponents;
  for (const Section& section : component.sections) {
    ++sections;
    if (std::holds_alternative<CoreModuleSection>(section.content)) ++modulesAndComponents;
    if (const auto* nested = std::get_if<ComponentSection>(&section.content)) add(*nested->component);
  }
}

}  // namespace sb::model
