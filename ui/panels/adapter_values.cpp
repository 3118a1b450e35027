// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/adapter_values.h"

#include "ui/document/document.h"

namespace sb::ui {
namespace {

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

}  // namespace sb::ui
