// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <map>
#include <set>

#include "core/adapt/adapter.h"
#include "core/graph/hook_kind.h"
#include "core/plan/adapter_request.h"
#include "core/plan/hook_config.h"
#include "core/plan/own_resources.h"
#include "core/plan/plan_frame.h"
#include "core/plan/splice_plan.h"
#include "core/plan/spliced_graph.h"
#include "core/print/wac.h"
#include "core/types/interface_name.h"

// The planner expands the hook stacks of edges into adapters and hook instances. It works from the provider
// outwards, so that the last entry of a stack sits next to the provider and entry 0 next to the caller
// (splicer.md 2.5). What cannot be done becomes a step with a refusal and is left out of the spliced graph.
namespace sb::plan {
namespace {

std::string shortName(const std::string& interfaceName) {
  return types::parseInterfaceName(interfaceName).interface;
}

/// "t1-log-adapter-demo-calc-ops-v0-v1-v0", as splicer names its adapters (splicer.md 2.7).
std::string adapterName(const graph::Hook& hook, const std::string& interfaceName) {
  return hook.name + "-adapter-" + print::wacName(interfaceName);
}

bool hasHooks(const graph::Graph& graph) {
  const bool here = std::any_of(graph.edges.begin(), graph.edges.end(), [](const auto& entry) {
    const auto& hooks = entry.second.hooks;
    return std::any_of(hooks.begin(), hooks.end(), [](const graph::Hook& hook) { return hook.enabled; });
  });
  return here || std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const auto& entry) {
           return entry.second.inner && hasHooks(*entry.second.inner);
         });
}

class Planner {
 public:
  Planner(const graph::Graph& original, std::vector<graph::NodeId> inside, std::uint32_t& adapterIds)
      : m_original(original), m_spliced(original), m_inside(std::move(inside)), m_adapterIds(adapterIds) {
    std::size_t numbered = 0;
    for (const auto& [id, edge] : original.edges)
      for (const graph::Hook& hook : edge.hooks) numbered += hook.enabled && isNumbered(hook) ? 1 : 0;
    m_sharesCalls = numbered > 1;
  }

  SplicePlan plan() {
    matchSteps();
    for (const auto& [id, node] : m_original.nodes) {
      if (node.inner && hasHooks(*node.inner)) nested(node);
    }
    for (const auto& [id, edge] : m_original.edges) {
      const bool hooked =
          std::any_of(edge.hooks.begin(), edge.hooks.end(), [](const auto& h) { return h.enabled; });
      if (hooked) expand(edge);
    }
    for (ConfigRequest& request : m_configs.take(m_inside)) m_plan.configs.push_back(std::move(request));
    m_plan.spliced = m_spliced.take();
    for (auto& [id, edge] : m_plan.spliced.edges) edge.hooks.clear();
    return std::move(m_plan);
  }

 private:
  Step& step(StepKind kind, std::string title, std::string subject, std::string reason) {
    Step step;
    step.kind = kind;
    step.title = std::move(title);
    step.subject = std::move(subject);
    step.reason = std::move(reason);
    step.inside = m_inside;
    m_plan.steps.push_back(std::move(step));
    return m_plan.steps.back();
  }
  /// What hooks are told an end of the connection is called; nothing for the host.
  std::string instanceName(graph::NodeId id) const {
    const graph::Node& node = m_original.nodes.at(id);
    return node.kind == graph::NodeKind::Host ? std::string() : node.name;
  }
  const std::string& nameOf(graph::NodeId id) const { return m_spliced.graph().nodes.at(id).name; }

  /// One step for each rule that put hooks on edges.
  void matchSteps() {
    struct Seen {
      std::set<graph::EdgeId> edges;
      std::set<std::string> interfaces, consumers;
    };
    std::map<std::pair<std::size_t, std::string>, Seen>
        rules;  // shorter names first: "rule 2" before "rule 10"
    for (const auto& [id, edge] : m_original.edges) {
      for (const graph::Hook& hook : edge.hooks) {
        if (hook.rule.empty()) continue;
        Seen& seen = rules[{hook.rule.size(), hook.rule}];
        seen.edges.insert(id);
        seen.interfaces.insert(edge.provider.name);
        seen.consumers.insert(nameOf(edge.consumer.node));
      }
    }
    for (const auto& [key, seen] : rules) {
      std::size_t all = 0;
      for (const auto& [id, edge] : m_original.edges) all += seen.interfaces.count(edge.provider.name);
      std::string consumers;
      for (const std::string& name : seen.consumers) consumers += (consumers.empty() ? "" : ", ") + name;
      Step& made =
          step(StepKind::MatchRule, "Match " + key.second, *seen.interfaces.begin() + " → " + consumers,
               std::to_string(seen.edges.size()) + " of " + counted(all, "connection", "connections"));
      made.edge = *seen.edges.begin();
    }
  }

  /// Plans the inside of a nested composition; its steps and requests carry the way to it.
  void nested(const graph::Node& node) {
    std::vector<graph::NodeId> inside = m_inside;
    inside.push_back(node.id);
    SplicePlan inner = Planner(*node.inner, std::move(inside), m_adapterIds).plan();
    for (Step& made : inner.steps) m_plan.steps.push_back(std::move(made));
    for (AdapterRequest& request : inner.adapters) m_plan.adapters.push_back(std::move(request));
    for (CallContext& context : inner.contexts) m_plan.contexts.push_back(std::move(context));
    for (ConfigRequest& request : inner.configs) m_plan.configs.push_back(std::move(request));
    graph::Node& changed = m_spliced.node(node.id);
    changed.inner = std::make_shared<const graph::Graph>(std::move(inner.spliced));
    changed.file = nullptr;  // its bytes are written anew from the inner graph
    for (const graph::Port& port : changed.inner->nodes.at(changed.inner->host).exports) {
      if (!changed.findImport(port.name.name))
        changed.imports.push_back(port);  // what the hooks in there need
    }
    m_spliced.leaveRestToHost(node.id);
  }

  void expand(const graph::Edge& edge) {
    m_downstream = edge.provider;
    for (auto hook = edge.hooks.rbegin(); hook != edge.hooks.rend(); ++hook) {
      if (hook->enabled) place(edge, *hook);
    }
    if (m_downstream == edge.provider) return;
    const bool export_ = edge.consumer.node == m_original.host;
    const std::string reason = "its " + shortName(edge.consumer.name) + " now comes from " +
                               (m_fromAdapter ? "the adapter" : nameOf(m_downstream.node));
    Step& made =
        step(StepKind::Rewire, export_ ? "Reconnect the export" : "Reconnect " + nameOf(edge.consumer.node),
             export_ ? edge.consumer.name + " now comes from " +
                           (m_fromAdapter ? "the adapter" : nameOf(m_downstream.node))
                     : reason,
             "calls from here have to pass " + counted(m_placed, "hook", "hooks") + " first");
    made.edge = edge.id;
    if (!export_) made.node = edge.consumer.node;
    made.inputs = {nameOf(m_downstream.node)};
    m_spliced.disconnect(edge.id);
    made.edgesRemoved = {edge.id};
    made.edgesAdded = {m_spliced.connect(m_downstream, edge.consumer)};
    m_placed = 0;
  }

  void refuse(const graph::Edge& edge, const graph::Hook& hook, StepKind kind, Refusal refusal) {
    Step& made =
        step(kind, kind == StepKind::GenerateAdapter ? "Generate adapter" : "Instantiate " + hook.name,
             hook.name + " on " + edge.consumer.name,
             hook.rule.empty() ? "the hook was put here" : "from " + hook.rule);
    made.edge = edge.id;
    made.hook = hook.id;
    made.refusal = std::move(refusal);
  }

  void place(const graph::Edge& edge, const graph::Hook& hook) {
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
                    {verdict.code, hook.name + ": " + verdict.rule, verdict.wayOut, verdict.path,
                     verdict.found, verdict.expected});
    }
    switch (*verdict.kind) {
      case graph::HookKind::Direct: return direct(edge, hook, verdict);
      case graph::HookKind::Tier1: return tiered(edge, hook);
      case graph::HookKind::Tier2: return tiered(edge, hook);
    }
  }

  /// What an adapter for this place would be, and which ports it needs.
  RequestParts partsFor(const graph::Edge& edge, const graph::Hook& hook) const {
    const types::ExternType& type = m_spliced.graph().find(m_downstream)->type;
    if (const auto* function = std::get_if<types::FuncTypeRef>(&type))
      return requestFor(m_spliced.graph(), m_downstream, edge.consumer.name, hook, *function);
    return requestFor(m_spliced.graph(), m_downstream, edge.consumer.name, hook,
                      std::get<types::InstanceTypeRef>(type));
  }

  /// A middleware that speaks the interface itself: an instance for each place.
  void direct(const graph::Edge& edge, const graph::Hook& hook, const graph::HookVerdict& verdict) {
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
        const bool same =
            port.name.name == parts.usedProviders[i].name || types::standsInByVersion(used, own);
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

  void tiered(const graph::Edge& edge, const graph::Hook& hook) {
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

  void instantiate(const graph::Edge& edge, const graph::Hook& hook, graph::NodeId node,
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

  graph::NodeId addAdapter(const graph::Edge& edge, const graph::Hook& hook, const RequestParts& parts) {
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

  /// Which form of a hook is called, and why, where there was a choice.
  static void sayWhichForm(const graph::Hook& hook, Step& made) {
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

  static bool isNumbered(const graph::Hook& hook) {
    if (!hook.file || !hook.file->type || hook.kind == graph::HookKind::Direct) return false;
    const graph::HookAbility ability = graph::hookAbility(*hook.file->type);
    return !ability.interfaces.empty() && ability.interfaces.front().package == graph::HookPackage::Numbered;
  }

  /// One for all adapters of this graph whose hooks are told which call was made in which.
  void addContext() {
    m_context =
        m_spliced.add(graph::NodeKind::Adapter, "calls", nullptr, {},
                      {portFor({model::ExternName(adapt::CallContextInterface), adapt::callContextType()})});
    m_plan.contexts.push_back({m_inside, *m_context});
  }

  std::string edgeId(const graph::Edge& edge) const {
    const auto name = [&](graph::NodeId id) { return id == m_original.host ? std::string() : nameOf(id); };
    return config::edgeId(edge.consumer.name, name(edge.consumer.node), name(edge.provider.node));
  }

  /// The shared or own instance of a tiered hook, and whether it was made just now.
  std::pair<graph::NodeId, bool> hookInstance(const graph::Hook& hook) {
    const std::string key =
        (hook.ownInstance.empty() ? hook.name + '\n' : hook.ownInstance) + '\n' + m_configs.keyOf(hook);
    const auto known = m_instances.find({key, hook.file.get()});
    if (known != m_instances.end()) return {known->second, false};
    const std::string name = hook.ownInstance.empty() ? hook.name : hook.ownInstance;
    const graph::NodeId id = m_spliced.addInstance(graph::NodeKind::Hook, name, hook.file);
    m_instances[{key, hook.file.get()}] = id;
    return {id, true};
  }

  const graph::Graph& m_original;
  SplicedGraph m_spliced;
  std::vector<graph::NodeId> m_inside;
  std::uint32_t& m_adapterIds;
  SplicePlan m_plan;
  graph::PortRef m_downstream;
  bool m_fromAdapter = false;
  std::size_t m_placed = 0;
  bool m_sharesCalls = false;  ///< several adapters here tell their hooks numbers
  std::optional<graph::NodeId> m_context;
  std::map<std::pair<std::string, const graph::ComponentFile*>, graph::NodeId> m_instances;
  HookConfigs m_configs;
};

}  // namespace

SplicePlan planSplice(graph::Graph graph, WacLines lines) {
  std::uint32_t adapterIds = 0;
  SplicePlan plan = Planner(graph, {}, adapterIds).plan();
  plan.original = std::move(graph);
  framePlan(plan);
  if (lines == WacLines::Told) addWac(plan);
  return plan;
}

}  // namespace sb::plan
