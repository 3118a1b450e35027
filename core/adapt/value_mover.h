// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/adapt/func_builder.h"
#include "core/types/type.h"

namespace sb::adapt {

/// Moves one value between its flat form in locals and its form in memory, as the canonical ABI has both.
/// Strings and lists move as pointer and length; what they point to stays where it is. Source:
/// CanonicalABI.md, "Flat Lifting", "Flat Lowering", "Loading", "Storing"; slots of arms are joined.
class ValueMover {
 public:
  /// `slots`: the value's flat form in order, with the joined types. `address` + `offset`: the value in
  /// memory.
  ValueMover(FuncBuilder& func, std::vector<LocalIdx> slots, LocalIdx address)
      : f(func), m_slots(std::move(slots)), m_address(address) {}

  /// Flat to memory. `region` is what gets written, when that is a fixed place.
  void store(const types::ValType& type, std::uint32_t offset, std::optional<RegionId> region = std::nullopt);
  /// Memory to flat. Slots that the taken arm does not use become 0.
  void load(const types::ValType& type, std::uint32_t offset);

 private:
  enum class Direction : std::uint8_t { Store, Load };
  void move(const types::ValType& type, std::uint32_t offset, std::size_t slot);
  void primitive(types::Primitive primitive, std::uint32_t offset, std::size_t slot);
  void sequence(const std::vector<types::ValType>& types, std::uint32_t offset, std::size_t slot);
  void cases(const types::ValType& type, std::uint32_t offset, std::size_t slot);
  void pair(std::uint32_t offset, std::size_t slot);
  void one(CoreType type, Load load, Store store, std::uint32_t offset, std::size_t slot);
  void pushSlot(std::size_t slot, CoreType as);
  void popSlot(std::size_t slot, CoreType as);

  FuncBuilder& f;
  std::vector<LocalIdx> m_slots;
  LocalIdx m_address;
  Direction m_direction = Direction::Store;
  std::optional<RegionId> m_region;
};

}  // namespace sb::adapt
