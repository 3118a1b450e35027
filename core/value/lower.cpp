// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <bit>

#include "core/abi/canonical_abi.h"
#include "core/support/match.h"
#include "core/value/value_parts.h"

// CanonicalABI.md, "Storing" and "Flat Lowering". Strings are UTF-8, memories are 32-bit.
namespace sb::value {
namespace {

constexpr std::uint8_t I32 = static_cast<std::uint8_t>(abi::CoreType::I32);
constexpr std::uint8_t I64 = static_cast<std::uint8_t>(abi::CoreType::I64);
constexpr std::uint8_t F32 = static_cast<std::uint8_t>(abi::CoreType::F32);
constexpr std::uint8_t F64 = static_cast<std::uint8_t>(abi::CoreType::F64);

std::uint32_t flagBits(const FlagsValue& flags) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < flags.set.size(); ++i)
    if (flags.set[i]) bits |= std::uint32_t(1) << i;
  return bits;
}

/// A value that fits one core value: scalars, flags and handles.
CoreValue scalarBits(const Value& value) {
  return match(
      value.content,
      [](bool content) {
        return CoreValue{I32, content};
      },
      [](std::int64_t content) {
        return CoreValue{I64, static_cast<std::uint64_t>(content)};
      },
      [](std::uint64_t content) {
        return CoreValue{I64, content};
      },
      [](float content) {
        return CoreValue{F32, std::bit_cast<std::uint32_t>(content)};
      },
      [](double content) {
        return CoreValue{F64, std::bit_cast<std::uint64_t>(content)};
      },
      [](const CharValue& content) {
        return CoreValue{I32, content.code};
      },
      [](const FlagsValue& content) {
        return CoreValue{I32, flagBits(content)};
      },
      [](const HandleValue& content) {
        return CoreValue{I32, content.handle};
      },
      [](const VariantValue& content) {
        return CoreValue{I32, content.index};
      },
      [](const std::string&) {
        return CoreValue{0, 0};
      },
      [](const ListValue&) {
        return CoreValue{0, 0};
      },
      [](const RecordValue&) {
        return CoreValue{0, 0};
      });
}

class Lowering {
 public:
  explicit Lowering(Memory& memory) : m_memory(memory) {}

  void store(const Value& value, const types::ValType& type, std::uint32_t address) {
    match(
        type->kind,
        [&](types::Primitive primitive) {
          if (primitive == types::Primitive::String)
            storePointer(string(contentOf<std::string>(value)), address);
          else
            storeBits(scalarBits(value).bits, abi::sizeAlign(type).size, address);
        },
        [&](const types::Record& record) {
          std::vector<types::ValType> parts;
          for (const types::Field& field : record.fields) parts.push_back(field.type);
          storeParts(contentOf<RecordValue>(value).fields, parts, address);
        },
        [&](const types::Tuple& tuple) {
          storeParts(contentOf<RecordValue>(value).fields, tuple.types, address);
        },
        [&](const types::List& list) { storePointer(items(value, list.element), address); },
        [&](const types::Map& map) { storePointer(items(value, pairOf(map)), address); },
        [&](const types::FixedList& list) {
          storeItems(contentOf<ListValue>(value).items, list.element, address);
        },
        [&](const types::Variant&) { storeVariant(value, type, address); },
        [&](const types::Enum&) { storeVariant(value, type, address); },
        [&](const types::Option&) { storeVariant(value, type, address); },
        [&](const types::ResultType&) { storeVariant(value, type, address); },
        [&](const types::Flags&) { storeBits(scalarBits(value).bits, abi::sizeAlign(type).size, address); },
        [&](const types::Own&) { storeBits(scalarBits(value).bits, 4, address); },
        [&](const types::Borrow&) { storeBits(scalarBits(value).bits, 4, address); },
        [&](const types::Stream&) { storeBits(scalarBits(value).bits, 4, address); },
        [&](const types::Future&) { storeBits(scalarBits(value).bits, 4, address); });
  }

  void flat(const Value& value, const types::ValType& type, std::vector<CoreValue>& out) {
    match(
        type->kind,
        [&](types::Primitive primitive) {
          if (primitive == types::Primitive::String)
            pushPointer(string(contentOf<std::string>(value)), out);
          else
            pushScalar(value, type, out);
        },
        [&](const types::Record& record) {
          const auto& fields = contentOf<RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i) flat(fields[i], record.fields[i].type, out);
        },
        [&](const types::Tuple& tuple) {
          const auto& fields = contentOf<RecordValue>(value).fields;
          for (std::size_t i = 0; i < fields.size(); ++i) flat(fields[i], tuple.types[i], out);
        },
        [&](const types::List& list) { pushPointer(items(value, list.element), out); },
        [&](const types::Map& map) { pushPointer(items(value, pairOf(map)), out); },
        [&](const types::FixedList& list) {
          for (const Value& item : contentOf<ListValue>(value).items) flat(item, list.element, out);
        },
        [&](const types::Variant&) { flatVariant(value, type, out); },
        [&](const types::Enum&) { flatVariant(value, type, out); },
        [&](const types::Option&) { flatVariant(value, type, out); },
        [&](const types::ResultType&) { flatVariant(value, type, out); },
        [&](const types::Flags&) { pushScalar(value, type, out); },
        [&](const types::Own&) { pushScalar(value, type, out); },
        [&](const types::Borrow&) { pushScalar(value, type, out); },
        [&](const types::Stream&) { pushScalar(value, type, out); },
        [&](const types::Future&) { pushScalar(value, type, out); });
  }

 private:
  struct Pointer {
    std::uint32_t address = 0, length = 0;
  };

  static types::ValType pairOf(const types::Map& map) {
    return types::makeType(types::Tuple{{map.key, map.value}});
  }

  void storeBits(std::uint64_t bits, std::uint32_t size, std::uint32_t address) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::uint32_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(bits >> (8 * i));
    m_memory.write(address, bytes.data(), size);
  }

  void storePointer(Pointer pointer, std::uint32_t address) {
    storeBits(pointer.address, 4, address);
    storeBits(pointer.length, 4, address + 4);
  }

  void storeParts(const std::vector<Value>& values, const std::vector<types::ValType>& parts,
                  std::uint32_t address) {
    SB_CHECK(values.size() == parts.size(), "the value does not fit its type");
    const abi::RecordLayout layout = abi::recordLayout(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) store(values[i], parts[i], address + layout.offsets[i]);
  }

  void storeVariant(const Value& value, const types::ValType& type, std::uint32_t address) {
    const auto& content = contentOf<VariantValue>(value);
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    SB_CHECK(content.index < payloads.size(), "the value does not fit its type");
    const abi::VariantLayout layout = abi::variantLayout(payloads);
    storeBits(content.index, layout.discriminantBytes, address);
    if (const types::ValType& payload = payloads[content.index])
      store(content.payload.front(), payload, address + layout.payloadOffset);
  }

  void storeItems(const std::vector<Value>& values, const types::ValType& element, std::uint32_t address) {
    const std::uint32_t size = abi::sizeAlign(element).size;
    for (const Value& item : values) {
      store(item, element, address);
      address += size;
    }
  }

  /// Allocates also for length 0 (component-model.md 4.4).
  Pointer string(const std::string& text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    const std::uint32_t address = m_memory.allocate(1, length);
    m_memory.write(address, reinterpret_cast<const std::uint8_t*>(text.data()), length);
    return {address, length};
  }

  Pointer items(const Value& value, const types::ValType& element) {
    const std::vector<Value>& values = contentOf<ListValue>(value).items;
    const abi::SizeAlign layout = abi::sizeAlign(element);
    const auto length = static_cast<std::uint32_t>(values.size());
    const std::uint32_t address = m_memory.allocate(layout.align, length * layout.size);
    storeItems(values, element, address);
    return {address, length};
  }

  static void pushPointer(Pointer pointer, std::vector<CoreValue>& out) {
    out.push_back({I32, pointer.address});
    out.push_back({I32, pointer.length});
  }

  /// Integers narrower than 64 bits travel in an i32, sign- or zero-extended.
  static void pushScalar(const Value& value, const types::ValType& type, std::vector<CoreValue>& out) {
    CoreValue core = scalarBits(value);
    core.type = static_cast<std::uint8_t>(abi::flatten(type).front());
    if (core.type == I32) core.bits &= 0xffffffff;
    out.push_back(core);
  }

  /// The payload's slots take the joined types; what an arm does not use is zero.
  void flatVariant(const Value& value, const types::ValType& type, std::vector<CoreValue>& out) {
    const auto& content = contentOf<VariantValue>(value);
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    SB_CHECK(content.index < payloads.size(), "the value does not fit its type");
    const std::vector<abi::CoreType> joined = abi::flatten(type);
    const std::size_t start = out.size();
    out.push_back({I32, content.index});
    if (payloads[content.index]) flat(content.payload.front(), payloads[content.index], out);
    out.resize(start + joined.size(), CoreValue{I32, 0});
    for (std::size_t i = 0; i < joined.size(); ++i)
      out[start + i].type = static_cast<std::uint8_t>(joined[i]);
  }

  Memory& m_memory;
};

}  // namespace

std::vector<CoreValue> lowerFlat(const Value& value, const types::ValType& type, Memory& memory) {
  std::vector<CoreValue> out;
  Lowering(memory).flat(value, type, out);
  return out;
}

void store(const Value& value, const types::ValType& type, std::uint32_t address, Memory& memory) {
  Lowering(memory).store(value, type, address);
}

}  // namespace sb::value
