// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/abi/canonical_abi.h"

// Which canonical options a definition must give (component-model.md 4.3; CanonicalABI.md, "Canonical ABI
// Options").
namespace sb::abi {
namespace {

std::uint64_t flatParams(const types::FuncType& type) {
  std::uint64_t count = 0;
  for (const types::Param& param : type.params) count += param.type->facts.flatCount;
  return count;
}

bool paramsHavePointer(const types::FuncType& type) {
  return std::any_of(type.params.begin(), type.params.end(),
                     [](const types::Param& param) { return containsPointer(param.type); });
}

}  // namespace

NeededOptions neededForLift(const types::FuncType& type, bool asyncAbi) {
  NeededOptions needed;
  needed.realloc = paramsHavePointer(type) || flatParams(type) > MaxFlatParams;
  needed.memory = needed.realloc;
  if (type.result) {
    const std::uint32_t limit = asyncAbi ? MaxFlatParams : MaxFlatResults;
    needed.memory = needed.memory || containsPointer(type.result) || flatCount(type.result) > limit;
  }
  return needed;
}

NeededOptions neededForLower(const types::FuncType& type, bool asyncAbi) {
  NeededOptions needed;
  needed.memory =
      paramsHavePointer(type) || flatParams(type) > (asyncAbi ? MaxFlatAsyncParams : MaxFlatParams);
  if (type.result) {
    needed.realloc = containsPointer(type.result);
    needed.memory =
        needed.memory || needed.realloc || flatCount(type.result) > (asyncAbi ? 0 : MaxFlatResults);
  }
  return needed;
}

bool containsPointer(const types::ValType& type) { return type->facts.hasPointer; }
bool containsBorrow(const types::ValType& type) { return type->facts.hasBorrow; }
bool containsHandle(const types::ValType& type) { return type->facts.hasHandle; }

}  // namespace sb::abi
