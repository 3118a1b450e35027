// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/adapter_values.h"
#include "ui/panels/cell_kinds_view.h"
#include "ui/panels/cells_panel.h"
#include "ui/panels/layout_panel.h"
#include "ui/panels/layout_ruler.h"
#include "ui/panels/panel_parts.h"
#include "ui/panels/panel_tree.h"
#include "ui/panels/region_model.h"
#include "ui/panels/why_pane.h"
#include "ui/theme/theme.h"

// How the Layout panel is put together.
namespace sb::ui {
namespace {

constexpr int largeHeight = 560, sideWhyWidth = 300;

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
  auto* area = new QScrollArea(parent);
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setWidget(content);
  return area;
}

QString markdownOf(const std::vector<ByteEntry>& entries) {
  QString text = QStringLiteral("| Offset | Size | Align | What | When written |\n|---|---|---|---|---|\n");
  for (const ByteEntry& e : entries)
    text += QStringLiteral("| %1 | %2 | %3 | %4 | %5 |\n")
                .arg(hexAddress(e.offset))
                .arg(e.size)
                .arg(e.align)
                .arg(e.what, e.when);
  return text;
}

}  // namespace

LayoutPanel::LayoutPanel(QWidget* parent) : Panel(QStringLiteral("layout"), tr("Layout"), parent) {
  setObjectName(QStringLiteral("layoutPanel"));
  m_stack = new QStackedWidget(this);
  makePaper(m_stack);
  auto* page = new QWidget(m_stack);
  m_ruler = new LayoutRuler(page);
  m_ruler->setObjectName(QStringLiteral("layoutRuler"));
  m_model = new RegionModel(this);
  m_table = new PanelTree(page);
  m_table->setObjectName(QStringLiteral("layoutTable"));
  m_table->setAccessibleName(tr("Regions of the adapter's memory"));
  m_table->setModel(m_model);
  m_table->setSolidSelection(true);
  m_table->setTreePosition(RegionModel::What);
  m_table->setRowHeight(20);
  m_table->setContextMenuPolicy(Qt::CustomContextMenu);
  QHeaderView& head = *m_table->header();
  head.resizeSection(RegionModel::Offset, 62);
  head.resizeSection(RegionModel::Size, 44);
  head.resizeSection(RegionModel::Align, 44);
  head.setStretchLastSection(false);
  head.setSectionResizeMode(RegionModel::What, QHeaderView::Stretch);
  head.resizeSection(RegionModel::When, 128);

  m_columns = new QSplitter(Qt::Horizontal, page);
  m_columns->setChildrenCollapsible(false);
  m_columns->setHandleWidth(1);
  m_columns->addWidget(m_table);
  m_columns->addWidget(buildBytes());
  m_sideWhy = new WhyPane(m_columns);
  makePaper(m_sideWhy);
  m_sideArea = scrolled(m_sideWhy, m_columns);
  m_sideArea->setMinimumWidth(200);
  m_columns->addWidget(m_sideArea);
  m_columns->setStretchFactor(0, 4);
  m_columns->setStretchFactor(1, 5);
  m_columns->setStretchFactor(2, 0);
  m_table->setMinimumWidth(300);
  m_columns->setSizes({420, 580, sideWhyWidth});
  m_sideArea->hide();

  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(buildTop());
  layout->addWidget(m_ruler);
  layout->addWidget(m_columns, 3);
  layout->addWidget(buildDetails(), 4);
  m_stack->addWidget(emptyHint(tr("Select a hook to see the memory of its adapter."), m_stack));
  m_stack->addWidget(page);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);

  connect(m_choice, &QComboBox::activated, this, [this](int index) {
    if (m_values && index >= 0) m_values->choose(static_cast<std::size_t>(index));
  });
  connect(m_ruler, &LayoutRuler::entryClicked, this, &LayoutPanel::focusEntry);
  const auto hover = [this](int entry) {
    ByteRange range;
    if (entry >= 0 && entry < m_model->count())
      range = {m_model->entries()[static_cast<std::size_t>(entry)].offset,
               m_model->entries()[static_cast<std::size_t>(entry)].end()};
    m_hex->setHover(range);
  };
  connect(m_ruler, &LayoutRuler::entryHovered, this, hover);
  connect(m_table, &PanelTree::rowHovered, this,
          [this, hover](const QModelIndex& index) { hover(m_model->rowNumber(index)); });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (!m_following && current.isValid()) focusEntry(m_model->rowNumber(current));
          });
  connect(m_table, &PanelTree::rowActivated, this,
          [this](const QModelIndex& index) { m_ruler->zoomToEntry(m_model->rowNumber(index)); });
  connect(m_hex, &HexView::byteClicked, this,
          [this](std::uint64_t address) { focusByte(static_cast<std::uint32_t>(address)); });
  connect(m_hex, &HexView::byteHovered, this, [this, hover](qint64 address) {
    hover(address < 0 ? -1 : entryAt(m_model->entries(), static_cast<std::uint32_t>(address)));
  });
  connect(m_example, &QToolButton::toggled, this, &LayoutPanel::rebuild);
  connect(m_why, &QToolButton::toggled, this, &LayoutPanel::arrange);
  for (WhyPane* why : {m_sideWhy, m_bigWhy})
    connect(why, &WhyPane::watWanted, this, [this] { emit panelWanted(QStringLiteral("wat")); });
  connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    const int number = m_model->rowNumber(m_table->indexAt(at));
    if (number < 0) return;
    const ByteEntry& entry = m_model->entries()[static_cast<std::size_t>(number)];
    const auto copy = [](const QString& text) { QApplication::clipboard()->setText(text); };
    QMenu menu;
    menu.addAction(tr("Copy offset"), this, [copy, &entry] { copy(hexAddress(entry.offset)); });
    menu.addAction(tr("Copy path"), this,
                   [this, copy, number] { copy(entryPath(m_model->entries(), number)); });
    menu.addAction(tr("Copy bytes"), this, [this, copy, &entry] {
      const std::vector<std::uint8_t>& bytes = shownBytes();
      if (entry.end() <= bytes.size())
        copy(QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(bytes.data() + entry.offset),
                                            static_cast<int>(entry.size))
                                     .toHex(' ')));
    });
    menu.addAction(tr("Copy table as Markdown"), this,
                   [this, copy] { copy(markdownOf(m_model->entries())); });
    menu.addSeparator();
    menu.addAction(tr("Zoom the ruler here"), this, [this, number] { m_ruler->zoomToEntry(number); });
    menu.exec(m_table->viewport()->mapToGlobal(at));
  });
}

QWidget* LayoutPanel::buildTop() {
  auto* top = new QWidget(this);
  auto* layout = new QHBoxLayout(top);
  layout->setContentsMargins(12, 6, 12, 0);
  layout->setSpacing(8);
  auto* caption = new QLabel(tr("Adapter"), top);
  caption->setProperty("role", "secondary");
  m_choice = new PanelCombo(top);
  m_choice->setObjectName(QStringLiteral("layoutAdapter"));
  m_choice->setAccessibleName(tr("Adapter"));
  m_sums = new QLabel(top);
  m_sums->setObjectName(QStringLiteral("layoutSums"));
  m_sums->setMinimumWidth(60);
  m_legend = new FillLegend(top);
  layout->addWidget(caption);
  layout->addWidget(m_choice);
  layout->addSpacing(6);
  layout->addWidget(m_sums);
  layout->addStretch(1);
  layout->addWidget(m_legend);
  return top;
}

QWidget* LayoutPanel::buildBytes() {
  auto* side = new QWidget(m_columns);
  auto* head = new QWidget(side);
  head->setFixedHeight(25);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(12, 0, 8, 0);
  row->setSpacing(10);
  auto* title = new QLabel(tr("Bytes"), head);
  title->setProperty("role", "caption");
  m_path = new QLabel(head);
  m_path->setObjectName(QStringLiteral("layoutPath"));
  m_path->setProperty("role", "secondary");
  m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  const auto toggle = [head](const QString& text, const QString& name) {
    auto* button = new QToolButton(head);
    button->setText(text);
    button->setObjectName(name);
    button->setCheckable(true);
    makeCompact(button);
    return button;
  };
  m_example = toggle(tr("example call 1"), QStringLiteral("layoutExample"));
  m_example->setChecked(true);
  m_why = toggle(tr("Why"), QStringLiteral("layoutWhy"));
  m_why->setToolTip(tr("Show why the focused bytes lie where they lie"));
  row->addWidget(title);
  row->addWidget(m_path, 1);
  row->addWidget(m_example);
  row->addWidget(m_why);
  m_hex = new HexView(side);
  m_hex->setObjectName(QStringLiteral("layoutHex"));
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(head);
  layout->addWidget(m_hex, 1);
  return side;
}

QWidget* LayoutPanel::buildDetails() {
  auto* content = new QWidget(this);
  makePaper(content);
  content->setBackgroundRole(QPalette::AlternateBase);
  content->setObjectName(QStringLiteral("layoutDetails"));
  m_bigWhy = new WhyPane(content);
  m_kinds = new CellKindsView(content);
  m_bytesAs = new BytesAsView(content);
  auto* layout = new QHBoxLayout(content);
  layout->setContentsMargins(0, 0, 12, 8);
  layout->setSpacing(28);
  layout->addWidget(m_bigWhy, 4);
  layout->addWidget(m_kinds, 5, Qt::AlignTop);
  layout->addWidget(m_bytesAs, 4, Qt::AlignTop);
  m_details = scrolled(content, this);
  m_details->hide();
  return m_details;
}

/// Small in a dock; with everything unfolded when there is room, as in a window of its own.
void LayoutPanel::arrange() {
  const bool large = height() >= largeHeight;
  m_ruler->setLarge(large);
  m_hex->setColumnHeads(large);
  m_details->setVisible(large);
  m_why->setVisible(!large);
  if (large && !m_cells) {
    m_cells = new CellsPanel(m_columns);
    m_cells->setObjectName(QStringLiteral("layoutCells"));
    m_cells->header()->hide();
    m_columns->addWidget(m_cells);
    m_cells->setDocument(document());
    m_columns->setSizes({width() * 32 / 100, width() * 37 / 100, 0, width() * 31 / 100});
    m_table->header()->resizeSection(RegionModel::When, 116);
    connect(m_cells, &Panel::sentence, this, &Panel::sentence);
  }
  if (m_cells) m_cells->setVisible(large);
  const bool side = !large && m_why->isChecked();
  if (side && !m_sideArea->isVisibleTo(m_columns)) {
    m_sideArea->show();
    const int table = m_columns->width() * 33 / 100;
    m_columns->setSizes({table, m_columns->width() - table - sideWhyWidth, sideWhyWidth});
  } else if (!side) {
    m_sideArea->hide();
  }
  m_legend->setVisible(width() >= 1080);
  if (large && m_entry >= 0) showInRuler(m_entry);
  // The views know their new height only after this event.
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (m_entry < 0) return;
        m_table->showRow(m_model->indexOfRow(m_entry));
        if (!m_focused.empty()) m_hex->showAddress(m_focused.begin);
      },
      Qt::QueuedConnection);
}

void LayoutPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  arrange();
}

void LayoutPanel::themeChanged() {
  rebuildChoices();
  m_ruler->update();
  m_legend->updateGeometry();
  if (m_values && m_values->adapter()) showDetails();
}

}  // namespace sb::ui
