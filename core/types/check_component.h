// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/model/component.h"
#include "core/support/diagnostic.h"
#include "core/types/features.h"
#include "core/types/type.h"

namespace sb::types {

/// What a component's definitions resolve to: for each component index space the type of every item, in index
/// order. Used by graph loading; the encoder and generators need it too.
struct IndexSpaces {
  std::vector<FuncTypeRef> funcs;
  std::vector<ExternType> types;  ///< TypeOf… alternatives
  std::vector<ComponentTypeRef> components;
  std::vector<InstanceTypeRef> instances;
  std::vector<CoreModuleTypeRef> coreModules;
};

/// Components that were checked with every rule, without a diagnostic, and reach nothing outside of them.
struct CheckedParts {
  struct Part {
    std::shared_ptr<const model::Component> component;  ///< stays, so that its address means it alone
    ComponentTypeRef type;
  };
  std::unordered_map<const model::Component*, Part> parts;
  ResourceLabel nextLabel = 1;  ///< greater than all in the types
  void add(std::shared_ptr<const model::Component> component, ComponentTypeRef type) {
    const model::Component* const address = component.get();
    parts.emplace(address, Part{std::move(component), std::move(type)});
  }
};

struct CheckedComponent {
  ComponentTypeRef type;    ///< null when nothing could be resolved
  IndexSpaces spaces;       ///< of the root component itself
  CheckedParts parts;       ///< right in the root; none for `resolveOnly`
  Diagnostics diagnostics;  ///< errors first come first; empty or notes only: valid
  bool valid() const;
};

struct CheckOptions {
  Features features;
  bool coreModules = true;  ///< validate embedded core modules through wabt; off: "not checked" notes
  bool collectAll = true;   ///< off: stop at the first error
  /// Resolve types only and check what resolving needs; opening a file uses this and stays fast.
  bool resolveOnly = false;
  /// Where one of these is nested in the component its type is taken, and nothing in it is checked again.
  const CheckedParts* known = nullptr;
};

/// Checks a component and everything nested in it and resolves its types.
/// Source: component-model.md chapter 3; Binary.md validation notes; Explainer.md.
CheckedComponent checkComponent(const model::Component& component, const CheckOptions& options = {});

}  // namespace sb::types
