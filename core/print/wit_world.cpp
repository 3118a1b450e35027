// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <map>

#include "core/print/wit_interface.h"
#include "core/print/wit_names.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/interface_name.h"
#include "core/types/type_text.h"

// A whole component as WIT: the world with its imports and exports, then the packages of the interfaces it
// names.
namespace sb::print {
namespace {

/// Everything that imports and exports say about one interface; both sides may know only a part of it.
using InterfaceParts = std::vector<types::InstanceTypeRef>;
struct Interfaces {
  std::vector<std::string> order;
  std::map<std::string, InterfaceParts> parts;
  TypeHomes homes;

  void add(const types::NamedExtern& item) {
    const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type);
    if (instance == nullptr || *instance == nullptr) return;
    const std::string name = types::parseInterfaceName(item.name.name).text();
    homes.add(name, **instance);
    if (types::parseInterfaceName(name).package.empty()) return;
    if (parts.count(name) == 0) order.push_back(name);
    parts[name].push_back(*instance);
  }
};

std::string worldItem(const types::NamedExtern& item, const char* direction, const Interfaces& interfaces) {
  const std::string& name = item.name.name;
  const std::string head = concat("    ", direction, " ");
  const auto note = [&](const char* what) {
    return concat("    // ", direction, " ", name, ": ", what, ", which WIT cannot say\n");
  };
  return match(
      item.type,
      [&](const types::FuncTypeRef& func) {
        if (funcRole(name).kind != FuncRole::Kind::Free) return std::string();
        return concat(head, witFunc(name, *func), ";\n");
      },
      [&](const types::InstanceTypeRef& instance) {
        if (!types::parseInterfaceName(name).package.empty()) return concat(head, name, ";\n");
        std::string text = concat(head, types::labelText(name), ": interface {\n");
        WitBody body(name, interfaces.homes, "        ", nullptr);
        body.addTypes(instance->exports, text);
        body.addFuncs(instance->exports, text);
        return text + "    }\n";
      },
      [&](const types::ComponentTypeRef&) { return note("a component"); },
      [&](const types::CoreModuleTypeRef&) { return note("a core module"); },
      [&](const types::ValueExtern&) { return note("a value"); },
      [](const types::TypeOfValue&) { return std::string(); },
      [](const types::TypeOfResource&) { return std::string(); },
      [&](const types::TypeOfFunc&) { return note("a function type"); },
      [&](const types::TypeOfInstance&) { return note("an instance type"); },
      [&](const types::TypeOfComponent&) { return note("a component type"); });
}

std::string packageHead(const types::InterfaceName& name) {
  return concat("package ", name.packageId(), name.version.empty() ? "" : "@", name.version);
}

std::string packages(const Interfaces& interfaces) {
  std::map<std::string, std::vector<std::string>> members;
  std::vector<std::string> order;
  for (const std::string& name : interfaces.order) {
    const std::string head = packageHead(types::parseInterfaceName(name));
    if (members.count(head) == 0) order.push_back(head);
    members[head].push_back(name);
  }
  std::string text;
  for (const std::string& head : order) {
    text += concat("\n", head, " {\n");
    for (const std::string& name : members[head]) {
      text += concat("    interface ", types::labelText(types::parseInterfaceName(name).interface), " {\n");
      WitBody body(name, interfaces.homes, "        ", nullptr);
      const InterfaceParts& parts = interfaces.parts.at(name);
      for (const types::InstanceTypeRef& part : parts) body.addTypes(part->exports, text);
      for (const types::InstanceTypeRef& part : parts) body.addFuncs(part->exports, text);
      text += "    }\n";
    }
    text += "}\n";
  }
  return text;
}

}  // namespace

std::string witWorld(const types::ComponentType& type, std::string_view worldName) {
  Interfaces interfaces;
  for (const types::NamedExtern& item : type.imports) interfaces.add(item);
  for (const types::NamedExtern& item : type.exports) interfaces.add(item);
  std::string text = concat("package root:component;\n\nworld ", types::labelText(worldName), " {\n");
  WitBody types({}, interfaces.homes, "    ", nullptr);
  types.addTypes(type.imports, text);
  for (const types::NamedExtern& item : type.imports) text += worldItem(item, "import", interfaces);
  types.addTypes(type.exports, text);
  for (const types::NamedExtern& item : type.exports) text += worldItem(item, "export", interfaces);
  return text + "}\n" + packages(interfaces);
}

}  // namespace sb::print
