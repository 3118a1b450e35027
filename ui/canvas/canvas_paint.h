// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPainter>
#include <map>
#include <optional>
#include <set>

#include "core/graph/edit.h"
#include "core/support/diagnostic.h"
#include "ui/canvas/canvas_pictures.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/detail_level.h"
#include "ui/document/selection.h"
#include "ui/theme/theme.h"

namespace sb::ui {

enum class GhostKind { None, Added, Removed };

/// Everything besides geometry that decides how the canvas looks at one moment.
struct CanvasState {
  Item selected;
  std::set<graph::NodeId> selectedNodes;
  std::set<graph::NodeId> linkedNodes;  ///< marked from another panel
  std::set<graph::EdgeId> linkedEdges;
  HitResult hover;
  bool keyboardFocus = false;
  std::optional<std::set<graph::NodeId>> matches;  ///< search: everything else at 40 %
  std::map<graph::NodeId, Severity> problems;
  std::set<graph::PortRef> unsatisfied;
  std::map<graph::NodeId, GhostKind> ghostNodes;  ///< plan step: corners and dimming
  std::map<graph::EdgeId, GhostKind> ghostEdges;
  std::set<graph::HookId> waitingHooks;  ///< their adapters are being generated
  // while a connection is dragged
  std::optional<graph::PortRef> dragPort;
  std::optional<graph::EdgeId> liftedEdge;  ///< one of its ends is in the hand: not drawn
  QPointF dragTo;
  std::map<graph::PortRef, graph::Verdict> verdicts;
  bool keepCards = false;  ///< H is held: the cards stay where they are
  QPointF cardsFor;        ///< the point they were chosen for
};

/// What the paint functions get. `painter` is in scene units.
struct PaintContext {
  QPainter& painter;
  const Theme& theme;
  const graph::Graph& graph;
  const CanvasScene& scene;
  const CanvasState& state;
  double zoom = 1;
  DetailLevel level = DetailLevel::Details;
  bool moving = false;   ///< panning or dragging: cheap strokes
  bool canHook = false;  ///< the graph on screen is the document's, not a plan's
  std::function<int(const QString& interfaceName)> colourOf;
  CanvasPictures* pictures = nullptr;  ///< of frames before, for what looks the same in this one
  double devicePixelRatio() const { return painter.device()->devicePixelRatioF(); }
};

/// The canvas itself with its dots.
void paintGround(PaintContext& context, const QRectF& view);
void paintFrames(PaintContext& context, const QRectF& view);
void paintFrameTitles(PaintContext& context, const QRectF& view);
/// One band for all connections between two frames, with their number.
void paintRibbons(PaintContext& context);
/// Where a frame's title stands, in scene units, and its font: 14 px on screen at every level.
QRectF frameTitleRect(const FrameBox& frame, double zoom);
QFont frameTitleFont(const Theme& theme);
void paintPorts(PaintContext& context, const NodeBox& box, const graph::Node& node);
void paintWire(PaintContext& context, const WireBox& wire);
void paintBeads(PaintContext& context, const WireBox& wire);
void paintNode(PaintContext& context, const NodeBox& box);
/// Boxes and density levels: everything in few batched calls.
void paintOverview(PaintContext& context, const QRectF& view);
/// The wire under the pointer, rings on fitting ports, dimmed others, verdict cards (screen units for text).
void paintDrag(PaintContext& context, const QRectF& view);

/// What paintDrag writes: a card's rectangle in scene units, its port and its first line.
struct DragCard {
  graph::PortRef port;
  QRectF rect;
  QString title;
};
std::vector<DragCard> dragCards(const PaintContext& context, const QRectF& view);
/// "1 fits · 1 by version · 3 do not", and where it stands (scene units).
QString dragSummary(const CanvasState& state);
/// Connections that a refused connection would close a loop with, from the dragged port's node on.
std::vector<graph::EdgeId> loopPath(const graph::Graph& graph, graph::NodeId from, graph::NodeId to);

/// A plus or a minus on a disc: what a step adds or takes away.
void paintChangeMark(QPainter& painter, const Theme& theme, const QPointF& centre, double radius,
                     GhostKind kind);
/// The sign "fits by version".
void paintNearly(QPainter& painter, const QColor& colour, const QPointF& centre);

/// A port's shape at a centre: kind by shape, package by colour, state by fill (design 3.2).
void paintPort(QPainter& painter, const Theme& theme, const QPointF& centre, graph::PortKind kind,
               const QColor& colour, bool satisfied, bool leftToHost, bool definesResource = false);
/// A bead capsule at its rectangle; used by the canvas, the inspector and the library.
void paintBead(QPainter& painter, const Theme& theme, const BeadBox& bead, bool selected, bool hovered,
               bool linked);
/// Ⓑ letters of a hook, right-aligned at `right`; returns the width used.
double paintHookLetters(QPainter& painter, const Theme& theme, const QString& letters,
                        const QPointF& rightCentre, bool onPaper);
/// A round status mark: ok, warning or error.
void paintStatusGlyph(QPainter& painter, const Theme& theme, const QRectF& rect, Severity severity);
void paintOkGlyph(QPainter& painter, const Theme& theme, const QRectF& rect);

/// Colour of a package index.
inline QColor packageQColor(const Theme& theme, int index) {
  return theme.package[static_cast<std::size_t>(index) % theme.package.size()];
}
/// Colour that stands for a whole node in overviews: of its first export that is not wasi.
QColor nodeColour(const PaintContext& context, const graph::Node& node);

}  // namespace sb::ui
