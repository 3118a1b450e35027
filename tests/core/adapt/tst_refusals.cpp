// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "core/adapt/adapter.h"
#include "tests/core/shapes/adapter_request.h"

using namespace sb;

namespace {

types::InstanceTypeRef changed(const types::InstanceTypeRef& target, auto change) {
  types::InstanceType copy = *target;
  change(copy);
  types::indexNames(copy);
  return std::make_shared<const types::InstanceType>(std::move(copy));
}

QString codeOf(const plan::AdapterRequest& request) {
  const auto refusal = adapt::refusalOf(request);
  if (!refusal) return {};
  if (refusal->rule.empty() || refusal->wayOut.empty()) return "no words";
  return QString::fromStdString(refusal->code);
}

}  // namespace

class TestRefusals : public QObject {
  Q_OBJECT
 private slots:
  void taken();
  void blockingNeedsVoid();
  void gateValues_data();
  void gateValues();
  void resourceOfTheInterface();
  void noFunctions();
  void noHooks();
  void twoTiers();
  void unnamedType();
  void tooLarge_data();
  void tooLarge();
  void sharedTypesAreWeighedOnce();
  void generateSaysTheSame();
  void preflightOfEachFunction();
};

void TestRefusals::taken() {
  QCOMPARE(codeOf(test::adapterRequest({{"foo", "(x: string) -> string"}}, 2, false)), QString());
}

void TestRefusals::blockingNeedsVoid() {
  test::HookChoice choice;
  choice.blocking = true;
  QCOMPARE(codeOf(test::adapterRequest({{"a", "(x: string)"}}, 1, false, choice)), QString());
  QCOMPARE(codeOf(test::adapterRequest({{"a", "(x: string)"}, {"b", "() -> u8"}}, 1, false, choice)),
           QString("blocking-needs-void"));
  choice = {};
  choice.gate = true;
  QCOMPARE(codeOf(test::adapterRequest({{"b", "() -> u8"}}, 2, true, choice)),
           QString("blocking-needs-void"));
}

void TestRefusals::gateValues_data() {
  QTest::addColumn<QString>("function");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("code");
  QTest::newRow("no result, no value") << "(x: u8)"
                                       << ""
                                       << "";
  QTest::newRow("no value") << "() -> u8"
                            << ""
                            << "blocking-needs-void";
  QTest::newRow("a value") << "() -> u8"
                           << "7"
                           << "";
  QTest::newRow("too large") << "() -> u8"
                             << "700"
                             << "gate-value";
  QTest::newRow("of another type") << "() -> result<_, string>"
                                   << "err(3)"
                                   << "gate-value";
  QTest::newRow("no text") << "() -> list<string>"
                           << "[\"a\", "
                           << "gate-value";
  QTest::newRow("nothing stands for a handle") << "() -> option<own<cat>>"
                                               << "none"
                                               << "gate-value-handle";
  QTest::newRow("nor for a stream") << "() -> stream<u8>"
                                    << ""
                                    << "gate-value-handle";
}

void TestRefusals::gateValues() {
  QFETCH(QString, function);
  QFETCH(QString, value);
  QFETCH(QString, code);
  test::HookChoice choice;
  choice.gate = true;
  for (unsigned tier = 1; tier <= 2; ++tier) {
    auto request = test::adapterRequest({{"foo", function.toStdString()}}, tier, false, choice);
    if (!value.isEmpty()) request.gateValues["foo"] = value.toStdString();
    QCOMPARE(codeOf(request), code);
    request.unhooked = {"foo"};  // what the hook is not told about needs no value
    QCOMPARE(codeOf(request), QString());
  }
}

// An interface that defines a resource itself is hooked like any other.
void TestRefusals::resourceOfTheInterface() {
  auto request = test::adapterRequest(
      {{"[constructor]cat", "(age: u8) -> own<cat>"}, {"[method]cat.feed", "(self: borrow<cat>)"}}, 1, false);
  const auto resource = std::get<types::TypeOfResource>(request.target->exports.front().type).resource;
  request.usedInterfaces.clear();
  request.target =
      changed(request.target, [&](types::InstanceType& type) { type.definedResources.push_back(resource); });
  QCOMPARE(codeOf(request), QString());
  QVERIFY(adapt::generateAdapter(request));
}

void TestRefusals::noFunctions() {
  QCOMPARE(codeOf(test::adapterRequest({}, 1, false)), QString("no-functions"));
}

void TestRefusals::noHooks() {
  auto request = test::adapterRequest({{"foo", "()"}}, 1, false);
  request.hooks.clear();
  QCOMPARE(codeOf(request), QString("not-a-hook"));
}

void TestRefusals::twoTiers() {
  auto request = test::adapterRequest({{"foo", "(x: string) -> list<u32>"}}, 1, false);
  for (const graph::HookMoment moment : {graph::HookMoment::Before, graph::HookMoment::After})
    request.hooks.push_back(test::hookInterface(moment, 2, true));
  QCOMPARE(codeOf(request), QString());
  QVERIFY(adapt::generateAdapter(request));
}

void TestRefusals::unnamedType() {
  auto request = test::adapterRequest({{"foo", "(x: record r {a: u8})"}}, 1, false);
  request.target =
      changed(request.target, [](types::InstanceType& type) { type.exports.erase(type.exports.begin()); });
  QCOMPARE(codeOf(request), QString("unnamed-type"));
}

void TestRefusals::tooLarge_data() {
  QTest::addColumn<QString>("function");
  QTest::addColumn<bool>("refused");
  QTest::newRow("long fixed list") << "(x: list<u8, 40000>)" << false;
  QTest::newRow("too long fixed list") << "(x: list<u8, 70000>)" << true;
  QTest::newRow("fixed list of fixed lists") << "(x: list<list<u8, 1000>, 1000>)" << true;
  QTest::newRow("inside of a list") << "(x: list<list<u8, 70000>>)" << true;
  QTest::newRow("as the result") << "() -> list<u8, 70000>" << true;
}

void TestRefusals::tooLarge() {
  QFETCH(QString, function);
  QFETCH(bool, refused);
  QCOMPARE(codeOf(test::adapterRequest({{"foo", function.toStdString()}}, 2, false)),
           QString(refused ? "too-large" : ""));
  QCOMPARE(codeOf(test::adapterRequest({{"foo", function.toStdString()}}, 1, false)), QString());
}

// 2^60 cells in a type of 60 nodes: refused at once, not after counting them.
void TestRefusals::sharedTypesAreWeighedOnce() {
  auto request = test::adapterRequest({{"foo", "(x: u8)"}}, 2, false);
  types::ValType type = types::makeType(types::Primitive::U8);
  for (int i = 0; i < 60; ++i) type = types::makeType(types::Tuple{{type, type}});
  request.target = changed(request.target, [&](types::InstanceType& target) {
    types::FuncType func;
    func.params.push_back({"x", type});
    target.exports.back().type = std::make_shared<const types::FuncType>(std::move(func));
  });
  QCOMPARE(codeOf(request), QString("too-large"));
}

void TestRefusals::generateSaysTheSame() {
  test::HookChoice choice;
  choice.blocking = true;
  const auto adapter = adapt::generateAdapter(test::adapterRequest({{"b", "() -> u8"}}, 1, false, choice));
  QVERIFY(!adapter);
  QCOMPARE(adapter.error().code, ErrorCode::Refused);
  QVERIFY(adapter.error().message.find("`b`") != std::string::npos);
}

void TestRefusals::preflightOfEachFunction() {
  const auto verdicts = adapt::preflight(test::adapterRequest(
      {{"plain", "(x: string)"}, {"carry", "(x: option<stream<u8>>)"}, {"large", "(x: list<u8, 70000>)"}}, 2,
      false));
  QCOMPARE(verdicts.size(), std::size_t{3});
  // One function that cannot be wrapped refuses the interface, and the others say why.
  for (const adapt::Preflight& verdict : verdicts) QVERIFY(verdict.kind == adapt::Preflight::Kind::Refused);
  const auto fine = adapt::preflight(
      test::adapterRequest({{"plain", "(x: string)"}, {"carry", "(x: option<stream<u8>>)"}}, 2, false));
  QVERIFY(fine.at(0).kind == adapt::Preflight::Kind::Adaptable);
  QVERIFY(fine.at(1).kind == adapt::Preflight::Kind::PassedThrough);
  QCOMPARE(QString::fromStdString(fine.at(1).text),
           QString("passed through unseen: what `stream<u8>` carries"));
}

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
