// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/port_kind.h"

#include "core/support/match.h"

namespace sb::graph {

PortKind portKindOf(const types::ExternType& type) {
  return match(
      type, [](const types::FuncTypeRef&) { return PortKind::Function; },
      [](const types::InstanceTypeRef& instance) {
        return instance && types::isTypesOnly(*instance) ? PortKind::TypesOnly : PortKind::Instance;
      },
      [](const types::ComponentTypeRef&) { return PortKind::Component; },
      [](const types::CoreModuleTypeRef&) { return PortKind::CoreModule; },
      [](const types::ValueExtern&) { return PortKind::Value; },
      [](const types::TypeOfValue&) { return PortKind::TypesOnly; },
      [](const types::TypeOfResource&) { return PortKind::Resource; },
      [](const types::TypeOfFunc&) { return PortKind::TypesOnly; },
      [](const types::TypeOfInstance&) { return PortKind::TypesOnly; },
      [](const types::TypeOfComponent&) { return PortKind::TypesOnly; });
}

std::vector<Port> portsOf(const std::vector<types::NamedExtern>& externs) {
  std::vector<Port> ports;
  ports.reserve(externs.size());
  for (const types::NamedExtern& item : externs)
    ports.push_back({item.name, item.type, portKindOf(item.type), false});
  return ports;
}

const std::string& interfaceOf(const Port& port) {
  for (const model::NameAttribute& attribute : port.name.attributes) {
    if (attribute.kind == model::NameAttribute::Kind::Implements) return attribute.value;
  }
  return port.name.name;
}

}  // namespace sb::graph
