// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QUndoStack>
#include <map>
#include <memory>
#include <optional>

#include "core/driver/preview.h"
#include "core/graph/edit.h"
#include "core/store/project_view.h"
#include "core/support/result.h"
#include "ui/document/selection.h"

namespace sb::ui {

/// What a change of the graph was about; listeners that keep caches look at it.
enum class ChangeKind { Positions, Structure, Reset };

/// One open composition: graph, undo stack, file, selection and the last preview. Only the document changes
/// the graph, only through edits. Everything derived is computed from a copy of the graph off the window's
/// thread and dropped when stale.
class Document : public QObject {
  Q_OBJECT
 public:
  explicit Document(graph::Graph graph, QObject* parent = nullptr);
  ~Document() override;

  /// The graph on the canvas: the composition, or the inside of a nested one that was entered.
  const graph::Graph& graph() const { return m_graph; }
  /// The whole composition: what is saved, planned, exported and run.
  const graph::Graph& root() const;
  /// Nested compositions that were entered, outermost first.
  const std::vector<graph::NodeId>& path() const { return m_path; }
  QStringList pathNames() const;
  bool enter(graph::NodeId node);  ///< false: it has no inside
  void leave();
  /// Enters and leaves until the path is this one, or as far as it exists.
  void goTo(const std::vector<graph::NodeId>& path);
  /// The part of a planned graph that `graph()` is a part of; null when the plan does not have it.
  const graph::Graph* sameLevel(const graph::Graph& planned) const;
  std::uint64_t revision() const { return m_revision; }  ///< grows with every structural change
  QUndoStack& undoStack() { return m_undo; }
  Selection& selection() { return m_selection; }
  const Selection& selection() const { return m_selection; }

  /// Does an edit as one undo entry. The text defaults to graph::describe. Errors leave everything as it was.
  Result<void> perform(const Result<graph::Edit>& edit, QString text = {}, int mergeKey = 0);
  /// Used by EditCommand only.
  Result<graph::Edit> applyFromCommand(const std::vector<graph::NodeId>& path, const graph::Edit& edit);

  /// A document to look at: no edit is done, and nothing of it may be written. The reason is a sentence; the
  /// problem is about the node that stands for what is not there.
  void makeReadOnly(const QString& reason, const driver::Problem& problem);
  bool isReadOnly() const { return !m_readOnly.isEmpty(); }
  const QString& readOnlyReason() const { return m_readOnly; }

  QString title() const;                                        ///< "orders.composed.wasm"
  QString baseName() const;                                     ///< "orders": what exported files are called
  const QString& projectPath() const { return m_projectPath; }  ///< empty until saved as `.splice`
  void setProjectPath(const QString& path) {
    m_projectPath = path;
    emit titleChanged();
  }
  /// What is hidden or unfolded of the graph at this level; a part of the project, not of the composition.
  const store::GraphView& view() const;
  void keepView(const store::GraphView& view);
  const store::ProjectView& views() const { return m_views; }
  /// As it was saved.
  void takeViews(store::ProjectView views);

  bool compositionDirty() const;  ///< differs from the saved state in more than positions
  bool layoutDirty() const;
  void markSaved();
  void markUnsaved();  ///< recovered work: it is in no project file

  /// The newest finished preview; may lag behind the graph for a moment (previewIsCurrent).
  const driver::Preview& preview() const { return m_preview; }
  /// Problems as seen from here: those of nested compositions are problems of the node that holds them.
  const std::vector<driver::Problem>& problems() const { return m_problems; }
  bool previewIsCurrent() const { return m_previewRevision == m_revision; }
  /// The adapter of a bead, if it has been generated.
  std::shared_ptr<const adapt::Adapter> adapterOf(graph::EdgeId edge, graph::HookId hook) const;
  const plan::AdapterRequest* requestOf(graph::EdgeId edge, graph::HookId hook) const;
  /// Waits for the preview of the current graph; for tests, export and screenshots.
  void waitForPreview();

  /// Package colour of an interface, 0…7 (7 = slate), by order of first appearance; stable for the life of
  /// the document.
  int packageColour(const QString& interfaceName) const;

 signals:
  void graphChanged(sb::ui::ChangeKind kind);
  void pathChanged();
  void viewsTaken();
  void previewChanged();
  void titleChanged();
  void dirtyChanged();

 private:
  void schedulePreview();
  void startPreview();
  void takePreview(std::uint64_t revision, std::shared_ptr<driver::Preview> preview);
  void assignPackageColours();
  void collectProblems();
  void takeLevel();

  graph::Graph m_graph;
  struct Level {
    graph::Graph graph;
    bool innerChanged = false;  ///< what was entered from it differs from what it holds
  };
  std::vector<Level> m_levels;  ///< the graphs around, outermost first
  std::vector<graph::NodeId> m_path;
  mutable graph::Graph m_root;
  mutable std::uint64_t m_rootRevision = 0;
  std::vector<driver::Problem> m_problems;
  store::ProjectView m_views, m_savedViews;
  QString m_readOnly;
  std::optional<driver::Problem> m_whyReadOnly;
  QUndoStack m_undo;
  Selection m_selection;
  QString m_projectPath;
  std::string m_savedText;  ///< printed graph at the last save
  std::map<graph::NodeId, graph::Position> m_savedPositions;
  std::map<graph::FrameId, graph::Frame> m_savedFrames;
  std::uint64_t m_revision = 1;
  std::uint64_t m_savedRevision = 0;
  mutable std::uint64_t m_dirtyRevision = 0;  ///< the revision m_dirty was computed for
  mutable bool m_dirty = false;
  std::uint64_t m_previewRevision = 0;
  std::uint64_t m_runningRevision = 0;
  driver::Preview m_preview;
  QTimer m_previewTimer;
  std::map<QString, int> m_packageColours;
};

}  // namespace sb::ui
