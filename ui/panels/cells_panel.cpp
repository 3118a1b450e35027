// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/cells_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

#include "ui/document/document.h"
#include "ui/panels/cell_slab.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/wave_edit.h"
#include "ui/theme/theme.h"

// What the Cells panel shows; how it is put together is in cells_panel_build.cpp.
namespace sb::ui {

void CellsPanel::attach() {
  m_values = document() ? &AdapterValues::of(*document()) : nullptr;
  if (m_values) {
    follow(m_values, &AdapterValues::adapterChanged, [this] { rebuild(); });
    follow(m_values, &AdapterValues::valuesChanged, [this] { rebuild(); });
    follow(&document()->selection(), &Selection::focusChanged, [this] { followFocus(); });
    watch(connect(document(), &QObject::destroyed, this, [this] { m_values = nullptr; }));
  }
  rebuild();
}

void CellsPanel::rebuildChoices() {
  m_choices.clear();
  m_choice->clear();
  const adapt::Adapter* adapter = m_values ? m_values->adapter().get() : nullptr;
  if (!adapter || adapter->tier < 2) return;
  for (std::size_t f = 0; f < adapter->functions.size(); ++f) {
    const types::FuncType& type = *adapter->functions[f].type;
    const QString name = QString::fromStdString(adapter->functions[f].name);
    for (std::size_t p = 0; p < type.params.size(); ++p) {
      m_choices.push_back({f, {false, p}});
      m_choice->addItem(tr("%1 · argument %2").arg(name, QString::fromStdString(type.params[p].name)));
    }
    if (!type.result) continue;
    m_choices.push_back({f, {true, 0}});
    m_choice->addItem(tr("%1 · result").arg(name));
  }
  for (std::size_t i = 0; i < m_choices.size(); ++i)
    if (m_choices[i].first == m_values->functionIndex() && m_choices[i].second == m_values->value())
      m_choice->setCurrentIndex(static_cast<int>(i));
}

void CellsPanel::rebuild() {
  m_following = true;
  rebuildChoices();
  const adapt::Adapter* adapter = m_values ? m_values->adapter().get() : nullptr;
  const bool shown = adapter && adapter->tier >= 2 && !m_choices.empty();
  m_stack->setCurrentIndex(shown ? 1 : 0);
  if (!shown) {
    if (!adapter)
      m_hint->setText(tr("Select a hook and a function. Example values can be typed as WAVE."));
    else if (adapter->tier < 2)
      m_hint->setText(
          tr("%1 has no cells: a tier 1 hook is told interface, function and call number, never a value.")
              .arg(QString::fromStdString(adapter->name)));
    else
      m_hint->setText(tr("No function of this interface takes or returns a value."));
    m_model->setTree(nullptr, false);
    m_slab->setTree(nullptr);
    m_following = false;
    return;
  }
  const cells::CellTree* tree = m_values->tree();
  const bool known = m_values->addressesKnown();
  m_model->setTree(tree, known);
  m_table->expandToDepth(2);
  m_slab->setTree(known ? tree : nullptr);
  const auto count = static_cast<int>(m_slab->boxes().size());
  if (known)
    m_sums->setText(tr("%1 × 16 B = %2 B, align 8, root = cell %3")
                        .arg(counted(count, tr("1 cell"), tr("%1 cells")))
                        .arg(count * 16)
                        .arg(tree->cell));
  else if (!m_values->error().isEmpty())
    m_sums->setText(tr("The adapter did not run: %1").arg(m_values->error()));
  else
    m_sums->setText(m_values->running() ? tr("running the adapter …")
                                        : tr("This hook is not given this value, so it has no cells."));
  m_slab->setVisible(known);
  m_measured->setVisible(known);
  const bool ofResult = m_values->value().isResult;
  m_waveCaption->setText(ofResult ? tr("WAVE answer") : tr("WAVE"));
  m_waveCaption->setToolTip(ofResult ? tr("What the callee answers in the example")
                                     : tr("The arguments of the example call"));
  m_wave->setEnabled(m_values->function() && (ofResult || !m_values->function()->type->params.empty()));
  if (const QString text = m_values->text(ofResult); !m_wave->hasFocus() && m_wave->text() != text) {
    m_wave->setText(text);
    m_wave->setCursorPosition(0);
    m_wave->setError(-1, {});
    m_message->hide();
  }
  m_following = false;
  followFocus();
}

void CellsPanel::takeWave(const QString& text) {
  if (!m_values) return;
  const std::optional<AdapterValues::TextError> error = m_values->setText(m_values->value().isResult, text);
  m_wave->setError(error ? error->position : -1, error ? error->message : QString());
  m_message->setText(
      error ? QStringLiteral("<span style=\"color:%1\">%2</span>")
                  .arg(currentTheme().error.name(), tr("At character %1: %2. The last good values stay.")
                                                        .arg(error->position + 1)
                                                        .arg(QString(error->message).remove(QLatin1Char('`')))
                                                        .toHtmlEscaped())
            : QString());
  m_message->setVisible(error.has_value());
}

void CellsPanel::focusCell(const QString& path) {
  if (!m_values || !m_values->tree() || !m_values->function() || !isLinked()) return;
  const cells::CellTree* cell = cellAtPath(*m_values->tree(), path);
  if (!cell) return;
  m_values->selectBead();
  Focus focus = document()->selection().focus();
  focus.function = QString::fromStdString(m_values->function()->name);
  focus.value = m_values->valueName();
  focus.cellPath = path;
  focus.region.reset();
  focus.byte.reset();
  focus.byteCount = 1;
  if (m_values->addressesKnown()) {
    const std::uint32_t payload = cellPayloadSize(cell->kind);
    focus.byte = cell->address + (payload > 0 ? cells::CellPayloadOffset : 0);
    focus.byteCount = payload > 0 ? payload : cells::CellSize;
  }
  document()->selection().setFocus(focus);
  followFocus();
}

void CellsPanel::followFocus() {
  if (!m_values || m_following || !m_values->tree()) return;
  m_following = true;
  const Focus& focus = document()->selection().focus();
  QString path = focus.cellPath;
  const bool mine = focus.value.isEmpty() || focus.value == m_values->valueName();
  if (!path.isEmpty() && m_model->rowOfPath(path) < 0) path.clear();
  if (path.isEmpty() && focus.byte && m_values->addressesKnown())
    path = cellPathAt(*m_values->tree(), *focus.byte);
  // A field of the layout stands for the cell at its type path, at least for the whole value.
  const bool wholeValue = focus.region || (!focus.function.isEmpty() && !focus.byte);
  if (path.isEmpty() && wholeValue && mine) path = QString::fromStdString(m_values->tree()->field);
  const int row = path.isEmpty() ? -1 : m_model->rowOfPath(path);
  m_table->showRow(m_model->indexOfRow(row));
  m_slab->setSelected(path);
  m_following = false;
}

void CellsPanel::find(const QString& text) {
  if (text.isEmpty() || m_model->count() == 0) return;
  const int from = std::max(0, m_model->rowNumber(m_table->currentIndex()));
  for (int i = 0; i < m_model->count(); ++i) {
    const int number = (from + i) % m_model->count();
    const Row& row = m_model->row(number);
    bool match = row.tag.toString().contains(text, Qt::CaseInsensitive);
    for (const RowCell& cell : row.cells) match = match || cell.text.contains(text, Qt::CaseInsensitive);
    if (match) return focusCell(row.tag.toString());
  }
  emit sentence(tr("Nothing in this value matches \"%1\".").arg(text));
}

void CellsPanel::copy(const std::string& text, const QString& what) {
  QApplication::clipboard()->setText(QString::fromStdString(text));
  emit sentence(tr("%1 of %2 copied.").arg(what, m_values->valueName()));
}

}  // namespace sb::ui
