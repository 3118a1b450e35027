// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/canvas/canvas_paint.h"
#include "ui/canvas/tools/canvas_tool.h"

namespace sb::ui {

class Document;

/// Where the view is: scene point at the top left, and zoom.
struct CanvasPlace {
  QPointF origin;
  double zoom = 1;
};

/// The graph of a document: one widget, no object for each item. Selection lives in the document; zoom and
/// place here.
class GraphCanvas : public QWidget, public ToolHost {
  Q_OBJECT
 public:
  explicit GraphCanvas(Document& document, QWidget* parent = nullptr);
  ~GraphCanvas() override;

  /// Shows another graph than the document's: a plan step, the spliced graph, or the inside of a node.
  /// Read-only.
  void showGraph(std::shared_ptr<const graph::Graph> graph, std::map<graph::NodeId, GhostKind> nodes = {},
                 std::map<graph::EdgeId, GhostKind> edges = {});
  void showDocument();
  bool showsDocument() const { return m_shown == nullptr; }
  const graph::Graph& shownGraph() const;

  double zoom() const override { return m_zoom; }
  void setZoom(double zoom, const QPointF& anchor);  ///< anchor in widget coordinates stays where it is
  void zoomToFit();
  void zoomToSelection();
  void reveal(const Item& item);  ///< pans just enough
  QPointF toScene(const QPointF& widget) const { return widget / m_zoom + m_origin; }
  QPointF toWidget(const QPointF& scene) const { return (scene - m_origin) * m_zoom; }
  QRectF visibleScene() const { return {m_origin, QSizeF(size()) / m_zoom}; }
  void setOrigin(const QPointF& origin);
  DetailLevel level() const { return m_level; }
  void pinLevel(std::optional<DetailLevel> level);
  std::optional<DetailLevel> pinnedLevel() const { return m_pinned; }
  CanvasPlace place() const { return {m_origin, m_zoom}; }
  void setPlace(const CanvasPlace& place);
  void goBack();  ///< to where the view was before the last jump
  void goForward();
  /// Outlines nodes that another part of the window speaks about, until the selection changes.
  void linkNodes(const std::set<graph::NodeId>& nodes);
  /// Lights connections that a dialog speaks about, whatever is selected, until it says others.
  void linkEdges(const std::set<graph::EdgeId>& edges);
  /// Leaves nodes out of this view; nothing of the document.
  void hide(const std::set<graph::NodeId>& nodes);
  void showHidden();
  std::size_t hiddenCount() const;
  void toggleUsedPortsOnly();
  void toggleGroup(graph::NodeId node, const QString& key);
  /// Sizes as they are drawn here, with the groups of ports that are open; for the automatic layout.
  graph::NodeSizeOf nodeSizeOf() const;
  /// Text filter of Find: matching nodes keep their strength. Empty: no search. Returns the matches. Prefixes
  /// narrow: `if:`, `fn:`, `ty:`, `pkg:`, `ver:<1.1`, `hash:`, `is:unsatisfied|hooked|async|host`.
  std::vector<graph::NodeId> setSearch(const QString& text);

  Document& document() override { return m_document; }
  const CanvasScene& scene() const override { return m_scene; }
  CanvasState& state() override { return m_state; }
  const CanvasState& state() const { return m_state; }
  double lastFrameMs() const { return m_lastFrameMs; }
  /// Paints the whole canvas into any device; used by pictures and tests.
  void paintInto(QPainter& painter);
  /// The context menu of an object, from the keyboard or an assistive program.
  void showMenuOf(const Item& item);
  bool isDragging() const { return m_tool != nullptr; }
  PaintContext paintContext(QPainter& painter) const;
  const CanvasPictures& pictures() const { return m_pictures; }

  QSize sizeHint() const override { return {900, 560}; }

 signals:
  void zoomChanged(double zoom);
  void viewChanged();
  void sentence(const QString& text);
  void contextMenuRequested(const sb::ui::HitResult& hit, const QPointF& scenePos, const QPoint& globalPos);
  void openRequested(graph::NodeId node);
  void hookFileDropped(graph::EdgeId edge, const QString& path);
  void filesDropped(const QStringList& paths, const QPointF& scenePos);
  void componentsWanted(const graph::PortRef& port, const QPointF& scenePos);
  void quickAddRequested(const QPointF& scenePos);
  void addHookRequested(graph::EdgeId edge);
  void nodeFileDropped(graph::NodeId node, const QString& path);
  void compareRequested(const sb::graph::PortRef& provider, const sb::graph::PortRef& consumer);
  void frameTitleRequested(graph::FrameId frame);  ///< a person wants to change it
  void actionRequested(const QString& name);       ///< a key that stands for an action of the window

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void repaint() override { update(); }
  void say(const QString& text) override { emit sentence(text); }
  void showMoved(const std::set<graph::NodeId>& nodes, const QPointF& by) override;
  void showRubberBand(const QRectF& rect) override;
  void compare(const graph::PortRef& provider, const graph::PortRef& consumer) override {
    emit compareRequested(provider, consumer);
  }
  void showCut(const QPolygonF& stroke) override;
  void offerComponents(const graph::PortRef& port, const QPointF& at) override {
    emit componentsWanted(port, at);
  }

  void rebuild();
  void unfold(const graph::PortRef& port);
  void keepView();
  void takeView();
  void takeSelection();
  void takePreview();
  void updateLevel();
  void startTool(const ToolPress& press);
  const WireBox* plusUnder(const QPointF& at) const;
  void selectNeighbour(int key);
  void selectHit(const HitResult& hit, bool add);
  double hitTolerance() const { return 5 / m_zoom; }
  bool shortcutKey(QKeyEvent& event);
  bool letterKey(QKeyEvent& event);
  bool arrowKey(QKeyEvent& event);
  bool portKey(QKeyEvent& event);
  bool bookmarkKey(QKeyEvent& event);
  void rememberPlace();
  QString hoverSentence() const;
  QString toolTipAt(const QPointF& at) const;
  void paintScene(PaintContext& context, const QRectF& view);

  Document& m_document;
  std::shared_ptr<const graph::Graph> m_shown;
  CanvasScene m_scene;
  CanvasState m_state;
  QPointF m_origin;  ///< scene point at the widget's top left
  double m_zoom = 1;
  DetailLevel m_level = DetailLevel::Details;
  std::optional<DetailLevel> m_pinned;
  std::unique_ptr<CanvasTool> m_tool;
  bool m_panning = false, m_spaceHeld = false, m_fitPending = true;
  QPointF m_panFrom;
  QRectF m_rubberBand;
  QPolygonF m_cut;
  std::vector<CanvasPlace> m_back, m_forward;
  std::map<int, CanvasPlace> m_bookmarks;
  bool m_ignoreMenu = false;  ///< the right button drew a stroke
  std::set<graph::EdgeId> m_lit;
  std::optional<Item> m_flash;
  QTimer m_flashTimer;
  double m_lastFrameMs = 0;
  CanvasPictures m_pictures;
};

}  // namespace sb::ui
