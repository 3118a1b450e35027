// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/graph/edit.h"
#include "tests/support/graph_text.h"

using namespace sb;
using namespace sb::graph;
using Kind = Verdict::Kind;

Q_DECLARE_METATYPE(sb::graph::Verdict::Kind)

class VerdictTest : public QObject {
  Q_OBJECT
 private slots:
  void judges_data();
  void judges();
  void usedResourcesComeFromOnePlace_data();
  void usedResourcesComeFromOnePlace();
  void portsOfOneSideDoNotConnect();
};

namespace {

/// The picture of the design: what fits, what nearly fits, what does not.
const char* const Shop = R"(
  host exports wasi:clocks/wall-clock@0.2.3
  cache exports demo:kv/store@1.0.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  kv-mem exports demo:kv/store@1.0.3 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  kv-legacy exports demo:kv/store@1.0.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, string>; keys: () -> list<string> }
  kv-old exports demo:kv/store@0.9.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  kv-small exports demo:kv/store@1.0.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32> }
  kv-wide exports demo:kv/store@1.0.0 { get: (string, u32) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  rates exports demo:rates/quote@1.1.2
  orders imports demo:kv/store@1.0.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  orders exports demo:shop/orders@1.0.0
  report imports demo:shop/orders@1.0.0
  report exports demo:kv/store@1.0.0 { get: (string) -> result<u32, string>; put: (string) -> result<_, u32>; keys: () -> list<string> }
  orders -> report : demo:shop/orders@1.0.0
)";

}  // namespace

void VerdictTest::judges_data() {
  QTest::addColumn<QString>("provider");
  QTest::addColumn<QString>("interface");
  QTest::addColumn<Kind>("kind");
  QTest::addColumn<QString>("sentence");
  QTest::addColumn<QString>("details");
  const QString store = "demo:kv/store@1.0.0";
  QTest::newRow("same type") << "cache" << store << Kind::SameType << "cache fits"
                             << "Same type. 3 functions, no resources.";
  QTest::newRow("later version on the track")
      << "kv-mem"
      << "demo:kv/store@1.0.3" << Kind::ByVersion << "kv-mem fits by version: 1.0.3 can stand in for 1.0.0"
      << "The connection will read ≈ 1.0.0 → 1.0.3";
  QTest::newRow("another result")
      << "kv-legacy" << store << Kind::DoesNotFit << "kv-legacy does not fit: put has another result"
      << "put returns result<_, string>|orders expects result<_, u32>|get and keys are the same.";
  QTest::newRow("another track, same types")
      << "kv-old"
      << "demo:kv/store@0.9.0" << Kind::DoesNotFit << "kv-old does not fit: 0.9.0 cannot stand in for 1.0.0"
      << "The types are the same, but the versions are not on one track.";
  QTest::newRow("a function is missing")
      << "kv-small" << store << Kind::DoesNotFit << "kv-small does not fit: keys is missing"
      << "kv-small has function keys: nothing|orders expects func|get and put are the same.";
  QTest::newRow("another interface") << "rates"
                                     << "demo:rates/quote@1.1.2" << Kind::OtherInterface
                                     << "rates provides demo:rates/quote, not demo:kv/store"
                                     << "";
  QTest::newRow("loop") << "report" << store << Kind::Loop
                        << "report would close a loop: orders → report → orders"
                        << "Instances cannot import from their own users.";
}

void VerdictTest::judges() {
  QFETCH(QString, provider);
  QFETCH(QString, interface);
  QFETCH(Kind, kind);
  QFETCH(QString, sentence);
  QFETCH(QString, details);
  const Graph graph = test::graphFrom(Shop);
  const PortRef from = test::exportOf(graph, provider.toStdString(), interface.toStdString());
  const PortRef to = test::importOf(graph, "orders", "demo:kv/store@1.0.0");
  const Verdict verdict = judgeConnection(graph, from, to);
  QStringList found;
  for (const std::string& detail : verdict.details) found << QString::fromStdString(detail);
  QCOMPARE(QString::fromStdString(verdict.sentence), sentence);
  QCOMPARE(found.join('|'), details);
  QCOMPARE(verdict.kind, kind);
  QCOMPARE(verdict.fits(), kind == Kind::SameType || kind == Kind::ByVersion);
  const Verdict turned = judgeConnection(graph, to, from);
  QCOMPARE(turned.sentence, verdict.sentence);
}

void VerdictTest::usedResourcesComeFromOnePlace_data() {
  QTest::addColumn<bool>("exported");
  QTest::newRow("under a name of the interface") << true;
  QTest::newRow("only as a part of a type") << false;
}

void VerdictTest::usedResourcesComeFromOnePlace() {
  QFETCH(bool, exported);
  // `ops` uses the resource of `types`: the consumer's `types` comes from the host, its `ops` would come from
  // vault.
  Graph graph = test::graphFrom(R"(
    host exports a:v/types { resource token }
    vault exports a:v/types { resource token }
    user imports a:v/types { resource token }
    host -> user : a:v/types
  )");
  const auto addOps = [&](std::vector<Port>& ports, const Port& types) {
    const auto& defined = std::get<types::InstanceTypeRef>(types.type)->exports.front();
    types::InstanceType ops;
    if (exported) ops.exports.push_back(defined);
    types::FuncType take;
    take.params = {
        {"a", types::makeType(types::Own{std::get<types::TypeOfResource>(defined.type).resource, 0})}};
    ops.exports.push_back({"take", types::finish(std::move(take))});
    Port port;
    port.name = model::ExternName("a:v/ops");
    port.type = types::finish(std::move(ops));
    ports.push_back(std::move(port));
  };
  Node& vault = graph.nodes.at(graph.findByName("vault")->id);
  Node& user = graph.nodes.at(graph.findByName("user")->id);
  addOps(vault.exports, vault.exports.front());
  addOps(user.imports, user.imports.front());
  const PortRef from = test::exportOf(graph, "vault", "a:v/ops"),
                to = test::importOf(graph, "user", "a:v/ops");
  const Verdict apart = judgeConnection(graph, from, to);
  QCOMPARE(apart.kind, Kind::DoesNotFit);
  QCOMPARE(QString::fromStdString(apart.sentence),
           QString("vault does not fit: both ends use token, but of different origin"));
  QCOMPARE(QString::fromStdString(apart.details.at(0)), QString("vault takes it from vault"));
  QCOMPARE(QString::fromStdString(apart.details.at(1)), QString("user takes it from the host"));
  Edge& edge = graph.edges.begin()->second;
  edge.provider = test::exportOf(graph, "vault", "a:v/types");
  QCOMPARE(judgeConnection(graph, from, to).kind, Kind::SameType);
  graph.edges.clear();  // nothing known yet about the consumer's resource
  QCOMPARE(judgeConnection(graph, from, to).kind, Kind::SameType);
}

void VerdictTest::portsOfOneSideDoNotConnect() {
  const Graph graph = test::graphFrom(Shop);
  const PortRef a = test::exportOf(graph, "cache", "demo:kv/store@1.0.0");
  const PortRef b = test::exportOf(graph, "kv-legacy", "demo:kv/store@1.0.0");
  QCOMPARE(judgeConnection(graph, a, b).kind, Kind::WrongSide);
  const Result<Edit> edit = connectPorts(graph, a, b);
  QVERIFY(!edit);
}

QTEST_APPLESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
