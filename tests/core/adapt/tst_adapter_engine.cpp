// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter.h"
#include "core/encode/component_encoder.h"
#include "core/engine/call_function.h"
#include "tests/core/adapt/guest_components.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/shapes/adapter_request.h"

using namespace sb;

/// Adapters in the real engine, for what a simulation cannot show: calls that overlap, and very many calls.
class TestAdapterEngine : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void overlappingCallsKeepTheirResults();
  void aMillionCallsInOneMegabyte();
};

void TestAdapterEngine::initTestCase() { SB_NEED_ENGINE(); }

// splicer 2.4.1 gives 22022 here: the second call writes over the first one's result while its hook yields.
void TestAdapterEngine::overlappingCallsKeepTheirResults() {
  test::HookChoice choice;
  choice.before = false;
  const auto request = test::adapterRequest({{"f", "(x: u32) -> u32"}}, 1, true, choice);
  SB_NEED(const adapt::Adapter adapter, adapt::generateAdapter(request));
  const Bytes file = encode::encodeComponent(
      test::composed(request, adapter.component, test::timesElevenProvider(request.importName),
                     {test::yieldingHook(request.hooks[0])}, test::overlappingCaller(request.interfaceName)));
  SB_NEED(const auto session, engine::Session::create(*enginetest::engine(), file, {}));
  SB_NEED([[maybe_unused]] const bool started, session->start().map([] { return true; }));
  SB_NEED(const engine::EngineValues result, session->call("run", {}));
  QCOMPARE(std::get<std::uint32_t>(result.at(0).content), 11'022u);
}

// splicer 2.4.1 keeps every string argument for good: 4 MiB are full after 64 calls with 64 KiB.
void TestAdapterEngine::aMillionCallsInOneMegabyte() {
  test::HookChoice choice;
  choice.async = false;
  const auto request = test::adapterRequest({{"f", "(s: string) -> string"}}, 1, false, choice);
  SB_NEED(const adapt::Adapter adapter, adapt::generateAdapter(request));
  const Bytes file = encode::encodeComponent(
      test::composed(request, adapter.component, test::echoProvider(request.importName),
                     {test::forgetfulHook(request.hooks[0]), test::forgetfulHook(request.hooks[1])},
                     test::loopingCaller(request.interfaceName)));
  engine::SessionOptions options;
  options.memoryLimitBytes = 1u << 20;
  SB_NEED(const auto session, engine::Session::create(*enginetest::engine(), file, options));
  SB_NEED([[maybe_unused]] const bool started, session->start().map([] { return true; }));
  constexpr std::uint32_t Calls = 1'000'000;
  SB_NEED(const engine::EngineValues result, session->call("run", {engine::EngineValue{Calls}}));
  QCOMPARE(std::get<std::uint32_t>(result.at(0).content), Calls * 200);
}

QTEST_GUILESS_MAIN(TestAdapterEngine)
#include "tst_adapter_engine.moc"
