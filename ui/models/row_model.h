// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QAbstractItemModel>
#include <QStringList>
#include <vector>

namespace sb::ui {

/// How one cell of a row is drawn; colours and fonts are the view's business.
enum class Tone { Normal, Strong, Secondary, Tertiary, Accent, Type, Text, Number };

/// Roles that the panels' views understand besides Qt's own.
enum RowRole {
  ToneRole = Qt::UserRole + 100,  ///< Tone as int
  MonoRole,                       ///< bool: the fixed font
  SwatchRole,                     ///< Fill as int: a small square before the text
  SeverityRole,                   ///< Severity as int: a status glyph before the text
};

/// One cell of a row.
struct RowCell {
  QString text;
  Tone tone = Tone::Normal;
  bool mono = false;
  int swatch = -1;
  int severity = -1;
};

/// One row of a table or tree. `parent` is the number of an earlier row, −1 for none.
struct Row {
  int parent = -1;
  std::vector<RowCell> cells;
  QString toolTip;
  QVariant tag;  ///< what the row stands for, by Qt::UserRole
};

/// Rows and their parents as an item model. The index and parent logic is here, once; whoever derives knows
/// the content.
class RowModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  RowModel(QStringList headers, std::vector<int> rightAligned, QObject* parent = nullptr);
  void setRows(std::vector<Row> rows);
  int rowNumber(const QModelIndex& index) const {
    return index.isValid() ? static_cast<int>(index.internalId()) : -1;
  }
  QModelIndex indexOfRow(int number, int column = 0) const;
  int count() const { return static_cast<int>(m_rows.size()); }
  const Row& row(int number) const { return m_rows[static_cast<std::size_t>(number)]; }

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  const std::vector<int>& childrenOf(const QModelIndex& parent) const;
  QStringList m_headers;
  std::vector<int> m_rightAligned;
  std::vector<Row> m_rows;
  std::vector<std::vector<int>> m_children;  ///< of row i at i + 1; of the root at 0
  std::vector<int> m_position;               ///< of a row in its parent
};

}  // namespace sb::ui
