// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/window/recent_files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>
#include <map>

#include "ui/canvas/node_geometry.h"

namespace sb::ui {
namespace {

constexpr int mostRemembered = 12;
constexpr std::size_t mostBoxes = 60;

QString tr(const char* text, int count = -1) {
  return QCoreApplication::translate("RecentFiles", text, nullptr, count);
}

QString listKey() { return QStringLiteral("recentFiles"); }
QString groupOf(const QString& path) {
  return QStringLiteral("recent/") +
         QString::fromLatin1(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex());
}

QString ago(const QDateTime& then) {
  const QDateTime now = QDateTime::currentDateTime();
  const qint64 minutes = then.secsTo(now) / 60, days = then.date().daysTo(now.date());
  if (minutes < 1) return tr("just now");
  if (minutes < 60) return tr("%n minute(s) ago", static_cast<int>(minutes));
  if (days == 0) return tr("%n hour(s) ago", static_cast<int>(minutes / 60));
  if (days == 1) return tr("yesterday");
  if (days < 14) return tr("%n day(s) ago", static_cast<int>(days));
  return QLocale().toString(then.date(), QLocale::ShortFormat);
}

QString contentsOf(const graph::Graph& graph) {
  int nodes = 0, hooks = 0;
  for (const auto& [id, node] : graph.nodes)
    nodes += node.kind == graph::NodeKind::Host && node.exports.empty() ? 0 : 1;
  for (const auto& [id, edge] : graph.edges) hooks += static_cast<int>(edge.hooks.size());
  QString text = tr("%n node(s)", nodes);
  if (hooks > 0) text += QStringLiteral(", ") + tr("%n hook(s)", hooks);
  return text;
}

}  // namespace

QStringList recentPaths() { return QSettings().value(listKey()).toStringList(); }

GraphThumb thumbOf(const graph::Graph& graph) {
  GraphThumb thumb;
  QRectF all;
  std::map<graph::NodeId, int> boxes;
  for (const auto& [id, node] : graph.nodes) {
    const auto at = graph.positions.find(id);
    if (at == graph.positions.end() || boxes.size() >= mostBoxes) continue;
    if (node.kind == graph::NodeKind::Host && node.exports.empty()) continue;
    const QRectF box(QPointF(at->second.x, at->second.y), nodeSize(node));
    boxes[id] = static_cast<int>(thumb.boxes.size());
    thumb.boxes << box;
    all |= box;
  }
  if (all.isEmpty()) return thumb;
  const double side = std::max(all.width(), all.height() * 1.4);
  for (QRectF& box : thumb.boxes)
    box = QRectF((box.left() - all.center().x()) / side + 0.5,
                 ((box.top() - all.center().y()) * 1.4) / side + 0.5, box.width() / side,
                 box.height() * 1.4 / side);
  for (const auto& [id, edge] : graph.edges) {
    const auto from = boxes.find(edge.provider.node), to = boxes.find(edge.consumer.node);
    if (from != boxes.end() && to != boxes.end()) thumb.wires.append({from->second, to->second});
  }
  return thumb;
}

void rememberRecentFile(const QString& path, const graph::Graph& graph) {
  QSettings settings;
  QStringList recent = recentPaths();
  recent.removeAll(path);
  recent.prepend(path);
  while (recent.size() > mostRemembered) settings.remove(groupOf(recent.takeLast()));
  settings.setValue(listKey(), recent);
  settings.beginGroup(groupOf(path));
  settings.setValue(QStringLiteral("when"), QDateTime::currentDateTime());
  settings.setValue(QStringLiteral("changed"), QFileInfo(path).lastModified());
  settings.setValue(QStringLiteral("contents"), contentsOf(graph));
  const GraphThumb thumb = thumbOf(graph);
  QVariantList boxes, wires;
  for (const QRectF& box : thumb.boxes) boxes << box;
  for (const auto& [from, to] : thumb.wires) wires << QPoint(from, to);
  settings.setValue(QStringLiteral("boxes"), boxes);
  settings.setValue(QStringLiteral("wires"), wires);
}

RecentFile describeRecentFile(const QString& path) {
  RecentFile file{path, {}, {}};
  QSettings settings;
  settings.beginGroup(groupOf(path));
  const QDateTime when = settings.value(QStringLiteral("when")).toDateTime();
  if (!when.isValid()) {
    file.information = tr("%1 KiB").arg((QFileInfo(path).size() + 512) / 1024);
    return file;
  }
  file.information =
      ago(when) + QStringLiteral(" · ") + settings.value(QStringLiteral("contents")).toString();
  if (settings.value(QStringLiteral("changed")).toDateTime() != QFileInfo(path).lastModified())
    file.information += QStringLiteral(" · ") + tr("changed on disk");
  for (const QVariant& box : settings.value(QStringLiteral("boxes")).toList())
    file.thumb.boxes << box.toRectF();
  for (const QVariant& wire : settings.value(QStringLiteral("wires")).toList())
    file.thumb.wires.append({wire.toPoint().x(), wire.toPoint().y()});
  return file;
}

}  // namespace sb::ui
