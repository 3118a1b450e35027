// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <QtTest>
#include <algorithm>
#include <random>

#include "core/abi/canonical_abi.h"
#include "core/engine/call_function.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"
#include "tests/core/abi/batch_component.h"
#include "tests/core/engine/engine_fixture.h"
#include "tests/core/shapes/engine_values.h"
#include "tests/core/value/flat_memory.h"
#include "tests/core/value/random_type.h"

using namespace sb;

namespace {

constexpr int Batches = 100, TypesInBatch = 100, ValuesOfType = 1;  // 10,000 types with a value each
constexpr std::uint32_t LargestValue = 4'096;                       // bytes, contents included

/// How the engine's answer of `put-N` looks to our lifting: memory from `base` on.
struct Dump {
  std::uint32_t base;
  Bytes bytes;

  Dump(std::uint32_t dumpBase, const engine::EngineValues& answer) : base(dumpBase) {
    for (const engine::EngineValue& word : std::get<engine::EngineList>(answer.at(0).content).items) {
      const auto bits = std::get<std::uint64_t>(word.content);
      for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<std::uint8_t>(bits >> (8 * i)));
    }
  }
  value::Memory memory() const {
    value::Memory out;
    out.read = [this](std::uint32_t address, std::uint8_t* to, std::uint32_t size) {
      if (address < base || std::uint64_t(address - base) + size > bytes.size()) return size == 0;
      std::copy_n(bytes.begin() + (address - base), size, to);
      return true;
    };
    return out;
  }
  std::uint64_t word(std::size_t index) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 8; i-- > 0;) bits = bits << 8 | bytes.at(8 * index + i);
    return bits;
  }
};

Result<value::Value> liftDumped(const Dump& dump, const types::ValType& type) {
  const std::vector<abi::CoreType> flat = abi::flatten(type);
  const value::Memory memory = dump.memory();
  if (flat.size() > 16) return value::load(type, static_cast<std::uint32_t>(dump.word(0)), memory);
  std::vector<value::CoreValue> words;
  for (std::size_t i = 0; i < flat.size(); ++i)
    words.push_back({static_cast<std::uint8_t>(flat[i]), dump.word(i)});
  std::size_t position = 0;
  return value::liftFlat(type, words, position, memory);
}

/// Lists of a fixed length are off in the engine's C interface; the worked vectors cover them.
bool hasFixedList(const types::ValType& type) {
  if (std::holds_alternative<types::FixedList>(type->kind)) return true;
  const std::vector<const types::ValType*> parts = types::childrenOf(type->kind);
  return std::any_of(parts.begin(), parts.end(),
                     [](const types::ValType* part) { return *part && hasFixedList(*part); });
}

test::BatchType randomBatchType(const std::function<std::uint64_t()>& next) {
  test::BatchType made;
  do {
    made.type = test::randomType(next, 4, false);
  } while (abi::flatCount(made.type) > 1'000 || hasFixedList(made.type));
  while (made.values.size() < ValuesOfType) {
    value::Value value = value::randomValue(made.type, next);
    test::FlatMemory scratch(1 << 16);
    value::Memory memory = scratch.memory();
    const std::uint32_t at = memory.allocate(8, abi::sizeAlign(made.type).size);
    value::store(value, made.type, at, memory);
    if (scratch.next <= LargestValue || next() % 64 == 0) made.values.push_back(std::move(value));
  }
  return made;
}

}  // namespace

/// Sizes, alignments, flat forms, stores and loads against a second implementation: the engine lifts what we
/// lowered, and we lift what it lowered. A wrong offset anywhere makes another value, or a trap.
class AbiEngineTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { SB_NEED_ENGINE(); }

  void randomTypes_data() {
    QTest::addColumn<int>("seed");
    for (int batch = 0; batch < Batches; ++batch)
      QTest::newRow(("batch " + std::to_string(batch)).c_str()) << batch;
  }
  void randomTypes() {
    QFETCH(int, seed);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed) + 4711);
    const std::function<std::uint64_t()> next = [&random] { return random(); };
    std::vector<test::BatchType> batch;
    for (int i = 0; i < TypesInBatch; ++i) batch.push_back(randomBatchType(next));
    const test::BatchComponent component = test::batchComponent(batch);
    engine::SessionOptions options;
    options.wasi = false;
    options.compiler = engine::Compiler::Baseline;
    auto session = engine::Session::create(*enginetest::engine(), component.bytes, options);
    QVERIFY2(session, session ? "" : session.error().text().c_str());
    const Result<void> started = (*session)->start();
    QVERIFY2(started, started ? "" : started.error().text().c_str());
    for (std::size_t n = 0; n < batch.size(); ++n) {
      const types::ValType& type = batch[n].type;
      for (std::size_t k = 0; k < batch[n].values.size(); ++k) {
        const value::Value& value = batch[n].values[k];
        const auto where = [&](const std::string& what) {
          return (what + " of `" + types::definitionText(type) + "`: " + value::printWave(value, type))
              .substr(0, 2000);
        };
        const auto got = (*session)->call("get-" + std::to_string(n), {{static_cast<std::uint32_t>(k)}});
        QVERIFY2(got, where(got ? "" : got.error().text()).c_str());
        QVERIFY2(test::EngineForm::back(got->at(0), type) == value,
                 where("the engine lifts another value").c_str());
        const auto put = (*session)->call("put-" + std::to_string(n), {test::EngineForm::of(value, type)});
        QVERIFY2(put, where(put ? "" : put.error().text()).c_str());
        const Result<value::Value> lifted = liftDumped(Dump(component.dumpBase, *put), type);
        QVERIFY2(lifted, where(lifted ? "" : lifted.error().text()).c_str());
        QVERIFY2(*lifted == value, where("we lift another value").c_str());
      }
    }
  }
};

QTEST_GUILESS_MAIN(AbiEngineTest)
#include "tst_abi_engine.moc"
