// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>

#include "tests/core/adapt/validators.h"
#include "tests/core/shapes/adapter_request.h"
#include "tests/core/shapes/shape_rows.h"

using namespace sb;

// Every shape of the table, with every set of hooks, becomes a component that our checker and an independent
// validator take. That it does the right thing is tested in tests/core/shapes.
class TestAdapterComponent : public QObject {
  Q_OBJECT
 private slots:
  void everyShapeIsAValidComponent_data();
  void everyShapeIsAValidComponent();
  void hooksThatMaySkipCalls_data();
  void hooksThatMaySkipCalls();
  void coreModulesAreFoundInTheFile();
  void sameRequestSameBytes();
};

namespace {

struct Hooks {
  const char* name;
  bool before, after;
};
constexpr Hooks HookSets[] = {{"before", true, false}, {"after", false, true}, {"both", true, true}};

/// A row is a type or a function type in parentheses; an alias in parentheses is a type.
std::string functionText(const std::string& shape) {
  const std::size_t alias = shape.find('='), param = shape.find(": ");
  const bool function = shape.front() == '(' && (alias == std::string::npos || param < alias);
  return function ? shape : "(x: " + shape + ") -> " + shape;
}

std::string verdict(const plan::AdapterRequest& request, bool independent) {
  const auto adapter = adapt::generateAdapter(request);
  if (!adapter) return "not generated: " + adapter.error().text();
  if (std::string wrong = test::ownVerdict(*adapter); !wrong.empty()) return wrong;
  return independent ? test::independentVerdict(adapter->componentBytes) : std::string();
}

template <std::size_t N>
void addRows(const test::ShapeRow (&rows)[N]) {
  for (const test::ShapeRow& row : rows)
    for (unsigned tier = 1; tier <= 2; ++tier)
      for (const bool async : {false, true}) {
        const std::string name = "tier " + std::to_string(tier) + (async ? " async: " : " sync: ") + row.name;
        QTest::newRow(name.c_str()) << row.shape << tier << async;
      }
}

}  // namespace

void TestAdapterComponent::everyShapeIsAValidComponent_data() {
  QTest::addColumn<QString>("shape");
  QTest::addColumn<unsigned>("tier");
  QTest::addColumn<bool>("async");
  addRows(test::CannedShapes);
  addRows(test::StructuralShapes);
  addRows(test::BeyondShapes);
}

void TestAdapterComponent::everyShapeIsAValidComponent() {
  QFETCH(QString, shape);
  QFETCH(unsigned, tier);
  QFETCH(bool, async);
  const std::string function = functionText(shape.toStdString());
  static const bool independent = !test::independentValidator().isEmpty();
  for (const Hooks& hooks : HookSets) {
    for (const bool asyncHooks : {true, false}) {
      test::HookChoice choice;
      choice.before = hooks.before;
      choice.after = hooks.after;
      choice.async = asyncHooks;
      const auto request = test::adapterRequest({{"foo", function}}, tier, async, choice);
      const std::string wrong = verdict(request, independent && hooks.before && hooks.after && asyncHooks);
      QVERIFY2(
          wrong.empty(),
          (std::string(hooks.name) + (asyncHooks ? ", async hooks: " : ", sync hooks: ") + wrong).c_str());
    }
  }
}

void TestAdapterComponent::hooksThatMaySkipCalls_data() {
  QTest::addColumn<QString>("function");
  QTest::addColumn<unsigned>("tier");
  QTest::newRow("nothing") << "()" << 1u;
  QTest::newRow("values") << "(a: string, b: list<u64>)" << 1u;
  QTest::newRow("own and borrow") << "(a: own<cat>, b: borrow<cat>)" << 1u;
  QTest::newRow("nested handles") << "(a: list<record r {o: own<cat>, b: option<borrow<dog>>}>)" << 1u;
  QTest::newRow("streams and futures") << "(a: stream<u8>, b: list<future<string>>, c: error-context)" << 1u;
  QTest::newRow("more than 16 flat values") << "(a: list<own<cat>, 20>)" << 1u;
  QTest::newRow("tier 2 values") << "(a: string, b: list<u64>)" << 2u;
  QTest::newRow("tier 2 handles") << "(a: list<own<cat>>, b: borrow<cat>)" << 2u;
}

void TestAdapterComponent::hooksThatMaySkipCalls() {
  QFETCH(QString, function);
  QFETCH(unsigned, tier);
  static const bool independent = !test::independentValidator().isEmpty();
  for (const bool async : {false, true})
    for (const bool asyncHooks : {false, true})
      for (const bool gate : {false, true}) {
        if (tier == 2 && !gate) continue;  // tier 2 knows no blocking
        test::HookChoice choice;
        choice.blocking = !gate;
        choice.gate = gate;
        choice.async = asyncHooks;
        const auto request = test::adapterRequest({{"foo", function.toStdString()}}, tier, async, choice);
        const std::string wrong = verdict(request, independent);
        QVERIFY2(wrong.empty(), wrong.c_str());
      }
}

void TestAdapterComponent::coreModulesAreFoundInTheFile() {
  const auto adapter =
      adapt::generateAdapter(test::adapterRequest({{"foo", "(x: string) -> string"}}, 2, false));
  QVERIFY(adapter);
  const auto found = [&](std::uint64_t offset, const Bytes& content) {
    return std::equal(content.begin(), content.end(),
                      adapter->componentBytes.begin() + static_cast<std::ptrdiff_t>(offset));
  };
  QVERIFY(found(adapter->memoryModuleOffset, adapter->memoryModule));
  QVERIFY(found(adapter->glueModuleOffset, adapter->glueModule));
  // The runs of the file and zeros between them are the content of the layout.
  Bytes content(adapter->layout.data.size());
  QVERIFY(!adapter->data.empty());
  for (const adapt::DataRun& run : adapter->data) {
    const auto from = adapter->componentBytes.begin() + static_cast<std::ptrdiff_t>(run.offset);
    for (std::uint32_t i = 0; i < run.bytes; ++i) {
      QCOMPARE(adapter->addressAt(run.offset + i), std::optional(run.address + i));
      if (run.address + i < content.size()) content[run.address + i] = from[i];
    }
    const std::optional<adapt::DataRun> whole = adapter->inFile(run.address, run.bytes);
    QVERIFY(whole);
    QCOMPARE(whole->offset, run.offset);
    QCOMPARE(whole->bytes, run.bytes);
  }
  QCOMPARE(content, adapter->layout.data);
}

void TestAdapterComponent::sameRequestSameBytes() {
  const auto make = [] {
    return adapt::generateAdapter(
        test::adapterRequest({{"foo", "(x: list<record r {a: string, b: list<u8>}>)"}}, 2, true));
  };
  const auto first = make(), second = make();
  QVERIFY(first && second);
  QVERIFY(first->componentBytes == second->componentBytes);
}

QTEST_GUILESS_MAIN(TestAdapterComponent)
#include "tst_adapter_component.moc"
