// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_rec_type.h"

#include "core/bytes/byte_reader.h"

namespace sb::decode {
namespace {

using bytes::ByteReader;

constexpr std::uint32_t MaxItems = 1'000'000;

Result<CoreHeapType> readHeapType(ByteReader& in) {
  CoreHeapType out;
  SB_TRY(const std::uint8_t lead, in.peek("heap type"));
  if (lead == 0x65) {
    out.shared = true;
    SB_TRY_VOID(in.byte("heap type"));
  }
  SB_TRY(out.code, in.s33("heap type"));
  return out;
}

Result<CoreStorage> readStorage(ByteReader& in) {
  CoreStorage out;
  SB_TRY(out.head, in.byte("core type"));
  if (out.head == 0x62 || out.head == 0x63 || out.head == 0x64) {
    SB_TRY(out.heap, readHeapType(in));
  }
  return out;
}

Result<std::vector<CoreStorage>> readStorages(ByteReader& in) {
  SB_TRY(const std::uint32_t count, in.count("core types", MaxItems));
  std::vector<CoreStorage> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    SB_TRY(const CoreStorage type, readStorage(in));
    out.push_back(type);
  }
  return out;
}

Result<CoreField> readField(ByteReader& in) {
  CoreField out;
  SB_TRY(out.type, readStorage(in));
  SB_TRY(const std::uint8_t mutability, in.byte("field mutability"));
  out.isMutable = mutability == 1;
  return out;
}

Result<CoreSubType> readSubType(ByteReader& in) {
  CoreSubType out;
  SB_TRY(std::uint8_t opcode, in.byte("core type"));
  if (opcode == 0x50 || opcode == 0x4f) {
    out.isFinal = opcode == 0x4f;
    SB_TRY(const std::uint32_t count, in.count("supertypes", MaxItems));
    for (std::uint32_t i = 0; i < count; ++i) {
      SB_TRY(const std::uint32_t super, in.u32("supertype"));
      out.supertypes.push_back(super);
    }
    SB_TRY(opcode, in.byte("core type"));
  }
  if (opcode == 0x65) {
    out.shared = true;
    SB_TRY(opcode, in.byte("core type"));
  }
  switch (opcode) {
    case 0x60: {
      SB_TRY(out.params, readStorages(in));
      SB_TRY(out.results, readStorages(in));
      return out;
    }
    case 0x5f: {
      out.kind = CoreSubType::Kind::Struct;
      SB_TRY(const std::uint32_t count, in.count("fields", MaxItems));
      for (std::uint32_t i = 0; i < count; ++i) {
        SB_TRY(const CoreField field, readField(in));
        out.fields.push_back(field);
      }
      return out;
    }
    case 0x5e: {
      out.kind = CoreSubType::Kind::Array;
      SB_TRY(const CoreField field, readField(in));
      out.fields.push_back(field);
      return out;
    }
    case 0x5d: {
      out.kind = CoreSubType::Kind::Continuation;
      SB_TRY(out.continued, readHeapType(in));
      return out;
    }
    default: return in.error(ErrorCode::BadType, "unknown core type " + bytes::hexByte(opcode));
  }
}

}  // namespace

Result<CoreRecType> decodeCoreRecType(ByteSpan definition) {
  ByteReader in(definition, 0);
  CoreRecType out;
  SB_TRY(std::uint8_t lead, in.peek("core type"));
  if (lead == 0x00) {
    SB_TRY_VOID(in.byte("core type"));
    SB_TRY(lead, in.peek("core type"));
  }
  std::uint32_t count = 1;
  if (lead == 0x4e) {
    out.isGroup = true;
    SB_TRY_VOID(in.byte("recursion group"));
    SB_TRY(count, in.count("recursion group", MaxItems));
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    SB_TRY(CoreSubType type, readSubType(in));
    out.types.push_back(std::move(type));
  }
  return out;
}

Result<CoreStorage> decodeCoreStorage(ByteSpan type) {
  ByteReader in(type, 0);
  return readStorage(in);
}

}  // namespace sb::decode
