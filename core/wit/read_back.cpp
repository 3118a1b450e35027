// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wit/read_back.h"

#include "core/support/concat.h"
#include "core/types/subtype.h"
#include "core/wit/load.h"
#include "core/wit/type_builder.h"

namespace sb::wit {

std::string differenceOf(const types::ComponentTypeRef& a, const types::ComponentTypeRef& b) {
  const auto text = [](const types::Mismatch& mismatch) {
    std::string where;
    for (const std::string& frame : mismatch.path) where += concat(where.empty() ? "" : ", ", frame);
    return concat(where, where.empty() ? "" : ": ", mismatch.message);
  };
  if (const auto mismatch = types::fits(types::ExternType(a), types::ExternType(b))) return text(*mismatch);
  if (const auto mismatch = types::fits(types::ExternType(b), types::ExternType(a))) return text(*mismatch);
  return {};
}

std::string differenceAfterReading(const std::string& text, const std::string& world,
                                   const types::ComponentTypeRef& type) {
  const Reading reading = parsePackage("written.wit", text, {{}, true});
  if (!reading.valid()) {
    const Problem& first = reading.problems.items().front();
    return concat(reading.sources.describe(first.place), ": ", first.message);
  }
  const WorldChoice choice = chooseWorld(reading.document, world);
  if (!choice.world) return choice.message;
  return differenceOf(worldType(reading.document, *choice.world), type);
}

}  // namespace sb::wit
