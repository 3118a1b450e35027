// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QApplication>
#include <QtTest>
#include <filesystem>
#include <random>

#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/graph/edit_nodes.h"
#include "core/graph/hook_kind.h"
#include "core/print/graph_text.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

using namespace sb;
using namespace sb::ui;

namespace {

std::filesystem::path resource(const char* path) {
  return std::filesystem::path(SPLICEBOARD_SOURCE_DIR) / "resources" / path;
}

std::unique_ptr<Document> open(const char* path) {
  Result<driver::OpenedFile> opened = driver::openFile(resource(path));
  return opened && opened->graph ? std::make_unique<Document>(std::move(*opened->graph)) : nullptr;
}

/// The exported bytes, or why there are none: the same graph must give the same answer.
QByteArray exported(const graph::Graph& graph) {
  const Result<driver::SpliceOutput> output = driver::spliceGraph(graph);
  if (!output) return QByteArray::fromStdString("refused: " + output.error().text());
  return {reinterpret_cast<const char*>(output->composed.data()),
          static_cast<qsizetype>(output->composed.size())};
}

/// One random edit that a person could ask for; it may be refused.
class Editor {
 public:
  Editor(Document& document, unsigned seed) : m_document(document), m_random(seed) {
    for (const char* name : {"hooks/trace/trace.wasm", "hooks/count/count.wasm"})
      if (Result<graph::ComponentFileRef> file = driver::loadComponentFile(resource(name)))
        m_hooks.push_back(*file);
  }
  bool step() {
    const graph::Graph& graph = m_document.graph();
    const graph::NodeId node = nodeOf();
    const graph::Edge* edge = edgeOf();
    switch (below(13)) {
      case 0: return done(graph::renameNode(graph, node, "node " + std::to_string(below(1000))));
      case 1:
        return graph.nodes.size() < 14 && done(graph::duplicateNode(graph, node, {1.0 * below(900), 40}));
      case 2: return graph.nodes.size() > 3 && done(graph::deleteNodes(graph, {node}));
      case 3: return graph.nodes.size() > 3 && done(graph::deleteAndHeal(graph, node));
      case 4: return edge && done(graph::disconnect(graph, edge->id));
      case 5: return connect();
      case 6: return done(graph::autoWire(graph, {}));
      case 7: return edge && addHook(*edge);
      case 8:
        return edge && !edge->hooks.empty() &&
               done(graph::removeHook(graph, edge->id, edge->hooks.front().id));
      case 9:
        return edge && edge->hooks.size() > 1 &&
               done(graph::moveHook(graph, edge->id, edge->hooks.back().id, 0));
      case 10:
        return edge && !edge->hooks.empty() &&
               done(graph::enableHook(graph, edge->id, edge->hooks.back().id, !edge->hooks.back().enabled));
      case 11: return leave();
      case 12: return done(graph::Edit(graph::MoveNodes{{{node, {1.0 * below(500), 1.0 * below(500)}}}}));
      default: return false;
    }
  }

 private:
  unsigned below(unsigned n) { return n == 0 ? 0 : static_cast<unsigned>(m_random() % n); }
  bool done(const Result<graph::Edit>& edit) { return m_document.perform(edit).has_value(); }
  graph::NodeId nodeOf() {
    auto at = m_document.graph().nodes.begin();
    std::advance(at, below(static_cast<unsigned>(m_document.graph().nodes.size())));
    return at->first;
  }
  const graph::Edge* edgeOf() {
    const auto& edges = m_document.graph().edges;
    if (edges.empty()) return nullptr;
    auto at = edges.begin();
    std::advance(at, below(static_cast<unsigned>(edges.size())));
    return &at->second;
  }
  bool connect() {
    const graph::Graph& graph = m_document.graph();
    const graph::Node& consumer = *graph.find(nodeOf());
    if (consumer.imports.empty()) return false;
    const graph::PortRef in{
        consumer.id, graph::Side::Import,
        consumer.imports[below(static_cast<unsigned>(consumer.imports.size()))].name.name};
    for (const auto& [id, provider] : graph.nodes)
      for (const graph::Port& out : provider.exports)
        if (const graph::PortRef from{id, graph::Side::Export, out.name.name};
            id != in.node && graph::judgeConnection(graph, from, in).fits())
          return done(graph::connectPorts(graph, from, in));
    return false;
  }
  bool leave() {
    const graph::Graph& graph = m_document.graph();
    const graph::Node& node = *graph.find(nodeOf());
    if (node.kind == graph::NodeKind::Host || node.imports.empty()) return false;
    return done(graph::leaveToHost(
        graph, {node.id, graph::Side::Import,
                node.imports[below(static_cast<unsigned>(node.imports.size()))].name.name}));
  }
  bool addHook(const graph::Edge& edge) {
    if (edge.hooks.size() > 2 || m_hooks.empty()) return false;
    const graph::Port* port = m_document.graph().find(edge.provider);
    const auto* instance = port ? std::get_if<types::InstanceTypeRef>(&port->type) : nullptr;
    if (!instance || !*instance) return false;
    graph::Hook hook;
    hook.file = m_hooks[below(static_cast<unsigned>(m_hooks.size()))];
    hook.name = "hook" + std::to_string(below(50));
    const Result<graph::HookKind> kind = graph::hookKindFor(*hook.file->type, edge.provider.name, **instance);
    if (!kind) return false;
    hook.kind = *kind;
    return done(graph::addHook(m_document.graph(), edge.id, hook, below(3)));
  }

  Document& m_document;
  std::mt19937 m_random;
  std::vector<graph::ComponentFileRef> m_hooks;
};

}  // namespace

class TestDocument : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { prepareApplication(*qApp); }
  void fiveHundredEditsGoBackAndForth_data();
  void fiveHundredEditsGoBackAndForth();
  void savedStateIsKnownByTheGraphAlone();
  void insideOfANestedCompositionIsEditedInPlace();
  void insideCannotChangeWhatTheOutsideIsWiredTo();
};

void TestDocument::fiveHundredEditsGoBackAndForth_data() {
  QTest::addColumn<QString>("file");
  for (const char* file :
       {"examples/orders/orders.composed.wasm", "examples/orders/orders-mail.composed.wasm",
        "examples/calc-chain/calc-chain.composed.wasm", "examples/jobs-async/jobs.composed.wasm",
        "examples/orders/rates.wasm"})
    QTest::newRow(file) << QString::fromLatin1(file);
}

void TestDocument::fiveHundredEditsGoBackAndForth() {
  QFETCH(QString, file);
  const auto document = open(file.toLatin1().constData());
  QVERIFY(document);
  const std::string first = print::graphText(document->root());
  const QByteArray firstBytes = exported(document->root());
  QVERIFY2(!firstBytes.startsWith("refused"), firstBytes.constData());
  Editor editor(*document, 20240501);
  std::map<int, std::string> milestones;
  for (int edits = 0, tries = 0; edits < 500; ++tries) {
    QVERIFY2(tries < 100'000, "the editor is stuck");
    if (!editor.step()) continue;
    ++edits;
    if (edits % 50 == 0) milestones[document->undoStack().index()] = print::graphText(document->root());
  }
  QCOMPARE(document->undoStack().count(), 500);
  const std::string last = print::graphText(document->root());
  const QByteArray lastBytes = exported(document->root());
  while (document->undoStack().canUndo()) {
    if (const auto at = milestones.find(document->undoStack().index()); at != milestones.end())
      QCOMPARE(print::graphText(document->root()), at->second);
    document->undoStack().undo();
  }
  QCOMPARE(print::graphText(document->root()), first);
  QCOMPARE(exported(document->root()), firstBytes);
  while (document->undoStack().canRedo()) document->undoStack().redo();
  QCOMPARE(print::graphText(document->root()), last);
  QCOMPARE(exported(document->root()), lastBytes);
}

void TestDocument::savedStateIsKnownByTheGraphAlone() {
  const auto document = open("examples/orders/orders.composed.wasm");
  QVERIFY(!document->compositionDirty());
  const graph::NodeId cache = document->graph().findByName("cache")->id;
  QVERIFY(document->perform(graph::renameNode(document->graph(), cache, "store")).has_value());
  QVERIFY(document->compositionDirty());
  QVERIFY(document->perform(graph::renameNode(document->graph(), cache, "cache")).has_value());
  // The name is the same again, where it came from is not: a person has chosen it.
  document->undoStack().undo();
  document->undoStack().undo();
  QVERIFY(!document->compositionDirty());
  document->undoStack().redo();
  document->markSaved();
  QVERIFY(!document->compositionDirty());
  document->undoStack().undo();
  QVERIFY(document->compositionDirty());
}

void TestDocument::insideOfANestedCompositionIsEditedInPlace() {
  const auto document = open("examples/orders/orders.composed.wasm");
  const std::string before = print::graphText(document->root());
  const graph::NodeId rates = document->graph().findByName("rates")->id;
  QVERIFY(document->enter(rates));
  QCOMPARE(document->pathNames(), QStringList{"rates"});
  const graph::Node* inner = nullptr;
  for (const auto& [id, node] : document->graph().nodes)
    if (node.kind == graph::NodeKind::Component) inner = &node;
  QVERIFY(inner);
  const graph::NodeId id = inner->id;
  QVERIFY(document->perform(graph::renameNode(document->graph(), id, "inside")).has_value());
  QVERIFY(document->compositionDirty());
  document->leave();
  QVERIFY(document->path().empty());
  const graph::Node* after = document->graph().find(rates);
  QVERIFY(after->inner && after->inner->findByName("inside"));
  document->undoStack().undo();  // goes back inside, where the edit was
  QCOMPARE(document->pathNames(), QStringList{"rates"});
  QVERIFY(!document->graph().findByName("inside"));
  QCOMPARE(print::graphText(document->root()), before);
  QVERIFY(!document->compositionDirty());
}

void TestDocument::insideCannotChangeWhatTheOutsideIsWiredTo() {
  const auto document = open("examples/orders/orders.composed.wasm");
  QVERIFY(document->enter(document->graph().findByName("rates")->id));
  const graph::Graph& graph = document->graph();
  const graph::Edge* exportEdge = nullptr;
  for (const auto& [id, edge] : graph.edges)
    if (edge.consumer.node == graph.host) exportEdge = &edge;
  QVERIFY(exportEdge);
  const Result<void> cut = document->perform(graph::disconnect(graph, exportEdge->id));
  QVERIFY(!cut);
  QVERIFY2(cut.error().message.find("imports or exports") != std::string::npos, cut.error().message.c_str());
  QCOMPARE(document->undoStack().count(), 0);
}

QTEST_MAIN(TestDocument)
#include "tst_document.moc"
