// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/support/result.h"

namespace sb::types {

/// Parts of the specifications that a check accepts or refuses (component-model.md, "Default state"). As it
/// is made: everything but what a composition cannot hold (values, legacy forms).
struct Features {
  // the component model
  bool asyncFunctions = true, map = true, implements = true, fixedLengthLists = true, errorContext = true,
       moreAsyncBuiltins = true, asyncStackful = true, threading = true, values = false, nestedNames = true,
       gc = true, memory64 = true, canonNames = true, forward = true, accessors = true;

  // what the specification had once: files of their time, read when asked for
  bool legacyDependencyNames = false;  ///< `unlocked-dep=<…>`, `locked-dep=<…>`, `url=<…>`, `integrity=<…>`
  bool legacyCancelByte = false;  ///< built-ins that can be cancelled, a 01 where 00 must stand now
  bool legacyHyphens = false;     ///< names of one scope may differ in hyphens alone: `a1` and `a-1`

  // core modules and core types
  bool mutableGlobal = true, saturatingFloatToInt = true, signExtension = true, multiValue = true,
       bulkMemory = true, referenceTypes = true, simd = true, relaxedSimd = true, threads = true,
       tailCall = true, multiMemory = true, exceptions = true, coreMemory64 = true, extendedConst = true,
       functionReferences = true, coreGc = true, customPageSizes = true, stackSwitching = true,
       sharedEverythingThreads = true, customDescriptors = true, compactImports = true;

  /// Everything that stands in the specifications or behind a gate of them, without legacy forms.
  static Features all();
  /// What the reference validator has on when it is not told otherwise.
  static Features standard();

  friend bool operator==(const Features&, const Features&) = default;
};

struct FeatureName {
  const char* name;  ///< as wasm-tools spells it: `cm-async`, `simd`
  bool Features::*flag;
  bool standard;        ///< on in Features::standard
  bool legacy = false;  ///< off in Features::all: a form that was taken out, not a feature
};
/// Every feature that can be named, those of the component model first.
const std::vector<FeatureName>& featureNames();

/// Reads `-cm-map,all,cm-async`: from left to right each name switches a feature on, or off with `-` in
/// front. `all`, `-all`, `default` and the versions `wasm1` (`mvp`), `wasm2`, `wasm3`, `lime1` stand for
/// many; a version leaves the component model alone, and only a name switches a legacy form on. The prefix
/// `cm-` may be left out where the rest is no core feature: `async`. Names of features that this program
/// accepts whatever is set (`floats`) are read and ignored. Errors: BadSyntax, naming the nearest feature.
Result<Features> parseFeatures(std::string_view list, Features from);

}  // namespace sb::types
