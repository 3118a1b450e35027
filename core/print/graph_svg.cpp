// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/graph_svg.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "core/graph/auto_layout.h"
#include "core/graph/graph_index.h"
#include "core/graph/port_kind.h"
#include "core/graph/wire_lines.h"
#include "core/print/svg_parts.h"
#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::print {
namespace {

using graph::Node;
using graph::Port;
using graph::PortKind;
using graph::PortRef;
using graph::Side;

constexpr double TitleGap = 2, BeadHeight = 24, Margin = 40, FlagWidth = 34, WireWidth = 2.25,
                 ThinWire = 1.25;

class Picture {
 public:
  explicit Picture(const graph::Graph& graph) : m_graph(graph), m_index(graph), m_positions(graph.positions) {
    const bool complete = std::all_of(graph.nodes.begin(), graph.nodes.end(),
                                      [&](const auto& entry) { return m_positions.count(entry.first) != 0; });
    if (!complete) m_positions = graph::autoLayout(graph);
  }

  std::string draw() {
    assignColours();
    for (const auto& [id, node] : m_graph.nodes) place(node);
    frames();
    routeWires();
    for (const auto& [id, edge] : m_graph.edges) wire(edge);
    for (const auto& [id, node] : m_graph.nodes) this->node(node);
    for (const auto& [id, edge] : m_graph.edges) beads(edge);
    for (const Titled& frame : m_titles)
      m_canvas.text({frame.at.x + 14, frame.at.y + 22}, 14, 600, colour::Secondary, "start",
                    svgShortened(frame.title, frame.width - 28, 14));
    const SvgPoint topLeft{m_low.x - Margin, m_low.y - Margin};
    return m_canvas.finish(topLeft, m_high.x - m_low.x + 2 * Margin, m_high.y - m_low.y + 2 * Margin,
                           m_graph.name);
  }

 private:
  void assignColours() {
    int next = 0;
    for (const auto& [id, node] : m_graph.nodes) {
      for (const auto* ports : {&node.exports, &node.imports}) {
        for (const Port& port : *ports) {
          const types::InterfaceName name = types::parseInterfaceName(interfaceOf(port));
          const std::string package = name.packageId();
          if (package.empty() || name.nameSpace == "wasi" || m_colours.count(package) != 0) continue;
          m_colours[package] = next++ % (colour::PackageCount - 1);
        }
      }
    }
  }
  const char* colourOf(const Port& port) const {
    const auto found = m_colours.find(types::parseInterfaceName(interfaceOf(port)).packageId());
    return colour::Packages[found == m_colours.end() ? colour::PackageCount - 1 : found->second];
  }

  void cover(SvgPoint point) {
    m_low = {std::min(m_low.x, point.x), std::min(m_low.y, point.y)};
    m_high = {std::max(m_high.x, point.x), std::max(m_high.y, point.y)};
  }

  /// Where the ports of a node lie; the host shows what it provides only.
  void place(const Node& node) {
    const graph::Position position = m_positions.at(node.id);
    const graph::NodeSize size = graph::defaultNodeSize(node);
    cover({position.x, position.y});
    cover({position.x + size.width, position.y + size.height});
    double y = position.y + SvgTitleHeight + TitleGap + SvgRowHeight / 2;
    for (const Port& port : node.exports) {
      m_ports[{node.id, Side::Export, port.name.name}] = {position.x + size.width, y};
      y += SvgRowHeight;
    }
    if (node.kind == graph::NodeKind::Host) return;
    for (const Port& port : node.imports) {
      m_ports[{node.id, Side::Import, port.name.name}] = {position.x, y};
      y += SvgRowHeight;
    }
  }

  struct Curve {
    SvgPoint from, c1, c2, to;
    SvgPoint point(double t) const {
      const double u = 1 - t;
      const auto mix = [&](double a, double b, double c, double d) {
        return a * u * u * u + b * 3 * u * u * t + c * 3 * u * t * t + d * t * t * t;
      };
      return {mix(from.x, c1.x, c2.x, to.x), mix(from.y, c1.y, c2.y, to.y)};
    }
  };
  std::optional<Curve> curveOf(const graph::Edge& edge) const {
    const auto from = m_ports.find(edge.provider);
    if (from == m_ports.end()) return std::nullopt;
    SvgPoint to{from->second.x + FlagWidth, from->second.y};
    if (edge.consumer.node != m_graph.host) {
      const auto end = m_ports.find(edge.consumer);
      if (end == m_ports.end()) return std::nullopt;
      to = end->second;
    }
    const double dx = to.x - from->second.x;
    const double reach = dx >= 0 ? std::max(std::min(28.0, dx), dx * 0.5) : std::min(240.0, 60 - dx * 0.4);
    return Curve{from->second, {from->second.x + reach, from->second.y}, {to.x - reach, to.y}, to};
  }

  graph::WireBody bodyOf(const Node& node) const {
    const graph::Position position = m_positions.at(node.id);
    const graph::NodeSize size = graph::defaultNodeSize(node);
    return {position.x, position.y, position.x + size.width, position.y + size.height};
  }

  /// Titled grounds around nodes that belong together; below everything else, titles above it.
  void frames() {
    constexpr double Side = 16, Above = 36, Below = 18;
    for (const auto& [id, frame] : m_graph.frames) {
      graph::WireBody box{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
      for (const graph::NodeId member : frame.nodes) {
        const Node* node = m_graph.find(member);
        if (!node) continue;
        const graph::WireBody body = bodyOf(*node);
        box = {std::min(box.left, body.left), std::min(box.top, body.top), std::max(box.right, body.right),
               std::max(box.bottom, body.bottom)};
      }
      if (box.left > box.right) continue;
      const SvgPoint at{box.left - Side, box.top - Above};
      const double width = box.right - box.left + 2 * Side, height = box.bottom - box.top + Above + Below;
      m_canvas.rect(at, width, height, 8, colour::Frame, colour::Separator);
      m_titles.push_back({at, width, frame.title});
      cover(at);
      cover({at.x + width, at.y + height});
    }
  }

  /// Wires do not run through nodes that they have nothing to do with.
  void routeWires() {
    std::vector<graph::WireBody> bodies;
    for (const auto& [id, node] : m_graph.nodes) bodies.push_back(bodyOf(node));
    const graph::WireLines lines(std::move(bodies));
    for (const auto& [id, edge] : m_graph.edges) {
      const auto curve = edge.consumer.node == m_graph.host ? std::nullopt : curveOf(edge);
      const Node* consumer = m_graph.find(edge.consumer.node);
      if (!curve || !consumer) continue;
      constexpr int Steps = 28;
      graph::WireLine flat;
      for (int i = 0; i <= Steps; ++i) {
        const SvgPoint point = curve->point(static_cast<double>(i) / Steps);
        flat.push_back({point.x, point.y});
      }
      const auto row =
          std::find_if(consumer->imports.begin(), consumer->imports.end(),
                       [&wanted = edge.consumer.name](const Port& port) { return port.name.name == wanted; });
      graph::WireLine line = lines.around(
          flat, static_cast<unsigned>(consumer->exports.size() +
                                      static_cast<std::size_t>(row - consumer->imports.begin())));
      if (line.empty()) continue;
      for (const graph::WirePoint& point : line) cover({point.x, point.y});
      m_routes.emplace(id, std::move(line));
    }
  }

  SvgPoint pointOn(const graph::Edge& edge, const Curve& curve, double share) const {
    const auto route = m_routes.find(edge.id);
    if (route == m_routes.end()) return curve.point(share);
    const graph::WirePoint point = graph::pointAlong(route->second, share);
    return {point.x, point.y};
  }

  std::string pathOf(const graph::Edge& edge, const Curve& curve) const {
    const auto route = m_routes.find(edge.id);
    if (route == m_routes.end())
      return concat("M", svgPoint(curve.from), " C", svgPoint(curve.c1), " ", svgPoint(curve.c2), " ",
                    svgPoint(curve.to));
    std::string path;
    for (const graph::WirePoint& point : route->second)
      path += concat(path.empty() ? "M" : " L", svgPoint({point.x, point.y}));
    return path;
  }

  void wire(const graph::Edge& edge) {
    const auto curve = curveOf(edge);
    const Port* port = m_graph.find(edge.provider);
    if (!curve || !port) return;
    cover(curve->to);
    const bool thin = edge.provider.node == m_graph.host || port->kind == PortKind::TypesOnly;
    m_canvas.path(pathOf(edge, *curve), colourOf(*port), thin ? ThinWire : WireWidth);
    if (edge.consumer.node == m_graph.host)
      flag(curve->to, edge.consumer.name == edge.provider.name ? "out" : edge.consumer.name);
    const types::InterfaceName provided = types::parseInterfaceName(edge.provider.name);
    const types::InterfaceName wanted = types::parseInterfaceName(edge.consumer.name);
    const bool byVersion = edge.consumer.node != m_graph.host && !wanted.version.empty() &&
                           provided.withoutVersion() == wanted.withoutVersion() &&
                           provided.version != wanted.version;
    if (byVersion && edge.hooks.empty()) lozenge(pointOn(edge, *curve, 0.5), colourOf(*port));
  }

  void lozenge(SvgPoint middle, const char* stroke) {
    m_canvas.rect({middle.x - 11, middle.y - 9}, 22, 18, 9, colour::Node, stroke);
    m_canvas.text({middle.x, middle.y + 4}, 12, 600, colour::Text, "middle", "≈");
  }

  void flag(SvgPoint tip, const std::string& words) {
    const double width = svgTextWidth(words, 11) + 20;
    cover({tip.x + width + 8, tip.y});
    m_canvas.polygon(svgCorner(tip.x, tip.y - 10) + svgCorner(tip.x + width, tip.y - 10) +
                         svgCorner(tip.x + width + 8, tip.y) + svgCorner(tip.x + width, tip.y + 10) +
                         svgCorner(tip.x, tip.y + 10),
                     colour::Node, colour::Border);
    m_canvas.text({tip.x + width / 2, tip.y + 4}, 11, 500, colour::Text, "middle", words);
  }

  void node(const Node& node) {
    const graph::Position position = m_positions.at(node.id);
    const SvgPoint topLeft{position.x, position.y};
    const graph::NodeSize size = graph::defaultNodeSize(node);
    m_canvas.group(concat("node-", std::to_string(node.id.value)));
    if (node.kind == graph::NodeKind::Composition) {
      for (const double step : {8.0, 4.0}) {
        m_canvas.rect({topLeft.x + step, topLeft.y - step}, size.width - 2 * step, 20, 6, colour::Title,
                      colour::Border);
      }
    }
    const bool missing = node.kind == graph::NodeKind::Unresolved;
    m_canvas.rect(topLeft, size.width, size.height, 6, missing ? "none" : colour::Node, colour::Border,
                  missing ? "stroke-dasharray=\"5 3\"" : "");
    if (!missing)
      m_canvas.path(svgTitleStrip(topLeft, size.width), "none", 0,
                    concat("style=\"fill:", colour::Title, "\"").c_str());
    m_canvas.path(
        concat("M", svgPoint({topLeft.x, topLeft.y + SvgTitleHeight}), " h", SvgCanvas::number(size.width)),
        colour::Border, 1);
    if (node.kind == graph::NodeKind::Host) {
      m_canvas.path(concat("M", svgPoint({topLeft.x + size.width - 3, topLeft.y}), " v",
                           SvgCanvas::number(size.height)),
                    colour::Border, 1);
    }
    m_canvas.text({topLeft.x + 12, topLeft.y + 20}, 13, 600, colour::Text, "start",
                  svgShortened(node.name, size.width - 100, 13));
    m_canvas.text({topLeft.x + size.width - 10, topLeft.y + 19}, 10.5, 500, colour::Tertiary, "end",
                  svgBadge(node));
    for (const Port& port : node.exports) this->port(node, Side::Export, port, size.width);
    if (node.kind != graph::NodeKind::Host) {
      for (const Port& port : node.imports) this->port(node, Side::Import, port, size.width);
    }
    m_canvas.endGroup();
  }

  void port(const Node& node, Side side, const Port& port, double width) {
    const PortRef ref{node.id, side, port.name.name};
    const SvgPoint centre = m_ports.at(ref);
    const bool open = side == Side::Import && !m_index.edgeInto(ref).valid();
    const char* stroke = open ? colour::Warning : colourOf(port);
    svgPort(m_canvas, centre, port.kind, open || port.kind == PortKind::TypesOnly ? colour::Node : stroke,
            stroke);
    const bool exported = side == Side::Export;
    m_canvas.runs({centre.x + (exported ? -12 : 12), centre.y + 4}, 12, exported ? "end" : "start",
                  svgPortLabel(port, width - 28));
    if (open && port.kind != PortKind::TypesOnly) chip(centre);
  }

  void chip(SvgPoint centre) {
    constexpr double Width = 128, Height = 20, Stub = 22;
    const SvgPoint topLeft{centre.x - Stub - Width, centre.y - Height / 2};
    cover(topLeft);
    m_canvas.path(concat("M", svgPoint({centre.x - SvgPortRadius, centre.y}), " h-",
                         SvgCanvas::number(Stub - SvgPortRadius)),
                  colour::Warning, 1.5);
    m_canvas.rect(topLeft, Width, Height, 3, colour::WarningWeak, colour::Warning);
    m_canvas.text({topLeft.x + Width / 2, centre.y + 4}, 11, 500, colour::Warning, "middle",
                  "nothing provides this");
  }

  /// Capsules along the wire, numbered from the caller, which sits at the right.
  void beads(const graph::Edge& edge) {
    const auto curve = curveOf(edge);
    if (!curve || edge.hooks.empty()) return;
    const std::size_t count = edge.hooks.size();
    for (std::size_t i = 0; i < count; ++i) {
      const graph::Hook& hook = edge.hooks[i];
      const double share = 1 - (static_cast<double>(i) + 1) / (static_cast<double>(count) + 1);
      const SvgPoint middle = pointOn(edge, *curve, share);
      const std::string words = hook.enabled ? hook.name : hook.name + " off";
      const double width = svgTextWidth(words, 12) + 40;
      const char* ink = hook.enabled ? colour::OnBead : colour::Bead;
      m_canvas.rect({middle.x - width / 2, middle.y - BeadHeight / 2}, width, BeadHeight, BeadHeight / 2,
                    hook.enabled ? colour::Bead : colour::Node, colour::Bead,
                    hook.enabled ? "" : "stroke-dasharray=\"4 3\"");
      m_canvas.circle({middle.x - width / 2 + 13, middle.y}, 7.5, "none", ink);
      m_canvas.text({middle.x - width / 2 + 13, middle.y + 4}, 10.5, 600, ink, "middle",
                    std::to_string(i + 1));
      m_canvas.text({middle.x - width / 2 + 26, middle.y + 4}, 12, 600, ink, "start", words);
      cover({middle.x - width / 2, middle.y - BeadHeight});
      cover({middle.x + width / 2, middle.y + BeadHeight});
    }
  }

  const graph::Graph& m_graph;
  const graph::GraphIndex m_index;
  std::map<graph::NodeId, graph::Position> m_positions;
  std::map<std::string, int> m_colours;
  std::unordered_map<PortRef, SvgPoint, graph::PortRefHash> m_ports;
  std::map<graph::EdgeId, graph::WireLine> m_routes;  ///< of wires that are no simple curve
  struct Titled {
    SvgPoint at;
    double width = 0;
    std::string title;
  };
  std::vector<Titled> m_titles;
  SvgPoint m_low{HUGE_VAL, HUGE_VAL}, m_high{-HUGE_VAL, -HUGE_VAL};
  SvgCanvas m_canvas;
};

}  // namespace

std::string graphSvg(const graph::Graph& graph) { return Picture(graph).draw(); }

}  // namespace sb::print
