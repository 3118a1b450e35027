// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::driver {

/// A component and the name its instance gets.
struct NamedComponent {
  std::string name;
  graph::ComponentFileRef file;
};

/// Finds out how components belong together (splicer.md 3.5, and components that pass an interface on).
///
/// For each interface there may be one component that exports and does not import it: the provider. Those
/// that do both stand between it and the others, in the order given, the first next to the provider. Every
/// other import of the interface gets what comes out of the last one. Names are compared exactly, then on
/// their version track. What nobody provides is left to the host; what nobody takes is exported.
///
/// Errors: DuplicateName for equal names; Refused when an interface has two providers; TypeMismatch with the
/// first difference; WouldCloseLoop, naming the components.
/// `remarks` gets a sentence for each export that two components have and that is therefore left out.
Result<graph::Graph> wireComponents(const std::vector<NamedComponent>& components,
                                    std::vector<std::string>* remarks = nullptr);

/// "a_b.c" → "a-b-c": the name of a component that was given none.
std::string nameFromStem(std::string stem);

}  // namespace sb::driver
