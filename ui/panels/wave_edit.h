// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QLineEdit>

namespace sb::ui {

/// A line of WAVE text that can mark the character where it went wrong.
class WaveEdit : public QLineEdit {
  Q_OBJECT
 public:
  explicit WaveEdit(QWidget* parent = nullptr);
  void setError(int position, const QString& message);  ///< −1: none
  int errorPosition() const { return m_position; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int m_position = -1;
};

}  // namespace sb::ui
