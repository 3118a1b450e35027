// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/problems_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/document/document.h"
#include "ui/models/row_model.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/problem_words.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QToolButton* severityButton(const QString& text, const char* name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setCheckable(true);
  button->setChecked(true);
  button->setObjectName(QLatin1String(name));
  makeCompact(button);
  return button;
}

}  // namespace

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : Panel(QStringLiteral("problems"), tr("Problems"), parent),
      m_model(new RowModel({tr("Problem"), tr("Place"), tr("Way out")}, {}, this)),
      m_empty(emptyHint({}, this)),
      m_page(new QWidget(this)) {
  setObjectName(QStringLiteral("problemsPanel"));
  makePaper(this);
  m_empty->setObjectName(QStringLiteral("problemsEmpty"));
  m_table = new PanelTree(m_page);
  m_table->setObjectName(QStringLiteral("problemsTable"));
  m_table->setAccessibleName(tr("Problems"));
  m_table->setModel(m_model);
  QHeaderView& head = *m_table->header();
  head.setStretchLastSection(false);
  head.setSectionResizeMode(0, QHeaderView::Stretch);
  head.resizeSection(1, 230);
  head.resizeSection(2, 280);
  m_filter = new QLineEdit(m_page);
  m_filter->setObjectName(QStringLiteral("problemsFilter"));
  m_filter->setPlaceholderText(tr("Filter problems"));
  showSearchIcon(m_filter);
  m_filter->setMaximumWidth(260);
  m_showErrors = severityButton(tr("Errors"), "problemsErrors", m_page);
  m_showWarnings = severityButton(tr("Warnings"), "problemsWarnings", m_page);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(12, 6, 12, 2);
  line->addWidget(m_filter, 1);
  line->addWidget(m_showErrors);
  line->addWidget(m_showWarnings);
  line->addStretch(1);
  auto* page = new QVBoxLayout(m_page);
  page->setContentsMargins(0, 0, 0, 0);
  page->setSpacing(2);
  page->addLayout(line);
  auto* table = new QHBoxLayout;
  table->setContentsMargins(5, 0, 5, 0);
  table->addWidget(m_table);
  page->addLayout(table, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_page);
  layout->addWidget(m_empty);
  connect(m_filter, &QLineEdit::textChanged, this, &ProblemsPanel::rebuild);
  connect(m_showErrors, &QToolButton::toggled, this, &ProblemsPanel::rebuild);
  connect(m_showWarnings, &QToolButton::toggled, this, &ProblemsPanel::rebuild);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (!m_following) selectObject(current, false);
          });
  // Also the row that is current already: something else may have been selected since.
  connect(m_table, &PanelTree::clicked, this,
          [this](const QModelIndex& index) { selectObject(index, false); });
  connect(m_table, &PanelTree::rowActivated, this,
          [this](const QModelIndex& index) { selectObject(index, true); });
}

void ProblemsPanel::attach() {
  if (document()) {
    watch(connect(document(), &Document::previewChanged, this, &ProblemsPanel::rebuild));
    follow(&document()->selection(), &Selection::changed, [this] { followSelection(); });
  }
  rebuild();
}

Item ProblemsPanel::itemOf(const driver::ProblemSubject& subject) const {
  const graph::Graph& graph = document()->graph();
  if (graph.find(subject.edge))
    return subject.hook.valid() ? Item(BeadItem{subject.edge, subject.hook}) : Item(EdgeItem{subject.edge});
  if (subject.port.node.valid() && graph.find(subject.port)) return PortItem{subject.port};
  const graph::NodeId node = subject.node.valid() ? subject.node : subject.port.node;
  return graph.find(node) ? Item(NodeItem{node}) : Item{};
}

/// Places and ways out take the room they need, up to a share; the words have the rest.
static void fitColumns(PanelTree& table, const RowModel& model) {
  const QFontMetrics metrics(currentTheme().body());
  constexpr int least = 90, most = 300, around = 24;
  for (const int column : {1, 2}) {
    int width = least;
    for (int i = 0; i < model.count(); ++i) {
      const auto& cells = model.row(i).cells;
      if (static_cast<std::size_t>(column) < cells.size())
        width =
            std::max(width, metrics.horizontalAdvance(cells[static_cast<std::size_t>(column)].text) + around);
      if (const QWidget* buttons = table.indexWidget(model.indexOfRow(i).siblingAtColumn(column)))
        width = std::max(width, buttons->sizeHint().width() + around);
    }
    table.header()->resizeSection(column, std::min(width, most));
  }
}

void ProblemsPanel::rebuild() {
  const std::vector<driver::Problem> none;
  const std::vector<driver::Problem>& problems = document() ? document()->problems() : none;
  const QString kept = m_table->currentIndex().isValid()
                           ? m_model->row(m_model->rowNumber(m_table->currentIndex())).cells.front().text
                           : QString();
  int errors = 0, warnings = 0;
  std::vector<Row> rows;
  std::vector<std::pair<QString, std::vector<std::size_t>>> groups;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const Diagnostic& diagnostic = problems[i].diagnostic;
    errors += diagnostic.severity == Severity::Error ? 1 : 0;
    warnings += diagnostic.severity == Severity::Warning ? 1 : 0;
    if (!(diagnostic.severity == Severity::Error ? m_showErrors : m_showWarnings)->isChecked()) continue;
    const QString group = groupOf(document()->graph(), problems[i].subject);
    const QString haystack = group + QLatin1Char(' ') + sentenceOf(diagnostic.message) + QLatin1Char(' ') +
                             placeOf(document()->graph(), problems[i]);
    if (!haystack.contains(m_filter->text(), Qt::CaseInsensitive)) continue;
    auto found =
        std::find_if(groups.begin(), groups.end(), [&group](const auto& g) { return g.first == group; });
    if (found == groups.end()) found = groups.insert(groups.end(), {group, {}});
    found->second.push_back(i);
  }
  for (const auto& [name, members] : groups) {
    const int head = static_cast<int>(rows.size());
    Row group;
    group.cells = {{tr("%1  (%2)").arg(name).arg(members.size()), Tone::Strong, false, -1, -1}};
    group.tag = static_cast<int>(members.front());
    rows.push_back(std::move(group));
    for (const std::size_t i : members) {
      const Diagnostic& diagnostic = problems[i].diagnostic;
      Row row;
      row.parent = head;
      row.cells = {
          {sentenceOf(diagnostic.message), Tone::Normal, false, -1, static_cast<int>(diagnostic.severity)},
          {placeOf(document()->graph(), problems[i]), Tone::Secondary, false, -1, -1},
          {!fixesFor(problems[i]).isEmpty() ? QString() : sentenceOf(diagnostic.wayOut), Tone::Secondary,
           false, -1, -1}};
      row.toolTip = sentenceOf(diagnostic.message);
      if (!diagnostic.rule.empty())
        row.toolTip += QLatin1Char('\n') + tr("Rule: %1").arg(QString::fromStdString(diagnostic.rule));
      row.tag = static_cast<int>(i);
      rows.push_back(std::move(row));
    }
  }
  m_following = true;
  m_model->setRows(std::move(rows));
  m_table->expandAll();
  if (document()) addFixButtons();
  fitColumns(*m_table, *m_model);
  for (int i = 0; i < m_model->count() && !kept.isEmpty(); ++i)
    if (m_model->row(i).cells.front().text == kept) m_table->showRow(m_model->indexOfRow(i));
  m_following = false;
  m_page->setVisible(!problems.empty());
  m_empty->setVisible(problems.empty());
  m_empty->setText(document() ? tr("No problems. Checked %1 and %2.")
                                    .arg(counted(static_cast<qint64>(document()->graph().nodes.size()),
                                                 tr("1 node"), tr("%1 nodes")),
                                         counted(static_cast<qint64>(document()->graph().edges.size()),
                                                 tr("1 connection"), tr("%1 connections")))
                              : tr("Open a composition to have it checked."));
  header()->setInfo(problems.empty()
                        ? QString()
                        : counted(errors, tr("1 error"), tr("%1 errors")) + QStringLiteral(", ") +
                              counted(warnings, tr("1 warning"), tr("%1 warnings")));
  const bool changed = errors != m_errors || warnings != m_warnings;
  m_errors = errors;
  m_warnings = warnings;
  if (changed) emit countsChanged(errors, warnings);
  followSelection();
}

/// Marks the first problem of the selected object, without scrolling away from one that is marked already.
void ProblemsPanel::followSelection() {
  if (!document() || m_following || !isLinked()) return;
  const Item& item = document()->selection().item();
  if (std::holds_alternative<std::monostate>(item)) return;
  const std::vector<driver::Problem>& problems = document()->problems();
  const auto isAbout = [&](int row) {
    if (m_model->row(row).parent < 0) return false;
    const driver::ProblemSubject& subject =
        problems[static_cast<std::size_t>(m_model->row(row).tag.toInt())].subject;
    if (const auto* node = std::get_if<NodeItem>(&item))
      return subject.node == node->node || subject.port.node == node->node;
    if (const auto* wire = std::get_if<EdgeItem>(&item)) return subject.edge == wire->edge;  // its hooks' too
    return itemOf(subject) == item;
  };
  m_following = true;
  const int current = m_model->rowNumber(m_table->currentIndex());
  if (current < 0 || !isAbout(current)) {
    int found = -1;
    for (int i = 0; i < m_model->count() && found < 0; ++i)
      if (isAbout(i)) found = i;
    m_table->showRow(m_model->indexOfRow(found));
  }
  m_following = false;
}

std::optional<driver::Problem> ProblemsPanel::currentProblem() const {
  if (!document() || document()->problems().empty()) return std::nullopt;
  const int row = m_model->rowNumber(m_table->currentIndex());
  const auto number = row < 0 ? std::size_t(0) : static_cast<std::size_t>(m_model->row(row).tag.toInt());
  return number < document()->problems().size() ? std::optional(document()->problems()[number])
                                                : std::nullopt;
}

/// What can be done about a problem, as links in its row.
void ProblemsPanel::addFixButtons() {
  constexpr int mostButtons = 200;
  for (int i = 0; i < std::min(m_model->count(), mostButtons); ++i) {
    if (m_model->row(i).parent < 0) continue;
    const driver::Problem& problem =
        document()->problems()[static_cast<std::size_t>(m_model->row(i).tag.toInt())];
    const driver::ProblemSubject subject = problem.subject;
    const auto fixes = fixesFor(problem);
    if (fixes.isEmpty()) continue;
    auto* box = new QWidget(m_table->viewport());
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(4, 0, 4, 0);
    line->setSpacing(10);
    for (const auto& [text, how] : fixes) {
      auto* button = new QPushButton(text, box);
      button->setProperty("link", true);
      button->setObjectName(QStringLiteral("fix-") + how);
      button->setCursor(Qt::PointingHandCursor);
      connect(
          button, &QPushButton::clicked, this, [this, subject, how = how] { emit fixWanted(subject, how); },
          Qt::QueuedConnection);
      line->addWidget(button);
    }
    line->addStretch(1);
    m_table->setIndexWidget(m_model->indexOfRow(i).siblingAtColumn(2), box);
  }
}

void ProblemsPanel::selectObject(const QModelIndex& index, bool reveal) {
  if (!document() || !index.isValid()) return;
  const auto number = static_cast<std::size_t>(m_model->row(m_model->rowNumber(index)).tag.toInt());
  if (number >= document()->problems().size()) return;
  const Item item = itemOf(document()->problems()[number].subject);
  m_following = true;
  document()->selection().select(item);
  m_following = false;
  if (reveal) emit document()->selection().revealRequested(item);
}

void ProblemsPanel::step(int by) {
  if (m_model->count() == 0) return;
  int at = m_model->rowNumber(m_table->currentIndex());
  for (int tries = 0; tries < m_model->count(); ++tries) {
    at = (at + by + m_model->count()) % m_model->count();
    if (m_model->row(at).parent >= 0) break;
  }
  m_following = true;
  m_table->showRow(m_model->indexOfRow(at));
  m_following = false;
  selectObject(m_model->indexOfRow(at), true);
}

}  // namespace sb::ui
