// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/graph/edit_frames.h"
#include "core/print/graph_text.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;

/// Frames around nodes, and connections that are plugged elsewhere.
class FramesTest : public QObject {
  Q_OBJECT
 private slots:
  void framesChangeTheViewOnly();
  void aNodeLiesInOneFrame();
  void aDeletedNodeComesBackIntoItsFrame();
  void frameRefusals();
  void replugMovesHooksAlong();
  void replugTakesThePlaceOfAnother();
  void replugOfTheProvidingEnd();
  void replugRefusals();
};

namespace {

Graph shop() {
  return test::graphFrom(
      "disk exports demo:kv/store@1.0.0\n"
      "memory exports demo:kv/store@1.0.0\n"
      "cache imports demo:kv/store@1.0.0\n"
      "cache exports demo:kv/cached@1.0.0\n"
      "report imports demo:kv/store@1.0.0\n"
      "mail exports demo:mail/send@1.0.0\n"
      "disk -> cache : demo:kv/store@1.0.0\n");
}

NodeId node(const Graph& graph, const char* name) { return graph.findByName(name)->id; }

/// Applies an edit and checks that its inverse leads back; returns the inverse.
Edit must(Graph& graph, const Result<Edit>& edit) {
  if (!edit) {
    QTest::qFail(edit.error().message.c_str(), __FILE__, __LINE__);
    return {};
  }
  const std::string text = print::graphText(graph);
  const auto frames = graph.frames;
  Graph copy = graph;
  const Result<Edit> undo = sb::graph::apply(graph, *edit);
  if (!undo || !sb::graph::apply(copy, *edit) || !sb::graph::apply(copy, *undo) ||
      print::graphText(copy) != text || copy.frames != frames)
    QTest::qFail("the inverse does not lead back", __FILE__, __LINE__);
  return undo ? *undo : Edit{};
}

}  // namespace

void FramesTest::framesChangeTheViewOnly() {
  Graph graph = shop();
  const std::string text = print::graphText(graph);
  const Result<Edit> edit = frameNodes(graph, {node(graph, "disk"), node(graph, "cache")}, "Storage");
  QVERIFY(edit && isViewOnly(*edit));
  QCOMPARE(describe(graph, *edit), std::string("Frame Storage"));
  must(graph, edit);
  QCOMPARE(print::graphText(graph), text);
  QCOMPARE(graph.frames.size(), std::size_t(1));
  const Frame frame = graph.frames.begin()->second;
  QCOMPARE(frame.title, std::string("Storage"));
  QVERIFY(frame.nodes == std::set<NodeId>({node(graph, "disk"), node(graph, "cache")}));
  QVERIFY(frameOf(graph, node(graph, "cache")) == frame.id);
  QVERIFY(!frameOf(graph, node(graph, "mail")).valid());
  const Result<Edit> renamed = renameFrame(graph, frame.id, "Keys");
  QCOMPARE(describe(graph, *renamed), std::string("Rename frame to Keys"));
  must(graph, renamed);
  QCOMPARE(graph.frames.at(frame.id).title, std::string("Keys"));
  const Result<Edit> removed = removeFrame(graph, frame.id);
  QCOMPARE(describe(graph, *removed), std::string("Remove frame Keys"));
  must(graph, removed);
  QVERIFY(graph.frames.empty());
  QVERIFY(graph.nextId > frame.id.value);
}

void FramesTest::aNodeLiesInOneFrame() {
  Graph graph = shop();
  must(graph, frameNodes(graph, {node(graph, "disk"), node(graph, "cache")}, "Storage"));
  const Result<Edit> second = frameNodes(graph, {node(graph, "cache"), node(graph, "mail")}, "Rest");
  QCOMPARE(describe(graph, *second), std::string("Frame Rest"));
  must(graph, second);
  QCOMPARE(graph.frames.size(), std::size_t(2));
  QVERIFY(graph.frames.begin()->second.nodes == std::set<NodeId>({node(graph, "disk")}));
  // The last node that leaves takes its frame along.
  must(graph, takeOutOfFrames(graph, {node(graph, "disk")}));
  QCOMPARE(graph.frames.size(), std::size_t(1));
  must(graph, frameNodes(graph, {node(graph, "cache"), node(graph, "mail")}, "All"));
  QCOMPARE(graph.frames.size(), std::size_t(1));
  QCOMPARE(graph.frames.begin()->second.title, std::string("All"));
}

void FramesTest::aDeletedNodeComesBackIntoItsFrame() {
  Graph graph = shop();
  const NodeId mail = node(graph, "mail");
  must(graph, frameNodes(graph, {mail, node(graph, "cache")}, "Rest"));
  const Edit undo = must(graph, deleteNodes(graph, {mail}));
  QVERIFY(sb::graph::apply(graph, undo));
  QVERIFY(frameOf(graph, mail).valid());
}

void FramesTest::frameRefusals() {
  Graph graph = shop();
  QVERIFY(frameNodes(graph, {}, "x").error().code == ErrorCode::NoSuchNode);
  QVERIFY(frameNodes(graph, {NodeId(999)}, "x").error().code == ErrorCode::NoSuchNode);
  QVERIFY(frameNodes(graph, {node(graph, "mail")}, "").error().code == ErrorCode::BadName);
  QVERIFY(takeOutOfFrames(graph, {node(graph, "mail")}).error().code == ErrorCode::NoSuchNode);
  QVERIFY(removeFrame(graph, FrameId(77)).error().code == ErrorCode::NoSuchNode);
  QVERIFY(renameFrame(graph, FrameId(77), "x").error().code == ErrorCode::NoSuchNode);
  for (const SetFrame& edit : {SetFrame{FrameId(77), std::nullopt}, SetFrame{FrameId(), Frame{}},
                               SetFrame{FrameId(77), Frame{FrameId(78), "x", {}}},
                               SetFrame{FrameId(77), Frame{FrameId(77), "", {}}}}) {
    QVERIFY(!sb::graph::apply(graph, Edit(edit)));
    QVERIFY(graph.frames.empty());
  }
}

void FramesTest::replugMovesHooksAlong() {
  Graph graph = shop();
  const EdgeId wire = graph.edges.begin()->first;
  Hook hook;
  hook.name = "audit";
  must(graph, addHook(graph, wire, hook, 0));
  const PortRef report = test::importOf(graph, "report", "demo:kv/store@1.0.0");
  const Result<Edit> edit = replug(graph, wire, report);
  QCOMPARE(describe(graph, *edit), std::string("Connect report to disk (demo:kv/store)"));
  must(graph, edit);
  QCOMPARE(graph.edges.size(), std::size_t(1));
  const Edge& moved = graph.edges.begin()->second;
  QVERIFY(moved.consumer == report && moved.provider.node == node(graph, "disk"));
  QCOMPARE(moved.hooks.size(), std::size_t(1));
  QCOMPARE(moved.hooks.front().name, std::string("audit"));
}

void FramesTest::replugTakesThePlaceOfAnother() {
  Graph graph = shop();
  const EdgeId wire = graph.edges.begin()->first;
  const PortRef report = test::importOf(graph, "report", "demo:kv/store@1.0.0");
  must(graph, leaveToHost(graph, report));
  QVERIFY(graph.find(graph.host)->findExport("demo:kv/store@1.0.0"));
  must(graph, replug(graph, wire, report));
  QCOMPARE(graph.edges.size(), std::size_t(1));
  QVERIFY(graph.edgeInto(report)->provider.node == node(graph, "disk"));
  QVERIFY2(!graph.find(graph.host)->findExport("demo:kv/store@1.0.0"), "nobody needs it from the host");
}

void FramesTest::replugOfTheProvidingEnd() {
  Graph graph = shop();
  const EdgeId wire = graph.edges.begin()->first;
  must(graph, replug(graph, wire, test::exportOf(graph, "memory", "demo:kv/store@1.0.0")));
  QCOMPARE(graph.edges.size(), std::size_t(1));
  QVERIFY(graph.edges.begin()->second.provider.node == node(graph, "memory"));
  QVERIFY(graph.edges.begin()->second.consumer.node == node(graph, "cache"));
}

void FramesTest::replugRefusals() {
  Graph graph = shop();
  const EdgeId wire = graph.edges.begin()->first;
  const auto code = [&](EdgeId edge, const PortRef& to) { return replug(graph, edge, to).error().code; };
  const PortRef report = test::importOf(graph, "report", "demo:kv/store@1.0.0");
  QVERIFY(code(EdgeId(999), report) == ErrorCode::NoSuchEdge);
  QVERIFY(code(wire, {report.node, Side::Import, "nothing"}) == ErrorCode::NoSuchPort);
  QVERIFY(code(wire, test::importOf(graph, "cache", "demo:kv/store@1.0.0")) == ErrorCode::PortTaken);
  QVERIFY(code(wire, test::exportOf(graph, "mail", "demo:mail/send@1.0.0")) == ErrorCode::TypeMismatch);
  Graph loop = test::graphFrom(
      "first imports a:b/y\nfirst imports a:b/x\nfirst exports a:b/x\nsecond imports a:b/x\n"
      "first -> second : a:b/x\n");
  QVERIFY(replug(loop, loop.edges.begin()->first, test::importOf(loop, "first", "a:b/x")).error().code ==
          ErrorCode::WouldCloseLoop);
}

QTEST_APPLESS_MAIN(FramesTest)
#include "tst_frames.moc"
