// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/model/component.h"
#include "core/support/diagnostic.h"
#include "core/types/type.h"

namespace sb::types {

/// Gated parts of the specification (component-model.md, "Default state"). Everything is on by default.
struct Features {
  bool asyncFunctions = true, map = true, implements = true, fixedLengthLists = true, errorContext = true,
       moreAsyncBuiltins = true, asyncStackful = true, threading = true, values = false, nestedNames = true,
       gc = true, memory64 = true, canonNames = true, forward = true, accessors = true;
  bool legacyDependencyNames = false;  ///< `unlocked-dep=<…>` import names
};

/// What a component's definitions resolve to: for each component index space the type of every item, in index
/// order. Used by graph loading; the encoder and generators need it too.
struct IndexSpaces {
  std::vector<FuncTypeRef> funcs;
  std::vector<ExternType> types;  ///< TypeOf… alternatives
  std::vector<ComponentTypeRef> components;
  std::vector<InstanceTypeRef> instances;
  std::vector<CoreModuleTypeRef> coreModules;
};

struct CheckedComponent {
  ComponentTypeRef type;    ///< null when nothing could be resolved
  IndexSpaces spaces;       ///< of the root component itself
  Diagnostics diagnostics;  ///< errors first come first; empty or notes only: valid
  bool valid() const;
};

struct CheckOptions {
  Features features;
  bool coreModules = true;  ///< validate embedded core modules through wabt; off: "not checked" notes
  bool collectAll = true;   ///< off: stop at the first error
  /// Resolve types only and check what resolving needs; opening a file uses this and stays fast.
  bool resolveOnly = false;
};

/// Checks a component and everything nested in it and resolves its types.
/// Source: component-model.md chapter 3; Binary.md validation notes; Explainer.md.
CheckedComponent checkComponent(const model::Component& component, const CheckOptions& options = {});

}  // namespace sb::types
