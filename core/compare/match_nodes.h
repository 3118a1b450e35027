// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <optional>

#include "core/compare/shape.h"

namespace sb::compare {

/// Which instance of one component is which of the other.
struct NodeMatch {
  std::vector<std::optional<NodeIndex>> toAfter, toBefore;
};

/// Matches instances from sure to likely: the same content given the same things and used the same way; the
/// same name; the same content, most alike in what it is given; the same interfaces. At each step those of
/// one name go first. Deterministic: equal candidates are taken in their order. `importName` says what an
/// import of the first is called in the second.
NodeMatch matchNodes(const Shape& before, const Shape& after,
                     const std::function<std::string(const std::string&)>& importName);

/// A term of the first component in the words of the second: instances that have no partner become `gone`.
std::string translated(const std::string& term, const NodeMatch& match,
                       const std::function<std::string(const std::string&)>& importName);

}  // namespace sb::compare
