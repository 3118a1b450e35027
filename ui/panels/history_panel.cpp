// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/history_panel.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/commands/edit_command.h"
#include "ui/document/document.h"
#include "ui/models/row_model.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"

namespace sb::ui {
namespace {

bool onlyMoves(const QUndoStack& stack, int command) {
  const auto* edit = dynamic_cast<const EditCommand*>(stack.command(command));
  return edit && edit->viewOnly();
}

}  // namespace

HistoryPanel::HistoryPanel(QWidget* parent)
    : Panel(QStringLiteral("undo"), tr("History"), parent),
      m_model(new RowModel({tr("Edit"), tr("State")}, {1}, this)),
      m_table(new PanelTree(this)),
      m_empty(emptyHint(tr("Nothing has been edited yet."), this)) {
  setObjectName(QStringLiteral("historyPanel"));
  makePaper(this);
  m_table->setObjectName(QStringLiteral("historyTable"));
  m_table->setAccessibleName(tr("Edits, oldest first"));
  m_table->setModel(m_model);
  m_table->setRootIsDecorated(false);
  m_table->setIndentation(0);
  m_table->header()->setStretchLastSection(false);
  m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_table->header()->resizeSection(1, 140);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* table = new QHBoxLayout;
  table->setContentsMargins(5, 0, 5, 0);
  table->addWidget(m_table);
  layout->addLayout(table, 1);
  layout->addWidget(m_empty);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (m_following || !document() || !current.isValid()) return;
            const int target = m_model->row(m_model->rowNumber(current)).tag.toInt();
            // The list changes when the stack does; not from inside the view's own signal.
            QMetaObject::invokeMethod(
                this,
                [this, target] {
                  if (document()) document()->undoStack().setIndex(target);
                },
                Qt::QueuedConnection);
          });
}

void HistoryPanel::attach() {
  if (document()) {
    watch(connect(&document()->undoStack(), &QUndoStack::indexChanged, this, &HistoryPanel::rebuild));
    watch(connect(&document()->undoStack(), &QUndoStack::cleanChanged, this, &HistoryPanel::rebuild));
    watch(connect(document(), &Document::titleChanged, this, &HistoryPanel::rebuild));
  }
  rebuild();
}

void HistoryPanel::rebuild() {
  std::vector<Row> rows;
  const bool any = document() && document()->undoStack().count() > 0;
  if (document()) {
    const QUndoStack& stack = document()->undoStack();
    const auto state = [&stack](int first, int last) {
      return stack.cleanIndex() >= first && stack.cleanIndex() <= last ? HistoryPanel::tr("saved")
                                                                       : QString();
    };
    const auto add = [&](const QString& text, int first, int last) {
      const Tone tone = last <= stack.index() ? Tone::Normal : Tone::Tertiary;
      Row row;
      row.cells = {{text, last == stack.index() ? Tone::Strong : tone, false, -1, -1},
                   {state(first, last), Tone::Accent, false, -1, -1}};
      row.tag = last;
      rows.push_back(std::move(row));
    };
    add(tr("%1 as opened").arg(document()->title()), 0, 0);
    for (int i = 0; i < stack.count(); ++i) {
      const int first = i;
      // Moves fold as long as neither the current nor the saved state lies between them.
      while (onlyMoves(stack, i) && i + 1 < stack.count() && onlyMoves(stack, i + 1) &&
             stack.index() != i + 1 && stack.cleanIndex() != i + 1)
        ++i;
      add(i == first ? stack.text(i) : tr("Move nodes, %1 times").arg(i - first + 1), first + 1, i + 1);
    }
  }
  m_following = true;
  m_model->setRows(std::move(rows));
  m_table->setVisible(any);
  m_empty->setVisible(!any);
  m_empty->setText(document() ? tr("Nothing has been edited yet.") : tr("Open a composition to edit it."));
  header()->setInfo(any ? counted(document()->undoStack().count(), tr("1 edit"), tr("%1 edits")) : QString());
  m_following = false;
  mark();
}

void HistoryPanel::mark() {
  if (!document()) return;
  m_following = true;
  for (int i = 0; i < m_model->count(); ++i)
    if (m_model->row(i).tag.toInt() == document()->undoStack().index())
      m_table->showRow(m_model->indexOfRow(i));
  m_following = false;
}

}  // namespace sb::ui
