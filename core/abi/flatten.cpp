// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/abi/canonical_abi.h"
#include "core/support/match.h"

// CanonicalABI.md, "Flattening".
namespace sb::abi {
namespace {

class Flattener {
 public:
  explicit Flattener(PointerWidth width)
      : m_pointer(width == PointerWidth::Bits32 ? CoreType::I32 : CoreType::I64) {}

  void add(const types::ValType& type) {
    using namespace types;
    match(
        type->kind, [&](Primitive p) { addPrimitive(p); },
        [&](const Record& t) {
          for (const Field& field : t.fields) add(field.type);
        },
        [&](const Variant& t) {
          std::vector<types::ValType> payloads;
          for (const Case& c : t.cases) payloads.push_back(c.type);
          addCases(payloads);
        },
        [&](const List&) { addPair(); },
        [&](const FixedList& t) {
          for (std::uint32_t i = 0; i < t.length; ++i) add(t.element);
        },
        [&](const Tuple& t) {
          for (const types::ValType& part : t.types) add(part);
        },
        [&](const Flags&) { m_flat.push_back(CoreType::I32); },
        [&](const Enum&) { m_flat.push_back(CoreType::I32); }, [&](const Option& t) { addCases({t.type}); },
        [&](const ResultType& t) {
          addCases({t.ok, t.error});
        },
        [&](const Own&) { m_flat.push_back(CoreType::I32); },
        [&](const Borrow&) { m_flat.push_back(CoreType::I32); },
        [&](const Stream&) { m_flat.push_back(CoreType::I32); },
        [&](const Future&) { m_flat.push_back(CoreType::I32); }, [&](const Map&) { addPair(); });
  }
  std::vector<CoreType> take() { return std::move(m_flat); }

 private:
  void addPair() { m_flat.insert(m_flat.end(), 2, m_pointer); }

  void addPrimitive(types::Primitive primitive) {
    using types::Primitive;
    switch (primitive) {
      case Primitive::Bool:
      case Primitive::S8:
      case Primitive::U8:
      case Primitive::S16:
      case Primitive::U16:
      case Primitive::S32:
      case Primitive::U32:
      case Primitive::Char:
      case Primitive::ErrorContext: m_flat.push_back(CoreType::I32); return;
      case Primitive::S64:
      case Primitive::U64: m_flat.push_back(CoreType::I64); return;
      case Primitive::F32: m_flat.push_back(CoreType::F32); return;
      case Primitive::F64: m_flat.push_back(CoreType::F64); return;
      case Primitive::String: addPair(); return;
    }
  }

  /// Discriminant, then the payloads joined slot by slot.
  void addCases(const std::vector<types::ValType>& payloads) {
    m_flat.push_back(CoreType::I32);
    const std::size_t first = m_flat.size();
    std::vector<CoreType> joined;
    for (const types::ValType& payload : payloads) {
      if (!payload) continue;
      add(payload);
      for (std::size_t i = first; i < m_flat.size(); ++i) {
        const std::size_t slot = i - first;
        if (slot < joined.size()) {
          joined[slot] = join(joined[slot], m_flat[i]);
        } else {
          joined.push_back(m_flat[i]);
        }
      }
      m_flat.resize(first);
    }
    m_flat.insert(m_flat.end(), joined.begin(), joined.end());
  }

  CoreType m_pointer;
  std::vector<CoreType> m_flat;
};

std::uint32_t flatParamCount(const types::FuncType& type) {
  std::uint64_t count = 0;
  for (const types::Param& param : type.params) count += param.type->facts.flatCount;
  return count > 0x7fff'ffff ? 0x7fff'ffff : static_cast<std::uint32_t>(count);
}

}  // namespace

CoreType join(CoreType a, CoreType b) {
  if (a == b) return a;
  const bool both32 =
      (a == CoreType::I32 && b == CoreType::F32) || (a == CoreType::F32 && b == CoreType::I32);
  return both32 ? CoreType::I32 : CoreType::I64;
}

std::vector<CoreType> flatten(const types::ValType& type, PointerWidth width) {
  Flattener flattener(width);
  flattener.add(type);
  return flattener.take();
}

std::uint32_t flatCount(const types::ValType& type) { return type->facts.flatCount; }

CoreSignature coreSignature(const types::FuncType& type, FlattenContext context, bool asyncAbi, bool callback,
                            PointerWidth width) {
  const CoreType pointer = width == PointerWidth::Bits32 ? CoreType::I32 : CoreType::I64;
  const bool lift = context == FlattenContext::Lift;
  const std::uint32_t maxParams = asyncAbi && !lift ? MaxFlatAsyncParams : MaxFlatParams;
  CoreSignature signature;
  if (flatParamCount(type) > maxParams) {
    signature.paramsIndirect = true;
    signature.params.push_back(pointer);
  } else {
    Flattener flattener(width);
    for (const types::Param& param : type.params) flattener.add(param.type);
    signature.params = flattener.take();
  }
  const std::uint32_t resultCount = type.result ? type.result->facts.flatCount : 0;
  if (asyncAbi && lift) {
    if (callback) signature.results.push_back(CoreType::I32);
    return signature;
  }
  if (asyncAbi) {
    signature.resultIndirect = resultCount > 0;
    if (signature.resultIndirect) signature.params.push_back(pointer);
    signature.results.push_back(CoreType::I32);
    return signature;
  }
  signature.resultIndirect = resultCount > MaxFlatResults;
  if (!signature.resultIndirect) {
    if (type.result) signature.results = flatten(type.result, width);
  } else if (lift) {
    signature.results.push_back(pointer);
  } else {
    signature.params.push_back(pointer);
  }
  return signature;
}

std::vector<CoreType> taskReturnParams(const types::FuncType& type, bool& indirect, PointerWidth width) {
  indirect = type.result && type.result->facts.flatCount > MaxFlatParams;
  if (!type.result) return {};
  if (indirect) return {width == PointerWidth::Bits32 ? CoreType::I32 : CoreType::I64};
  return flatten(type.result, width);
}

}  // namespace sb::abi
