// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/models/row_model.h"

#include <algorithm>

namespace sb::ui {

RowModel::RowModel(QStringList headers, std::vector<int> rightAligned, QObject* parent)
    : QAbstractItemModel(parent),
      m_headers(std::move(headers)),
      m_rightAligned(std::move(rightAligned)),
      m_children(1) {}

void RowModel::setRows(std::vector<Row> rows) {
  beginResetModel();
  m_rows = std::move(rows);
  m_children.assign(m_rows.size() + 1, {});
  m_position.assign(m_rows.size(), 0);
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    std::vector<int>& siblings = m_children[static_cast<std::size_t>(m_rows[i].parent + 1)];
    m_position[i] = static_cast<int>(siblings.size());
    siblings.push_back(static_cast<int>(i));
  }
  endResetModel();
}

const std::vector<int>& RowModel::childrenOf(const QModelIndex& parent) const {
  return m_children[static_cast<std::size_t>(rowNumber(parent) + 1)];
}

QModelIndex RowModel::indexOfRow(int number, int column) const {
  if (number < 0 || number >= count()) return {};
  return createIndex(m_position[static_cast<std::size_t>(number)], column, static_cast<quintptr>(number));
}

QModelIndex RowModel::index(int row, int column, const QModelIndex& parent) const {
  if (column < 0 || column >= columnCount() || (parent.isValid() && parent.column() != 0)) return {};
  const std::vector<int>& children = childrenOf(parent);
  if (row < 0 || row >= static_cast<int>(children.size())) return {};
  return createIndex(row, column, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex RowModel::parent(const QModelIndex& index) const {
  return index.isValid() ? indexOfRow(row(rowNumber(index)).parent) : QModelIndex();
}

int RowModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() && parent.column() != 0 ? 0 : static_cast<int>(childrenOf(parent).size());
}

int RowModel::columnCount(const QModelIndex&) const { return static_cast<int>(m_headers.size()); }

QVariant RowModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& line = row(rowNumber(index));
  if (role == Qt::UserRole) return line.tag;
  if (role == Qt::ToolTipRole) return line.toolTip.isEmpty() ? QVariant() : QVariant(line.toolTip);
  const auto column = static_cast<std::size_t>(index.column());
  if (column >= line.cells.size()) return {};
  const RowCell& cell = line.cells[column];
  switch (role) {
    case Qt::DisplayRole: return cell.text;
    case ToneRole: return static_cast<int>(cell.tone);
    case MonoRole: return cell.mono;
    case SwatchRole: return cell.swatch;
    case SeverityRole: return cell.severity;
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    default: return {};
  }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::DisplayRole) return m_headers.value(section);
  if (role != Qt::TextAlignmentRole) return {};
  const bool right = std::find(m_rightAligned.begin(), m_rightAligned.end(), section) != m_rightAligned.end();
  return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace sb::ui
