// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QAccessible>
#include <QSignalSpy>
#include <QtTest>

#include "../panels/panels_fixture.h"
#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/graph_canvas.h"

using namespace sb;
using namespace sb::ui;

/// The canvas as a screen reader meets it (design 7.3).
class TestAccessible : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void init();
  void cleanup() {
    m_canvas.reset();
    m_document.reset();
  }
  void everythingIsInTheTree();
  void namesSayWhatThePictureSays();
  void actionsWork();
  void objectsGoWithTheGraph();
  void placesAreThoseOnTheScreen();

 private:
  QAccessibleInterface* tree() const { return QAccessible::queryAccessibleInterface(m_canvas.get()); }
  QAccessibleInterface* of(const Item& item) const {
    return static_cast<CanvasAccessible*>(tree())->interfaceOf(item);
  }
  graph::NodeId node(const char* name) const { return m_document->graph().findByName(name)->id; }
  QString nameOf(const Item& item) const { return accessibleName(*m_canvas, item); }
  std::unique_ptr<Document> m_document;
  std::unique_ptr<GraphCanvas> m_canvas;
};

void TestAccessible::init() {
  m_document = test::openOrders();
  QVERIFY(m_document);
  m_canvas = std::make_unique<GraphCanvas>(*m_document);
  m_canvas->resize(1400, 700);
  m_canvas->show();
}

void TestAccessible::everythingIsInTheTree() {
  const graph::EdgeId edge = test::edgeBetween(m_document->graph(), "cache", "orders");
  QCOMPARE(test::hookEdge(*m_document, edge, "hooks/trace/trace.wasm", "audit", graph::HookKind::Tier2),
           QString());
  std::size_t nodes = 0, ports = 0, beads = 0;
  std::set<std::uint32_t> edges;
  QVERIFY(tree());
  for (int n = 0; n < tree()->childCount(); ++n) {
    QAccessibleInterface* nodeItem = tree()->child(n);
    QVERIFY(nodeItem && nodeItem->isValid() && nodeItem->parent() == tree());
    QCOMPARE(tree()->indexOfChild(nodeItem), n);
    ++nodes;
    for (int p = 0; p < nodeItem->childCount(); ++p) {
      QAccessibleInterface* port = nodeItem->child(p);
      QVERIFY(port->parent() == nodeItem);
      QVERIFY(!port->text(QAccessible::Name).isEmpty());
      ++ports;
      for (int e = 0; e < port->childCount(); ++e) {
        QAccessibleInterface* wire = port->child(e);
        QCOMPARE(wire->role(), QAccessible::Link);
        beads += wire->childCount() > 0 && port->text(QAccessible::Name).startsWith("import") ? 1 : 0;
      }
    }
  }
  QCOMPARE(nodes, m_document->graph().nodes.size());
  std::size_t wanted = 0;
  for (const auto& [id, n] : m_document->graph().nodes)
    wanted += n.exports.size() + (n.kind == graph::NodeKind::Host ? 0 : n.imports.size());
  QCOMPARE(ports, wanted);
  QCOMPARE(beads, std::size_t(1));
}

void TestAccessible::namesSayWhatThePictureSays() {
  QCOMPARE(nameOf(NodeItem{node("orders")}), QStringLiteral("orders, component, 2 imports"));
  const graph::EdgeId edge = test::edgeBetween(m_document->graph(), "cache", "orders");
  const graph::PortRef store = m_document->graph().find(edge)->consumer;
  QCOMPARE(nameOf(PortItem{store}),
           QStringLiteral("import demo:kv/store 1.0.0, connected to cache, same type"));
  QCOMPARE(nameOf(PortItem{m_document->graph().find(edge)->provider}),
           QStringLiteral("export demo:kv/store 1.0.0, used by orders"));
  QVERIFY(m_document->perform(graph::disconnect(m_document->graph(), edge)).has_value());
  QCOMPARE(nameOf(NodeItem{node("orders")}), QStringLiteral("orders, component, 2 imports, 1 unsatisfied"));
  QCOMPARE(nameOf(PortItem{store}), QStringLiteral("import demo:kv/store 1.0.0, nothing provides this"));
  m_document->undoStack().undo();
  QCOMPARE(test::hookEdge(*m_document, edge, "hooks/trace/trace.wasm", "audit", graph::HookKind::Tier2),
           QString());
  QCOMPARE(nameOf(PortItem{store}),
           QStringLiteral(
               "import demo:kv/store 1.0.0, connected to cache, same type, 1 hook: audit, before and after"));
  const graph::HookId hook = m_document->graph().find(edge)->hooks.front().id;
  QCOMPARE(
      nameOf(BeadItem{edge, hook}),
      QStringLiteral("hook audit, before and after, 1 of 1 from the caller, on import demo:kv/store 1.0.0 of "
                     "orders, connected to cache"));
  QVERIFY(m_document->perform(graph::enableHook(m_document->graph(), edge, hook, false)).has_value());
  QVERIFY(nameOf(BeadItem{edge, hook}).contains("bypassed"));
}

void TestAccessible::actionsWork() {
  const graph::EdgeId edge = test::edgeBetween(m_document->graph(), "cache", "orders");
  QAccessibleInterface* wire = of(EdgeItem{edge});
  auto* actions =
      static_cast<QAccessibleActionInterface*>(wire->interface_cast(QAccessible::ActionInterface));
  QVERIFY(actions);
  actions->doAction(QAccessibleActionInterface::pressAction());
  QVERIFY(m_document->selection().edge() == edge);
  QVERIFY(wire->state().selected);
  QSignalSpy wanted(m_canvas.get(), &GraphCanvas::actionRequested);
  QVERIFY(actions->actionNames().contains(QStringLiteral("addHook")));
  actions->doAction(QStringLiteral("addHook"));
  QCOMPARE(wanted.count(), 1);
  QCOMPARE(wanted.first().first().toString(), QStringLiteral("addHook"));
  QSignalSpy menu(m_canvas.get(), &GraphCanvas::contextMenuRequested);
  actions->doAction(QAccessibleActionInterface::showMenuAction());
  QCOMPARE(menu.count(), 1);
  QAccessibleInterface* port = of(PortItem{m_document->graph().find(edge)->consumer});
  auto* ofPort = static_cast<QAccessibleActionInterface*>(port->interface_cast(QAccessible::ActionInterface));
  ofPort->doAction(QStringLiteral("connect"));
  QCOMPARE(wanted.last().first().toString(), QStringLiteral("connectSelected"));
  // The key for menus shows the one of what is selected.
  QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(1, 1), m_canvas->mapToGlobal(QPoint(1, 1)));
  QApplication::sendEvent(m_canvas.get(), &key);
  QCOMPARE(menu.count(), 2);
  QVERIFY(menu.last().first().value<HitResult>().port);
}

void TestAccessible::objectsGoWithTheGraph() {
  QAccessibleInterface* item = of(NodeItem{node("gateway")});
  QVERIFY(item->isValid());
  QVERIFY(of(NodeItem{node("gateway")}) == item);
  QVERIFY(m_document->perform(graph::deleteNodes(m_document->graph(), {node("gateway")})).has_value());
  QVERIFY(!item->isValid());
  m_document->undoStack().undo();
  QVERIFY(item->isValid());
}

void TestAccessible::placesAreThoseOnTheScreen() {
  const graph::NodeId orders = node("orders");
  const QRect place = of(NodeItem{orders})->rect();
  const QRectF box = m_canvas->scene().node(orders)->rect;
  QCOMPARE(place.topLeft(), m_canvas->mapToGlobal(m_canvas->toWidget(box.topLeft()).toPoint()));
  const QPoint title =
      m_canvas->mapToGlobal(m_canvas->toWidget(m_canvas->scene().node(orders)->title.center()).toPoint());
  QVERIFY(tree()->childAt(title.x(), title.y()) == of(NodeItem{orders}));
}

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
