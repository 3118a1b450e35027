// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <ostream>

#include "app/cli/cell_text.h"
#include "app/cli/command.h"
#include "app/cli/plan_files_options.h"
#include "core/print/wit.h"
#include "core/value/example_call.h"
#include "core/value/value.h"

namespace sb::cli {
namespace {

struct Options {
  PlanFiles files;
  std::string adapter, function, args, result;
  bool argsGiven = false, json = false, schema = false, block = false;
};

struct Values {
  std::vector<value::Value> args, result;
};

Result<Values> valuesFor(const types::FuncType& type, const Options& options) {
  value::ExampleCall example = value::exampleCall(type);
  Values out{std::move(example.args), {}};
  if (options.argsGiven) {
    SB_TRY(out.args, inContext(value::parseWaveArguments(options.args, type.params), "in --args"));
  }
  if (!type.result) return out;
  if (options.result.empty()) {
    out.result = std::move(example.result);
  } else {
    SB_TRY(value::Value given, inContext(value::parseWave(options.result, type.result), "in --result"));
    out.result.push_back(std::move(given));
  }
  return out;
}

Result<interp::CallOutcome> callAdapter(const adapt::Adapter& adapter, std::size_t function,
                                        const Values& values, bool block) {
  SB_TRY(const auto machine, interp::AdapterMachine::create(adapter));
  interp::Simulation simulation;
  simulation.downstream = [&values](const std::vector<value::Value>&) { return values.result; };
  simulation.block = block;
  return machine->call(function, values.args, simulation);
}

std::string waveArguments(const std::vector<value::Value>& args, const std::vector<types::Param>& params) {
  std::string out;
  for (std::size_t i = 0; i < args.size() && i < params.size(); ++i)
    out += (i ? ", " : "") + params[i].name + ": " + value::printWave(args[i], params[i].type);
  return out;
}

void printCall(const adapt::AdaptedFunction& function, const Values& values,
               const interp::CallOutcome& outcome, std::ostream& out) {
  out << print::witFunc(function.name, *function.type) << "\n";
  out << "call " << function.name << "(" << waveArguments(values.args, function.type->params) << ")\n";
  for (const interp::HookCall& hook : outcome.hooks) {
    out << hook.moment << " " << hook.interfaceName << " " << hook.functionName << " #" << hook.id << "\n";
    for (const cells::CellTree& tree : hook.trees) printCells(tree, out);
  }
  if (!outcome.calledDownstream) out << "the call was blocked\n";
  if (!outcome.result.empty() && function.type->result)
    out << "result " << value::printWave(outcome.result.front(), function.type->result) << "\n";
}

Json jsonOf(const adapt::Adapter& adapter, const adapt::AdaptedFunction& function, const Values& values,
            const interp::CallOutcome& outcome) {
  Json out{{"adapter", adapter.name},
           {"interface", adapter.interfaceName},
           {"function", function.name},
           {"type", print::witFunc(function.name, *function.type)},
           {"arguments", waveArguments(values.args, function.type->params)}};
  Json hooks = Json::array();
  for (const interp::HookCall& hook : outcome.hooks) hooks.push_back(hookCallToJson(hook));
  out["hooks"] = std::move(hooks);
  out["calledDownstream"] = outcome.calledDownstream;
  if (!outcome.result.empty() && function.type->result)
    out["result"] = value::printWave(outcome.result.front(), function.type->result);
  return out;
}

void printShapes(const adapt::AdaptedFunction& function, std::ostream& out) {
  out << print::witFunc(function.name, *function.type) << "\n";
  for (const cells::SchemaNode& node : function.params) printSchema(node, out);
  for (const cells::SchemaNode& node : function.result) printSchema(node, out);
  for (const std::string& note : function.notes) out << "  note: " << note << "\n";
}

Error noFunction(const adapt::Adapter& adapter, const std::string& wanted) {
  std::string all;
  for (const adapt::AdaptedFunction& function : adapter.functions)
    all += (all.empty() ? "" : ", ") + function.name;
  return {ErrorCode::NoSuchPort,
          "`" + adapter.interfaceName + "` has no function `" + wanted + "`; there are: " + all,
          {},
          {}};
}

int showFunction(const adapt::Adapter& adapter, std::size_t index, const Options& options, Json& rows,
                 Surroundings& io) {
  const adapt::AdaptedFunction& function = adapter.functions[index];
  if (options.schema && !options.json) {
    printShapes(function, io.out);
    return number(ExitCode::Ok);
  }
  const Result<Values> values = valuesFor(*function.type, options);
  if (!values) return report(function.name, values.error(), io);
  const Result<interp::CallOutcome> outcome = callAdapter(adapter, index, *values, options.block);
  if (!outcome) return report(function.name, outcome.error(), io);
  if (options.json) {
    rows.push_back(jsonOf(adapter, function, *values, *outcome));
  } else {
    printCall(function, *values, *outcome, io.out);
  }
  return number(ExitCode::Ok);
}

int showCells(const Options& options, Surroundings& io) {
  const Result<driver::PlannedSplice> planned = planOf(options.files, io);
  if (!planned) return report(planned.error(), io);
  warn(planned->diagnostics, io);
  const auto requests = chooseAdapters(planned->plan, options.adapter);
  if (!requests) return report(requests.error(), io);
  const plan::AdapterRequest& request = requests->front();
  if (requests->size() > 1) io.err << "note: several adapters fit, this is `" << request.name << "`\n";
  const Result<adapt::Adapter> adapter = adapt::generateAdapter(request);
  if (!adapter) return report(request.name, adapter.error(), io);
  Json json = jsonDocument("cells");
  json["calls"] = Json::array();
  bool found = false;
  for (std::size_t i = 0; i < adapter->functions.size(); ++i) {
    if (!options.function.empty() && adapter->functions[i].name != options.function) continue;
    if (found && !options.json) io.out << "\n";
    found = true;
    if (const int code = showFunction(*adapter, i, options, json["calls"], io); code != 0) return code;
  }
  if (!found) return report(noFunction(*adapter, options.function), io);
  if (options.json) printJson(json, io);
  return number(ExitCode::Ok);
}

}  // namespace

void addCells(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "cells", "Run an adapter on sample values and show the cell trees its hooks are given",
                 {"cells rules.yaml orders.composed.wasm --function put",
                  "cells rules.yaml orders.composed.wasm --function get --args 'key: \"order/4711\"' --json",
                  "cells rules.yaml orders.composed.wasm --schema"});
  addPlanFiles(*command, options->files);
  command
      ->add_option("--adapter", options->adapter,
                   "Number in the plan, from 1, or a part of the name (default: the first)")
      ->type_name("N|NAME");
  command->add_option("--function", options->function, "Function of the interface (default: all of them)")
      ->type_name("NAME");
  CLI::Option* args =
      command->add_option("--args", options->args, "Arguments in WAVE syntax (default: made-up examples)")
          ->type_name("WAVE");
  command
      ->add_option("--result", options->result,
                   "What the callee returns, in WAVE syntax (default: a made-up example)")
      ->type_name("WAVE");
  args->needs("--function");
  command->add_flag("--block", options->block, "Let the hook's should-block answer true");
  command->add_flag("--schema", options->schema, "Print the shape of the trees without running anything");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback([options, args, &action] {
    options->argsGiven = args->count() > 0;
    action = [options](Surroundings& io) { return showCells(*options, io); };
  });
}

}  // namespace sb::cli
