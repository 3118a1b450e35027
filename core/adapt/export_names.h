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
  /// Name of the import for each type from outside and then for each export of the interface, in their order.
  std::vector<std::string> arguments;
};

/// The types of `foreignTypes` and `usedInterfaces` (plan::AdapterRequest) that the definitions of the target
/// may need, in an order in which they can be written.
std::vector<types::NamedExtern> typesFromOutside(const types::InstanceType& target,
                                                 const std::vector<types::NamedExtern>& foreignTypes,
                                                 const std::vector<types::NamedExtern>& usedInterfaces);

/// `outside`: types that the interface mentions and does not export. Errors: those of TypeTable, for types
/// that have no name in either.
Result<NamingComponent> namingComponent(const types::InstanceType& target,
                                        const std::vector<types::NamedExtern>& outside);

}  // namespace sb::adapt
