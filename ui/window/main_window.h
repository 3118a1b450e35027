// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QKeySequence>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "core/driver/open.h"
#include "core/driver/preview.h"
#include "core/graph/edit.h"
#include "core/graph/graph.h"
#include "core/plan/splice_rules.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/selection.h"
#include "ui/theme/theme.h"

class QAction;
class QDockWidget;
class QLabel;
class QMenu;
class QMenuBar;
class QStackedWidget;
class QTabBar;
class QToolBar;
class QToolButton;

namespace sb::ui {

class CellsPanel;
class ConsolePanel;
class Document;
class DocumentView;
class FileOpener;
class HexPanel;
class HookByRuleDialog;
class HistoryPanel;
class InspectorPanel;
class LayoutPanel;
class LibraryPanel;
class OutlinePanel;
class Picker;
struct PickerRow;
class Panel;
class PlanPanel;
class ProblemsPanel;
class RunController;
class SearchField;
class StartPage;
class StatusLabel;
class UnsavedWork;
class WacPanel;
class WatPanel;

/// The window of the design: documents in tabs, the canvas in the middle, panels around it that show the
/// selected part.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens a composition, component or project. `asCopy`: samples, which are not tied to their file.
  void openPath(const QString& path, bool asCopy = false);
  Document* addDocument(graph::Graph graph, const QString& path, bool asCopy);
  Document* currentDocument() const;
  DocumentView* currentView() const;
  LibraryPanel& library() { return *m_library; }
  QAction* action(const char* name) const;  ///< by object name, null when there is none
  void say(const QString& sentence);
  /// Puts a hook file on a connection; asks nothing. Returns what went wrong, or an empty text.
  QString hookEdge(graph::EdgeId edge, const QString& path);
  void openProject(const QString& path);     ///< asks when there is work recovered after a crash
  QString saveProject(const QString& path);  ///< empty: saved
  /// Exports into a folder or file; returns what went wrong, or an empty text.
  QString exportSpliced(const QString& composedPath, const QString& wacPath, const QString& splitsFolder);
  QString commandLine() const;  ///< "Copy as command"
  void offerRecovered();        ///< work that was never saved, when a crash left some
  void autosave();              ///< copies of what has changed, for the time after a crash
  /// A provider that answers from a recording; it serves the selected import when it is of its interface.
  void addReplayFrom(const QString& path);
  void loadRules(const QString& path);     ///< adds the rules of a YAML file to the document's
  QString saveRules(const QString& path);  ///< empty: saved
  void resetLayout();
  void showPanel(const QString& objectName);
  void setRecentFiles(const QStringList& paths);

  OutlinePanel* outlinePanel() const { return m_outline; }
  InspectorPanel* inspectorPanel() const { return m_inspector; }
  PlanPanel* planPanel() const { return m_plan; }
  LayoutPanel* layoutPanel() const { return m_layout; }
  CellsPanel* cellsPanel() const { return m_cells; }
  WacPanel* wacPanel() const { return m_wac; }
  ProblemsPanel* problemsPanel() const { return m_problems; }
  ConsolePanel* consolePanel() const { return m_console; }
  SearchField* searchField() const { return m_search; }

 signals:
  void exported(const QString& path);
  /// The window has closed and the program is to be started anew with these files.
  void startAgain(const QStringList& files);

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void buildActions();
  void buildMenus();
  void buildLinkMenu(QMenu& menu);
  void buildHead(QMenuBar* menus);
  QWidget* buildToolBar(QWidget* head);
  void buildDocks();
  void buildStatusBar();
  QAction* add(const char* name, const QString& text, const QKeySequence& shortcut, const QString& tip,
               const std::function<void()>& run, const QString& iconName = {});
  void buildFileActions();
  void buildEditActions();
  void buildViewActions();
  void buildLookActions();
  void buildGraphActions();
  void buildCanvasActions();
  void buildHookActions();
  void buildRunActions();
  void buildRuleActions();
  void connectRules();
  void buildRail();
  QDockWidget* dock(Panel* panel, Qt::DockWidgetArea area);
  QDockWidget* dockOf(const QWidget* panel) const;
  void updateDockTitles();
  void decorateTabs();
  void arrangeDocks();
  void rememberArrangement() const;
  void togglePanelSize();
  void focusRegion(int by);
  void connectPanels();
  void connectJobs();
  void showBusy(const QString& text);
  void revealNode(const QString& name);
  void attachView(DocumentView* view);
  void switchTo(int tab);
  void closeTab(int tab);
  bool mayDiscard(Document& document);
  void updateActions();
  void updateCanvasActions();
  void updateStatus();
  void updateTitle();
  void takeOpened(const QString& path, bool asCopy, const driver::OpenedFile& file);
  void showBroken(Document& document, const driver::OpenedFile& file);
  void enterNode(graph::NodeId id);
  void leaveNode();
  void discardRecovery(const Document& document);
  void keepRecovered(const QString& path, const QString& name);
  void contextMenu(const HitResult& hit, const QPointF& at, const QPoint& global);
  void itemMenu(const Item& item, const QPoint& global);
  void frameMenu(graph::FrameId frame, const QPoint& global);
  void frameSelection();
  void renameFrame(graph::FrameId frame);
  void copySelection();
  bool canPaste() const;
  void pasteAt(const QPointF& at);
  void traceConnection();
  void askTextSize();
  QStringList openFiles() const;  ///< of the documents: projects, and compositions that are in none
  void showAdapter();
  void addHookMenu(QMenu& menu, graph::EdgeId edge);
  void copyWacArgument(const graph::PortRef& port);
  void chooseHook(graph::EdgeId edge);
  void addFor(const QString& path, const QPointF& at, const std::optional<graph::PortRef>& port);
  void addComponentFor(const graph::ComponentFileRef& file, const QString& name, const QPointF& at,
                       const std::optional<graph::PortRef>& port);
  void addReplay();
  void choosePort(const graph::PortRef& port);
  void connectSelected();
  void goTo(const QString& section);
  void jumpTo(const QString& key);
  void findStep(int by);
  void explain(graph::EdgeId edge);
  void explainPorts(const graph::PortRef& provider, const graph::PortRef& consumer);
  void whyImported(const graph::PortRef& port);
  void selectAlong(bool upstream);
  void selectSameInterface();
  void replaceNode(graph::NodeId node, const QString& path);
  void replaceSelected();
  void saveComponent();
  void hookByRule();
  QString applyRule(const HookByRuleDialog& dialog);
  QString giveRules(const plan::SpliceRules& rules, const QString& text);
  QString performOutside(const Result<graph::Edit>& edit, const QString& text);
  void editRules(int rule);
  void quickFix();
  void fix(const driver::ProblemSubject& subject, const QString& how);
  void runOptions();
  void filesDropped(const QStringList& paths, const QPointF& at);
  void quickAdd(const QPointF& at, const graph::PortRef* port);
  void commandPalette();
  bool addComponentFile(const QString& path, const QPointF& at);
  Picker* pick(const QString& title, const QList<PickerRow>& rows, const QPoint& global,
               const std::function<void(const QString& key)>& take);
  void deleteSelection(bool heal);
  void renameSelection();
  void tidy(bool selectionOnly);
  void autoWire();
  void runOrStop();
  void exportDialog();
  void exportGraphAs(const QString& format);
  void perform(const Result<graph::Edit>& edit, const QString& text = {});
  void rememberRecent(const QString& path, const graph::Graph& graph);

  QStackedWidget* m_stack = nullptr;
  QTabBar* m_tabs = nullptr;
  StartPage* m_start = nullptr;
  SearchField* m_search = nullptr;
  StatusLabel* m_validity = nullptr;
  StatusLabel* m_problemText = nullptr;
  StatusLabel* m_hookText = nullptr;
  QLabel* m_hint = nullptr;
  QLabel* m_busy = nullptr;
  QToolButton* m_cancel = nullptr;
  QMenu* m_recentMenu = nullptr;
  QToolBar* m_rail = nullptr;
  QLabel* m_place = nullptr;
  QLabel* m_zoom = nullptr;
  std::vector<DocumentView*> m_views;
  std::vector<std::unique_ptr<Document>> m_documents;
  OutlinePanel* m_outline = nullptr;
  LibraryPanel* m_library = nullptr;
  InspectorPanel* m_inspector = nullptr;
  PlanPanel* m_plan = nullptr;
  LayoutPanel* m_layout = nullptr;
  CellsPanel* m_cells = nullptr;
  WacPanel* m_wac = nullptr;
  WatPanel* m_wat = nullptr;
  HexPanel* m_hex = nullptr;
  ProblemsPanel* m_problems = nullptr;
  ConsolePanel* m_console = nullptr;
  HistoryPanel* m_history = nullptr;
  QPointer<HookByRuleDialog> m_hookByRule;
  std::vector<Panel*> m_panels;
  std::vector<QDockWidget*> m_docks;
  RunController* m_run = nullptr;
  FileOpener* m_opener = nullptr;
  QByteArray m_defaultState, m_enlarged;
  QTimer m_dockTitles;
  int m_errorCount = 0, m_warningCount = 0;
  QTimer m_autosave;
  std::unique_ptr<UnsavedWork> m_unsaved;
  bool m_docksArranged = false;
  std::vector<graph::NodeId> m_found;
  int m_foundAt = -1;
  std::optional<CanvasPlace> m_beforeSearch;
  graph::Graph m_copied;  ///< the graph that nodes were copied from
  std::vector<graph::NodeId> m_copiedNodes;
  QStringList m_runArguments;
  int m_timeLimitMs = 60'000;
  int m_memoryLimitMiB = 0;  ///< 0: none
};

}  // namespace sb::ui
