// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/panels/cell_slab.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/panels/adapter_values.h"
#include "ui/panels/cells_model.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr double gap = 4, boxHeight = 34, discriminantWidth = 22, narrowest = 92;

QString slabValue(const cells::CellTree& cell) {
  if (cell.kind == cells::CellKind::Bytes) return QStringLiteral("%1 B").arg(cell.bytes.size());
  if (cell.kind == cells::CellKind::RecordOf) return CellSlab::tr("→ info %1").arg(cell.infoIndex);
  if (cell.kind == cells::CellKind::OptionSome && !cell.children.empty())
    return QStringLiteral("→ %1").arg(cell.children.front().cell);
  return cellValueText(cell, true);
}

}  // namespace

CellSlab::CellSlab(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFixedHeight(static_cast<int>(boxHeight) + 4);
  setAccessibleName(tr("Cells in memory order"));
}

void CellSlab::setTree(const cells::CellTree* tree) {
  m_boxes.clear();
  if (tree) collect(*tree, QString::fromStdString(tree->field));
  std::stable_sort(m_boxes.begin(), m_boxes.end(),
                   [](const Box& a, const Box& b) { return a.address < b.address; });
  updateScrollBar();
  viewport()->update();
}

void CellSlab::collect(const cells::CellTree& cell, const QString& path) {
  m_boxes.push_back({path, QString::fromLatin1(cells::cellKindName(cell.kind)), slabValue(cell),
                     static_cast<unsigned>(cell.kind), cell.cell, cell.address});
  for (std::size_t i = 0; i < cell.children.size(); ++i)
    collect(cell.children[i], childCellPath(path, cell, i));
}

void CellSlab::setSelected(const QString& path) {
  m_selected = path;
  for (std::size_t i = 0; i < m_boxes.size(); ++i) {
    if (m_boxes[i].path != path) continue;
    const QRectF rect = boxRect(i);
    if (rect.left() < 0 || rect.right() > viewport()->width())
      horizontalScrollBar()->setValue(horizontalScrollBar()->value() + static_cast<int>(rect.center().x()) -
                                      viewport()->width() / 2);
  }
  viewport()->update();
}

double CellSlab::boxWidth() const {
  if (m_boxes.empty()) return narrowest;
  return std::max(narrowest, (viewport()->width() - gap) / static_cast<double>(m_boxes.size()) - gap);
}

QRectF CellSlab::boxRect(std::size_t index) const {
  return {static_cast<double>(index) * (boxWidth() + gap) + 1 - horizontalScrollBar()->value(), 1.5,
          std::min(boxWidth(), 220.0), boxHeight};
}

void CellSlab::updateScrollBar() {
  const double all = static_cast<double>(m_boxes.size()) * (boxWidth() + gap);
  horizontalScrollBar()->setPageStep(viewport()->width());
  horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(all) - viewport()->width()));
}

void CellSlab::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  updateScrollBar();
}

void CellSlab::paintEvent(QPaintEvent*) {
  const Theme& theme = currentTheme();
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  QFont mono = theme.mono();
  mono.setPixelSize(11);
  painter.setFont(mono);
  for (std::size_t i = 0; i < m_boxes.size(); ++i) {
    const QRectF rect = boxRect(i).adjusted(0.5, 0, -0.5, 0);
    if (rect.right() < 0 || rect.left() > viewport()->width()) continue;
    const Box& box = m_boxes[i];
    const bool selected = box.path == m_selected;
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(selected ? theme.accent : theme.accentWeak);
    painter.drawRoundedRect(rect, 3, 3);
    const QRectF left(rect.left(), rect.top(), discriminantWidth, rect.height());
    if (!selected) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.panel);
      painter.drawRect(left.adjusted(1, 1, -1, -1));
      painter.setPen(QPen(theme.accent, 1));
      painter.drawLine(left.topRight(), left.bottomRight());
    }
    painter.setPen(selected ? theme.onAccent : theme.text);
    painter.drawText(left, Qt::AlignCenter, QString::number(box.discriminant));
    const QRectF text = rect.adjusted(discriminantWidth + 6, 3, -4, -3);
    painter.setPen(selected ? theme.onAccent : theme.codeType);
    painter.drawText(QRectF(text.left(), text.top(), text.width(), 15), Qt::AlignVCenter, box.kind);
    painter.setPen(selected ? theme.onAccent : theme.text);
    painter.drawText(
        QRectF(text.left(), text.top() + 15, text.width(), 15), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(box.value, Qt::ElideRight, static_cast<int>(text.width())));
  }
}

void CellSlab::mousePressEvent(QMouseEvent* event) {
  for (std::size_t i = 0; i < m_boxes.size(); ++i)
    if (boxRect(i).contains(event->position())) {
      const QString path = m_boxes[i].path;
      emit cellClicked(path);
      return;
    }
}

void CellSlab::wheelEvent(QWheelEvent* event) {
  const QPoint delta = event->angleDelta();
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() ? delta.x() : delta.y()));
  viewport()->update();
  event->accept();
}

}  // namespace sb::ui
