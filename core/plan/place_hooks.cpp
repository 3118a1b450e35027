// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/adapt/adapter.h"
#include "core/graph/hook_kind.h"
#include "core/plan/own_resources.h"
#include "core/plan/planner.h"
#include "core/print/wac.h"
#include "core/types/interface_name.h"

// What becomes of one hook on one edge.
namespace sb::plan {
namespace {

/// "t1-log-adapter-demo-calc-ops-v0-v1-v0", as splicer names its adapters (splicer.md 2.7).
std::string adapterName(const graph::Hook& hook, const std::string& interfaceName) {
  return hook.name + "-adapter-" + print::wacName(interfaceName);
}

}  // namespace

void Planner::refuse(const graph::Edge& edge, const graph::Hook& hook, StepKind kind, Refusal refusal) {
  Step& made = step(kind, kind == StepKind::GenerateAdapter ? "Generate adapter" : "Instantiate " + hook.name,
                    hook.name + " on " + edge.consumer.name,
                    hook.rule.empty() ? "the hook was put here" : "from " + hook.rule);
  made.edge = edge.id;
  made.hook = hook.id;
  made.refusal = std::move(refusal);
}

void Planner::place(const graph::Edge& edge, const graph::Hook& hook) {
  const graph::Port* provider = m_spliced.graph().find(m_downstream);
  const graph::Port* consumer = m_original.find(edge.consumer);
  const auto* provided = provider ? std::get_if<types::InstanceTypeRef>(&provider->type) : nullptr;
  const auto* wanted = consumer ? std::get_if<types::InstanceTypeRef>(&consumer->type) : nullptr;
  const bool pinnedExport = edge.consumer.node == m_original.host;  // takes what the provider has
  const auto* function = provider ? std::get_if<types::FuncTypeRef>(&provider->type) : nullptr;
  const auto* wantedFunction = consumer ? std::get_if<types::FuncTypeRef>(&consumer->type) : nullptr;
  const bool carriesFunction = function && (wantedFunction || pinnedExport);
  if (!carriesFunction && (!provided || (!wanted && !pinnedExport))) {
    return refuse(edge, hook, StepKind::Instantiate,
                  {"not-an-interface",
                   "the connection carries neither an interface nor a function: " + edge.consumer.name +
                       " is " + (consumer ? graph::portKindName(consumer->kind) : "missing"),
                   "hook a connection between instances or functions"});
  }
  if (!hook.file || !hook.file->type) {
    return refuse(edge, hook, StepKind::Instantiate,
                  {"hook-file-missing", "there is no component for the hook " + hook.name,
                   "give the file of the hook"});
  }
  if (auto refusal = m_configs.refusalOf(hook))
    return refuse(edge, hook, StepKind::Instantiate, *std::move(refusal));
  const graph::HookVerdict verdict =
      carriesFunction
          ? graph::judgeHook(*hook.file->type, edge.consumer.name, *function,
                             pinnedExport ? *function : *wantedFunction)
          : graph::judgeHook(*hook.file->type, m_downstream.name, **provided,
                             pinnedExport ? **provided : **wanted, edge.provider.node == m_original.host);
  if (!verdict.kind) {
    return refuse(edge, hook, StepKind::Instantiate,
                  {verdict.code, hook.name + ": " + verdict.rule, verdict.wayOut, verdict.path, verdict.found,
                   verdict.expected});
  }
  switch (*verdict.kind) {
    case graph::HookKind::Direct: return direct(edge, hook, verdict);
    case graph::HookKind::Tier1: return tiered(edge, hook);
    case graph::HookKind::Tier2: return tiered(edge, hook);
  }
}

RequestParts Planner::partsFor(const graph::Edge& edge, const graph::Hook& hook) const {
  const types::ExternType& type = m_spliced.graph().find(m_downstream)->type;
  if (const auto* function = std::get_if<types::FuncTypeRef>(&type))
    return requestFor(m_spliced.graph(), m_downstream, edge.consumer.name, hook, *function);
  return requestFor(m_spliced.graph(), m_downstream, edge.consumer.name, hook,
                    std::get<types::InstanceTypeRef>(type));
}

void Planner::direct(const graph::Edge& edge, const graph::Hook& hook, const graph::HookVerdict& verdict) {
  const RequestParts parts = partsFor(edge, hook);
  if (hook.options.onTrap == graph::TrapPolicy::SwitchOff && parts.refusal)
    return refuse(edge, hook, StepKind::Instantiate, *parts.refusal);
  if (!hook.options.functions.empty() || !hook.options.gateValues.empty()) {
    return refuse(
        edge, hook, StepKind::Instantiate,
        {"options-of-middleware",
         hook.name + " speaks the interface itself, so no adapter stands before it that could leave "
                     "functions out or give values back",
         "choose the functions inside of the middleware, or use a hook of a tier"});
  }
  if (auto refusal = refusalOfOwnResources(m_original, edge, hook, verdict.exportName))
    return refuse(edge, hook, StepKind::Instantiate, *std::move(refusal));
  const graph::NodeId id = m_spliced.addInstance(
      graph::NodeKind::Hook, hook.ownInstance.empty() ? hook.name : hook.ownInstance, hook.file);
  Step& made = step(
      StepKind::Instantiate, "Instantiate " + nameOf(id), "one instance for this connection",
      hook.name + " imports and exports " + shortName(edge.consumer.name) + " itself and needs no adapter");
  made.edge = edge.id;
  made.hook = hook.id;
  made.node = id;
  made.inputs = {hook.file->fileName, nameOf(m_downstream.node)};
  made.outputs = {nameOf(id)};
  made.edgesAdded = {m_spliced.connect(m_downstream, {id, graph::Side::Import, verdict.importName})};
  // Interfaces whose resources pass through have to be those of the provider, not the host's.
  for (std::size_t i = 0; i < parts.usedProviders.size(); ++i) {
    const types::InterfaceName used = types::parseInterfaceName(parts.usedProviders[i].name);
    const graph::Node& node = m_spliced.node(id);
    for (const graph::Port& port : node.imports) {
      const types::InterfaceName own = types::parseInterfaceName(port.name.name);
      const bool same = port.name.name == parts.usedProviders[i].name || types::standsInByVersion(used, own);
      if (!same || port.name.name == verdict.importName) continue;
      made.edgesAdded.push_back(
          m_spliced.connect(parts.usedProviders[i], {id, graph::Side::Import, port.name.name}));
      break;
    }
  }
  m_configs.provide(hook, id, m_spliced, made);
  m_configs.serves(id, edgeId(edge));
  for (const graph::EdgeId host : m_spliced.leaveRestToHost(id)) made.edgesAdded.push_back(host);
  m_downstream = {id, graph::Side::Export, verdict.exportName};
  m_fromAdapter = false;
  ++m_placed;
}

void Planner::tiered(const graph::Edge& edge, const graph::Hook& hook) {
  RequestParts parts = partsFor(edge, hook);
  AdapterRequest& request = parts.request;
  if (!parts.refusal) parts.refusal = adapt::refusalOf(request);
  if (parts.refusal) return refuse(edge, hook, StepKind::GenerateAdapter, *parts.refusal);
  const auto [hookNode, fresh] = hookInstance(hook);
  request.id = AdapterId(++m_adapterIds);
  request.edge = edge.id;
  request.inside = m_inside;
  request.callerName = instanceName(edge.consumer.node);
  request.providerName = instanceName(edge.provider.node);
  request.callContext = m_sharesCalls && isNumbered(hook);
  const bool firstShared = request.callContext && !m_context;
  if (firstShared) addContext();
  request.node = addAdapter(edge, hook, parts);
  Step& made = step(StepKind::GenerateAdapter, "Generate adapter", request.name,
                    hook.name + " is called by name and value, it does not speak " +
                        shortName(edge.consumer.name) + " itself");
  made.edge = edge.id;
  made.hook = hook.id;
  made.adapter = request.id;
  made.node = request.node;
  made.inputs = {hook.name, nameOf(m_downstream.node)};
  made.outputs = {nameOf(request.node)};
  made.warnings = parts.warnings;
  sayWhichForm(hook, made);
  made.edgesAdded = {
      m_spliced.connect(m_downstream, {request.node, graph::Side::Import, request.importName})};
  for (std::size_t i = 0; i < parts.usedProviders.size(); ++i) {
    made.edgesAdded.push_back(m_spliced.connect(
        parts.usedProviders[i], {request.node, graph::Side::Import, request.usedInterfaces[i].name.name}));
  }
  if (request.callContext)
    made.edgesAdded.push_back(
        m_spliced.connect({*m_context, graph::Side::Export, adapt::CallContextInterface},
                          {request.node, graph::Side::Import, adapt::CallContextInterface}));
  if (firstShared) made.nodes.push_back(*m_context);
  std::vector<graph::EdgeId> hookEdges;
  for (const graph::HookInterface& item : request.hookInterfaces()) {
    hookEdges.push_back(m_spliced.connect({hookNode, graph::Side::Export, item.interfaceName},
                                          {request.node, graph::Side::Import, item.interfaceName}));
  }
  if (fresh)
    instantiate(edge, hook, hookNode, hookEdges);
  else
    made.edgesAdded.insert(made.edgesAdded.end(), hookEdges.begin(), hookEdges.end());
  m_configs.serves(hookNode, edgeId(edge));
  m_downstream = {request.node, graph::Side::Export, request.interfaceName};
  m_fromAdapter = true;
  ++m_placed;
  m_plan.adapters.push_back(std::move(request));
}

void Planner::instantiate(const graph::Edge& edge, const graph::Hook& hook, graph::NodeId node,
                          const std::vector<graph::EdgeId>& hookEdges) {
  Step& made = step(StepKind::Instantiate, "Instantiate " + nameOf(node),
                    hook.ownInstance.empty() ? "one instance, shared state" : "an instance of its own",
                    hook.ownInstance.empty() ? "hooks with one name and one file share their instance"
                                             : "this hook keeps its state to itself");
  made.edge = edge.id;
  made.hook = hook.id;
  made.node = node;
  made.inputs = {hook.file->fileName};
  made.outputs = {nameOf(node)};
  m_configs.provide(hook, node, m_spliced, made);
  for (const graph::EdgeId host : m_spliced.leaveRestToHost(node)) made.edgesAdded.push_back(host);
  made.edgesAdded.insert(made.edgesAdded.end(), hookEdges.begin(), hookEdges.end());
}

graph::NodeId Planner::addAdapter(const graph::Edge& edge, const graph::Hook& hook,
                                  const RequestParts& parts) {
  const AdapterRequest& request = parts.request;
  std::vector<graph::Port> imports;
  for (const types::NamedExtern& used : request.usedInterfaces) imports.push_back(portFor(used));
  const types::ExternType target =
      request.bareFunction ? request.target->exports.back().type : types::ExternType(request.target);
  imports.push_back(portFor({request.importName, target}));
  if (request.callContext)
    imports.push_back(portFor({model::ExternName(adapt::CallContextInterface), adapt::callContextType()}));
  for (const graph::HookInterface& item : request.hookInterfaces())
    imports.push_back(portFor({item.interfaceName, item.interfaceType}));
  return m_spliced.add(graph::NodeKind::Adapter, adapterName(hook, edge.consumer.name), nullptr,
                       std::move(imports), {portFor({request.interfaceName, target})});
}

void Planner::sayWhichForm(const graph::Hook& hook, Step& made) {
  const graph::HookAbility ability = graph::hookAbility(*hook.file->type);
  const bool waits = std::any_of(ability.interfaces.begin(), ability.interfaces.end(),
                                 [](const graph::HookInterface& item) { return item.function->async; });
  if (isNumbered(hook))
    made.reason += "; its functions are plain ones, which cost a thousandth of async ones";
  if (!ability.passedOver.empty())
    made.reason += (isNumbered(hook) ? ", so " : "; ") + ability.passedOver.front() +
                   (ability.passedOver.size() > 1 ? " and others are" : " is") + " not called";
  if (!hook.options.retypeToSync) return;
  if (waits)
    made.warnings.push_back(hook.name + " keeps its async types: something in it may have to wait");
  else if (!isNumbered(hook))
    made.reason += "; its functions are given plain types, for nothing in it can wait";
}

bool Planner::isNumbered(const graph::Hook& hook) {
  if (!hook.file || !hook.file->type || hook.kind == graph::HookKind::Direct) return false;
  const graph::HookAbility ability = graph::hookAbility(*hook.file->type);
  return !ability.interfaces.empty() && ability.interfaces.front().package == graph::HookPackage::Numbered;
}

void Planner::addContext() {
  m_context =
      m_spliced.add(graph::NodeKind::Adapter, "calls", nullptr, {},
                    {portFor({model::ExternName(adapt::CallContextInterface), adapt::callContextType()})});
  m_plan.contexts.push_back({m_inside, *m_context});
}

std::string Planner::edgeId(const graph::Edge& edge) const {
  const auto name = [&](graph::NodeId id) { return id == m_original.host ? std::string() : nameOf(id); };
  return config::edgeId(edge.consumer.name, name(edge.consumer.node), name(edge.provider.node));
}

std::pair<graph::NodeId, bool> Planner::hookInstance(const graph::Hook& hook) {
  const std::string key =
      (hook.ownInstance.empty() ? hook.name + '\n' : hook.ownInstance) + '\n' + m_configs.keyOf(hook);
  const auto known = m_instances.find({key, hook.file.get()});
  if (known != m_instances.end()) return {known->second, false};
  const std::string name = hook.ownInstance.empty() ? hook.name : hook.ownInstance;
  const graph::NodeId id = m_spliced.addInstance(graph::NodeKind::Hook, name, hook.file);
  m_instances[{key, hook.file.get()}] = id;
  return {id, true};
}

}  // namespace sb::plan
