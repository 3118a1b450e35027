// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QHelpEvent>
#include <QToolTip>
#include <QtTest>

#include "core/graph/auto_layout.h"
#include "tests/support/graph_text.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

using namespace sb;
using namespace sb::ui;

/// Nodes with many ports: groups by package, unused ports, names that have no room (design 3.1 and 3.2).
class TestPorts : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void twelvePortsStayPlain();
  void fortyPortsAreGrouped();
  void groupsOpen();
  void unusedPortsFold();
  void wiresMeetTheirGroup();
  void aClickOpensAGroup();
  void aSelectedPortComesIntoSight();
  void droppingOnAGroupConnectsWhatFits();
  void hugeNamesAreElided();
};

namespace {

std::string port(int package, int number) {
  return "p" + std::to_string(package) + ":k/i" + std::to_string(number) + "@1.0.0";
}

/// `big` imports packages × each interfaces and one of its own; `small` provides the first of package 1.
graph::Graph manyPorts(int packages, int each) {
  std::string text = "small exports " + port(1, 0) + "\n";
  for (int package = 0; package < packages; ++package)
    for (int i = 0; i < each; ++i) text += "big imports " + port(package, i) + "\n";
  text += "big imports alone:x/y\nbig exports out:a/b\n";
  graph::Graph graph = test::graphFrom(text);
  graph.positions[graph.findByName("small")->id] = {0, 0};
  graph.positions[graph.findByName("big")->id] = {500, 0};
  return graph;
}

const graph::Node& big(const graph::Graph& graph) { return *graph.findByName("big"); }

int plainRows(const NodeBox& box) {
  return static_cast<int>(
      std::count_if(box.ports.begin(), box.ports.end(), [](const PortBox& p) { return !p.folded; }));
}

/// No two rows lie on each other and all lie in the node.
QString misplaced(const NodeBox& box) {
  std::vector<QRectF> rows;
  for (const PortBox& p : box.ports)
    if (!p.folded) rows.push_back(p.row);
  for (const PortGroup& group : box.groups) rows.push_back(group.row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!box.rect.contains(rows[i]) || rows[i].top() < box.title.bottom()) return "a row outside of the node";
    for (std::size_t k = 0; k < i; ++k)
      if (rows[i].adjusted(0, 1, 0, -1).intersects(rows[k])) return "rows on each other";
  }
  return {};
}

}  // namespace

void TestPorts::twelvePortsStayPlain() {
  const graph::Graph graph = manyPorts(2, 5);  // 10 + 1 imports, 1 export
  const NodeBox box = layoutNode(big(graph), {});
  QVERIFY(box.groups.empty());
  QCOMPARE(plainRows(box), 12);
  QCOMPARE(box.rect.height(), 30.0 + 12 * 24 + 8);
}

void TestPorts::fortyPortsAreGrouped() {
  const graph::Graph graph = manyPorts(3, 13);  // 39 + 1 imports, 1 export
  QCOMPARE(big(graph).imports.size(), std::size_t(40));
  const NodeBox box = layoutNode(big(graph), {});
  QCOMPARE(box.groups.size(), std::size_t(3));
  QCOMPARE(plainRows(box), 2);  // one of a package of its own is no group
  QCOMPARE(box.ports.size(), std::size_t(41));
  for (const PortGroup& group : box.groups) {
    QCOMPARE(group.ports.size(), std::size_t(13));
    QVERIFY(!group.open && group.side == graph::Side::Import);
    QCOMPARE(group.centre.x(), box.rect.left());
  }
  QCOMPARE(box.groups[1].label, QStringLiteral("p1:k"));
  QCOMPARE(misplaced(box), QString());
  QCOMPARE(box.rect.height(), 30.0 + 5 * 24 + 8);
  QCOMPARE(nodeSize(big(graph)).height(), box.rect.height());
}

void TestPorts::groupsOpen() {
  const graph::Graph graph = manyPorts(3, 13);
  const NodeBox closed = layoutNode(big(graph), {});
  PortView view;
  view.open = {closed.groups[1].key};
  const NodeBox box = layoutNode(big(graph), {}, view);
  QVERIFY(box.groups[1].open && !box.groups[0].open);
  QCOMPARE(plainRows(box), 2 + 13);
  QCOMPARE(misplaced(box), QString());
  QCOMPARE(box.rect.height(), closed.rect.height() + 13 * 24);
}

void TestPorts::unusedPortsFold() {
  const graph::Graph graph = manyPorts(2, 5);
  PortView view;
  view.usedOnly = true;
  view.used = [](const graph::PortRef& ref) {
    return ref.name == port(1, 0) || ref.side == graph::Side::Export;
  };
  const NodeBox box = layoutNode(big(graph), {}, view);
  QCOMPARE(box.groups.size(), std::size_t(1));
  QCOMPARE(box.groups.front().label, QStringLiteral("unused"));
  QCOMPARE(box.groups.front().ports.size(), std::size_t(10));
  QCOMPARE(plainRows(box), 2);
  QCOMPARE(misplaced(box), QString());
}

void TestPorts::wiresMeetTheirGroup() {
  graph::Graph graph = manyPorts(3, 13);
  const graph::PortRef from = test::exportOf(graph, "small", port(1, 0)),
                       to = test::importOf(graph, "big", port(1, 0));
  const Result<graph::Edit> edit = graph::connectPorts(graph, from, to);
  QVERIFY(edit && graph::apply(graph, *edit));
  CanvasScene scene;
  scene.rebuild(graph, {});
  const NodeBox& box = *scene.node(to.node);
  const WireBox& wire = scene.wires().begin()->second;
  QCOMPARE(wire.line.back(), box.groups[1].centre);
  scene.view().openGroups[to.node] = {box.groups[1].key};
  scene.rebuild(graph, {});
  QCOMPARE(scene.wires().begin()->second.line.back(), scene.port(to)->centre);
  QVERIFY(!scene.port(to)->folded);
  scene.view().openGroups.clear();
  scene.view().usedOnly = true;
  scene.rebuild(graph, {});
  QVERIFY2(!scene.port(to)->folded, "a used port is seen");
  QVERIFY(scene.port(test::importOf(graph, "big", port(1, 1)))->folded);
  // The automatic layout counts with the size that is drawn.
  const auto positions = graph::autoLayout(graph, drawnNodeSize);
  QVERIFY(std::abs(positions.at(from.node).y - positions.at(to.node).y) < 400);
}

void TestPorts::aClickOpensAGroup() {
  Document document(manyPorts(3, 13));
  GraphCanvas canvas(document);
  canvas.resize(1000, 900);
  canvas.show();
  canvas.setPlace({{-50, -50}, 1});
  const graph::NodeId id = big(document.graph()).id;
  const auto group = [&](std::size_t i) { return canvas.scene().node(id)->groups[i]; };
  const auto click = [&](const QPointF& at) {
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.toWidget(at).toPoint());
  };
  click(group(0).row.center());
  QVERIFY(group(0).open);
  click(group(2).centre);
  QVERIFY(group(2).open);
  click(group(0).row.center());
  QVERIFY(!group(0).open && group(2).open);
  QCOMPARE(document.undoStack().count(), 0);
  const QImage closed = canvas.grab().toImage();
  click(group(0).row.center());
  QVERIFY(canvas.grab().toImage() != closed);
}

void TestPorts::aSelectedPortComesIntoSight() {
  Document document(manyPorts(3, 13));
  GraphCanvas canvas(document);
  const graph::PortRef hidden = test::importOf(document.graph(), "big", port(2, 7));
  QVERIFY(canvas.scene().port(hidden)->folded);
  document.selection().select(PortItem{hidden});
  QVERIFY(!canvas.scene().port(hidden)->folded);
}

void TestPorts::droppingOnAGroupConnectsWhatFits() {
  Document document(manyPorts(3, 13));
  GraphCanvas canvas(document);
  canvas.resize(1000, 900);
  canvas.show();
  canvas.setPlace({{-50, -50}, 1});
  const QPointF from = canvas.scene().port(test::exportOf(document.graph(), "small", port(1, 0)))->centre;
  const QPointF to = canvas.scene().node(big(document.graph()).id)->groups[1].row.center();
  QTest::mousePress(&canvas, Qt::LeftButton, {}, canvas.toWidget(from).toPoint());
  for (const double share : {0.5, 1.0}) {
    const QPointF at = canvas.toWidget(from + (to - from) * share);
    QMouseEvent move(QEvent::MouseMove, at, canvas.mapToGlobal(at.toPoint()), Qt::NoButton, Qt::LeftButton,
                     {});
    QApplication::sendEvent(&canvas, &move);
  }
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, canvas.toWidget(to).toPoint());
  QVERIFY(document.graph().edgeInto(test::importOf(document.graph(), "big", port(1, 0))));
}

void TestPorts::hugeNamesAreElided() {
  const std::string name = "demo:x/" + std::string(60, 'w') + "-the-end@1.0.0";
  graph::Graph graph = test::graphFrom("n exports " + name + "\n");
  graph.positions[graph.findByName("n")->id] = {0, 0};
  Document document(graph);
  GraphCanvas canvas(document);
  canvas.resize(420, 200);
  canvas.show();
  canvas.setPlace({{-120, -60}, 1});
  const NodeBox& box = *canvas.scene().node(document.graph().findByName("n")->id);
  QVERIFY(box.rect.width() <= NodeMaxWidth);
  // Nothing is written left of the node.
  const QImage picture = canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
  const double ratio = canvas.devicePixelRatioF();
  const QRect left =
      QRectF(canvas.toWidget(box.ports.front().row.topLeft()) - QPointF(100, 0), QSizeF(90, 24)).toRect();
  const QRgb text = currentTheme().text.rgb();
  for (int x = left.left(); x < left.right(); ++x)
    for (int y = left.top(); y < left.bottom(); ++y) {
      const QRgb pixel = picture.pixel(static_cast<int>(x * ratio), static_cast<int>(y * ratio));
      QVERIFY2(std::abs(qGray(pixel) - qGray(text)) > 60, "text outside of the node");
    }
  const QPoint at = canvas.toWidget(box.ports.front().row.center()).toPoint();
  QHelpEvent help(QEvent::ToolTip, at, canvas.mapToGlobal(at));
  QApplication::sendEvent(&canvas, &help);
  QTRY_COMPARE(QToolTip::text(), QString::fromStdString(name));
}

QTEST_MAIN(TestPorts)
#include "tst_ports.moc"
