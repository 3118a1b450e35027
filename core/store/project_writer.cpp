// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <nlohmann/json.hpp>

#include "core/store/component_files.h"
#include "core/store/project.h"
#include "core/store/project_words.h"
#include "core/store/saved_rules.h"
#include "core/store/saved_views.h"
#include "core/support/atomic_file.h"

namespace sb::store {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const std::filesystem::path& folder, const graph::Graph& graph)
      : m_files(folder, graph.originFile) {}

  Json project(const graph::Graph& graph, const ProjectView& view) {
    Json out;
    out["format"] = "spliceboard-project";
    out["version"] = ProjectVersion;
    out["name"] = graph.name;
    if (!graph.originFile.empty()) out["origin"] = m_files.relativePath(graph.originFile);
    if (!graph.rules.empty()) {
      const auto relative = [this](const std::string& path) { return m_files.relativePath(path); };
      out["rules"] = rulesWithPaths(graph.rules, relative).value_or(graph.rules);
    }
    Json written = this->graph(graph);
    out["files"] = files();
    out["graph"] = std::move(written);
    if (Json views = writtenViews(view, graph); !views.is_null()) out["views"] = std::move(views);
    return out;
  }

 private:
  Json files() const {
    Json out = Json::array();
    for (const FileEntry& entry : m_files.entries()) {
      Json file;
      file["name"] = entry.name;
      if (!entry.path.empty()) file["path"] = entry.path;
      file["offset"] = entry.offset;
      file["size"] = entry.size;
      file["sha256"] = entry.sha256;
      if (entry.path.empty()) file["data"] = entry.data;
      out.push_back(std::move(file));
    }
    return out;
  }

  Json graph(const graph::Graph& graph) {
    Json out;
    out["nextId"] = graph.nextId;
    out["host"] = graph.host.value;
    out["nodes"] = Json::array();
    for (const auto& [id, node] : graph.nodes) {
      Json written = this->node(node);
      if (const auto at = graph.positions.find(id); at != graph.positions.end()) {
        written["at"] = {at->second.x, at->second.y};
      }
      out["nodes"].push_back(std::move(written));
    }
    out["edges"] = Json::array();
    for (const auto& [id, edge] : graph.edges) out["edges"].push_back(this->edge(edge));
    for (const auto& [id, frame] : graph.frames) {
      Json written;
      written["id"] = id.value;
      written["title"] = frame.title;
      written["nodes"] = Json::array();
      for (const graph::NodeId node : frame.nodes)
        if (graph.find(node)) written["nodes"].push_back(node.value);
      if (!written["nodes"].empty()) out["frames"].push_back(std::move(written));
    }
    return out;
  }

  Json node(const graph::Node& node) {
    Json out;
    out["id"] = node.id.value;
    out["kind"] = wordOf(NodeKindWords, node.kind);
    out["name"] = node.name;
    out["nameFrom"] = wordOf(NameSourceWords, node.nameSource);
    const graph::ComponentFile* file = node.file ? node.file.get() : node.missing.get();
    if (file) out["file"] = m_files.entryFor(*file);
    if (!file && node.inner) out["inner"] = graph(*node.inner);
    if (!node.missing && !node.note.empty()) out["note"] = node.note;
    const bool writesPorts = !file && !node.inner;
    for (const auto* side : {&node.imports, &node.exports}) {
      Json ports = Json::array();
      for (const graph::Port& port : *side) {
        if (writesPorts || !port.path.empty()) ports.push_back(this->port(port));
      }
      if (!ports.empty()) out[side == &node.imports ? "imports" : "exports"] = std::move(ports);
    }
    return out;
  }

  static Json port(const graph::Port& port) {
    Json out;
    out["name"] = port.name.name;
    out["kind"] = wordOf(PortKindWords, port.kind);
    if (port.name.leadByte != 0) out["leadByte"] = port.name.leadByte;
    for (const model::NameAttribute& attribute : port.name.attributes) {
      Json written;
      written["kind"] = wordOf(AttributeWords, attribute.kind);
      written["value"] = attribute.value;
      out["attributes"].push_back(std::move(written));
    }
    if (port.pinned) out["pinned"] = true;
    if (!port.path.empty()) out["path"] = port.path;
    return out;
  }

  Json edge(const graph::Edge& edge) {
    Json out;
    out["id"] = edge.id.value;
    out["from"] = {edge.provider.node.value, edge.provider.name};
    out["to"] = {edge.consumer.node.value, edge.consumer.name};
    for (const graph::Hook& hook : edge.hooks) out["hooks"].push_back(this->hook(hook));
    return out;
  }

  Json hook(const graph::Hook& hook) {
    Json out;
    out["id"] = hook.id.value;
    out["name"] = hook.name;
    out["kind"] = wordOf(HookKindWords, hook.kind);
    const graph::ComponentFile* file = hook.file ? hook.file.get() : hook.missing.get();
    if (file) out["file"] = m_files.entryFor(*file);
    if (!hook.enabled) out["enabled"] = false;
    if (!hook.ownInstance.empty()) out["ownInstance"] = hook.ownInstance;
    for (const auto& [key, value] : hook.config) out["config"][key] = value;
    if (!hook.rule.empty()) out["rule"] = hook.rule;
    if (!hook.options.empty()) out["options"] = options(hook.options);
    return out;
  }

  static Json options(const graph::HookOptions& options) {
    Json out;
    if (!options.functions.empty()) out["functions"] = options.functions;
    for (const auto& [function, value] : options.gateValues) out["gateValues"][function] = value;
    if (options.onTrap != graph::TrapPolicy::FailCall)
      out["onTrap"] = wordOf(TrapPolicyWords, options.onTrap);
    if (options.retypeToSync) out["retypeToSync"] = true;
    return out;
  }

  FileTable m_files;
};

}  // namespace

std::string projectText(const graph::Graph& graph, const std::filesystem::path& folder,
                        const ProjectView& view) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(folder, error).lexically_normal();
  const Json project = Writer(error ? folder : whole, graph).project(graph, view);
  // Names come from files of any kind; what is not UTF-8 is replaced, so that writing cannot fail.
  return project.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<void> saveProject(const std::filesystem::path& path, const graph::Graph& graph,
                         const ProjectView& view) {
  const std::filesystem::path folder = path.parent_path();
  const std::string text = projectText(graph, folder.empty() ? std::filesystem::path(".") : folder, view);
  return writeFileAtomically(path, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace sb::store
