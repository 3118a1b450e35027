// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/adapter_values.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QPointer>
#include <QThreadPool>

#include "ui/document/document.h"

namespace sb::ui {
namespace {

std::vector<value::Value> exampleArguments(const types::FuncType& type) {
  std::vector<value::Value> values;
  for (const types::Param& param : type.params) values.push_back(value::exampleValue(param.type, param.name));
  return values;
}

std::vector<value::Value> exampleResult(const types::FuncType& type) {
  if (!type.result) return {};
  return {value::exampleValue(type.result, "result")};
}

QString argumentsText(const std::vector<value::Value>& values, const types::FuncType& type) {
  QStringList parts;
  for (std::size_t i = 0; i < values.size() && i < type.params.size(); ++i)
    parts << QString::fromStdString(type.params[i].name + ": " +
                                    value::printWave(values[i], type.params[i].type));
  return parts.join(QStringLiteral(", "));
}

}  // namespace

AdapterValues& AdapterValues::of(Document& document) {
  if (auto* found = document.findChild<AdapterValues*>(QString(), Qt::FindDirectChildrenOnly)) return *found;
  return *new AdapterValues(document);
}

AdapterValues::AdapterValues(Document& document) : QObject(&document), m_document(document) {
  connect(&document, &Document::previewChanged, this, &AdapterValues::followSelection);
  connect(&document.selection(), &Selection::changed, this, &AdapterValues::followSelection);
  connect(&document.selection(), &Selection::focusChanged, this, &AdapterValues::followFocus);
  followSelection();
}

std::vector<AdapterValues::Choice> AdapterValues::choices() const {
  std::vector<Choice> all;
  for (const plan::AdapterRequest& request : m_document.preview().plan.adapters)
    if (m_document.preview().adapters.count(request.id))
      all.push_back({request.edge, request.hook, QString::fromStdString(request.name)});
  return all;
}

int AdapterValues::currentChoice() const {
  const std::vector<Choice> all = choices();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (m_adapter && all[i].edge == m_edge && all[i].hook == m_hook) return static_cast<int>(i);
  return -1;
}

void AdapterValues::choose(std::size_t index) {
  const std::vector<Choice> all = choices();
  if (index >= all.size()) return;
  const Choice& choice = all[index];
  if (m_document.graph().find(choice.edge)) m_document.selection().select(BeadItem{choice.edge, choice.hook});
  setAdapter(choice.edge, choice.hook, m_document.adapterOf(choice.edge, choice.hook));
}

void AdapterValues::selectBead() {
  const BeadItem bead{m_edge, m_hook};
  const Selection& selection = m_document.selection();
  if (!m_adapter || selection.item() == Item(bead) || !m_document.graph().find(m_edge)) return;
  m_document.selection().select(bead);
}

void AdapterValues::followSelection() {
  const Selection& selection = m_document.selection();
  graph::EdgeId edge = selection.edge();
  graph::HookId hook = selection.hook();
  const std::optional<std::size_t> step = selection.focus().step;
  const std::vector<plan::Step>& steps = m_document.preview().plan.steps;
  if (step && *step < steps.size() && steps[*step].adapter.valid()) {
    edge = steps[*step].edge;
    hook = steps[*step].hook;
  }
  if (edge.valid() && !hook.valid())
    for (const Choice& choice : choices())
      if (choice.edge == edge && !hook.valid()) hook = choice.hook;
  if (auto adapter = m_document.adapterOf(edge, hook)) return setAdapter(edge, hook, std::move(adapter));
  // Nothing selected has an adapter: the last one stays for as long as it exists.
  setAdapter(m_edge, m_hook, m_document.adapterOf(m_edge, m_hook));
}

void AdapterValues::followFocus() {
  const Focus& focus = m_document.selection().focus();
  if (focus.step) followSelection();
  if (!m_adapter) return;
  std::string function = focus.function.toStdString(), valueName = focus.value.toStdString();
  if (function.empty() && focus.region && focus.region->value < m_adapter->layout.regions.size()) {
    const adapt::Owner& owner = m_adapter->layout[*focus.region].owner;
    function = owner.function;
    valueName = owner.param;
  }
  for (std::size_t i = 0; i < m_adapter->functions.size(); ++i) {
    const adapt::AdaptedFunction& candidate = m_adapter->functions[i];
    if (candidate.name != function) continue;
    ValueChoice choice = i == m_function ? m_value : ValueChoice{};
    if (valueName == "result") choice = {true, 0};
    for (std::size_t p = 0; p < candidate.type->params.size(); ++p)
      if (candidate.type->params[p].name == valueName) choice = {false, p};
    setFunction(i, choice);
  }
}

void AdapterValues::setAdapter(graph::EdgeId edge, graph::HookId hook,
                               std::shared_ptr<const adapt::Adapter> adapter) {
  if (adapter == m_adapter && edge == m_edge && hook == m_hook) return;
  const std::string function = this->function() ? this->function()->name : std::string();
  const bool sameHook = edge == m_edge && hook == m_hook;
  m_adapter = std::move(adapter);
  m_edge = edge;
  m_hook = hook;
  m_function = 0;
  if (m_adapter && sameHook)
    for (std::size_t i = 0; i < m_adapter->functions.size(); ++i)
      if (m_adapter->functions[i].name == function) m_function = i;
  if (!sameHook) m_value = {};
  prepareValues();
  emit adapterChanged();
  followFocus();
}

const adapt::AdaptedFunction* AdapterValues::function() const {
  return m_adapter && m_function < m_adapter->functions.size() ? &m_adapter->functions[m_function] : nullptr;
}

void AdapterValues::setFunction(std::size_t function, ValueChoice value) {
  if (!m_adapter || function >= m_adapter->functions.size()) return;
  const types::FuncType& type = *m_adapter->functions[function].type;
  if (!value.isResult && value.param >= type.params.size())
    value = {type.params.empty() && type.result != nullptr, 0};
  if (function == m_function && value == m_value) return;
  const bool sameCall = function == m_function;
  m_function = function;
  m_value = value;
  if (!sameCall) return prepareValues();
  makeTree();
  emit valuesChanged();
}

QString AdapterValues::valueName() const {
  if (!function()) return {};
  if (m_value.isResult) return QStringLiteral("result");
  const auto& params = function()->type->params;
  return m_value.param < params.size() ? QString::fromStdString(params[m_value.param].name) : QString();
}

QString AdapterValues::text(bool ofResult) const {
  if (!function()) return {};
  const types::FuncType& type = *function()->type;
  if (!ofResult) return argumentsText(m_arguments, type);
  return m_result.empty() ? QString()
                          : QString::fromStdString(value::printWave(m_result.front(), type.result));
}

bool AdapterValues::edited(bool ofResult) const {
  if (!m_adapter || !function()) return false;
  const auto found = m_edits.find(m_adapter->interfaceName + '#' + function()->name);
  return found != m_edits.end() && !(ofResult ? found->second.second : found->second.first).isEmpty();
}

std::optional<AdapterValues::TextError> AdapterValues::setText(bool ofResult, const QString& text) {
  if (!function()) return std::nullopt;
  const types::FuncType& type = *function()->type;
  const std::string utf8 = text.toStdString();
  const auto whereIn = [&utf8](const Error& error) {
    const std::size_t bytes = std::min<std::size_t>(error.offset.value_or(0), utf8.size());
    return TextError{static_cast<int>(QString::fromStdString(utf8.substr(0, bytes)).size()),
                     QString::fromStdString(error.message)};
  };
  if (ofResult) {
    if (!type.result) return std::nullopt;
    Result<value::Value> parsed = value::parseWave(utf8, type.result);
    if (!parsed) return whereIn(parsed.error());
    m_result = {std::move(*parsed)};
  } else {
    Result<std::vector<value::Value>> parsed = value::parseWaveArguments(utf8, type.params);
    if (!parsed) return whereIn(parsed.error());
    m_arguments = std::move(*parsed);
  }
  std::pair<QString, QString>& kept = m_edits[m_adapter->interfaceName + '#' + function()->name];
  (ofResult ? kept.second : kept.first) = text;
  startCall();
  return std::nullopt;
}

/// Example values, or what was typed for this function before, as long as it still fits the type.
void AdapterValues::prepareValues() {
  m_arguments.clear();
  m_result.clear();
  if (const adapt::AdaptedFunction* f = function()) {
    const types::FuncType& type = *f->type;
    if (!m_value.isResult && m_value.param >= type.params.size())
      m_value = {type.params.empty() && type.result != nullptr, 0};
    if (m_value.isResult && !type.result) m_value = {};
    m_arguments = exampleArguments(type);
    m_result = exampleResult(type);
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
