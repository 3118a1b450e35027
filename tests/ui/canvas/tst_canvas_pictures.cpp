// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QImage>
#include <QPainter>
#include <QtTest>
#include <algorithm>

#include "../panels/panels_fixture.h"
#include "ui/canvas/graph_canvas.h"

using namespace sb;
using namespace sb::ui;

/// Frames made of kept pictures look like frames drawn anew, and pictures go when what they show changes.
class TestCanvasPictures : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void init();
  void cleanup();
  void keptFramesLookLikeFreshOnes_data();
  void keptFramesLookLikeFreshOnes();
  void picturesFollowTheDocument();
  void picturesFollowTheTheme();
  void onlyWhatIsInViewIsKept();
  void turnedPaintersAreServedWithoutPictures();

 private:
  QImage frame(double ratio = 1);
  std::unique_ptr<Document> m_document;
  std::unique_ptr<GraphCanvas> m_canvas;
};

namespace {

/// The share of pixels that differ by more than blending twice in place of once does.
double difference(const QImage& a, const QImage& b) {
  constexpr int rounding = 3;
  int different = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      if (std::abs(qRed(p) - qRed(q)) > rounding || std::abs(qGreen(p) - qGreen(q)) > rounding ||
          std::abs(qBlue(p) - qBlue(q)) > rounding)
        ++different;
    }
  return static_cast<double>(different) / a.width() / a.height();
}

/// Places of glyphs are rounded; a hair's breadth can go either way in a few of them.
constexpr double fewPixels = 0.0005;

}  // namespace

void TestCanvasPictures::init() {
  m_document = test::openOrders();
  QVERIFY(m_document);
  graph::MoveNodes layout{graph::autoLayout(m_document->graph(), drawnNodeSize)};
  QVERIFY(m_document->perform(graph::Edit(layout)).has_value());
  for (const auto& [id, edge] : m_document->graph().edges)  // words beside a node
    if (edge.consumer.name.rfind("demo:mail/", 0) == 0) {
      QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), id)).has_value());
      break;
    }
  m_document->waitForPreview();
  m_canvas = std::make_unique<GraphCanvas>(*m_document);
  m_canvas->resize(1300, 700);
  m_canvas->setPlace({{0, -100}, 1});
}

void TestCanvasPictures::cleanup() {
  applyTheme(*qApp, ThemeKind::Light);
  m_canvas.reset();
  m_document.reset();
}

QImage TestCanvasPictures::frame(double ratio) {
  QImage image(m_canvas->size() * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  QPainter painter(&image);
  m_canvas->paintInto(painter);
  return image;
}

void TestCanvasPictures::keptFramesLookLikeFreshOnes_data() {
  QTest::addColumn<double>("zoom");
  QTest::addColumn<double>("ratio");
  QTest::addColumn<QPointF>("origin");
  QTest::newRow("1:1") << 1.0 << 1.0 << QPointF(0, -100);
  QTest::newRow("between two pixels") << 1.0 << 1.0 << QPointF(0.3, -99.6);
  QTest::newRow("a fine screen") << 1.0 << 2.0 << QPointF(12, -100);
  QTest::newRow("a screen at 150 %") << 1.0 << 1.5 << QPointF(13, -101);
  QTest::newRow("zoomed out") << 0.7371 << 1.0 << QPointF(10, -100);
  QTest::newRow("names at their smallest size") << 0.4 << 1.25 << QPointF(10, -100);
  QTest::newRow("zoomed in") << 1.9 << 1.0 << QPointF(100, 60);
}

void TestCanvasPictures::keptFramesLookLikeFreshOnes() {
  QFETCH(double, zoom);
  QFETCH(double, ratio);
  QFETCH(QPointF, origin);
  m_canvas->setPlace({origin, zoom});
  const QImage fresh = frame(ratio);
  QCOMPARE(m_canvas->pictures().nodeCount(), std::size_t(0));
  QVERIFY(difference(fresh, frame(ratio)) < fewPixels);  // pictures are made
  QVERIFY(m_canvas->pictures().nodeCount() > 0);
  QVERIFY(difference(fresh, frame(ratio)) < fewPixels);  // and used
  m_canvas->setOrigin(origin + QPointF(37, 11) / zoom / ratio);
  const QImage moved = frame(ratio);
  GraphCanvas other(*m_document);
  other.resize(m_canvas->size());
  other.setPlace(m_canvas->place());
  QImage image(other.size() * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  QPainter painter(&image);
  other.paintInto(painter);
  painter.end();
  QVERIFY(difference(image, moved) < fewPixels);
}

void TestCanvasPictures::picturesFollowTheDocument() {
  (void)frame();
  (void)frame();
  const graph::NodeId id = m_document->graph().findByName("cache")->id;
  QVERIFY(m_document->perform(graph::renameNode(m_document->graph(), id, "memory")).has_value());
  const QImage kept = frame();
  m_canvas->setPlace({{0, -100}, 0.9});
  (void)frame();
  m_canvas->setPlace({{0, -100}, 1});
  QVERIFY(difference(kept, frame()) < fewPixels);
  const NodeBox* box = m_canvas->scene().node(id);
  const QRect title = QRectF(m_canvas->toWidget(box->title.topLeft()), box->title.size()).toAlignedRect();
  m_document->undoStack().undo();
  QVERIFY(kept.copy(title) != frame().copy(title));
}

void TestCanvasPictures::picturesFollowTheTheme() {
  (void)frame();
  (void)frame();
  applyTheme(*qApp, ThemeKind::Dark);
  const NodeBox* box = m_canvas->scene().node(m_document->graph().findByName("cache")->id);
  const QPoint inTitle = m_canvas->toWidget(box->title.topLeft() + QPointF(3, 20)).toPoint();
  const QPoint beside = m_canvas->toWidget(box->rect.bottomLeft() + QPointF(-9, 40)).toPoint();
  const QImage dark = frame();
  QCOMPARE(dark.pixelColor(inTitle), currentTheme().nodeHeader);
  QVERIFY(dark.pixelColor(beside).lightness() < 80);
}

void TestCanvasPictures::onlyWhatIsInViewIsKept() {
  (void)frame();
  (void)frame();
  const std::size_t all = m_canvas->pictures().nodeCount();
  QCOMPARE(all, m_canvas->scene().nodeCount());
  m_canvas->setOrigin({900, -100});
  (void)frame();
  QVERIFY(m_canvas->pictures().nodeCount() < all);
}

void TestCanvasPictures::turnedPaintersAreServedWithoutPictures() {
  QImage image(m_canvas->size(), QImage::Format_ARGB32_Premultiplied);
  for (int i = 0; i < 3; ++i) {
    QPainter painter(&image);
    painter.rotate(10);
    m_canvas->paintInto(painter);
  }
  QCOMPARE(m_canvas->pictures().nodeCount(), std::size_t(0));
}

QTEST_MAIN(TestCanvasPictures)
#include "tst_canvas_pictures.moc"
