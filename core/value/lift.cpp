// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <bit>

#include "core/abi/canonical_abi.h"
#include "core/support/match.h"
#include "core/value/utf8.h"
#include "core/value/value_parts.h"

// CanonicalABI.md, "Loading" and "Flat Lifting", with the traps of component-model.md 4.2 and 4.4.
namespace sb::value {
namespace {

/// Byte length of one list or string (component-model.md 4.4).
constexpr std::uint64_t MaxContentBytes = (1u << 28) - 1;

tl::unexpected<Error> trap(std::string message) { return fail(ErrorCode::Trap, std::move(message)); }

Result<Value> scalarOf(types::Primitive primitive, std::uint64_t bits) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: return Value{bits != 0};
    case Primitive::S8: return Value{static_cast<std::int64_t>(static_cast<std::int8_t>(bits))};
    case Primitive::S16: return Value{static_cast<std::int64_t>(static_cast<std::int16_t>(bits))};
    case Primitive::S32: return Value{static_cast<std::int64_t>(static_cast<std::int32_t>(bits))};
    case Primitive::S64: return Value{static_cast<std::int64_t>(bits)};
    case Primitive::U8:
    case Primitive::U16:
    case Primitive::U32:
    case Primitive::U64: return Value{bits & integerRange(primitive).greatest};
    case Primitive::F32: return Value{std::bit_cast<float>(static_cast<std::uint32_t>(bits))};
    case Primitive::F64: return Value{std::bit_cast<double>(bits)};
    case Primitive::Char:
      if (!isScalar(bits)) return trap("a char is not a Unicode scalar value: " + std::to_string(bits));
      return Value{CharValue{static_cast<char32_t>(bits)}};
    case Primitive::String:
    case Primitive::ErrorContext: break;
  }
  return Value{HandleValue{static_cast<std::uint32_t>(bits)}};
}

Value flagsOf(std::size_t labels, std::uint64_t bits) {
  FlagsValue out;
  for (std::size_t i = 0; i < labels; ++i) out.set.push_back((bits >> i) & 1);
  return Value{std::move(out)};
}

Value handleOf(std::uint64_t bits) { return Value{HandleValue{static_cast<std::uint32_t>(bits)}}; }

class Lifting {
 public:
  explicit Lifting(const Memory& memory) : m_memory(memory) {}

  Result<Value> load(const types::ValType& type, std::uint32_t address) {
    return match(
        type->kind,
        [&](types::Primitive primitive) -> Result<Value> {
          if (primitive == types::Primitive::String) return loadString(address);
          SB_TRY(const std::uint64_t bits, loadBits(address, abi::sizeAlign(type).size));
          return scalarOf(primitive, bits);
        },
        [&](const types::Record& record) {
          std::vector<types::ValType> parts;
          for (const types::Field& field : record.fields) parts.push_back(field.type);
          return loadParts(parts, address);
        },
        [&](const types::Tuple& tuple) { return loadParts(tuple.types, address); },
        [&](const types::List& list) { return loadList(list.element, address); },
        [&](const types::Map& map) { return loadList(pairOf(map), address); },
        [&](const types::FixedList& list) { return loadItems(list.element, address, list.length); },
        [&](const types::Variant&) { return loadVariant(type, address); },
        [&](const types::Enum&) { return loadVariant(type, address); },
        [&](const types::Option&) { return loadVariant(type, address); },
        [&](const types::ResultType&) { return loadVariant(type, address); },
        [&](const types::Flags& flags) -> Result<Value> {
          SB_TRY(const std::uint64_t bits, loadBits(address, abi::sizeAlign(type).size));
          return flagsOf(flags.labels.size(), bits);
        },
        [&](const types::Own&) { return loadHandle(address); },
        [&](const types::Borrow&) { return loadHandle(address); },
        [&](const types::Stream&) { return loadHandle(address); },
        [&](const types::Future&) { return loadHandle(address); });
  }

  Result<Value> flat(const types::ValType& type, const std::vector<CoreValue>& slots, std::size_t& position) {
    return match(
        type->kind,
        [&](types::Primitive primitive) -> Result<Value> {
          if (primitive == types::Primitive::String) {
            const auto [pointer, length] = takePointer(slots, position);
            return stringAt(pointer, length);
          }
          return scalarOf(primitive, takeScalar(type, slots, position));
        },
        [&](const types::Record& record) -> Result<Value> {
          RecordValue out;
          for (const types::Field& field : record.fields) {
            SB_TRY(Value part, flat(field.type, slots, position));
            out.fields.push_back(std::move(part));
          }
          return Value{std::move(out)};
        },
        [&](const types::Tuple& tuple) -> Result<Value> {
          RecordValue out;
          for (const types::ValType& partType : tuple.types) {
            SB_TRY(Value part, flat(partType, slots, position));
            out.fields.push_back(std::move(part));
          }
          return Value{std::move(out)};
        },
        [&](const types::List& list) {
          const auto [pointer, length] = takePointer(slots, position);
          return listAt(list.element, pointer, length);
        },
        [&](const types::Map& map) {
          const auto [pointer, length] = takePointer(slots, position);
          return listAt(pairOf(map), pointer, length);
        },
        [&](const types::FixedList& list) -> Result<Value> {
          ListValue out;
          for (std::uint32_t i = 0; i < list.length; ++i) {
            SB_TRY(Value item, flat(list.element, slots, position));
            out.items.push_back(std::move(item));
          }
          return Value{std::move(out)};
        },
        [&](const types::Variant&) { return flatVariant(type, slots, position); },
        [&](const types::Enum&) { return flatVariant(type, slots, position); },
        [&](const types::Option&) { return flatVariant(type, slots, position); },
        [&](const types::ResultType&) { return flatVariant(type, slots, position); },
        [&](const types::Flags& flags) -> Result<Value> {
          return flagsOf(flags.labels.size(), takeScalar(type, slots, position));
        },
        [&](const types::Own&) -> Result<Value> { return handleOf(takeScalar(type, slots, position)); },
        [&](const types::Borrow&) -> Result<Value> { return handleOf(takeScalar(type, slots, position)); },
        [&](const types::Stream&) -> Result<Value> { return handleOf(takeScalar(type, slots, position)); },
        [&](const types::Future&) -> Result<Value> { return handleOf(takeScalar(type, slots, position)); });
  }

 private:
  static types::ValType pairOf(const types::Map& map) {
    return types::makeType(types::Tuple{{map.key, map.value}});
  }

  Result<std::uint64_t> loadBits(std::uint32_t address, std::uint32_t size) {
    std::array<std::uint8_t, 8> bytes{};
    if (!m_memory.read(address, bytes.data(), size))
      return trap("a read of " + std::to_string(size) + " bytes at " + std::to_string(address) +
                  " is out of bounds");
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < size; ++i) bits |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return bits;
  }

  Result<Value> loadHandle(std::uint32_t address) {
    SB_TRY(const std::uint64_t bits, loadBits(address, 4));
    return handleOf(bits);
  }

  Result<Value> loadString(std::uint32_t address) {
    SB_TRY(const std::uint64_t pointer, loadBits(address, 4));
    SB_TRY(const std::uint64_t length, loadBits(address + 4, 4));
    return stringAt(static_cast<std::uint32_t>(pointer), static_cast<std::uint32_t>(length));
  }

  Result<Value> loadList(const types::ValType& element, std::uint32_t address) {
    SB_TRY(const std::uint64_t pointer, loadBits(address, 4));
    SB_TRY(const std::uint64_t length, loadBits(address + 4, 4));
    return listAt(element, static_cast<std::uint32_t>(pointer), static_cast<std::uint32_t>(length));
  }

  Result<Value> stringAt(std::uint32_t pointer, std::uint32_t length) {
    if (length > MaxContentBytes) return trap("a string is longer than 2^28 - 1 bytes");
    if (!inBounds(pointer, length)) return trap(outOfBounds("string", pointer, length));
    std::string text(length, '\0');
    if (!m_memory.read(pointer, reinterpret_cast<std::uint8_t*>(text.data()), length))
      return trap(outOfBounds("string", pointer, length));
    if (const auto bad = firstBadUtf8(text))
      return trap("a string is not UTF-8 at byte " + std::to_string(*bad) + " of " + std::to_string(length));
    return Value{std::move(text)};
  }

  /// Pointers are checked also when the list is empty (component-model.md 4.4).
  Result<Value> listAt(const types::ValType& element, std::uint32_t pointer, std::uint32_t length) {
    const abi::SizeAlign layout = abi::sizeAlign(element);
    const std::uint64_t bytes = std::uint64_t(length) * layout.size;
    if (bytes > MaxContentBytes) return trap("a list is longer than 2^28 - 1 bytes");
    if (pointer % layout.align != 0)
      return trap("a list at " + std::to_string(pointer) + " is not aligned to " +
                  std::to_string(layout.align));
    if (!inBounds(pointer, bytes)) return trap(outOfBounds("list", pointer, bytes));
    return loadItems(element, pointer, length);
  }

  /// The last byte is asked for, or the place itself when there is none: a memory of 2^32 bytes has an end
  /// too.
  bool inBounds(std::uint32_t pointer, std::uint64_t bytes) const {
    if (std::uint64_t(pointer) + bytes > (std::uint64_t(1) << 32)) return false;
    if (bytes == 0) return m_memory.read(pointer, nullptr, 0);
    std::uint8_t last = 0;
    return m_memory.read(static_cast<std::uint32_t>(pointer + bytes - 1), &last, 1);
  }

  static std::string outOfBounds(const char* what, std::uint32_t pointer, std::uint64_t bytes) {
    return std::string("a ") + what + " of " + std::to_string(bytes) + " bytes at " +
           std::to_string(pointer) + " is out of bounds";
  }

  Result<Value> loadItems(const types::ValType& element, std::uint32_t address, std::uint32_t length) {
    const std::uint32_t size = abi::sizeAlign(element).size;
    ListValue out;
    out.items.reserve(length);
    for (std::uint32_t i = 0; i < length; ++i) {
      SB_TRY(Value item, load(element, address + i * size));
      out.items.push_back(std::move(item));
    }
    return Value{std::move(out)};
  }

  Result<Value> loadParts(const std::vector<types::ValType>& parts, std::uint32_t address) {
    const abi::RecordLayout layout = abi::recordLayout(parts);
    RecordValue out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      SB_TRY(Value part, load(parts[i], address + layout.offsets[i]));
      out.fields.push_back(std::move(part));
    }
    return Value{std::move(out)};
  }

  static tl::unexpected<Error> badDiscriminant(std::uint64_t found, std::size_t cases) {
    return trap("discriminant " + std::to_string(found) + " of a type with " + std::to_string(cases) +
                " cases");
  }

  Result<Value> loadVariant(const types::ValType& type, std::uint32_t address) {
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    const abi::VariantLayout layout = abi::variantLayout(payloads);
    SB_TRY(const std::uint64_t index, loadBits(address, layout.discriminantBytes));
    if (index >= payloads.size()) return badDiscriminant(index, payloads.size());
    VariantValue out{static_cast<std::uint32_t>(index), {}};
    if (payloads[index]) {
      SB_TRY(Value payload, load(payloads[index], address + layout.payloadOffset));
      out.payload.push_back(std::move(payload));
    }
    return Value{std::move(out)};
  }

  static std::uint64_t takeSlot(const std::vector<CoreValue>& slots, std::size_t& position) {
    SB_CHECK(position < slots.size(), "fewer core values than the type flattens to");
    return slots[position++].bits;
  }

  /// Reads the low bits of a slot, whatever the joined type of the slot is.
  static std::uint64_t takeScalar(const types::ValType& type, const std::vector<CoreValue>& slots,
                                  std::size_t& position) {
    const abi::CoreType core = abi::flatten(type).front();
    const std::uint64_t bits = takeSlot(slots, position);
    const bool narrow = core == abi::CoreType::I32 || core == abi::CoreType::F32;
    return narrow ? bits & 0xffffffff : bits;
  }

  static std::pair<std::uint32_t, std::uint32_t> takePointer(const std::vector<CoreValue>& slots,
                                                             std::size_t& position) {
    const auto pointer = static_cast<std::uint32_t>(takeSlot(slots, position));
    const auto length = static_cast<std::uint32_t>(takeSlot(slots, position));
    return {pointer, length};
  }

  Result<Value> flatVariant(const types::ValType& type, const std::vector<CoreValue>& slots,
                            std::size_t& position) {
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    const std::size_t end = position + abi::flatCount(type);
    const std::uint64_t index = takeSlot(slots, position) & 0xffffffff;
    if (index >= payloads.size()) return badDiscriminant(index, payloads.size());
    VariantValue out{static_cast<std::uint32_t>(index), {}};
    if (payloads[index]) {
      SB_TRY(Value payload, flat(payloads[index], slots, position));
      out.payload.push_back(std::move(payload));
    }
    position = end;
    return Value{std::move(out)};
  }

  const Memory& m_memory;
};

}  // namespace

Result<Value> load(const types::ValType& type, std::uint32_t address, const Memory& memory) {
  return Lifting(memory).load(type, address);
}

Result<Value> liftFlat(const types::ValType& type, const std::vector<CoreValue>& flat, std::size_t& position,
                       const Memory& memory) {
  return Lifting(memory).flat(type, flat, position);
}

}  // namespace sb::value
