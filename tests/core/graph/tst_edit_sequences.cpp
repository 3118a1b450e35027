// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <random>
#include <set>

#include "core/driver/open.h"
#include "core/graph/edit.h"
#include "core/print/graph_text.h"
#include "tests/support/corpus.h"

using namespace sb;
using namespace sb::graph;

/// Random sequences of edits on real compositions: undo to the start and redo to the end give the same
/// printed graph.
class EditSequencesTest : public QObject {
  Q_OBJECT
 private slots:
  void undoAndRedo_data();
  void undoAndRedo();
};

namespace {

class RandomEdits {
 public:
  RandomEdits(const Graph& graph, std::mt19937& random) : m_graph(graph), m_random(random) {}

  Result<Edit> next() {
    switch (pick(12)) {
      case 0: return connectPorts(m_graph, port(Side::Export), port(Side::Import));
      case 1: return m_graph.edges.empty() ? none() : sb::graph::disconnect(m_graph, edge());
      case 2: return m_graph.nodes.size() < 4 ? none() : deleteNodes(m_graph, {node()});
      case 3:
        return m_graph.nodes.size() > 40 ? none()
                                         : duplicateNode(m_graph, node(), {8.0 * pick(50), 8.0 * pick(50)});
      case 4: return renameNode(m_graph, node(), "name-" + std::to_string(pick(60)));
      case 5:
        return exportPort(m_graph, port(Side::Export), pick(2) == 0 ? "" : "e" + std::to_string(pick(9)));
      case 6: return leaveToHost(m_graph, port(Side::Import));
      case 7: return autoWire(m_graph, {node()});
      case 8: return m_graph.edges.empty() ? none() : addHook(m_graph, edge(), hook(), pick(4));
      case 9: return onHook([&](EdgeId e, HookId h) { return removeHook(m_graph, e, h); });
      case 10: return onHook([&](EdgeId e, HookId h) { return moveHook(m_graph, e, h, pick(4)); });
      default: return Edit(MoveNodes{{{node(), {1.0 * pick(900), 1.0 * pick(900)}}}});
    }
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(m_random() % below); }
  static Result<Edit> none() { return fail(ErrorCode::Refused, "nothing to do"); }
  NodeId node() {
    return std::next(m_graph.nodes.begin(), pick(static_cast<std::uint32_t>(m_graph.nodes.size())))->first;
  }
  EdgeId edge() {
    return std::next(m_graph.edges.begin(), pick(static_cast<std::uint32_t>(m_graph.edges.size())))->first;
  }
  PortRef port(Side side) {
    for (int attempt = 0; attempt < 20; ++attempt) {
      const Node& owner = m_graph.nodes.at(node());
      const auto& ports = side == Side::Import ? owner.imports : owner.exports;
      if (!ports.empty())
        return {owner.id, side, ports[pick(static_cast<std::uint32_t>(ports.size()))].name.name};
    }
    return {m_graph.host, side, "none"};
  }
  Hook hook() {
    Hook hook;
    hook.name = "hook-" + std::to_string(pick(5));
    hook.config["level"] = std::to_string(pick(3));
    return hook;
  }
  template <class Do>
  Result<Edit> onHook(Do work) {
    for (const auto& [id, edge] : m_graph.edges)
      if (!edge.hooks.empty())
        return work(id, edge.hooks[pick(static_cast<std::uint32_t>(edge.hooks.size()))].id);
    return none();
  }

  const Graph& m_graph;
  std::mt19937& m_random;
};

}  // namespace

void EditSequencesTest::undoAndRedo_data() {
  if (!test::hasCorpus()) QSKIP("the reference corpus is not there");
  QTest::addColumn<QString>("file");
  for (const char* file : {"comp/ten.wasm", "comp/diamond-wac.wasm", "comp/vault-wac.wasm",
                           "comp/calc-nested.wasm", "wat/bundle.wasm"})
    QTest::newRow(file) << QString("components/") + file;
}

void EditSequencesTest::undoAndRedo() {
  QFETCH(QString, file);
  const auto opened = driver::openFile(test::corpusFolder() / file.toStdString());
  QVERIFY(opened && opened->graph);
  Graph graph = *opened->graph;
  std::mt19937 random(4711);
  const std::string start = print::graphText(graph);
  const auto startPositions = graph.positions;
  std::vector<Edit> undos;
  std::set<std::size_t> kinds;
  std::map<std::size_t, std::string> marks;
  for (int attempt = 0; undos.size() < 500 && attempt < 20'000; ++attempt) {
    const Result<Edit> edit = RandomEdits(graph, random).next();
    if (!edit) continue;
    const std::string text = describe(graph, *edit);
    QVERIFY(!text.empty());
    Result<Edit> undo = sb::graph::apply(graph, *edit);
    QVERIFY2(undo, (text + ": " + (undo ? "" : undo.error().message)).c_str());
    kinds.insert(edit->index());
    undos.push_back(*std::move(undo));
    if (undos.size() % 50 == 0) marks[undos.size()] = print::graphText(graph);
  }
  QCOMPARE(undos.size(), std::size_t(500));
  QVERIFY(kinds.size() >= 5);
  const std::string end = print::graphText(graph);
  const auto endPositions = graph.positions;
  std::vector<Edit> redos;
  for (std::size_t left = undos.size(); left > 0; --left) {
    if (marks.count(left) != 0) QCOMPARE(print::graphText(graph), marks[left]);
    Result<Edit> redo = sb::graph::apply(graph, undos[left - 1]);
    QVERIFY2(redo, redo ? "" : redo.error().message.c_str());
    redos.push_back(*std::move(redo));
  }
  QCOMPARE(print::graphText(graph), start);
  QVERIFY(graph.positions == startPositions);
  for (auto redo = redos.rbegin(); redo != redos.rend(); ++redo) QVERIFY(sb::graph::apply(graph, *redo));
  QCOMPARE(print::graphText(graph), end);
  QVERIFY(graph.positions == endPositions);
}

QTEST_APPLESS_MAIN(EditSequencesTest)
#include "tst_edit_sequences.moc"
