// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>

#include "core/value/cell_tree.h"
#include "ui/models/row_model.h"

namespace sb::ui {

/// A lifted value as rows: Field, Cell kind, Value, Cell, At. The tag of a row is its cell path; the row that
/// stands for the rest of a long list has the tag "+" and the path of the list.
class CellsModel : public RowModel {
  Q_OBJECT
 public:
  enum Column { Field, Kind, Value, Cell, At };
  static constexpr std::size_t PageSize = 200;
  explicit CellsModel(QObject* parent = nullptr);
  void setTree(const cells::CellTree* tree, bool addressesKnown);
  /// Shows the next page of a long list.
  void showMore(const QString& listPath);
  int rowOfPath(const QString& path) const;  ///< −1: not shown
  QString pathOf(const QModelIndex& index) const;

 private:
  void rebuild();
  void add(std::vector<Row>& rows, const cells::CellTree& cell, const QString& path, int parent) const;
  std::optional<cells::CellTree> m_tree;
  bool m_addressesKnown = false;
  std::map<QString, std::size_t> m_pages;  ///< how many items of a long list are shown
};

/// One line for the value of a cell: `"order/4711"`, `9 bytes  7b 22 …`, `cell 2`, `record-infos[0]`.
QString cellValueText(const cells::CellTree& cell, bool addressesKnown);

}  // namespace sb::ui
