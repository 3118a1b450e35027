// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/panel_tree.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

#include "ui/canvas/canvas_paint.h"
#include "ui/panels/byte_fill.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// Only says how high a row is; the view paints.
class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  int height = 24;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const bool mono = index.data(MonoRole).toBool();
    const QFontMetrics metrics(mono ? currentTheme().mono() : currentTheme().body());
    const int swatch = index.data(SwatchRole).toInt() >= 0 && index.data(SwatchRole).isValid() ? 18 : 0;
    Q_UNUSED(option);
    return {metrics.horizontalAdvance(index.data().toString()) + 16 + swatch, height};
  }
};

QColor toneColour(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::Normal:
    case Tone::Strong: return theme.text;
    case Tone::Secondary: return theme.textSecondary;
    case Tone::Tertiary: return theme.textTertiary;
    case Tone::Accent: return theme.accent;
    case Tone::Type: return theme.codeType;
    case Tone::Text: return theme.codeString;
    case Tone::Number: return theme.codeNumber;
  }
  return theme.text;
}

void paintChevron(QPainter& painter, const QPointF& centre, bool open, const QColor& colour) {
  QPainterPath path;
  if (open) {
    path.moveTo(centre + QPointF(-3.5, -1.75));
    path.lineTo(centre + QPointF(0, 1.75));
    path.lineTo(centre + QPointF(3.5, -1.75));
  } else {
    path.moveTo(centre + QPointF(-1.75, -3.5));
    path.lineTo(centre + QPointF(1.75, 0));
    path.lineTo(centre + QPointF(-1.75, 3.5));
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
}

}  // namespace

PanelTree::PanelTree(QWidget* parent) : QTreeView(parent) {
  setItemDelegate(new RowDelegate(this));
  setUniformRowHeights(true);
  setIndentation(14);
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setAllColumnsShowFocus(true);
  setExpandsOnDoubleClick(false);
  header()->setHighlightSections(false);
  header()->setStretchLastSection(true);
  header()->setMinimumSectionSize(24);
  connect(this, &QTreeView::doubleClicked, this, &PanelTree::rowActivated);
}

void PanelTree::setRowHeight(int height) {
  static_cast<RowDelegate*>(itemDelegate())->height = height;
  doItemsLayout();
}

void PanelTree::showRow(const QModelIndex& index) {
  if (!index.isValid()) {
    selectionModel()->clear();
    return;
  }
  for (QModelIndex up = index.parent(); up.isValid(); up = up.parent()) expand(up);
  selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  const QRect rect = visualRect(index);
  // A row at the very top hides what it belongs to.
  const bool cramped = rect.top() < rect.height() && index.parent().isValid();
  if (cramped || !viewport()->rect().contains(rect.center()))
    scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void PanelTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  const Theme& theme = currentTheme();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QModelIndex first = index.siblingAtColumn(0);
  const bool current = selectionModel() && selectionModel()->isSelected(first);
  const bool solid = current && m_solid;
  const QRectF full(0, option.rect.top(), viewport()->width(), option.rect.height());
  const QRectF line = m_solid ? full.adjusted(2, 0.5, -2, -0.5) : full;
  painter->setPen(Qt::NoPen);
  if (solid) {
    painter->setBrush(theme.accent);
    painter->drawRoundedRect(line, 3, 3);
  } else if (current) {
    painter->fillRect(full, theme.accentWeak);
    painter->fillRect(QRectF(0, full.top(), 3, full.height()), theme.accent);
  } else if (m_solid && currentIndex().isValid() && currentIndex().parent().siblingAtColumn(0) == first &&
             selectionModel()->isSelected(currentIndex())) {
    painter->fillRect(line, theme.accentWeak);
  } else if (m_hovered == first) {
    painter->fillRect(full, theme.panelHeader);
  }
  if (hasFocus() && currentIndex().siblingAtColumn(0) == first) {
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(solid ? theme.onAccent : theme.accent, 1, Qt::DashLine));
    painter->drawRoundedRect(full.adjusted(3.5, 1.5, -3.5, -1.5), 2, 2);
  }
  for (int column = 0; column < model()->columnCount(); ++column) {
    if (isColumnHidden(column)) continue;
    const QModelIndex cell = index.siblingAtColumn(column);
    QRect rect = visualRect(cell);
    if (rect.isEmpty())
      rect =
          QRect(columnViewportPosition(column), option.rect.top(), columnWidth(column), option.rect.height());
    rect.setTop(option.rect.top());
    rect.setHeight(option.rect.height());
    const bool treeColumn = column == (treePosition() < 0 ? 0 : treePosition());
    if (treeColumn && model()->hasChildren(first))
      paintChevron(*painter, QPointF(rect.left() - indentation() / 2.0, rect.center().y() + 0.5),
                   isExpanded(first), solid ? theme.onAccent : theme.textSecondary);
    drawCell(*painter, rect, cell, solid);
  }
  painter->restore();
}

void PanelTree::drawCell(QPainter& painter, const QRect& rect, const QModelIndex& index, bool solid) const {
  const Theme& theme = currentTheme();
  const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
  QRectF box = rect.adjusted(6, 0, -6, 0);
  const QVariant swatch = index.data(SwatchRole), severity = index.data(SeverityRole);
  if (swatch.isValid() && swatch.toInt() >= 0) {
    const QRectF square(box.left() + 0.5, std::floor(box.center().y()) - 4.5, 11, 9);
    if (solid) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(theme.onAccent, 1));
      painter.drawRect(square);
    } else {
      paintSwatch(painter, theme, square, static_cast<Fill>(swatch.toInt()));
    }
    box.adjust(18, 0, 0, 0);
  }
  if (severity.isValid() && severity.toInt() >= 0) {
    paintStatusGlyph(painter, theme, QRectF(box.left(), box.center().y() - 7, 14, 14),
                     static_cast<Severity>(severity.toInt()));
    box.adjust(21, 0, 0, 0);
  }
  QFont font = index.data(MonoRole).toBool() ? theme.mono()
               : tone == Tone::Strong        ? theme.bodyStrong()
                                             : theme.body();
  if (solid && index.column() == treePosition()) font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  painter.setPen(solid ? theme.onAccent : toneColour(theme, tone));
  const auto alignment =
      static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt()) | Qt::AlignVCenter;
  const QString text = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        static_cast<int>(box.width()) + 2);
  painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine, text);
}

void PanelTree::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    if (currentIndex().isValid()) emit rowActivated(currentIndex());
    return;
  }
  if (event->key() == Qt::Key_Asterisk) return expandAll();
  QTreeView::keyPressEvent(event);
}

void PanelTree::mouseMoveEvent(QMouseEvent* event) {
  const QModelIndex over = indexAt(event->pos()).siblingAtColumn(0);
  if (over != m_hovered) {
    m_hovered = over;
    viewport()->update();
    emit rowHovered(over);
  }
  QTreeView::mouseMoveEvent(event);
}

void PanelTree::leaveEvent(QEvent* event) {
  m_hovered = QModelIndex();
  viewport()->update();
  emit rowHovered({});
  QTreeView::leaveEvent(event);
}

void PanelTree::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTreeView::currentChanged(current, previous);
  viewport()->update();
}

}  // namespace sb::ui
