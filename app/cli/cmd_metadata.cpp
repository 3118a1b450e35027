// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <iomanip>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/component_input.h"
#include "app/cli/json_output.h"
#include "core/decode/core_module_outline.h"
#include "core/decode/names.h"
#include "core/print/producers_json.h"
#include "core/support/match.h"
#include "core/support/sha256.h"

namespace sb::cli {
namespace {

struct Options {
  std::string file, at;
  bool json = false;
};

/// The words of docs/cli.md for section ids 0 to 12.
constexpr std::array<const char*, 13> SectionNames = {
    "custom", "core-module", "core-instance", "core-type", "component", "instance", "alias",
    "type",   "canon",       "start",         "import",    "export",    "value"};

Json sectionsJson(const model::Component& component) {
  std::array<std::uint64_t, 13> bytes{}, counts{};
  std::uint64_t content = 0;
  for (const model::Section& section : component.sections) {
    bytes[section.content.index()] += section.range.size;
    ++counts[section.content.index()];
    content += section.range.size;
  }
  Json out = Json::array();
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (counts[i] > 0)
      out.push_back({{"section", SectionNames[i]}, {"count", counts[i]}, {"bytes", bytes[i]}});
  out.push_back({{"section", "headers"},
                 {"count", component.sections.size()},
                 {"bytes", component.range.size - content}});
  return out;
}

/// Core modules and components at every depth, in file order.
class Parts {
 public:
  void add(const model::Component& component, const std::string& path) {
    Json part{{"path", path},
              {"kind", "component"},
              {"bytes", component.bytes.size()},
              {"sha256", sha256Hex(component.bytes)}};
    const decode::ComponentNames names = decode::readComponentNames(component);
    if (!names.component.empty()) part["name"] = names.component;
    if (const Bytes* producers = decode::findCustomSection(component, "producers"))
      part["producers"] = print::producersJson(*producers);
    part["sections"] = sectionsJson(component);
    m_parts.push_back(std::move(part));
    for (const locate::Item& item : locate::itemsOf(component)) {
      const std::string step = locate::pathText(item.step());
      const std::string inner = path.empty() ? step : path + "." + step;
      if (const auto* nested = std::get_if<const model::Component*>(&item.ref)) add(**nested, inner);
      if (const auto* module = std::get_if<const model::CoreModule*>(&item.ref)) add(**module, inner);
    }
  }
  void add(const model::CoreModule& module, const std::string& path) {
    Json part{{"path", path},
              {"kind", "core-module"},
              {"bytes", module.bytes.size()},
              {"sha256", sha256Hex(module.bytes)}};
    if (const std::string name = decode::readCoreModuleName(module.bytes); !name.empty()) part["name"] = name;
    if (const auto outline = decode::outlineCoreModule(module.bytes, module.range.offset)) {
      std::uint64_t custom = 0;
      for (const decode::CoreCustomSection& section : outline->customSections) {
        custom += section.range.size;
        if (section.name == "producers")
          part["producers"] = print::producersJson(
              module.bytes.subspan(static_cast<std::size_t>(section.range.offset - module.range.offset),
                                   static_cast<std::size_t>(section.range.size)));
      }
      part["codeBytes"] = outline->codeBytes;
      part["dataBytes"] = outline->dataBytes;
      part["customBytes"] = custom;
    }
    m_parts.push_back(std::move(part));
  }
  const Json& all() const { return m_parts; }

  /// Paths of parts with the same bytes, in the order of the first of each group.
  Json equal() const {
    Json groups = Json::array();
    std::map<std::string, std::size_t> seen;
    std::vector<Json> bySha;
    for (const Json& part : m_parts) {
      const std::string key = part["kind"].get<std::string>() + part["sha256"].get<std::string>();
      const auto [at, added] = seen.emplace(key, bySha.size());
      if (added)
        bySha.push_back({{"kind", part["kind"]},
                         {"sha256", part["sha256"]},
                         {"bytes", part["bytes"]},
                         {"paths", Json::array()}});
      bySha[at->second]["paths"].push_back(part["path"]);
    }
    for (Json& group : bySha)
      if (group["paths"].size() > 1) groups.push_back(std::move(group));
    return groups;
  }

 private:
  Json m_parts = Json::array();
};

std::string shownPath(const Json& path) {
  const std::string text = path.get<std::string>();
  return text.empty() ? "(the file)" : text;
}

void printText(const Json& json, std::ostream& out) {
  out << json["file"].get<std::string>() << "\n";
  for (const Json& part : json["parts"]) {
    out << shownPath(part["path"]) << "  " << part["kind"].get<std::string>() << ", "
        << byteCount(part["bytes"].get<std::uint64_t>());
    if (part.contains("name")) out << ", " << part["name"].get<std::string>();
    out << "\n  sha256  " << part["sha256"].get<std::string>() << "\n";
    if (part.contains("producers"))
      for (const auto& [field, values] : part["producers"].items())
        for (const Json& value : values)
          out << "  " << field << "  " << value["name"].get<std::string>() << " "
              << value["version"].get<std::string>() << "\n";
    if (part.contains("sections"))
      for (const Json& section : part["sections"])
        out << "  " << std::left << std::setw(14) << section["section"].get<std::string>() << std::right
            << std::setw(6) << section["count"].get<std::uint64_t>() << std::setw(14)
            << section["bytes"].get<std::uint64_t>() << " bytes\n";
    if (part.contains("codeBytes"))
      out << "  code " << byteCount(part["codeBytes"].get<std::uint64_t>()) << ", data "
          << byteCount(part["dataBytes"].get<std::uint64_t>()) << ", custom "
          << byteCount(part["customBytes"].get<std::uint64_t>()) << "\n";
  }
  for (const Json& group : json["equal"]) {
    out << "equal  ";
    for (std::size_t i = 0; i < group["paths"].size(); ++i)
      out << (i ? " = " : "") << shownPath(group["paths"][i]);
    out << "  (" << group["kind"].get<std::string>() << ", " << byteCount(group["bytes"].get<std::uint64_t>())
        << ")\n";
  }
}

int metadata(const Options& options, Surroundings& io) {
  int code = 0;
  const auto part = openPart(options.file, options.at, io, code);
  if (!part) return code;
  const std::string path = locate::pathText(part->found.path);
  Parts parts;
  if (const auto* component = std::get_if<const model::Component*>(&part->found.item.ref)) {
    parts.add(**component, path);
  } else if (const auto* module = std::get_if<const model::CoreModule*>(&part->found.item.ref)) {
    parts.add(**module, path);
  } else {
    io.err << "splicectl: `" << path << "` has no metadata; name a component or a core module\n";
    return number(ExitCode::Refused);
  }
  Json json = jsonDocument("metadata");
  json["file"] = part->file.shownName();
  json["parts"] = parts.all();
  json["equal"] = parts.equal();
  if (options.json)
    printJson(json, io);
  else
    printText(json, io.out);
  return code;
}

}  // namespace

void addMetadata(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "metadata", "Print producers, sizes and hashes, and which parts are equal",
                 {"metadata orders.composed.wasm", "metadata --at 'component[0]' orders.composed.wasm",
                  "metadata --json orders.wasm"});
  command->add_option("FILE", options->file, "A component; - for standard input")->required()->type_name("");
  command->add_option("--at", options->at, "Only this component or core module, by its path")
      ->type_name("PATH");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return metadata(*options, io); }; });
}

}  // namespace sb::cli
