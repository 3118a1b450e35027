// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QtTest>
#include <algorithm>

#include "core/interp/adapter_machine.h"
#include "core/value/value_parts.h"
#include "tests/core/shapes/adapter_request.h"

// Adapters in the interpreter, called with values: what the tests of calls have in common.
namespace sb::test {

using interp::AdapterMachine;
using interp::CallOutcome;
using interp::Simulation;

struct Made {
  adapt::Adapter adapter;
  std::unique_ptr<AdapterMachine> machine;
};

inline Made make(const plan::AdapterRequest& request) {
  Made out;
  auto adapter = adapt::generateAdapter(request);
  if (!adapter) qFatal("not generated: %s", adapter.error().text().c_str());
  out.adapter = *std::move(adapter);
  auto machine = AdapterMachine::create(out.adapter);
  if (!machine) qFatal("not loaded: %s", machine.error().text().c_str());
  out.machine = *std::move(machine);
  return out;
}

inline value::Value parsed(const std::string& text, const types::ValType& type) {
  auto value = value::parseWave(text, type);
  if (!value) qFatal("%s: %s", text.c_str(), value.error().text().c_str());
  return *std::move(value);
}

inline Simulation answering(std::vector<value::Value> result) {
  Simulation out;
  out.downstream = [result = std::move(result)](const std::vector<value::Value>&) { return result; };
  return out;
}

inline QString moments(const CallOutcome& outcome) {
  QStringList out;
  for (const interp::HookCall& hook : outcome.hooks) out += QString::fromStdString(hook.moment);
  return out.join(' ');
}

/// Calls `(x: T) -> T` of function `index` with the same value in and out; the first thing that is wrong.
inline std::string echo(const Made& made, std::size_t index, const value::Value& value,
                        Simulation simulation) {
  const types::ValType& type = made.adapter.functions[index].type->params[0].type;
  simulation.downstream = [&value](const std::vector<value::Value>&) {
    return std::vector<value::Value>{value};
  };
  const auto outcome = made.machine->call(index, {value}, simulation);
  const std::string about = " for " + value::printWave(value, type).substr(0, 300);
  if (!outcome) return outcome.error().text() + about;
  if (outcome->downstreamArgs != std::vector<value::Value>{value})
    return "the callee saw something else" + about;
  if (outcome->result != std::vector<value::Value>{value}) return "the caller got something else" + about;
  if (made.adapter.tier == 2) {
    if (outcome->hooks.size() != 2 || outcome->hooks[0].trees.size() != 1 ||
        outcome->hooks[1].trees.size() != 1)
      return "hooks are missing" + about;
    if (!(outcome->hooks[0].trees[0] == value::cellsOfValue(value, type, "x")))
      return "on-call saw something else" + about;
    if (!(outcome->hooks[1].trees[0] == value::cellsOfValue(value, type, "result")))
      return "on-return saw something else" + about;
  }
  return {};
}

inline value::Value number(std::uint64_t n) { return value::Value{n}; }

}  // namespace sb::test
