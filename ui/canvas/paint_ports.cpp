// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_paint.h"

// Ports of a node with their labels, and the rows that fold many of them (design 3.1 and 3.2).
namespace sb::ui {
namespace {

void paintPortShape(QPainter& p, const QPointF& c, graph::PortKind kind, double r) {
  QPainterPath path;
  switch (kind) {
    case graph::PortKind::Instance: path.addEllipse(c, r, r); break;
    case graph::PortKind::Function:
      path.moveTo(c + QPointF(-r, -r));
      path.lineTo(c + QPointF(r * 1.1, 0));
      path.lineTo(c + QPointF(-r, r));
      path.closeSubpath();
      break;
    case graph::PortKind::Resource:
      path.moveTo(c + QPointF(0, -r * 1.2));
      path.lineTo(c + QPointF(r * 1.2, 0));
      path.lineTo(c + QPointF(0, r * 1.2));
      path.lineTo(c + QPointF(-r * 1.2, 0));
      path.closeSubpath();
      break;
    case graph::PortKind::TypesOnly:
      path.addRect(QRectF(c.x() - r * 0.9, c.y() - r * 0.9, r * 1.8, r * 1.8));
      break;
    case graph::PortKind::Value:
    case graph::PortKind::Component:
    case graph::PortKind::CoreModule:
      for (int i = 0; i < 6; ++i) {
        const double angle = i * 3.14159265358979 / 3;
        const QPointF at = c + QPointF(std::cos(angle), std::sin(angle)) * r * 1.15;
        if (i == 0)
          path.moveTo(at);
        else
          path.lineTo(at);
      }
      path.closeSubpath();
      break;
  }
  p.drawPath(path);
}

void paintLabel(QPainter& p, const Theme& theme, const PortBox& port, bool exported) {
  const QFont plain = theme.portLabel(false), bold = theme.portLabel(true);
  const QFontMetricsF plainMetrics(plain), boldMetrics(bold);
  const double room = port.row.width() - 2 * 16;
  QString package = port.label.package, version = port.label.version, shown = port.label.name;
  // Only a name that alone is wider than the node gives way, in its middle; the tool tip has it whole.
  if (boldMetrics.horizontalAdvance(shown) > room)
    shown = boldMetrics.elidedText(shown, Qt::ElideMiddle, room);
  const double name = boldMetrics.horizontalAdvance(shown);
  const auto width = [&] {
    return plainMetrics.horizontalAdvance(package) + name + plainMetrics.horizontalAdvance(version);
  };
  if (width() > room)  // the package goes first, then the version, the name never
    package = plainMetrics.elidedText(
        package, Qt::ElideMiddle, std::max(0.0, room - (width() - plainMetrics.horizontalAdvance(package))));
  if (width() > room) package.clear();
  if (width() > room) version = plainMetrics.elidedText(version, Qt::ElideRight, std::max(0.0, room - name));
  double x = exported ? port.row.right() - 14 - width() : port.row.left() + 14;
  const double baseline = port.row.center().y() + plainMetrics.ascent() / 2 - 1.5;
  const auto draw = [&](const QString& text, const QFont& font, const QColor& colour, double advance) {
    p.setFont(font);
    p.setPen(colour);
    p.drawText(QPointF(x, baseline), text);
    x += advance;
  };
  draw(package, plain, theme.textSecondary, plainMetrics.horizontalAdvance(package));
  draw(shown, bold, theme.text, name);
  draw(version, plain, theme.textSecondary, plainMetrics.horizontalAdvance(version));
}

void paintUnsatisfied(PaintContext& c, const QPointF& centre, const QString& text) {
  QPainter& p = c.painter;
  const Theme& t = c.theme;
  p.setPen(QPen(t.warning, 1.5));
  p.drawLine(centre - QPointF(PortRadius, 0), centre - QPointF(22, 0));
  const double width = QFontMetricsF(t.captionStrong()).horizontalAdvance(text) + 32;
  const QRectF chip(centre.x() - 22 - width, centre.y() - 10, width, 20);
  p.setPen(QPen(t.warning, 1));
  p.setBrush(t.warningWeak);
  p.drawRoundedRect(chip, 3, 3);
  paintStatusGlyph(p, t, QRectF(chip.left() + 6, chip.top() + 3, 14, 14), Severity::Warning);
  p.setPen(t.text);
  p.setFont(t.captionStrong());
  p.drawText(chip.adjusted(24, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

/// A row that stands for several ports: a triangle that says whether it is open, the package, how many.
void paintGroup(PaintContext& c, const PortGroup& group) {
  QPainter& p = c.painter;
  const Theme& t = c.theme;
  const bool exported = group.side == graph::Side::Export;
  if (c.level == DetailLevel::Details) {
    const QFont bold = t.portLabel(true), plain = t.portLabel(false);
    const QString count = QStringLiteral(" ×%1").arg(group.ports.size());
    const double countWidth = QFontMetricsF(plain).horizontalAdvance(count), arrow = 12;
    const double room = group.row.width() - 32 - countWidth - arrow;
    const QString label = QFontMetricsF(bold).elidedText(group.label, Qt::ElideMiddle, room);
    const double width = arrow + QFontMetricsF(bold).horizontalAdvance(label) + countWidth;
    double x = exported ? group.row.right() - 14 - width : group.row.left() + 14;
    const double y = group.row.center().y();
    QPolygonF triangle;
    if (group.open)
      triangle << QPointF(x, y - 2.5) << QPointF(x + 7, y - 2.5) << QPointF(x + 3.5, y + 2.5);
    else
      triangle << QPointF(x + 1, y - 3.5) << QPointF(x + 6, y) << QPointF(x + 1, y + 3.5);
    p.setPen(Qt::NoPen);
    p.setBrush(t.textSecondary);
    p.drawPolygon(triangle);
    x += arrow;
    const double baseline = y + QFontMetricsF(plain).ascent() / 2 - 1.5;
    p.setFont(bold);
    p.setPen(t.text);
    p.drawText(QPointF(x, baseline), label);
    x += QFontMetricsF(bold).horizontalAdvance(label);
    p.setFont(plain);
    p.setPen(t.textSecondary);
    p.drawText(QPointF(x, baseline), count);
  }
  if (group.open || group.ports.empty()) return;
  int missing = 0;
  for (const graph::PortRef& port : group.ports) missing += c.state.unsatisfied.count(port) > 0 ? 1 : 0;
  const QString first = QString::fromStdString(group.ports.front().name);
  const QColor colour = missing ? t.warning : packageQColor(t, c.colourOf ? c.colourOf(first) : 0);
  if (missing && c.level == DetailLevel::Details && !c.state.dragPort)
    paintUnsatisfied(c, group.centre, QObject::tr("nothing provides %n of these", nullptr, missing));
  paintPort(p, t, group.centre, graph::PortKind::Instance, colour, missing == 0, false);
  p.setPen(QPen(colour, 1));  // more than one: a second ring
  p.setBrush(Qt::NoBrush);
  p.drawEllipse(group.centre, PortRadius + 2.5, PortRadius + 2.5);
  const bool chosen = std::any_of(group.ports.begin(), group.ports.end(),
                                  [&](const graph::PortRef& port) { return c.state.hover.port == port; });
  if (chosen || (c.state.hover.group == group.key && c.state.hover.node == group.ports.front().node)) {
    p.setPen(QPen(t.accent, 1.5));
    p.drawEllipse(group.centre, PortRadius + 4.5, PortRadius + 4.5);
  }
}

}  // namespace

void paintPorts(PaintContext& c, const NodeBox& box, const graph::Node& node) {
  const auto* selectedPort = std::get_if<PortItem>(&c.state.selected);
  for (const PortGroup& group : box.groups) paintGroup(c, group);
  for (const PortBox& port : box.ports) {
    if (port.folded) continue;
    const bool exported = port.ref.side == graph::Side::Export;
    if (c.level == DetailLevel::Details) paintLabel(c.painter, c.theme, port, exported);
    const bool missing = c.state.unsatisfied.count(port.ref) > 0;
    QColor colour =
        missing ? c.theme.warning
                : packageQColor(c.theme, c.colourOf ? c.colourOf(QString::fromStdString(port.ref.name)) : 0);
    if (missing && c.level == DetailLevel::Details && !c.state.dragPort)
      paintUnsatisfied(c, port.centre, QObject::tr("nothing provides this"));
    const graph::Port* modelPort = exported ? node.findExport(port.ref.name) : node.findImport(port.ref.name);
    bool resource = false;
    if (modelPort)
      if (const auto* instance = std::get_if<types::InstanceTypeRef>(&modelPort->type))
        resource = *instance && types::definesResource(**instance);
    paintPort(c.painter, c.theme, port.centre, port.kind, colour, !missing, false, resource);
    if ((selectedPort && selectedPort->port == port.ref) || c.state.hover.port == port.ref) {
      c.painter.setPen(QPen(c.theme.accent, 1.5));
      c.painter.setBrush(Qt::NoBrush);
      c.painter.drawEllipse(port.centre, PortRadius + 3, PortRadius + 3);
    }
  }
}

void paintPort(QPainter& p, const Theme& theme, const QPointF& centre, graph::PortKind kind,
               const QColor& colour, bool satisfied, bool leftToHost, bool definesResource) {
  const bool hollow = !satisfied || leftToHost || kind == graph::PortKind::TypesOnly;
  p.setPen(QPen(colour, 1.75));
  p.setBrush(hollow ? theme.canvas : colour);
  paintPortShape(p, centre, kind, hollow ? PortRadius - 0.6 : PortRadius - 0.5);
  if (leftToHost) {
    p.setBrush(colour);
    p.setPen(Qt::NoPen);
    p.drawEllipse(centre, 2, 2);
  }
  if (definesResource && !hollow) {  // a diamond notch inside the circle
    p.setPen(Qt::NoPen);
    p.setBrush(theme.node);
    QPolygonF notch;
    notch << centre + QPointF(0, -2.4) << centre + QPointF(2.4, 0) << centre + QPointF(0, 2.4)
          << centre + QPointF(-2.4, 0);
    p.drawPolygon(notch);
  }
}

}  // namespace sb::ui
