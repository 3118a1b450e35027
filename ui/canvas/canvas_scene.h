// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/graph/edit.h"
#include "ui/canvas/node_geometry.h"
#include "ui/canvas/spatial_grid.h"

namespace sb::ui {

/// The form of a connection's line (design 3.3).
enum class WireState { SameType, ByVersion, DoesNotFit, HostImport, TypesOnly };

struct BeadBox {
  graph::HookId hook;
  QRectF rect;     ///< capsule, 24 high
  int number = 1;  ///< from the caller, 1 first
  bool enabled = true;
  QString name, letters;
  QString rule;    ///< number of the rule that put it there, empty: a person did
  int folded = 0;  ///< how many more it stands for
  bool refused = false;
};

struct WireBox {
  graph::EdgeId edge;
  QPolygonF line;  ///< flattened curve from the providing port to the importing port
  QRectF bounds;
  WireState state = WireState::SameType;
  bool async = false;
  bool toOut = false;  ///< an export of the composition: ends in the `out` flag
  std::vector<BeadBox> beads;
  int packageColour = 0;
  unsigned lane = 0;  ///< keeps wires apart that go round the same node
};

/// A frame around its nodes, with a strip for its title above them (design 3.7).
struct FrameBox {
  graph::FrameId frame;
  QString title;
  QRectF rect;
  std::set<graph::NodeId> nodes;  ///< those that are drawn
  int packageColour = 0;          ///< of most of its nodes
};
inline constexpr double FrameTitleHeight = 30;

/// All connections between two frames, for overviews.
struct Ribbon {
  graph::FrameId from, to;
  int count = 0;
  int packageColour = 0;  ///< of most of the connections
};

/// What a view leaves out or folds; view state, not part of the document.
struct SceneView {
  std::map<graph::NodeId, std::set<QString>> openGroups;  ///< groups of ports, by PortGroup::key
  bool usedOnly = false;                                  ///< for every node
  std::set<graph::NodeId> usedOnlyNodes, hidden;
};

struct HitResult {
  std::optional<graph::NodeId> node;
  bool onTitle = false;
  std::optional<QString> group;         ///< a row that folds ports of `node`
  std::optional<graph::FrameId> frame;  ///< the title of a frame; counts as empty canvas otherwise
  std::optional<graph::PortRef> port;
  bool onPortCircle = false;
  std::optional<graph::EdgeId> edge;
  std::optional<graph::HookId> bead;
  bool empty() const { return !node && !port && !edge && !bead; }
};

/// Geometry of one graph: boxes, curves and beads in scene units, found by a spatial grid. Knows no widget
/// and no painter; keeps no truth of its own, rebuild() and move() bring it up to date with the graph.
class CanvasScene {
 public:
  using ColourOf = std::function<int(const QString& interfaceName)>;

  void rebuild(const graph::Graph& graph, const ColourOf& colourOf);
  /// What is left out and folded; in force with the next rebuild().
  SceneView& view() { return m_view; }
  const SceneView& view() const { return m_view; }
  /// Only positions changed: re-lays the named nodes and their wires.
  void move(const graph::Graph& graph, const std::set<graph::NodeId>& nodes);
  /// Leads the wires in `view` around the bodies of nodes where their curve would run through one. After
  /// `mostMs` (0: no limit) it stops and says false: call again.
  bool routeWires(const QRectF& view, int mostMs);
  void routeAllWires();
  /// Hooks that no adapter can serve; drawn with a red disc.
  void setRefusedHooks(const std::set<graph::HookId>& hooks);

  const NodeBox* node(graph::NodeId id) const;
  const WireBox* wire(graph::EdgeId id) const;
  const PortBox* port(const graph::PortRef& ref) const;
  std::vector<graph::NodeId> nodesIn(const QRectF& rect) const;  ///< in order of id
  std::vector<graph::EdgeId> wiresIn(const QRectF& rect) const;
  std::size_t nodeCount() const { return m_nodes.size(); }
  std::size_t wireCount() const { return m_wires.size(); }
  QRectF bounds() const;

  /// `tolerance` in scene units: half of the hit width of wires, radius of port circles is at least 12 on
  /// screen.
  HitResult hit(const QPointF& at, double tolerance) const;
  std::optional<graph::FrameId> frameTitleAt(const QPointF& at, double tolerance) const;
  const std::unordered_map<graph::NodeId, NodeBox>& nodes() const { return m_nodes; }
  const std::vector<FrameBox>& frames() const { return m_frames; }
  const FrameBox* frame(graph::FrameId id) const;
  const std::vector<Ribbon>& ribbons() const { return m_ribbons; }
  /// Only the frames of the graph changed.
  void takeFrames(const graph::Graph& graph) {
    layFrames(graph);
    layRibbons(graph);
  }
  const std::unordered_map<graph::EdgeId, WireBox>& wires() const { return m_wires; }
  /// Rectangle of the `out` flag of a wire that leaves the composition.
  static QRectF outFlag(const WireBox& wire);

 private:
  void layNode(const graph::Graph& graph, const graph::Node& node);
  void layWire(const graph::Graph& graph, const graph::Edge& edge);
  void layFrames(const graph::Graph& graph);
  void layRibbons(const graph::Graph& graph);
  PortView portViewOf(graph::NodeId id) const;
  void route(WireBox& wire);
  std::vector<QRectF> bodiesUnder(const QPolygonF& line) const;
  bool coversNode(const QRectF& rect) const;
  QPolygonF outLine(const QPointF& from, std::size_t hooks) const;
  unsigned laneFor(const graph::PortRef& consumer) const;

  std::unordered_map<graph::NodeId, NodeBox> m_nodes;
  std::unordered_map<graph::EdgeId, WireBox> m_wires;
  std::vector<FrameBox> m_frames;
  std::vector<Ribbon> m_ribbons;
  SceneView m_view;
  std::set<graph::PortRef> m_usedPorts;  ///< kept for views that fold unused ports
  SpatialGrid<graph::NodeId> m_nodeGrid;
  SpatialGrid<graph::EdgeId> m_wireGrid;
  std::set<graph::EdgeId> m_unrouted;  ///< laid, not yet looked at for nodes in the way
  std::set<graph::HookId> m_refused;
  ColourOf m_colourOf;
  struct JudgedTypes {
    WireState state;
    bool async;
  };
  /// By the addresses of the two port types, which live as long as their graph: equal types are judged once.
  std::map<std::pair<const void*, const void*>, JudgedTypes> m_judged;
};

/// Cubic with horizontal tangents, flattened; `from` leaves to the right, `to` is entered from the left.
QPolygonF wireCurve(const QPointF& from, const QPointF& to);
/// The "+" of a hovered connection that can take a hook: off the middle, where a click selects the wire.
QRectF plusRect(const WireBox& wire, double zoom);

/// The point at this share (0…1) of the length of a line, and the share that lies nearest to a point.
QPointF pointAlong(const QPolygonF& line, double share);
double shareAt(const QPolygonF& line, const QPointF& point);

}  // namespace sb::ui
