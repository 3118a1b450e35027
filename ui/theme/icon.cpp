// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

/// Takes its colour from the theme in force each time it is drawn, so that whoever holds an icon need not
/// know that the theme has changed.
class ThemeIcon : public QIconEngine {
 public:
  ThemeIcon(QString name, ThemeRole role) : m_name(std::move(name)), m_role(role) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    painter->drawPixmap(square.topLeft(),
                        iconPixmap(m_name, colour(mode), side, painter->device()->devicePixelRatioF()));
  }
  /// A wider size keeps the icon at the left: room between it and a word.
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
    const int side = std::min(size.width(), size.height());
    const QPixmap square = iconPixmap(m_name, colour(mode), side, 1);
    if (size == square.size()) return square;
    QPixmap wide(size);
    wide.fill(Qt::transparent);
    QPainter painter(&wide);
    painter.drawPixmap(0, (size.height() - side) / 2, square);
    return wide;
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
    return pixmap(size, mode, state);  // `size` counts pixels of the device
  }
  QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
  QIconEngine* clone() const override { return new ThemeIcon(*this); }

 private:
  QColor colour(QIcon::Mode mode) const {
    if (mode != QIcon::Disabled) return currentTheme().*m_role;
    QColor faded = currentTheme().textTertiary;
    faded.setAlphaF(0.6F);
    return faded;
  }
  QString m_name;
  ThemeRole m_role;
};

}  // namespace

QIcon icon(const QString& name, ThemeRole role) { return QIcon(new ThemeIcon(name, role)); }

QPixmap iconPixmap(const QString& name, const QColor& colour, double size, double devicePixelRatio) {
  const QString key = QStringLiteral("sb-icon/%1/%2/%3/%4")
                          .arg(name, colour.name(QColor::HexArgb))
                          .arg(size)
                          .arg(devicePixelRatio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return pixmap;
  QByteArray svg = file.readAll();
  svg.replace("currentColor", colour.name().toLatin1());
  QSvgRenderer renderer(svg);
  const int device = static_cast<int>(std::ceil(size * devicePixelRatio));
  pixmap = QPixmap(device, device);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(colour.alphaF());
  renderer.render(&painter, QRectF(0, 0, device, device));
  painter.end();
  pixmap.setDevicePixelRatio(devicePixelRatio);
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

}  // namespace sb::ui
