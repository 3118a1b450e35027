// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <limits>
#include <random>

#include "core/engine/engine_value.h"

namespace enginetest {

using sb::engine::EngineValue;

/// Random values of the record `all` of `guests::Echo`; edge cases are frequent.
inline EngineValue randomAll(std::mt19937_64& random) {
  using namespace sb::engine;
  const auto pick = [&random](std::uint64_t count) { return random() % count; };
  const auto number = [&]<class T>(T) -> EngineValue {
    switch (pick(4)) {
      case 0: return {std::numeric_limits<T>::min()};
      case 1: return {std::numeric_limits<T>::max()};
      default: return {static_cast<T>(random())};
    }
  };
  const auto real = [&]<class T>(T) -> EngineValue {
    switch (pick(5)) {
      case 0: return {std::numeric_limits<T>::quiet_NaN()};
      case 1: return {-std::numeric_limits<T>::infinity()};
      case 2: return {T(-0.0)};
      default: return {static_cast<T>(random()) / T(1024)};
    }
  };
  const auto text = [&]() -> std::string {
    static constexpr const char* Pieces[] = {"a", "é", "€", "😀", " "};
    std::string out;
    for (std::uint64_t n = pick(6); n > 0; --n) out += Pieces[pick(5)];
    if (pick(50) == 0) out.append(70000, 'x');
    return out;
  };
  const auto maybe = [&](EngineValue value) {
    return pick(2) ? EngineOption{{std::move(value)}} : EngineOption{};
  };
  const auto choice = [&]() -> EngineVariant {
    switch (pick(3)) {
      case 0: return {"nothing", {}};
      case 1: return {"number", {number(std::uint64_t())}};
      default: return {"text", {{text()}}};
    }
  };

  EngineList numbers, items;
  for (std::uint64_t n = pick(5); n > 0; --n) numbers.items.push_back(number(std::uint16_t()));
  for (std::uint64_t n = pick(5); n > 0; --n) {
    items.items.push_back({EngineRecord{{{"name", {text()}}, {"size", number(std::uint16_t())}}}});
  }
  EngineFlags bits;
  for (const char* name : {"a", "b", "c"}) {
    if (pick(2)) bits.names.push_back(name);
  }
  EngineMap map;
  for (std::uint64_t n = 0, end = pick(4); n < end; ++n) {
    map.entries.push_back({{"key" + std::to_string(n)}, number(std::uint32_t())});
  }
  static constexpr char32_t Letters[] = {0, U'a', 0xd7ff, 0xe000, 0x10ffff};
  static constexpr const char* Modes[] = {"off", "on", "late"};
  const bool ok = pick(2) == 0;
  return {EngineRecord{{
      {"flag", {pick(2) == 1}},
      {"s1", number(std::int8_t())},
      {"u1", number(std::uint8_t())},
      {"s2", number(std::int16_t())},
      {"u2", number(std::uint16_t())},
      {"s4", number(std::int32_t())},
      {"u4", number(std::uint32_t())},
      {"s8", number(std::int64_t())},
      {"u8", number(std::uint64_t())},
      {"f4", real(float())},
      {"f8", real(double())},
      {"letter", {EngineChar{Letters[pick(5)]}}},
      {"text", {text()}},
      {"numbers", {std::move(numbers)}},
      {"items", {std::move(items)}},
      {"pair", {EngineTuple{{number(std::int8_t()), real(float())}}}},
      {"mode", {EngineEnum{Modes[pick(3)]}}},
      {"bits", {std::move(bits)}},
      {"choice", {choice()}},
      {"maybe", {maybe({maybe({text()})})}},
      {"outcome", {EngineResult{ok, {ok ? number(std::uint8_t()) : EngineValue{text()}}}}},
      {"bare", {EngineResult{pick(2) == 0, {}}}},
      {"map", {std::move(map)}},
  }}};
}

}  // namespace enginetest
