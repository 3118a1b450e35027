// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDialog>
#include <QStringList>
#include <functional>

class QLineEdit;
class QListWidget;

namespace sb::ui {

/// A list one types into: the hook picker, quick-add, go-to and the command palette. Enter takes the marked
/// row.
struct PickerRow {
  QString title, information;
  QString iconName;
  QString key;  ///< what is handed back
  bool enabled = true;
  QString section;
};

class Picker : public QDialog {
  Q_OBJECT
 public:
  Picker(const QString& placeholder, const QList<PickerRow>& rows, QWidget* parent = nullptr);
  QString chosenKey() const { return m_chosen; }
  QListWidget* list() const { return m_list; }
  QLineEdit* field() const { return m_field; }

 signals:
  void chosen(const QString& key);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& text);
  void take();
  QList<PickerRow> m_rows;
  QLineEdit* m_field;
  QListWidget* m_list;
  QString m_chosen;
};

}  // namespace sb::ui
