// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "core/model/component.h"

namespace sb::graph {

/// What the `component-name` section of one component says (Binary.md, "Name Section"). Names are for people:
/// a section that cannot be read gives the names before the damage, never an error.
struct ComponentNames {
  std::string component;                                      ///< of the component itself
  std::unordered_map<std::uint32_t, std::string> components;  ///< of its nested components, by index
  std::unordered_map<std::uint32_t, std::string> instances;   ///< of its instances, by index
};
ComponentNames componentNames(const model::Component& component);

/// The toolchain from the `producers` sections of the component and its core modules: "Rust 1.97",
/// "wit-component 0.240"; empty when there are none (tool conventions, "Producers Section").
std::string producerOf(const model::Component& component);

}  // namespace sb::graph
