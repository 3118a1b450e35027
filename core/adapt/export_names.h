// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/adapt/type_table.h"
#include "core/model/component.h"

namespace sb::adapt {

/// True when a function of the interface belongs to a resource: `[constructor]cat`, `[method]cat.feed`,
/// `[static]cat.all`.
bool hasResourceFunctions(const types::InstanceType& target);

/// A component without code that takes the types and functions of an interface and exports them under their
/// names. Functions that belong to a resource need it: their names are legal only where the resource has been
/// exported before, and a bag of exports is no such place (component-model.md 3.5, 5.1 item 7).
struct NamingComponent {
  model::Component component;
  std::vector<std::string> arguments;  ///< name of the import for each export of the interface, in its order
};

/// Errors: those of TypeTable, for types that have no name in the interface.
Result<NamingComponent> namingComponent(const types::InstanceType& target);

}  // namespace sb::adapt
