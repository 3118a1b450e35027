// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/graph/edit.h"
#include "core/graph/edit_batch.h"
#include "core/support/concat.h"

// Edits of connections that a person asks for.
namespace sb::graph {
namespace {

tl::unexpected<Error> noPort(const std::string& name) {
  return fail(ErrorCode::NoSuchPort, concat("there is no port `", name, "`"));
}

}  // namespace

Edit batchOf(std::vector<Edit> edits) {
  if (edits.size() == 1) return std::move(edits.front());
  auto batch = std::make_shared<Batch>();
  batch->edits = std::move(edits);
  return Edit(std::shared_ptr<const Batch>(std::move(batch)));
}

void dropUnusedHostPorts(const Graph& graph, const std::set<EdgeId>& removed, std::vector<Edit>& edits,
                         const std::set<PortRef>& added) {
  const Node& host = graph.nodes.at(graph.host);
  std::set<PortRef> used = added;
  for (const auto& [id, edge] : graph.edges) {
    if (removed.count(id)) continue;
    used.insert(edge.provider);
    used.insert(edge.consumer);
  }
  std::set<PortRef> candidates;
  for (const EdgeId id : removed)
    if (const Edge* edge = graph.find(id)) {
      candidates.insert(edge->provider);
      candidates.insert(edge->consumer);
    }
  const auto keep = [&](const std::vector<Port>& ports, Side side) {
    std::vector<Port> out;
    for (const Port& port : ports) {
      const PortRef ref{graph.host, side, port.name.name};
      if (port.pinned || used.count(ref) || !candidates.count(ref)) out.push_back(port);
    }
    return out;
  };
  SetHostPorts ports{keep(host.imports, Side::Import), keep(host.exports, Side::Export)};
  if (ports.imports.size() != host.imports.size() || ports.exports.size() != host.exports.size())
    edits.push_back(std::move(ports));
}

Result<Edit> connectPorts(const Graph& graph, const PortRef& a, const PortRef& b) {
  if (!graph.find(a)) return noPort(a.name);
  if (!graph.find(b)) return noPort(b.name);
  const PortRef& provider = a.side == Side::Export ? a : b;
  const PortRef& consumer = a.side == Side::Export ? b : a;
  const Edge* old = graph.edgeInto(consumer);
  if (old && old->provider == provider) return fail(ErrorCode::PortTaken, "they are connected already");
  const Verdict verdict = judgeConnection(graph, provider, consumer);
  if (!verdict.fits()) {
    std::string text = verdict.sentence;
    for (const std::string& detail : verdict.details) text += concat("; ", detail);
    const bool loop = verdict.kind == Verdict::Kind::Loop;
    return fail(loop ? ErrorCode::WouldCloseLoop : ErrorCode::TypeMismatch, std::move(text));
  }
  std::vector<Edit> edits;
  Edge edge{EdgeId(graph.nextId), provider, consumer, {}};
  if (old) {
    edge.hooks = old->hooks;  // the wire is plugged elsewhere, what hangs on it stays
    edits.push_back(Disconnect{old->id});
  }
  edits.push_back(Connect{std::move(edge)});
  if (old) dropUnusedHostPorts(graph, {old->id}, edits, {provider, consumer});
  return batchOf(std::move(edits));
}

Result<Edit> replug(const Graph& graph, EdgeId id, const PortRef& to) {
  const Edge* edge = graph.find(id);
  if (!edge) return fail(ErrorCode::NoSuchEdge, "there is no such connection");
  if (to.side == Side::Export) return connectPorts(graph, to, edge->consumer);
  if (!graph.find(to)) return noPort(to.name);
  if (to == edge->consumer) return fail(ErrorCode::PortTaken, "they are connected already");
  const Verdict verdict = judgeConnection(graph, edge->provider, to);
  if (!verdict.fits()) {
    const bool loop = verdict.kind == Verdict::Kind::Loop;
    return fail(loop ? ErrorCode::WouldCloseLoop : ErrorCode::TypeMismatch, verdict.sentence);
  }
  std::vector<Edit> edits{Disconnect{id}};
  std::set<EdgeId> removed{id};
  if (const Edge* inTheWay = graph.edgeInto(to)) {
    edits.push_back(Disconnect{inTheWay->id});
    removed.insert(inTheWay->id);
  }
  edits.push_back(Connect{Edge{EdgeId(graph.nextId), edge->provider, to, edge->hooks}});
  dropUnusedHostPorts(graph, removed, edits, {edge->provider, to});
  return batchOf(std::move(edits));
}

Result<Edit> disconnect(const Graph& graph, EdgeId edge) {
  if (!graph.find(edge)) return fail(ErrorCode::NoSuchEdge, "there is no such connection");
  std::vector<Edit> edits{Disconnect{edge}};
  dropUnusedHostPorts(graph, {edge}, edits);
  return batchOf(std::move(edits));
}

Result<Edit> exportPort(const Graph& graph, const PortRef& port, std::string externName) {
  const Port* found = graph.find(port);
  if (!found || port.side != Side::Export) return noPort(port.name);
  if (externName.empty() && !found->path.empty()) externName = found->path.back();
  const model::ExternName name = externName.empty() ? found->name : model::ExternName(externName);
  const Node& host = graph.nodes.at(graph.host);
  if (host.findImport(name.name)) {
    return fail(ErrorCode::DuplicateName, concat("the composition exports `", name.name, "` already"));
  }
  SetHostPorts ports{host.imports, host.exports};
  ports.imports.push_back({name, found->type, found->kind, false});
  Connect connect{Edge{EdgeId(graph.nextId), port, {graph.host, Side::Import, name.name}, {}}};
  return batchOf({std::move(ports), std::move(connect)});
}

Result<Edit> leaveToHost(const Graph& graph, const PortRef& import) {
  const Port* found = graph.find(import);
  if (!found || import.side != Side::Import || import.node == graph.host) return noPort(import.name);
  const Edge* old = graph.edgeInto(import);
  if (old && old->provider.node == graph.host)
    return fail(ErrorCode::PortTaken, "this comes from the host already");
  const Node& host = graph.nodes.at(graph.host);
  std::vector<Edit> edits;
  if (old) edits.push_back(Disconnect{old->id});
  if (!host.findExport(import.name)) {
    SetHostPorts ports{host.imports, host.exports};
    ports.exports.push_back({found->name, found->type, found->kind, false});
    edits.push_back(std::move(ports));
  }
  Edge edge;
  edge.id = EdgeId(graph.nextId);
  edge.provider = PortRef{graph.host, Side::Export, import.name};
  edge.consumer = import;
  if (old) edge.hooks = old->hooks;
  edits.push_back(Connect{std::move(edge)});
  return batchOf(std::move(edits));
}

}  // namespace sb::graph
