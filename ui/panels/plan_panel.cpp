// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/plan_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/driver/document_rules.h"
#include "ui/document/document.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/rule_list.h"
#include "ui/panels/step_delegate.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// Which form of a hook an adapter calls: "async", "sync", or "retyped" when its functions were made sync.
QString formOf(const driver::Preview& preview, const graph::Graph& graph, const plan::Step& step) {
  for (const plan::AdapterRequest& request : preview.plan.adapters) {
    if (request.id != step.adapter || !step.adapter.valid()) continue;
    for (const graph::HookInterface& hook : request.hooks)
      if (hook.function && hook.function->async) return PlanPanel::tr("async");
    const bool plain =
        !request.hooks.empty() && request.hooks.front().package == graph::HookPackage::Numbered;
    if (const graph::Edge* edge = graph.find(step.edge); edge && !plain)
      for (const graph::Hook& hook : edge->hooks)
        if (hook.id == step.hook && hook.options.retypeToSync) return PlanPanel::tr("retyped");
    return PlanPanel::tr("sync");
  }
  return {};
}

QString linesText(const plan::Step& step) {
  if (step.wacLines.empty()) return {};
  const auto [first, last] = std::pair(step.wacLines.front().first, step.wacLines.back().second);
  return first == last ? QStringLiteral("L %1").arg(first) : QStringLiteral("L %1–%2").arg(first).arg(last);
}

QString sizeText(std::uint64_t bytes) {
  if (bytes == 0) return {};
  if (bytes < 1024) return QStringLiteral("%1 B").arg(bytes);
  if (bytes < 1024 * 1024)
    return QStringLiteral("%1 KiB").arg(static_cast<double>(bytes) / 1024, 0, 'f', bytes < 10240 ? 1 : 0);
  return QStringLiteral("%1 MiB").arg(static_cast<double>(bytes) / (1024 * 1024), 0, 'f', 1);
}

}  // namespace

PlanPanel::PlanPanel(QWidget* parent)
    : Panel(QStringLiteral("plan"), tr("Plan"), parent),
      m_rules(new RuleList(this)),
      m_list(new QListWidget(this)),
      m_before(new QPushButton(tr("Before"), this)),
      m_after(new QPushButton(tr("After"), this)) {
  setObjectName(QStringLiteral("planPanel"));
  m_list->setObjectName(QStringLiteral("planSteps"));
  m_list->setItemDelegate(stepDelegate(m_list));
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setAccessibleName(tr("Steps of the splice plan"));
  auto* group = new QButtonGroup(this);
  for (QPushButton* button : {m_before, m_after}) {
    button->setCheckable(true);
    button->setProperty("segment", true);
    group->addButton(button);
    button->setStyleSheet(QStringLiteral("QPushButton { padding: 2px 10px; }"));
    connect(button, &QPushButton::clicked, this, [this, button] { showStep(button == m_after); });
  }
  m_after->setChecked(true);
  auto* segments = new QWidget(this);
  auto* pair = new QHBoxLayout(segments);
  pair->setContentsMargins(0, 0, 0, 0);
  pair->setSpacing(0);
  pair->addWidget(m_before);
  pair->addWidget(m_after);
  header()->addWidget(segments);
  m_before->setObjectName(QStringLiteral("planBefore"));
  m_after->setObjectName(QStringLiteral("planAfter"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 2, 0, 0);
  makePaper(this);
  m_rules->setAccessibleName(tr("Rules of this document"));
  m_rules->hide();
  layout->addWidget(m_rules, 2);
  layout->addWidget(m_list, 5);
  connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
    if (m_marking || !document() || row < 0) return;
    const plan::SplicePlan& plan = document()->preview().plan;
    if (static_cast<std::size_t>(row) >= plan.steps.size()) return;
    const plan::Step& step = plan.steps[static_cast<std::size_t>(row)];
    document()->goTo(step.inside);
    if (step.edge.valid() && step.hook.valid())
      document()->selection().select(BeadItem{step.edge, step.hook});
    else if (step.edge.valid())
      document()->selection().select(EdgeItem{step.edge});
    if (isLinked()) emit sentence(QString::fromStdString(step.refusal ? step.refusal->wayOut : step.reason));
    Focus focus = document()->selection().focus();
    focus.step = static_cast<std::size_t>(row);
    if (!step.wacLines.empty()) focus.wacLine = step.wacLines.front().first;
    document()->selection().setFocus(focus);
    if (m_before->isChecked() || m_after->isChecked()) emit stepShown(row, m_after->isChecked());
  });
  connect(m_list, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) {
    if (!document()) return;
    const auto& steps = document()->preview().plan.steps;
    const auto row = static_cast<std::size_t>(m_list->row(item));
    if (row >= steps.size()) return;
    if (steps[row].adapter.valid())
      emit layoutWanted();
    else if (!steps[row].wacLines.empty())
      emit wacWanted(steps[row].wacLines.front().first);
  });
}

bool PlanPanel::showsAfter() const { return m_after->isChecked(); }

void PlanPanel::showStep(bool after) {
  if (m_list->currentRow() < 0 && m_list->count() > 0) m_list->setCurrentRow(0);
  emit stepShown(m_list->currentRow(), after);
}

void PlanPanel::attach() {
  m_list->clear();
  if (!document()) {
    header()->setTitle(tr("Plan"));
    m_rules->hide();
    return;
  }
  watch(connect(document(), &Document::graphChanged, this, [this](ChangeKind kind) {
    if (kind == ChangeKind::Structure) showRules();
  }));
  showRules();
  watch(connect(document(), &Document::previewChanged, this, &PlanPanel::rebuild));
  follow(&document()->selection(), &Selection::changed, [this] { markFocus(); });
  follow(&document()->selection(), &Selection::focusChanged, [this] { markFocus(); });
  rebuild();
}

/// The list lies above the steps, and only when there is one.
void PlanPanel::showRules() {
  if (!document()) return;
  const graph::Graph& root = document()->root();
  const Result<plan::SpliceRules> rules = driver::keptRules(root);
  m_rules->setVisible(rules && !rules->rules.empty());
  m_rules->showRules(root, rules ? *rules : plan::SpliceRules(), true);
}

void PlanPanel::rebuild() {
  if (!document()) return;
  m_marking = true;
  m_list->clear();
  const driver::Preview& preview = document()->preview();
  int number = 1;
  for (const plan::Step& step : preview.plan.steps) {
    auto* item = new QListWidgetItem(m_list);
    item->setData(TitleRole, QString::fromStdString(step.title));
    item->setData(SubjectRole, QString::fromStdString(step.refusal ? step.refusal->rule : step.subject));
    item->setData(LinesRole, linesText(step));
    std::uint64_t size = 0;
    if (const auto adapter = preview.adapters.find(step.adapter); adapter != preview.adapters.end())
      size = adapter->second->componentBytes.size();
    else if (const graph::Node* node = preview.plan.spliced.find(step.node);
             node && node->file && step.kind == plan::StepKind::Instantiate)
      size = node->file->bytes.size();
    item->setData(SizeRole, sizeText(size));
    item->setData(NumberRole, QString::number(number++));
    const bool ready = step.kind == plan::StepKind::TakeApart || step.kind == plan::StepKind::MatchRule;
    if (!step.warnings.empty() && !step.refusal) item->setData(WarnedRole, true);
    item->setData(StateRole, step.refusal ? Refused : (ready ? Done : Pending));
    const QString form = formOf(preview, *level(step), step);
    item->setData(FormRole, form);
    QString tip = QString::fromStdString(step.reason);
    if (!form.isEmpty()) tip.prepend(tr("Called in its %1 form: ").arg(form));
    if (step.refusal)
      tip += QLatin1Char('\n') + QString::fromStdString(step.refusal->rule + "\n" + step.refusal->wayOut);
    for (const std::string& warning : step.warnings)
      tip += QLatin1Char('\n') + QString::fromStdString(warning);
    item->setToolTip(tip);
    item->setData(Qt::AccessibleTextRole, QString::fromStdString(step.title + ", " + step.subject) +
                                              (form.isEmpty() ? QString() : QStringLiteral(", ") + form));
  }
  m_marking = false;
  markFocus();
}

/// The graph of the document that the edge of a step is of.
const graph::Graph* PlanPanel::level(const plan::Step& step) const {
  const graph::Graph* at = &document()->root();
  for (const graph::NodeId id : step.inside) {
    const graph::Node* node = at->find(id);
    if (!node || !node->inner) break;
    at = node->inner.get();
  }
  return at;
}

/// Steps that make, change or wire a node; those of its connections too.
std::set<std::size_t> PlanPanel::stepsOf(graph::NodeId node) const {
  const auto& steps = document()->preview().plan.steps;
  std::set<std::size_t> found;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const plan::Step& step = steps[i];
    if (step.inside != document()->path()) continue;
    const graph::Edge* edge = document()->graph().find(step.edge);
    const bool wired = edge && (edge->provider.node == node || edge->consumer.node == node);
    if (wired || step.node == node ||
        std::find(step.nodes.begin(), step.nodes.end(), node) != step.nodes.end())
      found.insert(i);
  }
  return found;
}

void PlanPanel::markFocus() {
  if (!document() || !isLinked()) return;
  const auto& steps = document()->preview().plan.steps;
  std::optional<std::size_t> wanted = document()->selection().focus().step;
  if (!wanted) {  // the step of the selected hook's adapter, else of the connection
    const graph::EdgeId edge = document()->selection().edge();
    const graph::HookId hook = document()->selection().hook();
    for (std::size_t i = 0; i < steps.size() && !wanted; ++i)
      if (steps[i].inside != document()->path())
        continue;
      else if (hook.valid() ? (steps[i].hook == hook && steps[i].kind == plan::StepKind::GenerateAdapter)
                            : (edge.valid() && steps[i].edge == edge))
        wanted = i;
  }
  std::set<std::size_t> linked;
  if (const auto* node = std::get_if<NodeItem>(&document()->selection().item())) linked = stepsOf(node->node);
  if (!wanted && !linked.empty()) wanted = *linked.begin();
  m_marking = true;
  for (int i = 0; i < m_list->count(); ++i)
    m_list->item(i)->setData(LinkedRole, linked.count(static_cast<std::size_t>(i)) > 0);
  if (wanted && *wanted < steps.size())
    m_list->setCurrentRow(static_cast<int>(*wanted));
  else
    m_list->setCurrentRow(-1);
  m_marking = false;
  header()->setTitle(steps.empty()
                         ? tr("Plan")
                         : (wanted ? tr("Plan · step %1 of %2").arg(*wanted + 1).arg(steps.size())
                                   : tr("Plan · %n step(s)", nullptr, static_cast<int>(steps.size()))));
}

}  // namespace sb::ui
