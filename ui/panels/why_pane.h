// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QFrame>
#include <vector>

#include "ui/panels/byte_entries.h"

class QLabel;

namespace sb::ui {

/// Why the focused bytes lie where they lie: the sum that leads to the offset, the rule of each summand,
/// whether the file agrees, and which instructions write there.
class WhyPane : public QFrame {
  Q_OBJECT
 public:
  explicit WhyPane(QWidget* parent = nullptr);
  void show(const std::vector<ByteEntry>& entries, int entry, const AdapterValues& values);
  QString text() const;  ///< everything, without markup

 signals:
  void watWanted();

 private:
  void showVerdict(const ByteEntry& entry, const AdapterValues& values);
  QString callText(const std::vector<ByteEntry>& entries) const;
  QLabel *m_title, *m_sum, *m_glyph, *m_verdict, *m_writers, *m_call;
};

}  // namespace sb::ui
