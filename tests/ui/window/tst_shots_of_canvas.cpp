// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "app/gui/scene_graphs.h"
#include "app/gui/scenes.h"
#include "tests/ui/window/crossed_node.h"
#include "ui/theme/theme.h"

using namespace sb;
using namespace sb::ui;

/// The points of the acceptance shots that code can check (design, chapter 8): those of a canvas.
class TestShotsOfCanvas : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void dragVerdicts();
  void statesDifferWithoutColour();
  void overviewShowsFramesAndRibbons();
  void ladderHasFiveLevels();

 private:
  QTemporaryDir m_folder;
};

void TestShotsOfCanvas::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
  prepareApplication(*qApp);
}

void TestShotsOfCanvas::dragVerdicts() {
  gui::CanvasScene scene = gui::dragScene({1480, 876});
  const ConnectTool::Counts counts = scene.tool->counts();
  QCOMPARE(counts.fits, 1);
  QCOMPARE(counts.byVersion, 1);
  QCOMPARE(counts.refused, 3);
  QCOMPARE(dragSummary(scene.canvas->state()), QStringLiteral("1 fits · 1 by version · 3 do not"));
  QImage image(scene.canvas->size(), QImage::Format_ARGB32);
  QPainter painter(&image);
  const std::vector<DragCard> cards =
      dragCards(scene.canvas->paintContext(painter), scene.canvas->visibleScene());
  QCOMPARE(cards.size(), std::size_t(5));
  for (std::size_t i = 0; i < cards.size(); ++i) {
    QVERIFY(!cards[i].title.isEmpty());
    QVERIFY(!scene.canvas->state().verdicts.at(cards[i].port).sentence.empty());
    QVERIFY2(scene.canvas->visibleScene().contains(cards[i].rect), qPrintable(cards[i].title));
    QVERIFY2(!cards[i].rect.contains(scene.canvas->state().dragTo), qPrintable(cards[i].title));
    for (std::size_t k = 0; k < i; ++k) QVERIFY(!cards[i].rect.intersects(cards[k].rect));
  }
}

/// A piece of the picture around the middle of a wire, dark where anything differs from the canvas.
static QImage formOf(const GraphCanvas& canvas, const QImage& picture, const WireBox& wire) {
  const QPoint middle = canvas.toWidget(pointAlong(wire.line, 0.5)).toPoint();
  const QImage piece =
      picture.copy(QRect(middle - QPoint(60, 14), QSize(120, 28))).convertToFormat(QImage::Format_Grayscale8);
  QImage form(piece.size(), QImage::Format_Grayscale8);
  const int paper = qGray(currentTheme().canvas.rgb());
  for (int y = 0; y < piece.height(); ++y)
    for (int x = 0; x < piece.width(); ++x)
      form.setPixel(x, y,
                    std::abs(qGray(piece.pixel(x, y)) - paper) > 40 ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
  return form;
}

void TestShotsOfCanvas::statesDifferWithoutColour() {
  gui::CanvasScene scene = gui::statesScene({1200, 1000});
  scene.canvas->setZoom(1, {});
  scene.canvas->setOrigin({-60, -60});
  const QImage picture = scene.canvas->grab().toImage();
  QCOMPARE(test::crossedNode(*scene.canvas, scene.document->graph()), QString());
  const graph::Graph& graph = scene.document->graph();
  std::map<std::string, QImage> forms;
  for (const auto& [id, wire] : scene.canvas->scene().wires()) {
    const graph::Node* provider = graph.find(graph.find(id)->provider.node);
    forms.emplace(provider->name, formOf(*scene.canvas, picture, wire));
  }
  QCOMPARE(forms.size(), std::size_t(9));
  for (const auto& [name, form] : forms)
    for (const auto& [other, otherForm] : forms) {
      if (name >= other) continue;
      int different = 0;
      for (int y = 0; y < form.height(); ++y)
        for (int x = 0; x < form.width(); ++x) different += form.pixel(x, y) != otherForm.pixel(x, y) ? 1 : 0;
      QVERIFY2(different >= 60,
               qPrintable(QStringLiteral("%1 and %2 differ in %3 pixels")
                              .arg(QString::fromStdString(name), QString::fromStdString(other))
                              .arg(different)));
    }
}

void TestShotsOfCanvas::overviewShowsFramesAndRibbons() {
  gui::CanvasScene scene = gui::overviewScene({1600, 940});
  const GraphCanvas& canvas = *scene.canvas;
  QCOMPARE(canvas.level(), DetailLevel::Boxes);
  QCOMPARE(scene.document->graph().nodes.size(), std::size_t(1001));  // and the host
  QCOMPARE(canvas.scene().frames().size(), std::size_t(9));
  // frame titles at 14 px, no text below 8 px: everything that is written has one of these sizes on screen
  QFont font = frameTitleFont(currentTheme());
  QCOMPARE(QFontInfo(font).pixelSize(), 14);
  for (const QFont& other : {currentTheme().captionStrong(), currentTheme().caption(), currentTheme().body()})
    QVERIFY(QFontInfo(other).pixelSize() >= 8);
  for (const FrameBox& frame : canvas.scene().frames()) {
    const QRectF title = frameTitleRect(frame, canvas.zoom());
    QVERIFY2(canvas.visibleScene().contains(title), qPrintable(frame.title));
    QVERIFY(QFontMetricsF(font).horizontalAdvance(frame.title) + 16 <= title.width() * canvas.zoom());
    for (const auto& [id, box] : canvas.scene().nodes())
      QVERIFY2(!title.intersects(box.rect), qPrintable(frame.title));
  }
  // ribbons with counts: every connection between two frames is counted once
  int counted = 0, between = 0;
  std::map<graph::NodeId, graph::FrameId> frameOf;
  for (const auto& [id, frame] : scene.document->graph().frames)
    for (const graph::NodeId node : frame.nodes) frameOf[node] = id;
  for (const auto& [id, edge] : scene.document->graph().edges)
    between += frameOf.at(edge.provider.node) != frameOf.at(edge.consumer.node) ? 1 : 0;
  for (const Ribbon& ribbon : canvas.scene().ribbons()) counted += ribbon.count;
  QCOMPARE(canvas.scene().ribbons().size(), std::size_t(12));
  QCOMPARE(counted, between);
  (void)scene.canvas->grab();
  qInfo("a frame of 1,000 nodes: %.1f ms", canvas.lastFrameMs());
}

void TestShotsOfCanvas::ladderHasFiveLevels() {
  for (int i = 0; i < DetailLevelCount; ++i) {
    gui::CanvasScene scene = gui::levelScene(static_cast<DetailLevel>(i), {280, 260});
    QCOMPARE(scene.canvas->level(), static_cast<DetailLevel>(i));
  }
}

QTEST_MAIN(TestShotsOfCanvas)
#include "tst_shots_of_canvas.moc"
