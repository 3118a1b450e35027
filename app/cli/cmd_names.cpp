// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/component_input.h"
#include "app/cli/json_output.h"
#include "core/decode/core_names.h"
#include "core/decode/names.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, at;
  bool json = false;
};

Json namesJson(const std::map<std::uint32_t, std::string>& names) {
  Json out = Json::array();
  for (const auto& [index, name] : names) out.push_back({{"index", index}, {"name", name}});
  return out;
}

Json moduleJson(const model::CoreModule& module, const std::string& path) {
  const decode::CoreNames names = decode::readCoreNames(module.bytes);
  Json out{{"path", path}};
  if (!names.module.empty()) out["name"] = names.module;
  out["names"] = Json::object();
  for (const auto& [space, items] : names.items) out["names"][space] = namesJson(items);
  return out;
}

std::string childPath(const std::string& path, const locate::Item& item) {
  const std::string step = locate::pathText(item.step());
  return path.empty() ? step : path + "." + step;
}

/// The tree of one component; both outputs are made of it.
Json componentJson(const model::Component& component, const std::string& path) {
  const decode::ComponentNames names = decode::readComponentNames(component);
  Json out{{"path", path}};
  if (!names.component.empty()) out["name"] = names.component;
  out["names"] = Json::object();
  for (const auto& [sort, items] : names.items) out["names"][locate::sortWord(sort)] = namesJson(items);
  out["imports"] = Json::array();
  out["exports"] = Json::array();
  out["coreModules"] = Json::array();
  out["components"] = Json::array();
  for (const locate::Item& item : locate::itemsOf(component)) {
    if (item.role == locate::Role::Import) out["imports"].push_back(item.name);
    if (item.role == locate::Role::Export) out["exports"].push_back(item.name);
    if (const auto* module = std::get_if<const model::CoreModule*>(&item.ref))
      out["coreModules"].push_back(moduleJson(**module, childPath(path, item)));
    if (const auto* nested = std::get_if<const model::Component*>(&item.ref))
      out["components"].push_back(componentJson(**nested, childPath(path, item)));
  }
  return out;
}

void printNames(const Json& names, const std::string& indent, std::ostream& out) {
  for (const auto& [space, items] : names.items())
    for (const Json& item : items)
      out << indent << space << "[" << item["index"].get<std::uint32_t>() << "]  "
          << item["name"].get<std::string>() << "\n";
}

void printTree(const Json& tree, const std::string& indent, std::ostream& out) {
  const std::string path = tree["path"].get<std::string>();
  out << indent << (path.empty() ? "component" : path);
  if (tree.contains("name")) out << "  " << tree["name"].get<std::string>();
  out << "\n";
  const std::string inner = indent + "  ";
  for (const char* side : {"imports", "exports"}) {
    if (!tree.contains(side)) continue;
    for (const Json& name : tree[side])
      out << inner << (side[0] == 'i' ? "import  " : "export  ") << name.get<std::string>() << "\n";
  }
  printNames(tree["names"], inner, out);
  for (const char* parts : {"coreModules", "components"}) {
    if (!tree.contains(parts)) continue;
    for (const Json& part : tree[parts]) printTree(part, inner, out);
  }
}

int names(const Options& options, Surroundings& io) {
  int code = 0;
  const auto part = openPart(options.file, options.at, io, code);
  if (!part) return code;
  const std::string path = locate::pathText(part->found.path);
  Json tree;
  if (const auto* component = std::get_if<const model::Component*>(&part->found.item.ref)) {
    tree = componentJson(**component, path);
  } else if (const auto* module = std::get_if<const model::CoreModule*>(&part->found.item.ref)) {
    tree = moduleJson(**module, path);
  } else {
    io.err << "splicectl: `" << path << "` has no names inside; name a component or a core module\n";
    return number(ExitCode::Refused);
  }
  if (options.json) {
    Json json = jsonDocument("names");
    json["file"] = part->file.shownName();
    json["item"] = std::move(tree);
    printJson(json, io);
  } else {
    printTree(tree, {}, io.out);
  }
  return code;
}

}  // namespace

void addNames(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "names", "Print the names in a component as a tree",
                 {"names orders.composed.wasm", "names --at 'component[0]' orders.composed.wasm",
                  "names --json - < orders.wasm"});
  command->add_option("FILE", options->file, "A component; - for standard input")->required()->type_name("");
  command->add_option("--at", options->at, "Only this component or core module, by its path")
      ->type_name("PATH");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return names(*options, io); }; });
}

}  // namespace sb::cli
