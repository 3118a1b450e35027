// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QWidget>
#include <optional>
#include <set>

#include "core/value/cell_tree.h"

namespace sb::ui {

/// The 19 kinds of cells with discriminant and payload: those of the shown value tinted, the focused one in
/// solid accent.
class CellKindsView : public QWidget {
  Q_OBJECT
 public:
  explicit CellKindsView(QWidget* parent = nullptr);
  void setUsed(const std::set<cells::CellKind>& used, std::optional<cells::CellKind> focused);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {360, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::set<cells::CellKind> m_used;
  std::optional<cells::CellKind> m_focused;
};

/// The bytes at an address read as the common types, one line each; the type that lies there is marked.
class BytesAsView : public QWidget {
  Q_OBJECT
 public:
  explicit BytesAsView(QWidget* parent = nullptr);
  void setBytes(const std::vector<std::uint8_t>& memory, std::uint32_t address, std::uint32_t size,
                const QString& typeHere);
  struct Line {
    QString type, value;
  };
  const std::vector<Line>& lines() const { return m_lines; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::uint32_t m_address = 0;
  std::vector<Line> m_lines;
  QString m_typeHere;
};

}  // namespace sb::ui
