// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QUrl>

#include "core/graph/auto_layout.h"
#include "ui/document/document.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/library_panel.h"
#include "ui/panels/panel.h"
#include "ui/window/document_view.h"
#include "ui/window/file_opener.h"
#include "ui/window/main_window.h"
#include "ui/window/recent_files.h"
#include "ui/window/start_page.h"

// Documents: opening, tabs, closing, recent files.
namespace sb::ui {
namespace {

bool isRulesFile(const QFileInfo& info) {
  return info.suffix() == QLatin1String("yaml") || info.suffix() == QLatin1String("yml");
}

}  // namespace

DocumentView* MainWindow::currentView() const {
  const int tab = m_tabs->currentIndex();
  return tab >= 0 && static_cast<std::size_t>(tab) < m_views.size() ? m_views[static_cast<std::size_t>(tab)]
                                                                    : nullptr;
}

Document* MainWindow::currentDocument() const { return currentView() ? &currentView()->document() : nullptr; }

void MainWindow::setRecentFiles(const QStringList& paths) {
  QList<RecentFile> recent;
  for (const QString& path : paths)
    if (QFileInfo::exists(path)) recent.append(describeRecentFile(path));
  m_start->setRecent(recent);
  m_recentMenu->clear();
  for (const RecentFile& file : recent) {
    QAction* entry = m_recentMenu->addAction(QFileInfo(file.path).fileName(), this,
                                             [this, path = file.path] { openPath(path); });
    entry->setStatusTip(file.path);
  }
  m_recentMenu->setEnabled(!recent.isEmpty());
  m_recentMenu->menuAction()->setStatusTip(recent.isEmpty() ? tr("No file has been opened yet")
                                                            : tr("Files opened last"));
}

void MainWindow::rememberRecent(const QString& path, const graph::Graph& graph) {
  rememberRecentFile(path, graph);
  setRecentFiles(recentPaths());
}

void MainWindow::openPath(const QString& path, bool asCopy) {
  const QFileInfo info(path);
  if (info.isDir()) {
    m_library->addFolder(path, false);
    return say(tr("The components of %1 are in the Library.").arg(info.fileName()));
  }
  if (info.suffix() == QLatin1String("splice")) return openProject(path);
  if (isRulesFile(info)) return loadRules(path);
  say(tr("Reading %1…").arg(info.fileName()));
  m_opener->open(info.absoluteFilePath(), asCopy);
}

void MainWindow::takeOpened(const QString& path, bool asCopy, const driver::OpenedFile& file) {
  for (const std::string& remark : file.remarks)
    m_console->appendLine(tr("open"), QString::fromStdString(remark));
  if (!file.graph) {
    const QString sentence = QString::fromStdString(file.sentence) + QLatin1Char(' ') +
                             (file.kind == driver::OpenedKind::CoreModule
                                  ? tr("It is in the Library; to become a component it needs its WIT.")
                                  : tr("It is in the Library."));
    say(sentence);
    m_console->appendLine(tr("open"), sentence);
    m_library->addFile(path);
    return;
  }
  Document* document = addDocument(*file.graph, path, asCopy);
  if (file.fault) showBroken(*document, file);
  if (!asCopy) rememberRecent(path, document->graph());
  if (!file.sentence.empty()) return say(QString::fromStdString(file.sentence));
  const graph::Graph& graph = document->graph();
  say(tr("%1 is open: %2 and %3.")
          .arg(document->title(), tr("%n node(s)", nullptr, static_cast<int>(drawnNodeCount(graph))),
               tr("%n connection(s)", nullptr, static_cast<int>(graph.edges.size()))));
}

/// A file that is broken in the middle: what was read is shown, nothing of it can be changed or written.
void MainWindow::showBroken(Document& document, const driver::OpenedFile& file) {
  driver::Problem problem;
  problem.diagnostic.severity = Severity::Error;
  problem.diagnostic.code = "broken-file";
  problem.diagnostic.message = file.sentence;
  problem.diagnostic.offset = file.fault->offset;
  problem.diagnostic.wayOut = "build it again, or copy it again and compare the sizes";
  for (const auto& [id, node] : document.graph().nodes)
    if (node.kind == graph::NodeKind::Unresolved) problem.subject.node = id;
  document.makeReadOnly(tr("%1 is broken: editing is off, and nothing of it is written")
                            .arg(QString::fromStdString(document.graph().name)),
                        problem);
  m_console->appendLine(tr("open"), QString::fromStdString(file.sentence));
  updateActions();
}

Document* MainWindow::addDocument(graph::Graph graph, const QString& path, bool asCopy) {
  const bool needsLayout = graph.positions.size() < graph.nodes.size();
  if (needsLayout) graph.positions = graph::autoLayout(graph, drawnNodeSize);
  auto document = std::make_unique<Document>(std::move(graph));
  if (!path.isEmpty() && path.endsWith(QLatin1String(".splice")) && !asCopy) document->setProjectPath(path);
  auto* view = new DocumentView(*document, m_stack);
  m_stack->addWidget(view);
  m_views.push_back(view);
  m_documents.push_back(std::move(document));
  Document* added = m_documents.back().get();
  attachView(view);
  const QSignalBlocker blocker(m_tabs);
  const int tab = m_tabs->addTab(icon(QStringLiteral("kind-composition")), added->title());
  m_tabs->setTabToolTip(tab, path);
  m_tabs->setCurrentIndex(tab);
  switchTo(tab);
  view->canvas().zoomToFit();
  view->canvas().setFocus();
  return added;
}

void MainWindow::attachView(DocumentView* view) {
  Document& document = view->document();
  GraphCanvas& canvas = view->canvas();
  connect(&canvas, &GraphCanvas::sentence, this, &MainWindow::say);
  connect(&canvas, &GraphCanvas::zoomChanged, this, &MainWindow::updateStatus);
  connect(&canvas, &GraphCanvas::contextMenuRequested, this, &MainWindow::contextMenu);
  connect(&canvas, &GraphCanvas::addHookRequested, this, &MainWindow::chooseHook);
  connect(&canvas, &GraphCanvas::hookFileDropped, this, [this](graph::EdgeId edge, const QString& path) {
    if (const QString error = hookEdge(edge, path); !error.isEmpty()) say(error);
  });
  connect(&canvas, &GraphCanvas::filesDropped, this, &MainWindow::filesDropped);
  connect(&canvas, &GraphCanvas::nodeFileDropped, this, &MainWindow::replaceNode);
  connect(&canvas, &GraphCanvas::compareRequested, this, &MainWindow::explainPorts);
  connect(&canvas, &GraphCanvas::actionRequested, this, [this](const QString& name) {
    QAction* wanted = action(name.toLatin1().constData());
    if (!wanted) return;
    if (wanted->isEnabled())
      wanted->trigger();
    else
      say(wanted->statusTip());
  });
  connect(&canvas, &GraphCanvas::quickAddRequested, this,
          [this](const QPointF& at) { quickAdd(at, nullptr); });
  connect(&canvas, &GraphCanvas::componentsWanted, this,
          [this](const graph::PortRef& port, const QPointF& at) { quickAdd(at, &port); });
  connect(&canvas, &GraphCanvas::frameTitleRequested, this, &MainWindow::renameFrame);
  connect(&canvas, &GraphCanvas::openRequested, this, &MainWindow::enterNode);
  connect(&document, &Document::dirtyChanged, this, &MainWindow::updateTitle);
  connect(&document, &Document::titleChanged, this, &MainWindow::updateTitle);
  connect(&document, &Document::previewChanged, this, &MainWindow::updateStatus);
  connect(&document, &Document::graphChanged, this, &MainWindow::updateActions);
  connect(&document.selection(), &Selection::changed, this, &MainWindow::updateActions);
  connect(&document.selection(), &Selection::changed, this, &MainWindow::updateStatus);
  connect(&document.selection(), &Selection::focusChanged, this, &MainWindow::updateStatus);
  connect(&document, &Document::pathChanged, this, &MainWindow::updateActions);
  connect(&document.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
  connect(view, &DocumentView::viewSwitched, this, &MainWindow::updateActions);
}

/// Opens the inside of a nested composition in place; what has none is shown in the Inspector.
void MainWindow::enterNode(graph::NodeId id) {
  Document* document = currentDocument();
  if (!document || !document->graph().find(id)) return;
  if (!document->enter(id)) {
    document->selection().select(NodeItem{id});
    return showPanel(QStringLiteral("inspectorPanel"));
  }
  currentView()->canvas().zoomToFit();
  say(tr("Inside %1  ·  Ctrl+Backspace: leave").arg(document->pathNames().constLast()));
}

void MainWindow::leaveNode() {
  Document* document = currentDocument();
  if (!document || document->path().empty()) return;
  document->leave();
  currentView()->canvas().zoomToFit();
  say({});
}

void MainWindow::switchTo(int tab) {
  DocumentView* view = tab >= 0 && static_cast<std::size_t>(tab) < m_views.size()
                           ? m_views[static_cast<std::size_t>(tab)]
                           : nullptr;
  m_stack->setCurrentWidget(view ? static_cast<QWidget*>(view) : m_start);
  m_tabs->setVisible(!m_views.empty());
  Document* document = view ? &view->document() : nullptr;
  for (Panel* panel : m_panels) panel->setDocument(document);
  for (QDockWidget* d : m_docks) {
    if (!view && !d->isHidden()) d->setProperty("wasShown", true);
    if (!view) {
      d->hide();
    } else if (d->property("wasShown").toBool()) {
      d->show();
      d->setProperty("wasShown", false);
    }
  }
  if (view && !m_docksArranged) {
    m_docksArranged = true;
    arrangeDocks();
  }
  if (!view) m_rail->hide();
  if (!view) m_start->focusNewest();
  updateActions();
  updateStatus();
  updateTitle();
}

bool MainWindow::mayDiscard(Document& document) {
  if (!document.compositionDirty() || document.undoStack().isClean()) return true;
  const auto answer = QMessageBox::question(
      this, tr("Unsaved work"), tr("%1 has changes that are in no project file.").arg(document.title()),
      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  if (answer == QMessageBox::Save) {
    action("save")->trigger();
    return !document.compositionDirty();
  }
  return answer == QMessageBox::Discard;
}

void MainWindow::closeTab(int tab) {
  if (tab < 0 || static_cast<std::size_t>(tab) >= m_views.size()) return;
  const auto at = static_cast<std::size_t>(tab);
  if (!mayDiscard(*m_documents[at])) return;
  discardRecovery(*m_documents[at]);
  for (Panel* panel : m_panels) panel->setDocument(nullptr);
  DocumentView* view = m_views[at];
  m_views.erase(m_views.begin() + tab);
  m_stack->removeWidget(view);
  delete view;
  m_documents.erase(m_documents.begin() + tab);
  {
    const QSignalBlocker blocker(m_tabs);
    m_tabs->removeTab(tab);
  }
  switchTo(m_tabs->currentIndex());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  for (const auto& document : m_documents)
    if (!mayDiscard(*document)) return event->ignore();
  for (const auto& document : m_documents) discardRecovery(*document);
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  rememberArrangement();
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) openPath(url.toLocalFile());
  event->acceptProposedAction();
}

}  // namespace sb::ui
