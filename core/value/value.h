// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/support/result.h"
#include "core/types/type.h"
#include "core/value/cell_tree.h"

namespace sb::value {

struct Value;
struct RecordValue {
  std::vector<Value> fields;
};  ///< in the order of the type; tuples too
struct ListValue {
  std::vector<Value> items;
};  ///< list, fixed list and map (tuples)
struct VariantValue {
  std::uint32_t index = 0;
  std::vector<Value> payload;
};  ///< variant, enum, option (0 none, 1 some), result (0 ok, 1 error); payload has 0 or 1 value
struct FlagsValue {
  std::vector<bool> set;
};
struct HandleValue {
  std::uint32_t handle = 0;
};  ///< own, borrow, stream, future, error-context
struct CharValue {
  char32_t code = 0;
};

/// A value of a component type. What it means needs the type: `std::int64_t` holds s8…s64, `std::uint64_t`
/// u8…u64, `float` f32, `double` f64.
struct Value {
  std::variant<bool, std::int64_t, std::uint64_t, float, double, CharValue, std::string, ListValue,
               RecordValue, VariantValue, FlagsValue, HandleValue>
      content;
};
bool operator==(const Value& a, const Value& b);  ///< NaN equals NaN

/// WAVE text. Errors: BadSyntax with the offset of the character in Error::offset and a sentence.
Result<Value> parseWave(std::string_view text, const types::ValType& type);
/// `name: value` arguments or a plain comma list: `key: "a", entry: {…}`
Result<std::vector<Value>> parseWaveArguments(std::string_view text, const std::vector<types::Param>& params);
std::string printWave(const Value& value, const types::ValType& type);

/// A friendly example ("order/4711", 900), the same for the same type and name.
Value exampleValue(const types::ValType& type, std::string_view name);
/// A pseudo-random value: edge cases (0, 1, 65535, 65536, 2^31, 2^32-1, 2^64-1, NaN, empty and long lists,
/// every arm) are frequent. `next` gives 64 random bits.
Value randomValue(const types::ValType& type, const std::function<std::uint64_t()>& next, unsigned depth = 0);

/// The cell tree of a value, straight from the value: no layout code, no memory. The oracle of the tests.
cells::CellTree cellsOfValue(const Value& value, const types::ValType& type, std::string field);

/// Linear memory as far as lowering needs it.
struct Memory {
  std::function<std::uint32_t(std::uint32_t align, std::uint32_t size)> allocate;
  std::function<void(std::uint32_t address, const std::uint8_t* bytes, std::uint32_t size)> write;
  std::function<bool(std::uint32_t address, std::uint8_t* bytes, std::uint32_t size)>
      read;  ///< false: out of bounds
};
/// A core value; floats by their bits.
struct CoreValue {
  std::uint8_t type = 0x7f;
  std::uint64_t bits = 0;
};
/// Canonical lowering of values (CanonicalABI.md, "Storing", "Flat Lowering").
std::vector<CoreValue> lowerFlat(const Value& value, const types::ValType& type, Memory& memory);
void store(const Value& value, const types::ValType& type, std::uint32_t address, Memory& memory);
/// Canonical lifting with all its checks. Error code Trap, message as the rule says.
Result<Value> load(const types::ValType& type, std::uint32_t address, const Memory& memory);
Result<Value> liftFlat(const types::ValType& type, const std::vector<CoreValue>& flat, std::size_t& position,
                       const Memory& memory);

/// Reads a `field-tree` (52 bytes) the way the canonical ABI lifts it, every cell of the list included, and
/// builds the tree from its root. Errors: Trap when any cell, text or index is invalid (component-model
/// rules) or the tree is cyclic.
Result<cells::CellTree> readFieldTree(std::uint32_t address, const Memory& memory);

}  // namespace sb::value
