// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include "core/store/project.h"
#include "ui/document/document.h"
#include "ui/document/unsaved_work.h"
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
  if (document->isReadOnly()) return tr("Not saved: %1.").arg(document->readOnlyReason());
  const Result<void> saved = store::saveProject(path.toStdString(), document->root(), document->views());
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
  const Result<store::ProjectView> view = store::loadProjectView(recovered ? recovery : path.toStdString());
  Document* document = addDocument(*std::move(graph), path, false);
  if (view) document->takeViews(*view);
  rememberRecent(path, document->root());
  if (!recovered) return;
  document->markUnsaved();
  updateTitle();
  say(tr("This is recovered work; save it to keep it."));
}

void MainWindow::autosave() {
  for (const auto& document : m_documents) {
    if (document->undoStack().isClean()) continue;
    const QString path =
        document->projectPath().isEmpty()
            ? m_unsaved->fileFor(*document)
            : QString::fromStdString(store::recoveryPathFor(document->projectPath().toStdString()));
    if (const Result<void> kept = store::saveProject(path.toStdString(), document->root(), document->views());
        !kept)
      say(tr("The copy for a crash was not written: %1.").arg(errorText(kept.error())));
  }
}

void MainWindow::discardRecovery(const Document& document) {
  m_unsaved->forget(document);
  if (!document.projectPath().isEmpty())
    QFile::remove(QString::fromStdString(store::recoveryPathFor(document.projectPath().toStdString())));
}

/// Work without a project file that a crash left: it opens when a person keeps it; what is neither kept nor
/// discarded is offered again.
void MainWindow::offerRecovered() {
  const std::vector<UnsavedWork::LeftOver> found = m_unsaved->leftOver();
  if (found.empty()) return;
  QStringList lines;
  for (const UnsavedWork::LeftOver& one : found)
    lines << tr("%1, work of %2").arg(one.name, QLocale().toString(one.when, QLocale::ShortFormat));
  auto* box =
      new QMessageBox(QMessageBox::Question, tr("Recovered"),
                      tr("Recovered after a crash:") + QStringLiteral("\n\n") + lines.join(QLatin1Char('\n')),
                      QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("recoveredDialog"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  const QAbstractButton* keep = box->addButton(tr("Keep"), QMessageBox::AcceptRole);
  const QAbstractButton* discard = box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
  box->addButton(tr("Later"), QMessageBox::RejectRole);
  connect(box, &QMessageBox::buttonClicked, this,
          [this, found, keep, discard](const QAbstractButton* button) {
            for (const UnsavedWork::LeftOver& one : found) {
              if (button == keep) keepRecovered(one.path, one.name);
              if (button == discard) QFile::remove(one.path);
            }
          });
  box->open();
}

void MainWindow::keepRecovered(const QString& path, const QString& name) {
  Result<graph::Graph> graph = store::loadProject(path.toStdString());
  if (!graph) return say(tr("%1 cannot be recovered: %2.").arg(name, errorText(graph.error())));
  addDocument(*std::move(graph), {}, true)->markUnsaved();
  autosave();  // under a name of this window, before the old one goes
  QFile::remove(path);
  updateTitle();
  say(tr("%1 is recovered work; save it to keep it.").arg(name));
}

}  // namespace sb::ui
