// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QWidget>

class QListWidget;

namespace sb::ui {

struct RecentFile {
  QString path, information;
};

/// Shown while nothing is open: a drop target, samples, recent files, first steps (design: mock-f).
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  void setRecent(const QList<RecentFile>& recent);
  void setSamplesFolder(const QString& folder);
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
  QListWidget* m_recent;
  QWidget* m_samples;
};

}  // namespace sb::ui
