// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/panels/cell_slab.h"
#include "ui/panels/cells_model.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/wave_edit.h"
#include "ui/theme/theme.h"

// How the Cells panel is put together.
namespace sb::ui {
namespace {

QLabel* chip(const QString& text, const QString& tip, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", "chip");
  label->setToolTip(tip);
  return label;
}

}  // namespace

CellsPanel::CellsPanel(QWidget* parent) : Panel(QStringLiteral("cells"), tr("Cells"), parent) {
  setObjectName(QStringLiteral("cellsPanel"));
  m_stack = new QStackedWidget(this);
  m_hint = emptyHint({}, m_stack);
  m_hint->setObjectName(QStringLiteral("cellsHint"));
  makePaper(m_stack);
  auto* page = new QWidget(m_stack);
  m_model = new CellsModel(this);
  m_table = new PanelTree(page);
  m_table->setObjectName(QStringLiteral("cellsTable"));
  m_table->setAccessibleName(tr("Cells of the value"));
  m_table->setModel(m_model);
  m_table->setSolidSelection(true);
  m_table->setContextMenuPolicy(Qt::CustomContextMenu);
  QHeaderView& head = *m_table->header();
  head.setStretchLastSection(false);
  head.resizeSection(CellsModel::Field, 150);
  head.resizeSection(CellsModel::Kind, 96);
  head.setSectionResizeMode(CellsModel::Value, QHeaderView::Stretch);
  head.resizeSection(CellsModel::Cell, 44);
  head.resizeSection(CellsModel::At, 60);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(buildTop(page));
  auto* table = new QHBoxLayout;
  table->setContentsMargins(5, 0, 5, 0);
  table->addWidget(m_table);
  layout->addLayout(table, 1);
  layout->addWidget(buildSlab(page));
  m_stack->addWidget(m_hint);
  m_stack->addWidget(page);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);

  connect(m_choice, &QComboBox::activated, this, [this](int index) {
    if (!m_values || index < 0) return;
    const auto [function, value] = m_choices[static_cast<std::size_t>(index)];
    m_wave->clearFocus();
    m_values->setFunction(function, value);
    focusCell(m_values->valueName());
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (!m_following && current.isValid()) focusCell(m_model->pathOf(current));
          });
  connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
    if (const QString path = m_model->pathOf(index); path.startsWith(QLatin1Char('+'))) {
      m_model->showMore(path.mid(1));
      m_table->expandToDepth(2);
    }
  });
  connect(m_slab, &CellSlab::cellClicked, this, &CellsPanel::focusCell);
  connect(m_wave, &QLineEdit::textEdited, this, &CellsPanel::takeWave);
  connect(m_search, &QLineEdit::textEdited, this, &CellsPanel::find);
  connect(m_search, &QLineEdit::returnPressed, this, [this] { find(m_search->text()); });
  connect(m_copyJson, &QPushButton::clicked, this, [this] {
    if (m_values && m_values->tree()) copy(cells::toJson(*m_values->tree()), tr("JSON"));
  });
  connect(m_copyWave, &QPushButton::clicked, this, [this] {
    if (m_values && m_values->tree()) copy(cells::toWave(*m_values->tree()), tr("WAVE"));
  });
  connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    const QModelIndex index = m_table->indexAt(at);
    const cells::CellTree* cell = index.isValid() && m_values && m_values->tree()
                                      ? cellAtPath(*m_values->tree(), m_model->pathOf(index))
                                      : nullptr;
    if (!cell) return;
    QMenu menu;
    menu.addAction(tr("Copy path"), this,
                   [this, index] { QApplication::clipboard()->setText(m_model->pathOf(index)); });
    menu.addAction(tr("Copy JSON"), this, [this, cell] { copy(cells::toJson(*cell), tr("JSON")); });
    menu.addAction(tr("Copy WAVE"), this, [this, cell] { copy(cells::toWave(*cell), tr("WAVE")); });
    menu.exec(m_table->viewport()->mapToGlobal(at));
  });
  auto* find = new QShortcut(QKeySequence(Qt::Key_Slash), m_table);
  find->setContext(Qt::WidgetShortcut);
  connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
}

QWidget* CellsPanel::buildTop(QWidget* page) {
  auto* top = new QWidget(page);
  auto* layout = new QHBoxLayout(top);
  layout->setContentsMargins(12, 6, 12, 2);
  layout->setSpacing(8);
  auto* caption = new QLabel(tr("Value"), top);
  caption->setProperty("role", "secondary");
  m_choice = new PanelCombo(top);
  m_choice->setObjectName(QStringLiteral("cellsValue"));
  m_choice->setAccessibleName(tr("Value"));
  m_search = new QLineEdit(top);
  m_search->setObjectName(QStringLiteral("cellsSearch"));
  m_search->setPlaceholderText(tr("Find in values"));
  showSearchIcon(m_search);
  m_search->setMinimumWidth(140);
  m_search->setMaximumWidth(160);
  m_copyJson = new QPushButton(tr("Copy JSON"), top);
  m_copyJson->setObjectName(QStringLiteral("cellsCopyJson"));
  m_copyWave = new QPushButton(tr("Copy WAVE"), top);
  m_copyWave->setObjectName(QStringLiteral("cellsCopyWave"));
  for (QPushButton* button : {m_copyJson, m_copyWave})
    button->setStyleSheet(QStringLiteral("QPushButton { padding: 3px 8px; }"));
  layout->addWidget(caption);
  layout->addWidget(m_choice);
  layout->addWidget(m_search, 1);
  layout->addStretch(1);
  layout->addWidget(m_copyJson);
  layout->addWidget(m_copyWave);
  return top;
}

QWidget* CellsPanel::buildSlab(QWidget* page) {
  auto* bottom = new QWidget(page);
  auto* layout = new QVBoxLayout(bottom);
  layout->setContentsMargins(12, 2, 12, 6);
  layout->setSpacing(2);
  auto* line = new QHBoxLayout;
  auto* title = new QLabel(tr("Slab"), bottom);
  title->setProperty("role", "caption");
  m_sums = new QLabel(bottom);
  m_sums->setObjectName(QStringLiteral("cellsSums"));
  m_sums->setProperty("role", "secondary");
  m_measured =
      chip(tr("computed"),
           tr("Cell numbers and addresses were read back from the adapter's memory after running its code."),
           bottom);
  m_provenance = chip(tr("example"), tr("Values are from your example, not measured."), bottom);
  m_provenance->setObjectName(QStringLiteral("cellsProvenance"));
  m_measured->setObjectName(QStringLiteral("cellsMeasured"));
  line->addWidget(title);
  line->addWidget(m_sums);
  line->addStretch(1);
  line->addWidget(m_measured);
  line->addWidget(m_provenance);
  m_slab = new CellSlab(bottom);
  m_slab->setObjectName(QStringLiteral("cellsSlab"));
  auto* wave = new QHBoxLayout;
  m_waveCaption = new QLabel(tr("WAVE"), bottom);
  m_waveCaption->setProperty("role", "secondary");
  m_wave = new WaveEdit(bottom);
  m_wave->setObjectName(QStringLiteral("cellsWave"));
  m_wave->setAccessibleName(tr("Example as WAVE text"));
  wave->addWidget(m_waveCaption);
  wave->addWidget(m_wave, 1);
  m_message = new QLabel(bottom);
  m_message->setObjectName(QStringLiteral("cellsMessage"));
  m_message->setWordWrap(true);
  m_message->hide();
  layout->addLayout(line);
  layout->addWidget(m_slab);
  layout->addLayout(wave);
  layout->addWidget(m_message);
  return bottom;
}

void CellsPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  m_search->setVisible(width() >= 600);
  m_table->setRowHeight(height() < 300 ? 21 : 24);
}

void CellsPanel::themeChanged() {
  if (!m_message->isHidden()) takeWave(m_wave->text());
  m_slab->viewport()->update();
}

}  // namespace sb::ui
