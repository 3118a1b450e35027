// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <random>
#include <set>

#include "core/compare/compare_components.h"
#include "core/decode/component_decoder.h"
#include "core/driver/open.h"
#include "core/driver/splice.h"
#include "core/graph/edit.h"
#include "tests/support/corpus.h"

using namespace sb;
using namespace sb::graph;

namespace {

/// What a graph means, by the identities that edits keep: who provides what.
struct Meaning {
  std::map<NodeId, std::string> nodes;
  std::map<std::pair<NodeId, std::string>, std::string> arguments;  ///< import → provider
  std::map<std::string, std::string> exports;                       ///< export → provider
  /// Import → what all who use it want of it: `function f`, `type t`.
  std::map<std::string, std::set<std::string>> imports;
};

/// What an import of an instance has inside.
std::set<std::string> itemsOf(const Port& port) {
  std::set<std::string> items;
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&port.type)) {
    for (const types::NamedExtern& item : (*instance)->exports)
      items.insert((std::holds_alternative<types::FuncTypeRef>(item.type) ? "function " : "type ") +
                   port.name.name + "#" + item.name.name);
  }
  return items;
}

Meaning meaningOf(const Graph& graph) {
  Meaning meaning;
  for (const auto& [id, node] : graph.nodes) {
    if (id == graph.host) continue;
    meaning.nodes[id] = node.name;
    // What nobody provides can only be types, which are written down.
    for (const Port& port : node.imports) meaning.arguments[{id, port.name.name}] = "types";
  }
  for (const auto& [id, edge] : graph.edges) {
    const std::string provider = edge.provider.node == graph.host
                                     ? "host#" + edge.provider.name
                                     : std::to_string(edge.provider.node.value) + "#" + edge.provider.name;
    if (edge.provider.node == graph.host) {
      const Port* wanted = graph.find(edge.consumer);
      if (wanted) meaning.imports[edge.provider.name].merge(itemsOf(*wanted));
    }
    if (edge.consumer.node == graph.host) {
      meaning.exports[edge.consumer.name] = provider;
    } else {
      meaning.arguments[{edge.consumer.node, edge.consumer.name}] = provider;
    }
  }
  return meaning;
}

/// What has to be told of two graphs, worked out from the identities of nodes, which the comparison of the
/// written components does not have.
QStringList differences(const Meaning& before, const Meaning& after) {
  QStringList told;
  const auto tell = [&](const char* what, const std::string& name) {
    told << QString::fromStdString(what + (" " + name));
  };
  for (const auto& [id, name] : before.nodes)
    if (!after.nodes.count(id)) tell("removed instance", name);
  for (const auto& [id, name] : after.nodes)
    if (!before.nodes.count(id)) tell("added instance", name);
  for (const auto& [argument, provider] : before.arguments) {
    const auto other = after.arguments.find(argument);
    if (other != after.arguments.end() && other->second != provider)
      tell("rewired connection", before.nodes.at(argument.first) + " / " + argument.second);
  }
  for (const auto& [name, provider] : before.exports) {
    const auto other = after.exports.find(name);
    if (other == after.exports.end()) tell("removed export", name);
    if (other != after.exports.end() && other->second != provider)
      tell("rewired connection", "export " + name);
  }
  for (const auto& [name, provider] : after.exports)
    if (!before.exports.count(name)) tell("added export", name);
  for (const auto& [name, items] : before.imports) {
    const auto other = after.imports.find(name);
    if (other == after.imports.end()) {
      tell("removed import", name);
      continue;
    }
    for (const std::string& item : items)
      if (!other->second.count(item)) tell("removed", item);
    for (const std::string& item : other->second)
      if (!items.count(item)) tell("added", item);
  }
  for (const auto& [name, items] : after.imports)
    if (!before.imports.count(name)) tell("added import", name);
  told.sort();
  return told;
}

QStringList told(const compare::Comparison& comparison) {
  QStringList out;
  for (const compare::Difference& one : comparison.differences)
    out << QString::fromStdString(std::string(compare::changeName(one.change)) + " " +
                                  compare::subjectName(one.subject) + " " + one.name);
  out.sort();
  return out;
}

/// One edit that a person could make, by chance.
class RandomEdit {
 public:
  RandomEdit(const Graph& graph, std::mt19937& random) : m_graph(graph), m_random(random) {}

  Result<Edit> next() {
    switch (pick(9)) {
      case 0:
      case 1: return connectPorts(m_graph, port(Side::Export), port(Side::Import));
      case 2: return disconnect(m_graph, anyOf(m_graph.edges));
      case 3: return m_graph.nodes.size() < 4 ? none() : deleteNodes(m_graph, {anyOf(m_graph.nodes)});
      case 4: return duplicateNode(m_graph, anyOf(m_graph.nodes), {8, 8});
      case 5: return renameNode(m_graph, anyOf(m_graph.nodes), "name-" + std::to_string(pick(60)));
      case 6:
        return exportPort(m_graph, port(Side::Export), pick(2) == 0 ? "" : "e" + std::to_string(pick(9)));
      case 7: return leaveToHost(m_graph, port(Side::Import));
      default: return Edit(MoveNodes{{{anyOf(m_graph.nodes), {1.0 * pick(900), 1.0 * pick(900)}}}});
    }
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(m_random() % below); }
  static Result<Edit> none() { return fail(ErrorCode::Refused, "nothing to do"); }
  template <class Map>
  typename Map::key_type anyOf(const Map& map) {
    return std::next(map.begin(), pick(static_cast<std::uint32_t>(map.size())))->first;
  }
  PortRef port(Side side) {
    for (int attempt = 0; attempt < 20; ++attempt) {
      const Node& owner = m_graph.nodes.at(anyOf(m_graph.nodes));
      const auto& ports = side == Side::Import ? owner.imports : owner.exports;
      if (!ports.empty())
        return {owner.id, side, ports[pick(static_cast<std::uint32_t>(ports.size()))].name.name};
    }
    return {m_graph.host, side, "none"};
  }

  const Graph& m_graph;
  std::mt19937& m_random;
};

Result<model::Component> written(const Graph& graph) {
  SB_TRY(Bytes bytes, driver::composeGraph(graph));
  return decode::decodeComponent(shareBytes(std::move(bytes)));
}

}  // namespace

/// Every edit of a composition appears in the comparison of what is written before and after it, as exactly
/// that: random edits of real compositions.
class EditsAreToldTest : public QObject {
  Q_OBJECT
 private slots:
  void randomEdits_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("orders") << QString(SPLICEBOARD_SOURCE_DIR
                                       "/resources/examples/orders/orders.composed.wasm");
    if (!test::hasCorpus()) return;
    for (const std::string& path : test::corpusFiles("components/comp", ".wasm"))
      QTest::newRow(path.c_str()) << QString::fromStdString((test::corpusFolder() / path).string());
  }
  void randomEdits() {
    QFETCH(QString, file);
    const auto opened = driver::openFile(file.toStdString());
    QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    if (opened->kind != driver::OpenedKind::Composition) return;
    std::mt19937 random(42);
    Graph graph = *opened->graph;
    auto before = written(graph);
    if (!before) return;
    int edits = 0;
    for (int attempt = 0; attempt < 300 && edits < 25; ++attempt) {
      Graph changed = graph;
      const auto edit = RandomEdit(changed, random).next();
      if (!edit) continue;
      const std::string words = describe(graph, *edit);
      if (!apply(changed, *edit)) continue;
      const auto after = written(changed);
      if (!after) continue;  // the result is no component, and says so
      ++edits;
      const auto comparison = compare::compareComponents(*before, *after);
      QVERIFY2(comparison, words.c_str());
      const QStringList expected = differences(meaningOf(graph), meaningOf(changed));
      if (told(*comparison) != expected)
        qWarning("%s\n  expected %s\n  told     %s", words.c_str(),
                 qPrintable(expected.join("\n           ")),
                 qPrintable(told(*comparison).join("\n           ")));
      // Of twins no comparison can say which one was meant: none are kept.
      if (std::holds_alternative<AddNode>(*edit)) continue;
      graph = std::move(changed);
      before = std::move(after);
    }
    QVERIFY(edits > 5);
  }
};

QTEST_APPLESS_MAIN(EditsAreToldTest)
#include "tst_edits_are_told.moc"
