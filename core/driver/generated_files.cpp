// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/generated_files.h"

#include <algorithm>
#include <set>

#include "core/adapt/config_provider.h"
#include "core/driver/file_names.h"
#include "core/driver/open.h"
#include "core/encode/component_encoder.h"
#include "core/fuse/fused_component.h"
#include "core/graph/inner_graph.h"
#include "core/graph/port_kind.h"

namespace sb::driver {
namespace {

const graph::Hook* hookOf(const plan::SplicePlan& plan, const plan::AdapterRequest& request) {
  const graph::Graph* graph = graph::graphInside(plan.original, request.inside);
  const graph::Edge* edge = graph ? graph->find(request.edge) : nullptr;
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

/// Providers with equal content share one component.
Result<void> generateConfigs(const plan::SplicePlan& plan, std::set<std::string>& taken,
                             GeneratedFiles& out) {
  for (const plan::ConfigRequest& request : plan.configs) {
    const std::string where = "in the configuration " + request.name;
    SB_TRY(Bytes bytes,
           inContext(adapt::generateConfigProvider(request.interfaceName, *request.type, request.values),
                     where));
    const auto same = std::find_if(out.configs.begin(), out.configs.end(), [&](const auto& known) {
      return std::equal(known->bytes.begin(), known->bytes.end(), bytes.begin(), bytes.end());
    });
    if (same != out.configs.end()) {
      graph::ComponentFileRef known = *same;
      out.configs.push_back(std::move(known));
      continue;
    }
    const std::string name = uniqueFileName("splicer_config_" + fileNamePart(request.name), taken);
    SB_TRY(graph::ComponentFileRef file, inContext(loadComponentBytes(shareBytes(bytes), name), where));
    out.outputs.push_back({name, std::move(bytes)});
    out.names.emplace(file.get(), name);
    out.configs.push_back(std::move(file));
  }
  return {};
}

}  // namespace

std::string adapterFileName(std::string_view hook, std::string_view interfaceName, unsigned tier) {
  const std::string start = tier == 2 ? "splicer_adapter_tier2_" : "splicer_adapter_";
  return wasmFileName(start + fileNamePart(hook) + "_" + fileNamePart(interfaceName));
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
      const std::string name = uniqueFileName(wanted.substr(0, wanted.size() - FileEnding.size()), taken);
      SB_TRY(graph::ComponentFileRef file,
             inContext(loadComponentBytes(shareBytes(adapter.componentBytes), name),
                       "in the adapter of " + request.name));
      out.outputs.push_back({name, adapter.componentBytes});
      out.names.emplace(file.get(), name);
      out.components.emplace(request.id, std::move(file));
    }
    out.adapters.emplace(request.id, std::make_shared<const adapt::Adapter>(std::move(adapter)));
  }
  SB_TRY_VOID(generateConfigs(plan, taken, out));
  if (plan.contexts.empty()) return out;
  constexpr const char* ContextFile = "spliceboard_calls.wasm";
  const Bytes context = encode::encodeComponent(adapt::callContext());
  SB_TRY(out.callContext, loadComponentBytes(shareBytes(context), ContextFile));
  out.outputs.push_back({ContextFile, context});
  out.names.emplace(out.callContext.get(), ContextFile);
  return out;
}

void placeGenerated(plan::SplicePlan& plan, const GeneratedFiles& files) {
  graph::Graph& spliced = plan.spliced;
  for (const plan::AdapterRequest& request : plan.adapters) {
    const auto file = files.components.find(request.id);
    if (file != files.components.end()) placeAdapter(spliced, request.inside, 0, request.node, file->second);
  }
  for (const plan::CallContext& context : plan.contexts)
    placeAdapter(spliced, context.inside, 0, context.node, files.callContext);
  for (std::size_t i = 0; i < plan.configs.size(); ++i)
    placeAdapter(spliced, plan.configs[i].inside, 0, plan.configs[i].node, files.configs[i]);
}

namespace {

/// "my:shop-bundle" → "shop-bundle.wasm"
std::string partName(const std::string& package) {
  return wasmFileName(package.substr(package.find(':') + 1));
}

graph::EdgeId connect(graph::Graph& graph, graph::PortRef provider, graph::PortRef consumer) {
  const graph::EdgeId id(graph.nextId++);
  graph.edges.emplace(id, graph::Edge{id, std::move(provider), std::move(consumer), {}});
  return id;
}

/// The composition that consists of one bundle.
graph::Graph bundleAlone(const graph::Node& bundle) {
  graph::Graph out = graph::emptyGraph(bundle.name);
  graph::Node node = bundle;
  node.id = graph::NodeId(out.nextId++);
  graph::Node& host = out.nodes.at(out.host);
  host.exports = bundle.imports;
  host.imports = bundle.exports;
  for (const graph::Port& port : node.imports) {
    connect(out, {out.host, graph::Side::Export, port.name.name},
            {node.id, graph::Side::Import, port.name.name});
  }
  for (const graph::Port& port : node.exports) {
    connect(out, {node.id, graph::Side::Export, port.name.name},
            {out.host, graph::Side::Import, port.name.name});
  }
  out.nodes.emplace(node.id, std::move(node));
  return out;
}

graph::Graph passingOn(const graph::Graph& spliced, const print::WacText::Package& package) {
  graph::Graph out = graph::emptyGraph(package.name);
  const graph::Port* port = spliced.nodes.at(spliced.host).findExport(package.import);
  graph::Node& host = out.nodes.at(out.host);
  const std::string whole = port->path.empty() ? package.import : port->path.front();
  host.exports.push_back(*spliced.nodes.at(spliced.host).findExport(whole));
  if (!port->path.empty()) host.exports.push_back(*port);
  graph::Port exported = *port;
  exported.name = model::ExternName(package.exportName);
  exported.path.clear();
  host.imports.push_back(std::move(exported));
  connect(out, {out.host, graph::Side::Export, package.import},
          {out.host, graph::Side::Import, package.exportName});
  return out;
}

}  // namespace

std::vector<OutputFile> wacParts(const graph::Graph& spliced, const print::WacText& wac,
                                 std::vector<std::string>& remarks) {
  std::vector<OutputFile> out;
  for (const print::WacText::Package& package : wac.packages) {
    const graph::Node* node = spliced.find(package.node);
    const bool bundle = node && node->kind == graph::NodeKind::Bundle;
    if (node && node->kind == graph::NodeKind::Hook && node->file && node->file->path.empty())
      out.push_back({partName(package.name), Bytes(node->file->bytes.begin(), node->file->bytes.end())});
    if (node && !bundle && (node->file || !node->inner)) continue;
    const Result<model::Component> made = fuse::fuseGraph(!node    ? passingOn(spliced, package)
                                                          : bundle ? bundleAlone(*node)
                                                                   : *node->inner);
    if (made)
      out.push_back({partName(package.name), encode::encodeComponent(*made)});
    else
      remarks.push_back("the WAC text needs `" + package.name +
                        "`, which cannot be made: " + made.error().text());
  }
  return out;
}

std::vector<WacDependency> wacDependencies(const graph::Graph& spliced, const print::WacText& wac,
                                           const std::vector<OutputFile>& splits,
                                           const std::map<const graph::ComponentFile*, std::string>& adapters,
                                           const std::vector<OutputFile>& parts) {
  std::vector<WacDependency> out;
  for (const print::WacText::Package& package : wac.packages) {
    const std::string part = partName(package.name);
    if (std::any_of(parts.begin(), parts.end(), [&](const OutputFile& file) { return file.name == part; })) {
      out.push_back({package.name, part, true});
      continue;
    }
    const graph::Node* found = spliced.find(package.node);
    if (!found || !found->file) continue;  // could not be made, which was said
    const graph::Node& node = *found;
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
