// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QScrollArea>

#include "ui/window/start_cards.h"

class QHBoxLayout;
class QLabel;
class QListWidget;

namespace sb::ui {

struct RecentFile {
  QString path, information;
  GraphThumb thumb;
};

/// Shown while nothing is open: a drop target, samples, recent files, first steps (design: mock-f).
class StartPage : public QScrollArea {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  void setRecent(const QList<RecentFile>& recent);
  void setSamplesFolder(const QString& folder);
  void focusNewest();  ///< so that Enter opens it
  QListWidget* recentList() const { return m_recent; }

 signals:
  void openRequested();
  void newRequested();
  void fileChosen(const QString& path, bool asCopy);
  void helpRequested(const QString& topic);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QLayout* buildLeft(QWidget* page);
  QLayout* buildRight(QWidget* page);
  QListWidget* m_recent;
  QLabel* m_noRecent = nullptr;
  QHBoxLayout* m_samples = nullptr;
};

}  // namespace sb::ui
