// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/generated_files.h"

#include <algorithm>
#include <set>

#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/graph/port_kind.h"

namespace sb::driver {
namespace {

const graph::Hook* hookOf(const plan::SplicePlan& plan, const plan::AdapterRequest& request) {
  const graph::Graph* graph = &plan.original;
  for (const graph::NodeId id : request.inside) {
    const graph::Node* node = graph->find(id);
    if (!node || !node->inner) return nullptr;
    graph = node->inner.get();
  }
  const graph::Edge* edge = graph->find(request.edge);
  if (!edge) return nullptr;
  const auto hook = std::find_if(edge->hooks.begin(), edge->hooks.end(),
                                 [&](const auto& h) { return h.id == request.hook; });
  return hook == edge->hooks.end() ? nullptr : &*hook;
}

void placeAdapter(graph::Graph& graph, const std::vector<graph::NodeId>& inside, std::size_t depth,
                  graph::NodeId node, const graph::ComponentFileRef& file) {
  if (depth < inside.size()) {
    const auto nested = graph.nodes.find(inside[depth]);
    if (nested == graph.nodes.end() || !nested->second.inner) return;
    graph::Graph inner = *nested->second.inner;
    placeAdapter(inner, inside, depth + 1, node, file);
    nested->second.inner = std::make_shared<const graph::Graph>(std::move(inner));
    return;
  }
  const auto adapter = graph.nodes.find(node);
  if (adapter == graph.nodes.end()) return;
  adapter->second.file = file;
  adapter->second.imports = graph::portsOf(file->type->imports);
  adapter->second.exports = graph::portsOf(file->type->exports);
}

void addSplits(const model::Component& component, std::vector<OutputFile>& out) {
  out.push_back({"split" + std::to_string(out.size()) + ".wasm",
                 Bytes(component.bytes.begin(), component.bytes.end())});
  for (const model::Section& section : component.sections) {
    const auto* nested = std::get_if<model::ComponentSection>(&section.content);
    if (nested && nested->component) addSplits(*nested->component, out);
  }
}

}  // namespace

std::string adapterFileName(std::string_view hook, std::string_view interfaceName, unsigned tier) {
  std::string out = tier == 2 ? "splicer_adapter_tier2_" : "splicer_adapter_";
  for (const std::string_view part : {hook, std::string_view("_"), interfaceName}) {
    for (const char c : part) {
      const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      out += alphanumeric ? c : '_';
    }
  }
  return out + ".wasm";
}

Result<GeneratedFiles> generateAdapters(const plan::SplicePlan& plan) {
  GeneratedFiles out;
  std::set<std::string> taken;
  for (const plan::AdapterRequest& request : plan.adapters) {
    SB_TRY(adapt::Adapter adapter,
           inContext(adapt::generateAdapter(request), "in the adapter of " + request.name));
    const auto same = std::find_if(out.components.begin(), out.components.end(), [&](const auto& known) {
      const ByteSpan bytes = known.second->bytes;
      return std::equal(bytes.begin(), bytes.end(), adapter.componentBytes.begin(),
                        adapter.componentBytes.end());
    });
    if (same != out.components.end()) {
      out.components.emplace(request.id, same->second);
    } else {
      const graph::Hook* hook = hookOf(plan, request);
      const std::string wanted =
          adapterFileName(hook ? hook->name : request.name, request.interfaceName, adapter.tier);
      std::string name = wanted;
      for (unsigned n = 2; !taken.insert(name).second; ++n) {
        name = wanted.substr(0, wanted.size() - 5) + "_" + std::to_string(n) + ".wasm";
      }
      SB_TRY(graph::ComponentFileRef file,
             inContext(loadComponentBytes(shareBytes(adapter.componentBytes), name),
                       "in the adapter of " + request.name));
      out.outputs.push_back({name, adapter.componentBytes});
      out.names.emplace(file.get(), name);
      out.components.emplace(request.id, std::move(file));
    }
    out.adapters.emplace(request.id, std::make_shared<const adapt::Adapter>(std::move(adapter)));
  }
  return out;
}

graph::Graph withAdapters(graph::Graph spliced, const std::vector<plan::AdapterRequest>& requests,
                          const std::map<plan::AdapterId, graph::ComponentFileRef>& components) {
  for (const plan::AdapterRequest& request : requests) {
    const auto file = components.find(request.id);
    if (file != components.end()) placeAdapter(spliced, request.inside, 0, request.node, file->second);
  }
  return spliced;
}

std::vector<OutputFile> splitFiles(const graph::Graph& graph) {
  std::vector<OutputFile> out;
  SharedBytes whole;
  for (const auto& [id, node] : graph.nodes) {
    if (node.file && !node.file->owner) continue;
    if (node.file && (!whole || node.file->owner->span().size() > whole->span().size()))
      whole = node.file->owner;
  }
  const bool oneFile = whole && std::all_of(graph.nodes.begin(), graph.nodes.end(), [&](const auto& entry) {
                         const graph::ComponentFileRef& file = entry.second.file;
                         return !file || (file->owner && file->owner->span().data() == whole->span().data());
                       });
  if (oneFile) {
    const Result<model::Component> root = decode::decodeComponent(whole);
    if (root) addSplits(*root, out);
    return out;
  }
  std::set<const graph::ComponentFile*> seen;
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file || !seen.insert(node.file.get()).second) continue;
    out.push_back({"split" + std::to_string(out.size() + 1) + ".wasm",
                   Bytes(node.file->bytes.begin(), node.file->bytes.end())});
  }
  return out;
}

std::vector<WacDependency> wacDependencies(
    const graph::Graph& spliced, const print::WacText& wac, const std::vector<OutputFile>& splits,
    const std::map<const graph::ComponentFile*, std::string>& adapters) {
  std::vector<WacDependency> out;
  for (const print::WacText::Package& package : wac.packages) {
    const graph::Node& node = spliced.nodes.at(package.node);
    if (!node.file) {
      out.push_back({package.name, {}, true});
      continue;
    }
    const auto adapter = adapters.find(node.file.get());
    const auto split = std::find_if(splits.begin(), splits.end(), [&](const OutputFile& file) {
      return std::equal(file.bytes.begin(), file.bytes.end(), node.file->bytes.begin(),
                        node.file->bytes.end());
    });
    if (adapter != adapters.end())
      out.push_back({package.name, adapter->second, true});
    else if (node.kind != graph::NodeKind::Hook && split != splits.end())
      out.push_back({package.name, split->name, true});
    else
      out.push_back({package.name, node.file->path, false});
  }
  return out;
}

}  // namespace sb::driver
