// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/document/unsaved_work.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

#include "ui/document/document.h"

namespace sb::ui {
namespace {

/// A lock of the process that made it, never of age alone.
std::unique_ptr<QLockFile> lockOf(const QString& folder, const QString& session) {
  auto lock = std::make_unique<QLockFile>(folder + QLatin1Char('/') + session + QStringLiteral(".lock"));
  lock->setStaleLockTime(0);
  return lock;
}

/// Names of a process and of a moment, so that no other window of this or another process has them.
QString newSession() {
  static int count = 0;
  return QStringLiteral("%1-%2-%3")
      .arg(QCoreApplication::applicationPid())
      .arg(QDateTime::currentMSecsSinceEpoch())
      .arg(++count);
}

}  // namespace

UnsavedWork::UnsavedWork(QString folder) : m_folder(std::move(folder)), m_session(newSession()) {}

UnsavedWork::~UnsavedWork() = default;

QString UnsavedWork::fileFor(const Document& document) {
  if (!m_lock) {
    QDir().mkpath(m_folder);
    m_lock = lockOf(m_folder, m_session);
    m_lock->tryLock();
  }
  QString& file = m_files[&document];
  if (file.isEmpty())
    file =
        QStringLiteral("%1/%2-%3-%4.splice").arg(m_folder, m_session).arg(m_next++).arg(document.baseName());
  return file;
}

void UnsavedWork::forget(const Document& document) {
  const auto found = m_files.find(&document);
  if (found == m_files.end()) return;
  QFile::remove(found->second);
  m_files.erase(found);
}

std::vector<UnsavedWork::LeftOver> UnsavedWork::leftOver() const {
  static const QRegularExpression pattern(QStringLiteral(R"(^(\d+-\d+-\d+)-\d+-(.*)\.splice$)"));
  std::vector<LeftOver> out;
  for (const QFileInfo& file : QDir(m_folder).entryInfoList({QStringLiteral("*.splice")}, QDir::Files)) {
    const QRegularExpressionMatch parts = pattern.match(file.fileName());
    if (!parts.hasMatch() || parts.captured(1) == m_session) continue;
    const auto lock = lockOf(m_folder, parts.captured(1));
    if (!lock->tryLock()) continue;  // its window lives
    out.push_back({file.absoluteFilePath(), parts.captured(2), file.lastModified()});
  }
  std::sort(out.begin(), out.end(), [](const LeftOver& a, const LeftOver& b) {
    return std::pair(b.when, a.path) < std::pair(a.when, b.path);
  });
  return out;
}

}  // namespace sb::ui
