// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QStandardPaths>

#include "core/store/project.h"
#include "ui/document/document.h"
#include "ui/panels/console_panel.h"
#include "ui/window/document_view.h"
#include "ui/window/main_window.h"

// Projects on disk, and the work that a crash would lose.
namespace sb::ui {
namespace {

QString errorText(const Error& error) { return QString::fromStdString(error.text()); }

}  // namespace

QString MainWindow::saveProject(const QString& path) {
  Document* document = currentDocument();
  if (!document) return tr("Nothing is open.");
  const Result<void> saved = store::saveProject(path.toStdString(), document->root());
  if (!saved) return tr("Not saved: %1. Nothing was changed.").arg(errorText(saved.error()));
  discardRecovery(*document);
  document->setProjectPath(path);
  document->markSaved();
  rememberRecent(path, document->root());
  updateTitle();
  say(tr("Saved %1.").arg(QFileInfo(path).fileName()));
  return {};
}

void MainWindow::openProject(const QString& path) {
  Result<graph::Graph> graph = store::loadProject(path.toStdString());
  if (!graph) {
    say(tr("%1 does not open: %2.").arg(QFileInfo(path).fileName(), errorText(graph.error())));
    return m_console->appendLine(tr("open"), errorText(graph.error()));
  }
  const std::string recovery = store::recoveryPathFor(path.toStdString());
  bool recovered = false;
  if (QFileInfo::exists(QString::fromStdString(recovery)) &&
      QFileInfo(QString::fromStdString(recovery)).lastModified() > QFileInfo(path).lastModified()) {
    const QString when =
        QLocale().toString(QFileInfo(QString::fromStdString(recovery)).lastModified(), QLocale::ShortFormat);
    if (QMessageBox::question(this, tr("Recovered"),
                              tr("There is work of %1, recovered after a crash. Keep it?").arg(when)) ==
        QMessageBox::Yes) {
      if (Result<graph::Graph> kept = store::loadProject(recovery)) {
        graph = std::move(kept);
        recovered = true;
      }
    } else {
      QFile::remove(QString::fromStdString(recovery));
    }
  }
  Document* document = addDocument(*std::move(graph), path, false);
  rememberRecent(path, document->root());
  if (recovered) say(tr("This is recovered work; save it to keep it."));
}

QString MainWindow::recoveryPath(const Document& document) const {
  const QString path = document.projectPath().isEmpty()
                           ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                                 QStringLiteral("/recovery/") + document.baseName() +
                                 QStringLiteral(".splice")
                           : document.projectPath();
  return QString::fromStdString(store::recoveryPathFor(path.toStdString()));
}

void MainWindow::autosave() {
  for (const auto& document : m_documents) {
    if (document->undoStack().isClean()) continue;
    const QString path = recoveryPath(*document);
    QDir().mkpath(QFileInfo(path).absolutePath());
    (void)store::saveProject(path.toStdString(), document->root());
  }
}

void MainWindow::discardRecovery(const Document& document) { QFile::remove(recoveryPath(document)); }

}  // namespace sb::ui
