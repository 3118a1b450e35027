// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/svg_parts.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/types/interface_name.h"

namespace sb::print {

using graph::Node;
using graph::Port;
using graph::PortKind;

std::string svgPoint(SvgPoint point) {
  return concat(SvgCanvas::number(point.x), " ", SvgCanvas::number(point.y));
}

std::string svgCorner(double x, double y) {
  return concat(SvgCanvas::number(x), ",", SvgCanvas::number(y), " ");
}

double svgTextWidth(const std::string& text, double size) {
  return static_cast<double>(text.size()) * size * 0.55;
}

std::string svgBadge(const Node& node) {
  switch (node.kind) {
    case graph::NodeKind::Host: return "host import";
    case graph::NodeKind::Component: return "component";
    case graph::NodeKind::Composition:
      return node.inner ? concat(std::to_string(node.inner->nodes.size() - 1), " inside") : "composition";
    case graph::NodeKind::Bundle: return "bundle";
    case graph::NodeKind::Hook: return "hook";
    case graph::NodeKind::Adapter: return "adapter";
    case graph::NodeKind::Unresolved: return "missing";
  }
  return {};
}

std::string svgTitleStrip(SvgPoint p, double width) {
  return concat("M", svgPoint({p.x + 0.5, p.y + SvgTitleHeight}), " V", SvgCanvas::number(p.y + 6), " Q",
                svgPoint({p.x + 0.5, p.y + 0.5}), " ", svgPoint({p.x + 6, p.y + 0.5}), " H",
                SvgCanvas::number(p.x + width - 6), " Q", svgPoint({p.x + width - 0.5, p.y + 0.5}), " ",
                svgPoint({p.x + width - 0.5, p.y + 6}), " V", SvgCanvas::number(p.y + SvgTitleHeight), " Z");
}

std::string svgShortened(const std::string& text, double width, double size) {
  const auto most = static_cast<std::size_t>(std::max(4.0, width / (size * 0.55)));
  if (text.size() <= most) return text;
  std::size_t end = most - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // whole characters
  return text.substr(0, end) + "…";
}

std::vector<SvgCanvas::Run> svgPortLabel(const Port& port, double width) {
  const types::InterfaceName name = types::parseInterfaceName(port.name.name);
  std::string package = name.packageId().empty() ? std::string() : name.packageId() + "/";
  const std::string version = name.version.empty() ? std::string() : "@" + name.version;
  const double rest = width - svgTextWidth(name.interface + version, 12);
  if (svgTextWidth(package, 12) > rest) package = rest < 20 ? std::string() : svgShortened(package, rest, 12);
  return {{package, 400, colour::Secondary},
          {name.interface, 600, colour::Text},
          {version, 400, colour::Secondary}};
}

void svgPort(SvgCanvas& canvas, SvgPoint c, PortKind kind, const char* fill, const char* stroke) {
  const double r = SvgPortRadius;
  switch (kind) {
    case PortKind::Instance: return canvas.circle(c, r, fill, stroke);
    case PortKind::Function:
      return canvas.polygon(
          svgCorner(c.x - r, c.y - r) + svgCorner(c.x + r, c.y) + svgCorner(c.x - r, c.y + r), fill, stroke);
    case PortKind::Resource:
      return canvas.polygon(svgCorner(c.x - r, c.y) + svgCorner(c.x, c.y - r) + svgCorner(c.x + r, c.y) +
                                svgCorner(c.x, c.y + r),
                            fill, stroke);
    case PortKind::TypesOnly: return canvas.rect({c.x - 5, c.y - 5}, 10, 10, 0, colour::Node, stroke);
    case PortKind::Value:
    case PortKind::Component:
    case PortKind::CoreModule:
      return canvas.polygon(svgCorner(c.x - r, c.y - 3) + svgCorner(c.x, c.y - r) +
                                svgCorner(c.x + r, c.y - 3) + svgCorner(c.x + r, c.y + 3) +
                                svgCorner(c.x, c.y + r) + svgCorner(c.x - r, c.y + 3),
                            fill, stroke);
  }
}

}  // namespace sb::print
