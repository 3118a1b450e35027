// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace sb::engine {

struct EngineValue;
struct EngineField;
struct EngineEntry;

struct EngineChar {
  char32_t code = 0;
  friend bool operator==(EngineChar, EngineChar) = default;
};
struct EngineList {
  std::vector<EngineValue> items;
};
struct EngineRecord {
  std::vector<EngineField> fields;  ///< in the order of the type
};
struct EngineTuple {
  std::vector<EngineValue> items;
};
struct EngineVariant {
  std::string name;
  std::vector<EngineValue> payload;  ///< none or one
};
struct EngineEnum {
  std::string name;
};
struct EngineOption {
  std::vector<EngineValue> payload;  ///< none or one
};
struct EngineResult {
  bool ok = true;
  std::vector<EngineValue> payload;  ///< none or one
};
struct EngineFlags {
  std::vector<std::string> names;  ///< those that are set, in the order of the type
};
struct EngineMap {
  std::vector<EngineEntry> entries;
};

/// A handle of a resource. Either a guest's, which the host can only pass on or drop (`guest` is set), or one
/// of a type defined by `Session::define(HostResource)`, which is its representation.
struct EngineResource {
  bool owned = true;
  std::uint32_t hostType = 0;   ///< `HostResource::type`; meaningless for a guest's
  std::uint32_t rep = 0;        ///< meaningless for a guest's
  std::shared_ptr<void> guest;  ///< the engine's handle; shared by copies of this value, bound to one session
};

/// A value on its way between host and guest. It describes itself, so no type is needed to read one; the
/// engine checks it against the type on a call. The alternatives stand in the order of `abi::Kind`.
///
/// There is no alternative for future, stream and error-context: the engine's C interface ends the process
/// when it meets one (see host_boundary.h).
struct EngineValue {
  std::variant<bool, std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t, std::uint32_t,
               std::int64_t, std::uint64_t, float, double, EngineChar, std::string, EngineList, EngineRecord,
               EngineTuple, EngineVariant, EngineEnum, EngineOption, EngineResult, EngineFlags,
               EngineResource, EngineMap>
      content;
};
struct EngineField {
  std::string name;
  EngineValue value;
};
struct EngineEntry {
  EngineValue key;
  EngineValue value;
};
using EngineValues = std::vector<EngineValue>;

/// NaN equals NaN whatever its bits, and zero differs from minus zero. Guest handles are equal when they are
/// copies of one another.
bool operator==(const EngineValue& a, const EngineValue& b);
bool operator==(const EngineField& a, const EngineField& b);
bool operator==(const EngineEntry& a, const EngineEntry& b);

/// One line for messages and logs: `{key: "a", size: 3u32, more: [1u8, 2u8], state: some(on)}`. Not WAVE: no
/// type is known.
std::string describe(const EngineValue& value);

}  // namespace sb::engine
