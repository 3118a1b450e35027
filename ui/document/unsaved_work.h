// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>
#include <map>
#include <memory>
#include <vector>

namespace sb::ui {

class Document;

/// Copies of documents that have no project file yet, for the next start after a crash. A window locks the
/// names of its own copies while it lives; copies whose lock nobody holds are left over.
class UnsavedWork {
 public:
  /// Keeps the copies in this folder, made when the first one is written.
  explicit UnsavedWork(QString folder);
  ~UnsavedWork();
  UnsavedWork(const UnsavedWork&) = delete;
  UnsavedWork& operator=(const UnsavedWork&) = delete;

  /// Where the copy of a document lies, or would lie; the folder is there and the name is locked.
  QString fileFor(const Document& document);
  /// Removes a document's copy: it was saved or closed.
  void forget(const Document& document);

  struct LeftOver {
    QString path;
    QString name;  ///< "orders"
    QDateTime when;
  };
  /// Of windows that ended without closing their documents, newest first.
  std::vector<LeftOver> leftOver() const;

 private:
  QString m_folder, m_session;
  std::unique_ptr<QLockFile> m_lock;
  std::map<const Document*, QString> m_files;
  int m_next = 1;
};

}  // namespace sb::ui
