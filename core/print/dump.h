// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/locate/items.h"

namespace sb::print {

struct DumpOptions {
  bool offsets = true;  ///< offset (hexadecimal) and size (bytes) of each definition in front of it
};

/// The structure of a component: one line for each definition in file order, with the index it creates in its
/// space. Declarators of component, instance and module types and the content of nested components are
/// indented. Same component, same text.
std::string dumpComponent(const model::Component& component, const DumpOptions& options = {});

/// One definition of it and what lies inside, in the same form.
std::string dumpItem(const model::Component& root, const locate::Item& item, const DumpOptions& options = {});

/// What an item is, in words: `lift core func 3 as type 1`.
std::string itemWords(const locate::Item& item);

}  // namespace sb::print
