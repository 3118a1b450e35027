// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_type_skip.h"

namespace sb::decode {

using bytes::ByteReader;
using bytes::hexByte;

namespace {

constexpr std::uint32_t MaxCoreParams = 1'000;  // of wasm-tools; also for results

Result<void> skipHeapType(ByteReader& in) {
  SB_TRY(const std::uint8_t lead, in.peek("heap type"));
  if (lead == 0x65) {  // shared, followed by an abstract heap type
    SB_TRY_VOID(in.byte("heap type"));
  }
  SB_TRY_VOID(in.s33("heap type"));
  return {};
}

Result<void> skipFieldType(ByteReader& in) {
  SB_TRY(const std::uint8_t lead, in.peek("field type"));
  if (lead == 0x78 || lead == 0x77) {  // packed i8, i16
    SB_TRY_VOID(in.byte("field type"));
  } else {
    SB_TRY_VOID(readCoreValType(in));
  }
  SB_TRY(const std::uint8_t mutability, in.byte("field mutability"));
  if (mutability > 1) return in.error(ErrorCode::BadType, "field mutability is 00 or 01");
  return {};
}

Result<void> skipCompositeType(ByteReader& in) {
  const std::uint64_t at = in.offset();
  SB_TRY(std::uint8_t opcode, in.byte("core type"));
  if (opcode == 0x65) {  // shared
    SB_TRY(opcode, in.byte("core type"));
  }
  if (opcode == 0x60) {
    for (int list = 0; list < 2; ++list) {
      SB_TRY(const std::uint32_t count, in.count("core function type", MaxCoreParams));
      for (std::uint32_t i = 0; i < count; ++i) SB_TRY_VOID(readCoreValType(in));
    }
    return {};
  }
  if (opcode == 0x5f) {
    SB_TRY(const std::uint32_t count, in.count("struct type", 10'000));
    for (std::uint32_t i = 0; i < count; ++i) SB_TRY_VOID(skipFieldType(in));
    return {};
  }
  if (opcode == 0x5e) return skipFieldType(in);
  if (opcode == 0x5d) return skipHeapType(in);  // continuation types
  return fail(ErrorCode::BadType, "unknown core type " + hexByte(opcode), at);
}

Result<void> skipSubType(ByteReader& in) {
  SB_TRY(const std::uint8_t lead, in.peek("core type"));
  if (lead == 0x50 || lead == 0x4f) {
    SB_TRY_VOID(in.byte("core type"));
    SB_TRY(const std::uint32_t supers, in.count("supertypes", 1'000));
    for (std::uint32_t i = 0; i < supers; ++i) SB_TRY_VOID(in.u32("supertype"));
  }
  return skipCompositeType(in);
}

}  // namespace

Result<std::uint32_t> skipCoreRecType(ByteReader& in) {
  SB_TRY(const std::uint8_t lead, in.peek("core type"));
  if (lead != 0x4e) {
    SB_TRY_VOID(skipSubType(in));
    return 1u;
  }
  SB_TRY_VOID(in.byte("recursion group"));
  SB_TRY(const std::uint32_t count, in.count("recursion group", 1'000'000));
  for (std::uint32_t i = 0; i < count; ++i) SB_TRY_VOID(skipSubType(in));
  return count;
}

std::optional<model::CoreFuncType> parseCoreFuncType(ByteSpan raw) {
  if (raw.empty() || raw[0] != 0x60) return std::nullopt;
  ByteReader in(raw.subspan(1), 0);
  model::CoreFuncType type;
  for (auto* list : {&type.params, &type.results}) {
    const std::size_t before = in.remaining();
    const auto count = in.count("core function type", MaxCoreParams);
    if (!count || before - in.remaining() != (*count < 0x80 ? 1u : 2u)) return std::nullopt;
    for (std::uint32_t i = 0; i < *count; ++i) {
      const auto valType = readCoreValType(in);
      if (!valType || valType->size() != 1) return std::nullopt;
      list->push_back(valType->front());
    }
  }
  if (!in.atEnd()) return std::nullopt;
  return type;
}

Result<Bytes> readCoreValType(ByteReader& in) {
  ByteReader probe = in;
  const std::uint64_t start = in.offset();
  SB_TRY(const std::uint8_t lead, in.byte("core value type"));
  if (lead == 0x62 || lead == 0x63 || lead == 0x64) {  // reference types with a heap type
    SB_TRY_VOID(skipHeapType(in));
  } else if (lead < 0x68 || lead > 0x7f || (lead > 0x75 && lead < 0x7b)) {
    return fail(ErrorCode::BadType, "unknown core value type " + hexByte(lead), start);
  }
  const ByteSpan raw = probe.rest().first(static_cast<std::size_t>(in.offset() - start));
  return Bytes(raw.begin(), raw.end());
}

Result<void> readCoreLimits(ByteReader& in, model::CoreLimits& out) {
  const std::uint64_t at = in.offset();
  SB_TRY(const std::uint8_t flags, in.byte("limits"));
  if (flags > 0x0f) return fail(ErrorCode::BadType, "unknown limits flags " + hexByte(flags), at);
  out.shared = flags & 0x02;
  out.is64 = flags & 0x04;
  SB_TRY(out.min, in.u64("minimum"));
  if (flags & 0x01) {
    SB_TRY(out.max, in.u64("maximum"));
  }
  if (flags & 0x08) {  // custom page size
    SB_TRY_VOID(in.u32("page size"));
  }
  return {};
}

Result<void> readCoreExtern(ByteReader& in, model::CoreExternType& out) {
  const std::uint64_t at = in.offset();
  SB_TRY(const std::uint8_t kind, in.byte("core extern kind"));
  switch (kind) {
    case 0x00: {
      out.kind = model::CoreExternType::Kind::Func;
      SB_TRY(const std::uint32_t type, in.u32("core function type"));
      out.type = model::CoreTypeIdx(type);
      return {};
    }
    case 0x01: {
      out.kind = model::CoreExternType::Kind::Table;
      SB_TRY(out.refType, readCoreValType(in));
      return readCoreLimits(in, out.limits);
    }
    case 0x02: {
      out.kind = model::CoreExternType::Kind::Memory;
      return readCoreLimits(in, out.limits);
    }
    case 0x03: {
      out.kind = model::CoreExternType::Kind::Global;
      SB_TRY(out.refType, readCoreValType(in));
      SB_TRY(const std::uint8_t mutability, in.byte("global mutability"));
      if (mutability > 3)
        return fail(ErrorCode::BadType, "unknown global mutability " + hexByte(mutability), at);
      out.isMutable = mutability & 1;
      return {};
    }
    case 0x04: {
      out.kind = model::CoreExternType::Kind::Tag;
      SB_TRY(const std::uint8_t attribute, in.byte("tag attribute"));
      if (attribute != 0) return fail(ErrorCode::BadType, "unknown tag attribute " + hexByte(attribute), at);
      SB_TRY(const std::uint32_t type, in.u32("tag type"));
      out.type = model::CoreTypeIdx(type);
      return {};
    }
    default: return fail(ErrorCode::BadType, "unknown core extern kind " + hexByte(kind), at);
  }
}

}  // namespace sb::decode
