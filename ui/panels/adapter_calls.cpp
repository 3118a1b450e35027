// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QCoreApplication>
#include <QEventLoop>
#include <QPointer>
#include <QThreadPool>

#include "core/value/example_call.h"
#include "ui/document/document.h"
#include "ui/panels/adapter_values.h"

// The call that the values are shown of: run off the window's thread, and what came out.
namespace sb::ui {

/// Example values, or what was typed for this function before, as long as it still fits the type.
void AdapterValues::prepareValues() {
  m_arguments.clear();
  m_result.clear();
  if (const adapt::AdaptedFunction* f = function()) {
    const types::FuncType& type = *f->type;
    if (!m_value.isResult && m_value.param >= type.params.size())
      m_value = {type.params.empty() && type.result != nullptr, 0};
    if (m_value.isResult && !type.result) m_value = {};
    value::ExampleCall example = value::exampleCall(type);
    m_arguments = std::move(example.args);
    m_result = std::move(example.result);
    const auto edit = m_edits.find(m_adapter->interfaceName + '#' + f->name);
    if (edit != m_edits.end()) {
      if (auto typed = value::parseWaveArguments(edit->second.first.toStdString(), type.params);
          !edit->second.first.isEmpty() && typed)
        m_arguments = std::move(*typed);
      if (!edit->second.second.isEmpty() && type.result)
        if (auto typed = value::parseWave(edit->second.second.toStdString(), type.result))
          m_result = {std::move(*typed)};
    }
  }
  m_outcome.reset();
  startCall();
}

void AdapterValues::startCall() {
  const std::uint64_t run = ++m_run;
  m_error.clear();
  m_running = function() != nullptr && m_adapter->tier >= 2;
  makeTree();
  if (m_running) {
    QPointer<AdapterValues> self(this);
    QThreadPool::globalInstance()->start([self, run, adapter = m_adapter, functionIndex = m_function,
                                          arguments = m_arguments, answer = m_result] {
      auto result = std::make_shared<Result<interp::CallOutcome>>(interp::CallOutcome{});
      Result<std::unique_ptr<interp::AdapterMachine>> machine = interp::AdapterMachine::create(*adapter);
      if (machine) {
        interp::Simulation simulation;
        simulation.downstream = [&answer](const std::vector<value::Value>&) { return answer; };
        *result = (*machine)->call(functionIndex, arguments, simulation);
      } else {
        *result = tl::unexpected<Error>(machine.error());
      }
      QMetaObject::invokeMethod(
          QCoreApplication::instance(),
          [self, run, result] {
            if (self) self->takeOutcome(run, result);
          },
          Qt::QueuedConnection);
    });
  }
  emit valuesChanged();
}

void AdapterValues::takeOutcome(std::uint64_t run, std::shared_ptr<Result<interp::CallOutcome>> result) {
  if (run != m_run) return;
  m_running = false;
  m_outcome.reset();
  if (*result)
    m_outcome = std::move(**result);
  else
    m_error = QString::fromStdString(result->error().message);
  makeTree();
  emit valuesChanged();
}

void AdapterValues::waitForCall() {
  if (!m_running) return;
  QEventLoop loop;
  const QMetaObject::Connection connection =
      connect(this, &AdapterValues::valuesChanged, &loop, [this, &loop] {
        if (!m_running) loop.quit();
      });
  loop.exec();
  disconnect(connection);
}

const interp::HookCall* AdapterValues::hookCall() const {
  if (!m_outcome) return nullptr;
  for (const interp::HookCall& call : m_outcome->hooks)
    if (call.moment == (m_value.isResult ? "on-return" : "on-call")) return &call;
  return nullptr;
}

void AdapterValues::makeTree() {
  m_tree.reset();
  m_addressesKnown = false;
  const adapt::AdaptedFunction* f = function();
  if (!f || m_adapter->tier < 2) return;
  const std::size_t index = m_value.isResult ? 0 : m_value.param;
  if (const interp::HookCall* call = hookCall(); call && index < call->trees.size()) {
    m_tree = call->trees[index];
    m_addressesKnown = true;
  } else if (m_value.isResult) {
    if (f->type->result && !m_result.empty())
      m_tree = value::cellsOfValue(m_result.front(), f->type->result, "result");
  } else if (index < m_arguments.size()) {
    m_tree =
        value::cellsOfValue(m_arguments[index], f->type->params[index].type, f->type->params[index].name);
  }
  if (m_tree) m_tree->field = valueName().toStdString();
}

std::vector<const cells::CellTree*> AdapterValues::treesInMemory() const {
  std::vector<const cells::CellTree*> trees;
  if (const interp::HookCall* call = hookCall())
    for (const cells::CellTree& tree : call->trees) trees.push_back(&tree);
  return trees;
}

const std::vector<std::uint8_t>& AdapterValues::memory() const {
  static const std::vector<std::uint8_t> none;
  if (const interp::HookCall* call = hookCall(); call && !call->memory.empty()) return call->memory;
  return m_outcome ? m_outcome->memoryAfter : none;
}

}  // namespace sb::ui
