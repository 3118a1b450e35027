// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QAbstractButton>
#include <QFrame>
#include <QList>
#include <QRectF>
#include <QStyledItemDelegate>

namespace sb::ui {

/// A graph small enough for a list: boxes in the unit square and which of them are wired.
struct GraphThumb {
  QList<QRectF> boxes;
  QList<std::pair<int, int>> wires;
};

/// The drawing of what hooking is.
class HookDrawing : public QWidget {
 public:
  explicit HookDrawing(QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// The dashed frame that files are dropped on.
class DropFrame : public QFrame {
 public:
  using QFrame::QFrame;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// A sample as a card with a little drawing; opens a copy.
class SampleCard : public QAbstractButton {
 public:
  SampleCard(const QString& title, const QString& what, const QString& info, int shape, QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_title, m_what, m_info;
  int m_shape;
};

/// A key as it looks on a keyboard, and what it does.
class KeyHint : public QWidget {
 public:
  KeyHint(const QString& key, const QString& what, QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_key, m_what;
};

/// A recent file: thumbnail, name, folder, what is in it.
class RecentDelegate : public QStyledItemDelegate {
 public:
  enum Role { PathRole = Qt::UserRole, FolderRole, InformationRole, ThumbRole };
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {400, 72}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace sb::ui
Q_DECLARE_METATYPE(sb::ui::GraphThumb)
