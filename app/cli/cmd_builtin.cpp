// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "app/cli/builtin_folders.h"
#include "app/cli/command.h"
#include "app/cli/input_output.h"
#include "app/cli/json_output.h"
#include "core/config/key_type.h"

namespace sb::cli {
namespace {

struct Options {
  std::string name;
  bool json = false;
};

constexpr std::size_t Indent = 6, NarrowestDoc = 40, DefaultColumns = 80;

const char* tierLabel(unsigned tier) {
  static constexpr const char* Labels[] = {"[??]", "[tier-1 name-only]", "[tier-2 observe]",
                                           "[tier-3 transform]", "[tier-4 virtualize]"};
  return Labels[tier < std::size(Labels) ? tier : 0];
}

/// The width of the terminal as $COLUMNS has it, less the indent.
std::size_t docWidth() {
  const char* columns = std::getenv("COLUMNS");
  const unsigned long width = columns ? std::strtoul(columns, nullptr, 10) : 0;
  return std::max(NarrowestDoc, (width > Indent ? width : DefaultColumns) - Indent);
}

void printWrapped(const std::string& text, std::ostream& out) {
  const std::size_t width = docWidth();
  const std::string indent(Indent, ' ');
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) out << indent << line << "\n";
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!line.empty() && line.size() + 1 + word.size() > width) flush();
    if (!word.empty()) line += (line.empty() ? "" : " ") + word;
    if (end < text.size() && text[end] == '\n') flush();
    at = end + 1;
  }
  flush();
}

void printOne(const driver::Builtin& builtin, std::ostream& out) {
  out << builtin.name << " " << tierLabel(builtin.manifest ? builtin.manifest->tier : 0) << "\n\n";
  if (!builtin.manifest) {
    out << "  " << builtin.problem << "\n";
    return;
  }
  out << "  " << builtin.manifest->description << "\n";
  if (builtin.manifest->keys.empty()) {
    out << "\n  It reads no configuration.\n";
    return;
  }
  out << "\n  config:\n";
  for (const config::ManifestKey& key : builtin.manifest->keys) {
    out << "\n";
    printWrapped(key.doc, out);
    out << "    " << key.name << ": " << config::keyTypeText(key.type);
    if (key.defaultValue) out << " = " << *key.defaultValue;
    out << ";\n";
  }
}

Json jsonOf(const driver::Builtin& builtin) {
  Json json{{"name", builtin.name}, {"file", builtin.file.string()}};
  if (!builtin.manifest) {
    json["problem"] = builtin.problem;
    return json;
  }
  json["tier"] = builtin.manifest->tier;
  json["description"] = builtin.manifest->description;
  json["keys"] = Json::array();
  for (const config::ManifestKey& key : builtin.manifest->keys) {
    json["keys"].push_back({{"name", key.name},
                            {"type", config::keyTypeText(key.type)},
                            {"default", key.defaultValue ? Json(*key.defaultValue) : Json(nullptr)},
                            {"doc", key.doc},
                            {"caseInsensitive", key.anyCase}});
  }
  return json;
}

int show(const Options& options, Surroundings& io) {
  const driver::BuiltinFolders folders = builtinFolders(io);
  std::vector<driver::Builtin> builtins;
  if (options.name.empty()) {
    builtins = driver::listBuiltins(folders);
  } else {
    Result<driver::Builtin> one = driver::readBuiltin(options.name, folders);
    if (!one) return report(one.error(), io);
    builtins.push_back(*std::move(one));
  }
  if (options.json) {
    Json json = jsonDocument("builtin");
    json["builtins"] = Json::array();
    for (const driver::Builtin& builtin : builtins) json["builtins"].push_back(jsonOf(builtin));
    printJson(json, io);
    return number(ExitCode::Ok);
  }
  if (!options.name.empty()) {
    printOne(builtins.front(), io.out);
    return number(ExitCode::Ok);
  }
  if (builtins.empty()) io.err << "note: no built-in hooks were found\n";
  std::size_t longest = 0;
  for (const driver::Builtin& builtin : builtins) longest = std::max(longest, builtin.name.size());
  for (const driver::Builtin& builtin : builtins) {
    const std::string label = tierLabel(builtin.manifest ? builtin.manifest->tier : 0);
    io.out << builtin.name << std::string(longest - builtin.name.size() + 2, ' ') << label
           << std::string(20 - std::min<std::size_t>(label.size(), 19), ' ')
           << (builtin.manifest ? builtin.manifest->description : builtin.problem) << "\n";
  }
  return number(ExitCode::Ok);
}

}  // namespace

void addBuiltin(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(app, "builtin", "List the built-in hooks, or show what one can be told",
                                 {"builtin", "builtin record", "builtin otel --json"});
  command->add_option("NAME", options->name, "A built-in hook (default: list all)")->type_name("");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return show(*options, io); }; });
}

}  // namespace sb::cli
