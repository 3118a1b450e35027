// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/model/component.h"

namespace sb::print {

struct DumpOptions {
  bool offsets = true;  ///< offset (hexadecimal) and size (bytes) of each definition in front of it
};

/// The structure of a component: one line for each definition in file order, with the index it creates in its
/// space. Declarators of component, instance and module types and the content of nested components are
/// indented. Same component, same text.
std::string dumpComponent(const model::Component& component, const DumpOptions& options = {});

}  // namespace sb::print
