// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/gui/scene_graphs.h"

#include <algorithm>

#include "core/driver/open.h"
#include "core/graph/edit.h"
#include "ui/window/shipped_files.h"

namespace sb::gui {
namespace {

using graph::NodeId;
using graph::Port;
using graph::PortKind;

graph::ComponentFileRef example(const QString& name) {
  const QString path = ui::shippedFolder(QStringLiteral("examples")) + QLatin1Char('/') + name;
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  return file ? *file : nullptr;
}

void mustApply(graph::Graph& graph, const Result<graph::Edit>& edit) {
  if (edit) (void)graph::apply(graph, *edit);
}

NodeId addExample(graph::Graph& graph, const QString& file, const std::string& name, double x, double y) {
  const NodeId id(graph.nextId);
  if (const graph::ComponentFileRef component = example(file))
    mustApply(graph, graph::addComponent(graph, component, name, {x, y}));
  return id;
}

/// A node that exists for the picture only: named ports of given types.
NodeId addNode(graph::Graph& graph, const std::string& name, graph::NodeKind kind, std::vector<Port> imports,
               std::vector<Port> exports, double x, double y) {
  graph::Node node;
  node.id = NodeId(graph.nextId);
  node.kind = kind;
  node.name = name;
  node.imports = std::move(imports);
  node.exports = std::move(exports);
  const NodeId id = node.id;
  (void)graph::apply(graph, graph::Edit{graph::AddNode{std::move(node), {x, y}}});
  return id;
}

types::ExternType interfaceOf(bool async, bool other, bool typesOnly) {
  auto instance = std::make_shared<types::InstanceType>();
  if (typesOnly) {
    instance->exports.push_back(
        {model::ExternName("error"), types::TypeOfValue{types::makeType(types::Enum{{"a", "b"}}, "error")}});
    return types::InstanceTypeRef(instance);
  }
  auto func = std::make_shared<types::FuncType>();
  func->async = async;
  func->params.push_back({"x", types::makeType(other ? types::ValKind(model::Primitive::String)
                                                     : types::ValKind(model::Primitive::U32))});
  instance->exports.push_back({model::ExternName("call"), types::FuncTypeRef(func)});
  return types::InstanceTypeRef(instance);
}

Port port(const std::string& name, const types::ExternType& type, PortKind kind = PortKind::Instance) {
  return {model::ExternName(name), type, kind, false};
}

}  // namespace

graph::Graph ordersGraph() {
  const QString path =
      ui::shippedFolder(QStringLiteral("examples")) + QStringLiteral("/orders/orders-mail.composed.wasm");
  const Result<driver::OpenedFile> file = driver::openFile(path.toStdString());
  if (!file || !file->graph) return graph::emptyGraph("orders.composed.wasm");
  graph::Graph graph = *file->graph;
  graph.name = "orders.composed.wasm";
  return graph;
}

graph::ComponentFileRef shippedHook(const QString& name) {
  const QString path =
      ui::shippedFolder(QStringLiteral("hooks")) + QStringLiteral("/%1/%1-async.wasm").arg(name);
  const Result<graph::ComponentFileRef> file = driver::loadComponentFile(path.toStdString());
  return file ? *file : nullptr;
}

graph::EdgeId edgeBetween(const graph::Graph& graph, const std::string& provider,
                          const std::string& consumer) {
  for (const auto& [id, edge] : graph.edges) {
    const graph::Node* from = graph.find(edge.provider.node);
    const graph::Node* to = graph.find(edge.consumer.node);
    if (from && to && from->name == provider && to->name == consumer) return id;
  }
  return {};
}

void addTypesOfKv(graph::Graph& graph, graph::Position provider, graph::Position consumer) {
  const Port types = port("demo:kv/kinds@1.0.0", interfaceOf(false, false, true), PortKind::TypesOnly);
  const NodeId kinds =
      addNode(graph, "kinds", graph::NodeKind::Component, {}, {types}, provider.x, provider.y);
  const NodeId admin =
      addNode(graph, "admin", graph::NodeKind::Component, {types}, {}, consumer.x, consumer.y);
  mustApply(graph, graph::connectPorts(graph, {kinds, graph::Side::Export, types.name.name},
                                       {admin, graph::Side::Import, types.name.name}));
}

graph::Graph dragGraph() {
  graph::Graph graph = graph::emptyGraph("drag.wasm");
  addExample(graph, QStringLiteral("orders/cache.wasm"), "cache", 60, 128);
  addExample(graph, QStringLiteral("orders/kv-mem.wasm"), "kv-mem", 60, 316);
  addExample(graph, QStringLiteral("orders/kv-legacy.wasm"), "kv-legacy", 60, 490);
  const NodeId orders = addExample(graph, QStringLiteral("orders/orders.wasm"), "orders", 1010, 300);
  const NodeId rates = addExample(graph, QStringLiteral("orders/rates.wasm"), "rates", 740, 690);
  const graph::Node* ordersNode = graph.find(orders);
  const graph::Node* cache = graph.findByName("cache");
  if (!ordersNode || !cache || ordersNode->exports.empty() || cache->exports.empty()) return graph;
  const Port shop = ordersNode->exports.front(), store = cache->exports.front();
  const NodeId report = addNode(graph, "report", graph::NodeKind::Component, {shop}, {store}, 1010, 540);
  mustApply(graph, graph::connectPorts(graph, {orders, graph::Side::Export, shop.name.name},
                                       {report, graph::Side::Import, shop.name.name}));
  addNode(graph, "kv-old", graph::NodeKind::Component, {},
          {port("demo:kv/store@0.8.0", interfaceOf(false, true, false))}, 60, 744);
  addNode(graph, "mailer", graph::NodeKind::Component, {},
          {port("demo:mail/send@0.1.0", interfaceOf(false, false, false))}, 660, 96);
  if (const graph::Node* quotes = graph.find(rates); quotes && !quotes->exports.empty())
    for (const Port& import : graph.find(orders)->imports)
      if (import.name.name.rfind("demo:rates/", 0) == 0)
        mustApply(graph,
                  graph::connectPorts(graph, {rates, graph::Side::Export, quotes->exports.front().name.name},
                                      {orders, graph::Side::Import, import.name.name}));
  return graph;
}

graph::Graph loopGraph() {
  graph::Graph graph = graph::emptyGraph("loop.wasm");
  const types::ExternType plain = interfaceOf(false, false, false);
  const NodeId first =
      addNode(graph, "asks", graph::NodeKind::Component, {port("demo:loop/back@1.0.0", plain)},
              {port("demo:loop/forth@1.0.0", plain)}, 240, 70);
  const NodeId second =
      addNode(graph, "answers", graph::NodeKind::Component, {port("demo:loop/forth@1.0.0", plain)},
              {port("demo:loop/back@1.0.0", plain)}, 500, 140);
  mustApply(graph, graph::connectPorts(graph, {first, graph::Side::Export, "demo:loop/forth@1.0.0"},
                                       {second, graph::Side::Import, "demo:loop/forth@1.0.0"}));
  return graph;
}

graph::Graph singleNodeGraph() {
  graph::Graph graph = graph::emptyGraph("orders.wasm");
  const graph::Graph whole = ordersGraph();
  if (const graph::Node* orders = whole.findByName("orders")) {
    graph::Node node = *orders;
    node.id = NodeId(graph.nextId);
    const NodeId id = node.id;
    (void)graph::apply(graph, graph::Edit{graph::AddNode{std::move(node), {0, 0}}});
    for (const Port& import : orders->imports)
      mustApply(graph, graph::leaveToHost(graph, {id, graph::Side::Import, import.name.name}));
    graph.positions[graph.host] = {-4000, 0};
  }
  return graph;
}

graph::Graph statesGraph() {
  graph::Graph graph = graph::emptyGraph("states.wasm");
  const types::ExternType plain = interfaceOf(false, false, false), other = interfaceOf(false, true, false),
                          async = interfaceOf(true, false, false),
                          typesOnly = interfaceOf(false, false, true);
  graph::SetHostPorts host{{}, {port("wasi:clocks/wall-clock@0.2.3", plain)}};
  (void)graph::apply(graph, graph::Edit{host});
  graph.positions[graph.host] = {40, 16};
  struct Row {
    const char *state, *package;
    const types::ExternType *from, *to;
    const char* fromVersion;
    PortKind kind;
    const char* hook = nullptr;
    bool enabled = true;
  };
  const Row rows[] = {
      {"same type", "demo:same/a", &plain, &plain, "1.1.0", PortKind::Instance},
      {"fits by version", "demo:version/b", &plain, &plain, "1.1.2", PortKind::Instance},
      {"does not fit", "demo:misfit/c", &other, &plain, "1.1.0", PortKind::Instance},
      {"types only", "demo:types/d", &typesOnly, &typesOnly, "1.1.0", PortKind::TypesOnly},
      {"async functions", "demo:async/e", &async, &async, "1.1.0", PortKind::Instance},
      {"hooked", "demo:hooked/f", &plain, &plain, "1.1.0", PortKind::Instance, "trace"},
      {"hook bypassed", "demo:bypassed/g", &plain, &plain, "1.1.0", PortKind::Instance, "trace", false},
      {"no adapter possible", "demo:refused/h", &typesOnly, &typesOnly, "1.1.0", PortKind::Instance,
       "trace"}};
  double y = 130;
  int number = 1;
  for (const Row& row : rows) {
    const std::string from = std::string(row.package) + "@" + row.fromVersion,
                      to = std::string(row.package) + "@1.1.0";
    const NodeId provider =
        addNode(graph, row.state, graph::NodeKind::Component, {}, {port(from, *row.from, row.kind)}, 40, y);
    const NodeId caller = addNode(graph, "caller " + std::to_string(number++), graph::NodeKind::Component,
                                  {port(to, *row.to, row.kind)}, {}, 640, y);
    graph::Edge edge{graph::EdgeId(graph.nextId),
                     {provider, graph::Side::Export, from},
                     {caller, graph::Side::Import, to},
                     {}};
    const graph::EdgeId id = edge.id;
    (void)graph::apply(graph, graph::Edit{graph::Connect{std::move(edge)}});
    if (row.hook) {
      graph::Hook hook;
      hook.name = row.hook;
      hook.file = shippedHook(QLatin1String(row.hook));
      hook.kind = graph::HookKind::Tier2;
      hook.enabled = row.enabled;
      mustApply(graph, graph::addHook(graph, id, hook, 0));
    }
    y += 80;
  }
  const NodeId clock = addNode(
      graph, "caller 9", graph::NodeKind::Component,
      {port("wasi:clocks/wall-clock@0.2.3", plain), port("demo:missing/i@1.0.0", plain)}, {}, 640, 16);
  mustApply(graph,
            graph::connectPorts(graph, {graph.host, graph::Side::Export, "wasi:clocks/wall-clock@0.2.3"},
                                {clock, graph::Side::Import, "wasi:clocks/wall-clock@0.2.3"}));
  return graph;
}

}  // namespace sb::gui
