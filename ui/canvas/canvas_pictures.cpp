// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ui/canvas/canvas_pictures.h"

#include <QPaintEngine>
#include <cmath>

namespace sb::ui {
namespace {

/// Pictures serve painters of pixels that neither turn nor stretch.
bool takesPictures(const QPainter& painter) {
  const QTransform device = painter.deviceTransform();
  return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster &&
         device.type() <= QTransform::TxScale && device.m11() > 0 &&
         qFuzzyCompare(device.m11(), device.m22());
}

/// Pixels that a length covers; what is off by rounding alone is not one more.
int pixelsOf(double length) { return static_cast<int>(std::ceil(length - 1e-6)); }

QPointF wholePixels(const QPointF& at) { return {std::floor(at.x() + 1e-6), std::floor(at.y() + 1e-6)}; }

bool sameFraction(const QPointF& a, const QPointF& b) {
  constexpr double least = 1.0 / 512;
  return std::abs(a.x() - b.x()) < least && std::abs(a.y() - b.y()) < least;
}

/// Draws in pixels of the device, whatever the painter's units are.
void drawPixels(QPainter& painter, const QPointF& at, const QPixmap& pixels, const QRectF& part) {
  const QTransform world = painter.worldTransform(), device = painter.deviceTransform();
  painter.setWorldTransform(QTransform::fromTranslate(at.x(), at.y()) * device.inverted() * world);
  painter.drawPixmap(QPointF(0, 0), pixels, part);
  painter.setWorldTransform(world);
}

/// A pixmap whose painter has the units of `like` and whose first pixel is the device's at `origin`.
QPixmap paintedPixels(const QPainter& like, const QPointF& origin, const QSize& size, const QColor& paper,
                      const CanvasPictures::Paint& paint) {
  const double ratio = like.device()->devicePixelRatioF();
  QPixmap pixels(size);
  pixels.fill(paper);
  pixels.setDevicePixelRatio(ratio);
  QPainter painter(&pixels);
  painter.setRenderHints(like.renderHints());
  painter.setWorldTransform(like.deviceTransform() * QTransform::fromTranslate(-origin.x(), -origin.y()) *
                            QTransform::fromScale(1 / ratio, 1 / ratio));
  paint(painter);
  painter.end();
  pixels.setDevicePixelRatio(1);
  return pixels;
}

}  // namespace

void CanvasPictures::beginFrame(const QPainter& painter, std::size_t look) {
  m_usable = takesPictures(painter);
  if (!m_usable) return;
  const double scale = painter.deviceTransform().m11();
  m_making = qFuzzyCompare(scale, m_scale);
  if (!m_making || look != m_look) clear();
  m_scale = scale;
  m_look = look;
  ++m_frame;
}

void CanvasPictures::endFrame() {
  if (!m_usable) return;
  for (auto it = m_nodes.begin(); it != m_nodes.end();)
    it = it->second.frame == m_frame ? std::next(it) : m_nodes.erase(it);
}

void CanvasPictures::clear() {
  m_nodes.clear();
  m_gridPeriod = 0;
}

bool CanvasPictures::drawNode(QPainter& painter, graph::NodeId node, const QRectF& bounds,
                              const Paint& paint) {
  if (!m_usable || !m_making) return false;
  const QRectF place = painter.deviceTransform().mapRect(bounds);
  const QPointF origin = wholePixels(place.topLeft()), fraction = place.topLeft() - origin;
  Picture& picture = m_nodes[node];
  if (picture.pixels.isNull() || !sameFraction(picture.fraction, fraction)) {
    const QSize size(pixelsOf(place.width() + fraction.x()), pixelsOf(place.height() + fraction.y()));
    picture.pixels = paintedPixels(painter, origin, size, Qt::transparent, paint);
    picture.fraction = fraction;
  }
  picture.frame = m_frame;
  drawPixels(painter, origin, picture.pixels, picture.pixels.rect());
  return true;
}

bool CanvasPictures::drawGrid(QPainter& painter, const QRectF& area, double step, const QColor& paper,
                              const Paint& dot) {
  if (!m_usable || !m_making) return false;
  const QTransform device = painter.deviceTransform();
  const double period = step * device.m11();
  const QRectF place = device.mapRect(area);
  // a picture that begins at a dot left of and above the area
  const QPointF dots = device.map(QPointF(0, 0));
  const QPointF first(dots.x() + std::floor((place.left() - dots.x()) / period) * period,
                      dots.y() + std::floor((place.top() - dots.y()) / period) * period);
  const QPointF origin = wholePixels(first) - QPointF(period, period).toPoint();
  const QPointF fraction = first - wholePixels(first);
  const QSize size(pixelsOf(place.width() + 3 * period), pixelsOf(place.height() + 3 * period));
  if (m_gridPeriod != period || m_gridSize != size || m_gridPaper != paper ||
      !sameFraction(m_grid.fraction, fraction)) {
    const QRectF covered = device.inverted().mapRect(QRectF(origin, size));
    m_grid.pixels = paintedPixels(painter, origin, size, paper, [&](QPainter& p) {
      p.setClipRect(covered);
      dot(p);
    });
    m_grid.fraction = fraction;
    m_gridPeriod = period;
    m_gridSize = size;
    m_gridPaper = paper;
  }
  const QPointF corner = wholePixels(place.topLeft());
  drawPixels(painter, corner, m_grid.pixels,
             QRectF(corner - origin, QSizeF(pixelsOf(place.width()), pixelsOf(place.height()))));
  return true;
}

}  // namespace sb::ui
