// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/features.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"

namespace sb::types {
namespace {

/// Features of core modules that neither reader nor validator can tell apart from what is always accepted.
constexpr std::array Ignored = {"floats",
                                "component-model",
                                "memory-control",
                                "gc-types",
                                "wide-arithmetic",
                                "call-indirect-overlong",
                                "bulk-memory-opt",
                                "acquire-release-atomics",
                                "legacy-exceptions",
                                "multibyte-array-access"};

using Flag = bool Features::*;
constexpr std::array<Flag, 21> CoreFlags = {&Features::mutableGlobal,
                                            &Features::saturatingFloatToInt,
                                            &Features::signExtension,
                                            &Features::multiValue,
                                            &Features::bulkMemory,
                                            &Features::referenceTypes,
                                            &Features::simd,
                                            &Features::relaxedSimd,
                                            &Features::threads,
                                            &Features::tailCall,
                                            &Features::multiMemory,
                                            &Features::exceptions,
                                            &Features::coreMemory64,
                                            &Features::extendedConst,
                                            &Features::functionReferences,
                                            &Features::coreGc,
                                            &Features::customPageSizes,
                                            &Features::stackSwitching,
                                            &Features::sharedEverythingThreads,
                                            &Features::customDescriptors,
                                            &Features::compactImports};

/// How many of CoreFlags a version of the core specification has, in their order, and what does not fit it.
bool setVersion(std::string_view name, Features& features) {
  const bool one = name == "wasm1" || name == "mvp", two = name == "wasm2", three = name == "wasm3",
             lime = name == "lime1";
  if (!one && !two && !three && !lime) return false;
  for (const Flag flag : CoreFlags) features.*flag = false;
  features.mutableGlobal = true;
  if (one) return true;
  for (const Flag flag : {&Features::saturatingFloatToInt, &Features::signExtension, &Features::multiValue})
    features.*flag = true;
  if (lime) {
    features.extendedConst = true;
    return true;
  }
  for (const Flag flag : {&Features::bulkMemory, &Features::referenceTypes, &Features::simd})
    features.*flag = true;
  if (two) return true;
  for (const Flag flag : {&Features::relaxedSimd, &Features::threads, &Features::tailCall,
                          &Features::multiMemory, &Features::exceptions, &Features::coreMemory64,
                          &Features::extendedConst, &Features::functionReferences, &Features::coreGc})
    features.*flag = true;
  return true;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = corner + (a[i - 1] == b[j - 1] ? 0U : 1U);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::string nearest(std::string_view wrong) {
  const FeatureName* best = nullptr;
  std::size_t least = 4;  // what differs in more letters is no slip
  for (const FeatureName& feature : featureNames()) {
    const std::size_t far = distance(wrong.substr(0, 40), feature.name);
    if (far >= least) continue;
    least = far;
    best = &feature;
  }
  return best != nullptr ? concat("; did you mean `", best->name, "`?") : std::string();
}

Flag flagOf(std::string_view name) {
  for (const FeatureName& feature : featureNames()) {
    if (name == feature.name) return feature.flag;
  }
  const std::string prefixed = concat("cm-", name);
  for (const FeatureName& feature : featureNames()) {
    if (prefixed == feature.name) return feature.flag;
  }
  return nullptr;
}

}  // namespace

const std::vector<FeatureName>& featureNames() {
  static const std::vector<FeatureName> Names = {
      {"cm-async", &Features::asyncFunctions, true},
      {"cm-map", &Features::map, true},
      {"cm-implements", &Features::implements, true},
      {"cm-fixed-length-lists", &Features::fixedLengthLists, false},
      {"cm-error-context", &Features::errorContext, false},
      {"cm-more-async-builtins", &Features::moreAsyncBuiltins, false},
      {"cm-async-stackful", &Features::asyncStackful, false},
      {"cm-threading", &Features::threading, false},
      {"cm-values", &Features::values, false},
      {"cm-nested-names", &Features::nestedNames, false},
      {"cm-gc", &Features::gc, false},
      {"cm64", &Features::memory64, false},
      {"cm-canon-names", &Features::canonNames, false},
      {"cm-forward", &Features::forward, false},
      {"cm-accessors", &Features::accessors, false},
      {"legacy-dependency-names", &Features::legacyDependencyNames, false, true},
      {"legacy-cancel-byte", &Features::legacyCancelByte, false, true},
      {"legacy-hyphens", &Features::legacyHyphens, false, true},
      {"mutable-global", &Features::mutableGlobal, true},
      {"saturating-float-to-int", &Features::saturatingFloatToInt, true},
      {"sign-extension", &Features::signExtension, true},
      {"multi-value", &Features::multiValue, true},
      {"bulk-memory", &Features::bulkMemory, true},
      {"reference-types", &Features::referenceTypes, true},
      {"simd", &Features::simd, true},
      {"relaxed-simd", &Features::relaxedSimd, true},
      {"threads", &Features::threads, true},
      {"tail-call", &Features::tailCall, true},
      {"multi-memory", &Features::multiMemory, true},
      {"exceptions", &Features::exceptions, true},
      {"memory64", &Features::coreMemory64, true},
      {"extended-const", &Features::extendedConst, true},
      {"function-references", &Features::functionReferences, true},
      {"gc", &Features::coreGc, true},
      {"custom-page-sizes", &Features::customPageSizes, false},
      {"stack-switching", &Features::stackSwitching, false},
      {"shared-everything-threads", &Features::sharedEverythingThreads, false},
      {"custom-descriptors", &Features::customDescriptors, false},
      {"compact-imports", &Features::compactImports, true},
  };
  return Names;
}

Features Features::all() {
  Features features;
  for (const FeatureName& feature : featureNames()) features.*feature.flag = !feature.legacy;
  return features;
}

Features Features::standard() {
  Features features;
  for (const FeatureName& feature : featureNames()) features.*feature.flag = feature.standard;
  return features;
}

Result<Features> parseFeatures(std::string_view list, Features features) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view name = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    if (name.empty()) continue;
    const bool off = name.front() == '-';
    if (off || name.front() == '+') name.remove_prefix(1);
    if (name == "all") {
      features = Features::all();
      if (off) {
        for (const FeatureName& feature : featureNames()) features.*feature.flag = false;
      }
    } else if (name == "default" && !off) {
      features = Features::standard();
    } else if (const Flag flag = flagOf(name)) {
      features.*flag = !off;
    } else if (!off && setVersion(name, features)) {
      continue;
    } else if (std::find(Ignored.begin(), Ignored.end(), name) == Ignored.end()) {
      return fail(ErrorCode::BadSyntax, concat("unknown feature `", name, "`", nearest(name)));
    }
  }
  return features;
}

}  // namespace sb::types
