// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_gc_types.h"

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/type_text.h"

namespace sb::types {
namespace {

/// The decoder has walked these bytes already, so a failure here only means a form it skips more generously.
class Cursor {
 public:
  explicit Cursor(ByteSpan bytes) : m_bytes(bytes) {}
  bool good() const { return m_good; }
  bool atEnd() const { return m_at == m_bytes.size(); }
  std::uint8_t peek() const { return m_at < m_bytes.size() ? m_bytes[m_at] : std::uint8_t{0}; }
  std::uint8_t byte() {
    if (m_at < m_bytes.size()) return m_bytes[m_at++];
    m_good = false;
    return 0;
  }
  std::uint32_t u32() { return static_cast<std::uint32_t>(signedLeb(false)); }
  std::int64_t s33() { return signedLeb(true); }
  std::uint32_t count() {
    const std::uint32_t value = u32();
    if (value > m_bytes.size()) m_good = false;
    return m_good ? value : 0;
  }

 private:
  std::int64_t signedLeb(bool isSigned) {
    std::int64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const std::uint8_t part = byte();
      value |= static_cast<std::int64_t>(part & 0x7f) << shift;
      if ((part & 0x80) != 0) continue;
      const bool negative = isSigned && (part & 0x40) != 0;
      return negative ? value - (std::int64_t{1} << (shift + 7)) : value;
    }
    m_good = false;
    return 0;
  }

  ByteSpan m_bytes;
  std::size_t m_at = 0;
  bool m_good = true;
};

CoreStorageType storageType(Cursor& in) {
  CoreStorageType type;
  type.head = in.byte();
  if (type.head == 0x63 || type.head == 0x64) {
    if (in.peek() == 0x65) in.byte();  // shared
    type.heap = in.s33();
  }
  return type;
}

CoreStorageType fieldType(Cursor& in) {
  const CoreStorageType type = storageType(in);
  in.byte();  // mutability
  return type;
}

CoreCompositeType compositeType(Cursor& in) {
  using Kind = CoreCompositeType::Kind;
  CoreCompositeType type;
  if (in.peek() == 0x50 || in.peek() == 0x4f) {
    type.final = in.byte() == 0x4f;
    const std::uint32_t supers = in.count();
    for (std::uint32_t i = 0; i < supers; ++i) type.supertypes.push_back(in.u32());
  }
  if (in.peek() == 0x65) in.byte();  // shared
  const std::uint8_t form = in.byte();
  if (form == 0x60) {
    for (auto* list : {&type.params, &type.results}) {
      const std::uint32_t count = in.count();
      for (std::uint32_t i = 0; i < count; ++i) list->push_back(storageType(in));
    }
  } else if (form == 0x5f) {
    type.kind = Kind::Struct;
    const std::uint32_t count = in.count();
    for (std::uint32_t i = 0; i < count; ++i) type.fields.push_back(fieldType(in));
  } else if (form == 0x5e) {
    type.kind = Kind::Array;
    type.fields.push_back(fieldType(in));
  } else {
    type.kind = Kind::Continuation;
    in.s33();
  }
  return type;
}

class GcMatcher {
 public:
  GcMatcher(bool utf16, const CoreTypeLookup& lookup) : m_utf16(utf16), m_lookup(lookup) {}

  /// `isField`: inside a struct or array, where small integers are packed.
  bool fits(const ValType& type, const CoreStorageType& core, bool isField) const {
    const auto sum = [&] {
      const auto* found = concrete(core);
      return found == nullptr ? unknown(core) : found->kind == Kind::Struct && found->fields.empty();
    };
    const auto external = [&] { return core.isExtern(); };
    return match(
        type->kind, [&](Primitive p) { return primitive(p, core, isField); },
        [&](const Record& t) {
          std::vector<ValType> fields;
          for (const Field& field : t.fields) fields.push_back(field.type);
          return product(fields, core);
        },
        [&](const Variant&) { return sum(); }, [&](const List& t) { return list(t.element, core); },
        [&](const FixedList& t) { return list(t.element, core); },
        [&](const Tuple& t) { return product(t.types, core); },
        [&](const Flags&) { return core.head == 0x7f; }, [&](const Enum&) { return core.head == 0x7f; },
        [&](const Option&) { return sum(); }, [&](const ResultType&) { return sum(); },
        [&](const Own&) { return external(); }, [&](const Borrow&) { return external(); },
        [&](const Stream&) { return external(); }, [&](const Future&) { return external(); },
        [](const Map&) { return false; });
  }

 private:
  using Kind = CoreCompositeType::Kind;

  const CoreCompositeType* concrete(const CoreStorageType& core) const {
    const auto index = core.typeIdx();
    return index ? m_lookup(*index) : nullptr;
  }
  /// A concrete reference to a type that is not known here gets the benefit of the doubt.
  static bool unknown(const CoreStorageType& core) { return core.typeIdx().has_value(); }

  bool list(const ValType& element, const CoreStorageType& core) const {
    const auto* found = concrete(core);
    if (found == nullptr) return unknown(core);
    return found->kind == Kind::Array && fits(element, found->fields[0], true);
  }

  bool product(const std::vector<ValType>& types, const CoreStorageType& core) const {
    const auto* found = concrete(core);
    if (found == nullptr) return unknown(core);
    if (found->kind != Kind::Struct || found->fields.size() != types.size()) return false;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (!fits(types[i], found->fields[i], true)) return false;
    }
    return true;
  }

  bool primitive(Primitive primitive, const CoreStorageType& core, bool isField) const {
    constexpr std::uint8_t I8 = 0x78, I16 = 0x77;
    switch (primitive) {
      case Primitive::Bool:
      case Primitive::S8:
      case Primitive::U8: return core.head == (isField ? I8 : 0x7f);
      case Primitive::S16:
      case Primitive::U16: return core.head == (isField ? I16 : 0x7f);
      case Primitive::S32:
      case Primitive::U32:
      case Primitive::Char: return core.head == 0x7f;
      case Primitive::S64:
      case Primitive::U64: return core.head == 0x7e;
      case Primitive::F32: return core.head == 0x7d;
      case Primitive::F64: return core.head == 0x7c;
      case Primitive::String: {
        const auto* found = concrete(core);
        if (found == nullptr) return unknown(core);
        return found->kind == Kind::Array && found->fields[0].head == (m_utf16 ? I16 : I8);
      }
      case Primitive::ErrorContext: return core.isExtern();
    }
    return false;
  }

  bool m_utf16;
  const CoreTypeLookup& m_lookup;  ///< outlives the matcher
};

}  // namespace

std::optional<std::vector<CoreCompositeType>> readCoreTypes(ByteSpan bytes) {
  Cursor in(bytes);
  if (in.peek() == 0x00) {
    in.byte();
    if (in.peek() != 0x50) return std::nullopt;  // the prefix marks a non-final subtype and nothing else
  }
  std::uint32_t count = 1;
  if (in.peek() == 0x4e) {
    in.byte();
    count = in.count();
  }
  std::vector<CoreCompositeType> types;
  for (std::uint32_t i = 0; i < count && in.good(); ++i) types.push_back(compositeType(in));
  if (!in.good() || !in.atEnd()) return std::nullopt;
  return types;
}

CoreCompositeType compositeOf(const model::CoreFuncType& type) {
  CoreCompositeType composite;
  for (const std::uint8_t head : type.params) composite.params.push_back({head, std::nullopt});
  for (const std::uint8_t head : type.results) composite.results.push_back({head, std::nullopt});
  return composite;
}

std::optional<std::string> gcMismatch(const FuncType& func, const CoreCompositeType& core, bool utf16,
                                      const CoreTypeLookup& lookup) {
  if (core.kind != CoreCompositeType::Kind::Func) return std::string("is not a function type");
  if (core.params.size() != func.params.size()) {
    return concat("has ", std::to_string(core.params.size()), " parameters, the component function has ",
                  std::to_string(func.params.size()));
  }
  if (core.results.size() != (func.result ? 1U : 0U)) return std::string("has another number of results");
  const GcMatcher matcher(utf16, lookup);
  for (std::size_t i = 0; i < func.params.size(); ++i) {
    if (matcher.fits(func.params[i].type, core.params[i], false)) continue;
    return concat("cannot carry `", typeText(func.params[i].type), "` of parameter `", func.params[i].name,
                  "`");
  }
  if (func.result && !matcher.fits(func.result, core.results[0], false)) {
    return concat("cannot carry the result `", typeText(func.result), "`");
  }
  return std::nullopt;
}

}  // namespace sb::types
