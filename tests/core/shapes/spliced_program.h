// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/encode/component_encoder.h"
#include "core/engine/call_function.h"
#include "core/plan/spliced_graph.h"
#include "core/types/check_component.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/engine_values.h"
#include "tests/core/shapes/forwarder.h"
#include "tests/core/shapes/sink_hook.h"
#include "tests/core/value/flat_memory.h"

/// A program that calls travel through from the host to the host, made and spliced the way the product does:
///
///     host ──out──► consumer ──api──► provider ──host──► host
///
/// with a hook on each of the three connections. The hooks hand what they see to the host as well. So one
/// call shows an exported interface, one between two components and an imported one.
namespace sb::test {

inline constexpr const char* OutInterface = "test:shapes/out@1.0.0";
inline constexpr const char* ApiInterface = "test:shapes/api@1.0.0";
inline constexpr const char* HostInterface = "test:shapes/host@1.0.0";
inline constexpr const char* TypesInterface = "test:shapes/types@1.0.0";

struct ProgramOptions {
  unsigned tier = 2;
  bool before = true, after = true;
  bool async = false;  ///< functions of `out` and `api`, and the hooks; those of the host are sync
  bool hooked = true;  ///< false: the program as it is without hooks
  std::string about;   ///< for messages
};

/// Functions that the interface may not make async.
inline bool mayBeAsync(const std::string& name) { return name.rfind("[constructor]", 0) != 0; }

inline types::InstanceTypeRef withAsync(const types::InstanceType& type, bool async) {
  types::InstanceType out = type;
  for (types::NamedExtern& item : out.exports) {
    const auto* func = std::get_if<types::FuncTypeRef>(&item.type);
    if (!func) continue;
    types::FuncType copy = **func;
    copy.async = async && mayBeAsync(item.name.name);
    item.type = types::finish(std::move(copy));
  }
  return types::finish(std::move(out));
}

/// What a hook was told.
struct Told {
  std::string moment, interfaceName, functionName;
  std::uint64_t id = 0;
  std::vector<cells::CellTree> trees;
};

/// Handle numbers in cells are those of the adapter; only that there is one can be foreseen.
inline cells::CellTree withoutHandleNumbers(cells::CellTree tree) {
  tree.handle = 0;
  for (cells::CellTree& child : tree.children) child = withoutHandleNumbers(std::move(child));
  return tree;
}

class SplicedProgram {
 public:
  /// `target`: the interface, its functions sync; `used`: the interface of the resources it uses, if any.
  SplicedProgram(const engine::EngineLibrary& library, types::InstanceTypeRef target,
                 std::vector<types::NamedExtern> used, ProgramOptions options)
      : m_library(library),
        m_target(std::move(target)),
        m_used(std::move(used)),
        m_options(std::move(options)) {}

  /// Builds, splices and starts. The first thing that goes wrong, or nothing.
  std::string start() {
    const Result<void> built = build();
    if (!built) return "not built: " + built.error().text();
    engine::SessionOptions options;
    options.wasi = false;
    options.compiler = engine::Compiler::Baseline;
    auto session = engine::Session::create(m_library, m_composed, options);
    if (!session) return "not compiled: " + session.error().text();
    m_session = std::move(*session);
    define();
    const Result<void> started = m_session->start();
    return started ? "" : "not started: " + started.error().text();
  }

  const plan::SplicePlan& plan() const { return m_plan; }
  const Bytes& composed() const { return m_composed; }

  /// Calls one function with these arguments, the host answering with `result`. The first thing that is
  /// wrong.
  std::string call(const std::string& name, const std::vector<value::Value>& args,
                   const std::vector<value::Value>& result) {
    const types::FuncType& type = *std::get<types::FuncTypeRef>(m_target->find(name)->type);
    m_told.clear();
    m_arrived.clear();
    m_answer = result;
    engine::EngineValues given;
    for (std::size_t i = 0; i < args.size(); ++i)
      given.push_back(EngineForm::of(args[i], type.params[i].type));
    const auto returned = m_session->call(std::string(OutInterface) + "#" + name, given);
    const std::string about = " in " + name + text(args, type);
    if (!returned) return returned.error().text() + about;
    if (m_arrived != args) return "the provider saw something else" + about;
    std::vector<value::Value> back;
    for (const engine::EngineValue& value : *returned) back.push_back(EngineForm::back(value, type.result));
    if (back != result) return "the caller got something else" + about;
    const std::string wrong = m_options.hooked ? told(name, type, args, result) : std::string();
    return wrong.empty() ? wrong : wrong + about;
  }

  std::uint32_t drops() const { return m_drops; }

 private:
  static std::string text(const std::vector<value::Value>& args, const types::FuncType& type) {
    std::string out = "(";
    for (std::size_t i = 0; i < args.size(); ++i)
      out += (i ? ", " : "") + value::printWave(args[i], type.params[i].type).substr(0, 300);
    return out + ")";
  }

  static Result<graph::ComponentFileRef> file(const ForwarderSpec& spec) {
    SB_TRY(const model::Component component, inContext(forwarder(spec), "in " + spec.name));
    for (const Diagnostic& diagnostic : types::checkComponent(component).diagnostics)
      if (diagnostic.severity == Severity::Error)
        return fail(ErrorCode::Invalid, "the " + spec.name + " of the test: " + diagnostic.message);
    return driver::loadComponentBytes(shareBytes(encode::encodeComponent(component)), spec.name + ".wasm");
  }

  Result<void> build() {
    const types::InstanceTypeRef sync = withAsync(*m_target, false),
                                 api = withAsync(*m_target, m_options.async);
    SB_TRY(const graph::ComponentFileRef provider,
           file({"provider", m_used, HostInterface, sync, ApiInterface, api}));
    SB_TRY(const graph::ComponentFileRef consumer,
           file({"consumer", m_used, ApiInterface, api, OutInterface, api}));
    plan::SplicedGraph program(graph::emptyGraph("program"));
    const graph::NodeId inner = program.addInstance(graph::NodeKind::Component, "provider", provider);
    const graph::NodeId outer = program.addInstance(graph::NodeKind::Component, "consumer", consumer);
    program.connect({inner, graph::Side::Export, ApiInterface}, {outer, graph::Side::Import, ApiInterface});
    const graph::NodeId host = program.graph().host;
    for (const graph::NodeId node : {inner, outer}) {
      // An interface of types alone is left to nobody by itself; here other imports speak of its types.
      for (const types::NamedExtern& used : m_used) {
        if (!program.graph().find(host)->findExport(used.name.name))
          program.node(host).exports.push_back(*program.graph().find(node)->findImport(used.name.name));
        program.connect({host, graph::Side::Export, used.name.name},
                        {node, graph::Side::Import, used.name.name});
      }
      program.leaveRestToHost(node);
    }
    graph::Port out = program.node(outer).exports.front();
    program.node(host).imports.push_back(std::move(out));
    program.connect({outer, graph::Side::Export, OutInterface}, {host, graph::Side::Import, OutInterface});
    graph::Graph graph = program.take();
    if (m_options.hooked) {
      graph::Hook hook;
      hook.name = "hook";
      SB_TRY(hook.file, sinkHook(m_options.tier, m_options.before, m_options.after, m_options.async));
      for (auto& [id, edge] : graph.edges) {
        const std::string& name = edge.consumer.name;
        if (name != OutInterface && name != ApiInterface && name != HostInterface) continue;
        hook.id = graph::HookId(graph.nextId++);
        edge.hooks.push_back(hook);
      }
    }
    SB_TRY(driver::SpliceOutput spliced, driver::spliceGraph(graph));
    m_plan = std::move(spliced.plan);
    m_composed = std::move(spliced.composed);
    return {};
  }

  void define() {
    for (const types::NamedExtern& item : m_target->exports) {
      if (const auto* func = std::get_if<types::FuncTypeRef>(&item.type)) {
        m_session->define(engine::HostFunction{
            HostInterface, item.name.name, [this, type = *func](auto args) { return serve(*type, args); }});
      }
    }
    const auto resources = [this](const std::string& interface, const types::InstanceType& type) {
      for (const types::ResourceRef& resource : type.definedResources)
        m_session->define(engine::HostResource{interface, resource->name, hostTypeOf(resource),
                                               [this](std::uint32_t) { ++m_drops; }});
    };
    resources(HostInterface, *m_target);
    for (const types::NamedExtern& used : m_used)
      resources(used.name.name, *std::get<types::InstanceTypeRef>(used.type));
    if (!m_options.hooked) return;
    const auto sink = [this](graph::HookMoment moment, const char* function) {
      m_session->define(engine::HostFunction{sinkName(m_options.tier, moment), function,
                                             [this, function](auto args) { return note(function, args); }});
    };
    if (m_options.before) sink(graph::HookMoment::Before, "on-call");
    if (m_options.after) sink(graph::HookMoment::After, "on-return");
  }

  Result<engine::EngineValues> serve(const types::FuncType& type, std::span<const engine::EngineValue> args) {
    for (std::size_t i = 0; i < args.size(); ++i)
      m_arrived.push_back(EngineForm::back(args[i], type.params[i].type));
    engine::EngineValues out;
    for (const value::Value& value : m_answer) out.push_back(EngineForm::of(value, type.result));
    return out;
  }

  /// The tree that a hook got as a value of `field-tree`, brought back through a memory of our own.
  static Result<cells::CellTree> treeOf(const engine::EngineValue& found, std::string field) {
    FlatMemory flat(1 << 16);
    value::Memory memory = flat.memory();
    value::store(EngineForm::back(found, value::fieldTreeType()), value::fieldTreeType(), 0, memory);
    SB_TRY(cells::CellTree tree, value::readFieldTree(0, memory));
    tree.field = std::move(field);
    return tree;
  }

  Result<engine::EngineValues> note(const char* moment, std::span<const engine::EngineValue> args) {
    Told told;
    told.moment = moment;
    const auto& call = std::get<engine::EngineRecord>(args[0].content).fields;
    told.interfaceName = std::get<std::string>(call[0].value.content);
    told.functionName = std::get<std::string>(call[1].value.content);
    told.id = std::get<std::uint64_t>(call[2].value.content);
    if (args.size() > 1) {
      if (const auto* list = std::get_if<engine::EngineList>(&args[1].content)) {
        for (const engine::EngineValue& item : list->items) {
          const auto& field = std::get<engine::EngineRecord>(item.content).fields;
          SB_TRY(cells::CellTree tree, treeOf(field[1].value, std::get<std::string>(field[0].value.content)));
          told.trees.push_back(std::move(tree));
        }
      } else {
        for (const engine::EngineValue& payload : std::get<engine::EngineOption>(args[1].content).payload) {
          SB_TRY(cells::CellTree tree, treeOf(payload, "result"));
          told.trees.push_back(std::move(tree));
        }
      }
    }
    m_told.push_back(std::move(told));
    return engine::EngineValues{};
  }

  /// Compares what the hooks were told with what follows from the values.
  std::string told(const std::string& name, const types::FuncType& type,
                   const std::vector<value::Value>& args, const std::vector<value::Value>& result) const {
    std::vector<std::pair<std::string, const char*>> expected;
    const char* inwards[] = {OutInterface, ApiInterface, HostInterface};
    if (m_options.before)
      for (const char* interface : inwards) expected.emplace_back("on-call", interface);
    if (m_options.after)
      for (std::size_t i = 3; i-- > 0;) expected.emplace_back("on-return", inwards[i]);
    if (m_told.size() != expected.size()) return std::to_string(m_told.size()) + " hook calls";
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const Told& one = m_told[i];
      if (one.moment != expected[i].first || one.interfaceName != expected[i].second ||
          one.functionName != name)
        return "hook call " + std::to_string(i) + " was " + one.moment + " of " + one.interfaceName + "#" +
               one.functionName;
      if (m_options.tier == 1) continue;
      const bool before = one.moment == "on-call";
      const std::vector<value::Value>& values = before ? args : result;
      if (one.trees.size() != values.size())
        return one.moment + " saw " + std::to_string(one.trees.size()) + " values";
      for (std::size_t k = 0; k < values.size(); ++k) {
        const types::ValType& valType = before ? type.params[k].type : type.result;
        const std::string field = before ? type.params[k].name : "result";
        const cells::CellTree want = withoutHandleNumbers(value::cellsOfValue(values[k], valType, field));
        if (!(withoutHandleNumbers(one.trees[k]) == want))
          return one.moment + " at " + one.interfaceName + " saw " +
                 cells::toWave(one.trees[k]).substr(0, 300) + ", or the same with other names";
      }
    }
    return {};
  }

  const engine::EngineLibrary& m_library;
  types::InstanceTypeRef m_target;
  std::vector<types::NamedExtern> m_used;
  ProgramOptions m_options;
  plan::SplicePlan m_plan;
  Bytes m_composed;
  std::unique_ptr<engine::Session> m_session;
  std::vector<Told> m_told;
  std::vector<value::Value> m_arrived, m_answer;
  std::uint32_t m_drops = 0;
};

}  // namespace sb::test
