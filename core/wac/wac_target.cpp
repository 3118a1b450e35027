// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wac/wac_target.h"

#include "core/support/concat.h"
#include "core/types/subtype.h"

namespace sb::wac {

Result<void> fitsTarget(const graph::Graph& graph, const types::ComponentType& world,
                        const PackagePath& path) {
  const graph::Node& host = graph.nodes.at(graph.host);
  for (const graph::Port& port : host.exports) {
    if (!port.path.empty()) continue;
    const types::NamedExtern* allowed = world.findImport(port.name.name);
    if (!allowed) {
      return failAt(ErrorCode::TypeMismatch, path.place,
                    concat("the world `", path.name(), "` has no import `", port.name.name, "`"));
    }
    if (const auto problem = types::fits(allowed->type, port.type))
      return failAt(ErrorCode::TypeMismatch, path.place,
                    concat("import `", port.name.name, "`: ", problem->message));
  }
  for (const types::NamedExtern& wanted : world.exports) {
    const graph::Port* port = host.findImport(wanted.name.name);
    if (!port) {
      return failAt(ErrorCode::TypeMismatch, path.place,
                    concat("the world `", path.name(), "` asks for the export `", wanted.name.name, "`"));
    }
    if (const auto problem = types::fits(port->type, wanted.type))
      return failAt(ErrorCode::TypeMismatch, path.place,
                    concat("export `", wanted.name.name, "`: ", problem->message));
  }
  return {};
}

}  // namespace sb::wac
