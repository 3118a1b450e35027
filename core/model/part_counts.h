// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>

#include "core/model/component.h"

namespace sb::model {

/// Components and core modules in one file, the root included (component-model.md 3.7, of wasm-tools).
inline constexpr std::uint32_t MostModulesAndComponents = 1'000;

/// What of a file is limited in number.
struct PartCounts {
  std::uint32_t modulesAndComponents = 0, sections = 0;
  /// The component and everything in it.
  void add(const Component& component);
};

}  // namespace sb::model
