// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <memory>

#include "core/driver/open.h"

namespace sb::ui {

/// Reads files off the window's thread, one at a time, with progress and Cancel.
class FileOpener : public QObject {
  Q_OBJECT
 public:
  explicit FileOpener(QObject* parent = nullptr);
  ~FileOpener() override;
  void open(const QString& path, bool asCopy);
  void cancel();
  bool isBusy() const { return m_cancel != nullptr; }

 signals:
  void progress(const QString& path, double share);  ///< 0…1
  void opened(const QString& path, bool asCopy, std::shared_ptr<sb::driver::OpenedFile> file);
  void failed(const QString& path, const QString& sentence);

 private:
  std::shared_ptr<std::atomic<bool>> m_cancel;
};

}  // namespace sb::ui
