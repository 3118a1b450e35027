// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wat_core_types.h"

#include "core/decode/core_rec_type.h"
#include "core/support/concat.h"

namespace sb::print {
namespace {

const char* abstractHeapName(std::uint8_t byte) {
  switch (byte) {
    case 0x70: return "func";
    case 0x6f: return "extern";
    case 0x6e: return "any";
    case 0x6d: return "eq";
    case 0x6c: return "i31";
    case 0x6b: return "struct";
    case 0x6a: return "array";
    case 0x69: return "exn";
    case 0x68: return "cont";
    case 0x71: return "none";
    case 0x72: return "noextern";
    case 0x73: return "nofunc";
    case 0x74: return "noexn";
    case 0x75: return "nocont";
    default: return "?";
  }
}

std::string heapText(const decode::CoreHeapType& heap) {
  const std::string inner =
      heap.isIndex() ? std::to_string(heap.code) : std::string(abstractHeapName(heap.abstractByte()));
  return heap.shared ? concat("(shared ", inner, ")") : inner;
}

std::string storageText(const decode::CoreStorage& type) {
  if (!type.heap) return watCoreValType(type.head);
  if (type.head == 0x62) return concat("(ref (exact ", heapText(*type.heap), "))");
  return concat(type.head == 0x63 ? "(ref null " : "(ref ", heapText(*type.heap), ")");
}

std::string storageList(const char* word, const std::vector<decode::CoreStorage>& types) {
  std::string out;
  for (const decode::CoreStorage& type : types) out += concat(" ", storageText(type));
  return out.empty() ? out : concat(" (", word, out, ")");
}

std::string fieldText(const decode::CoreField& field) {
  const std::string type = storageText(field.type);
  return field.isMutable ? concat("(mut ", type, ")") : type;
}

std::string compositeText(const decode::CoreSubType& type) {
  switch (type.kind) {
    case decode::CoreSubType::Kind::Func:
      return concat("(func", storageList("param", type.params), storageList("result", type.results), ")");
    case decode::CoreSubType::Kind::Struct: {
      std::string out = "(struct";
      for (const decode::CoreField& field : type.fields) out += concat(" (field ", fieldText(field), ")");
      return out + ")";
    }
    case decode::CoreSubType::Kind::Array:
      return concat("(array ", type.fields.empty() ? "" : fieldText(type.fields.front()), ")");
    case decode::CoreSubType::Kind::Continuation: return concat("(cont ", heapText(type.continued), ")");
  }
  return {};
}

std::string subTypeText(const decode::CoreSubType& type) {
  std::string inner = compositeText(type);
  if (type.shared) inner = concat("(shared ", inner, ")");
  if (type.isFinal && type.supertypes.empty()) return inner;
  std::string out = type.isFinal ? "(sub final" : "(sub";
  for (const std::uint32_t super : type.supertypes) out += concat(" ", std::to_string(super));
  return concat(out, " ", inner, ")");
}

std::string refText(const Bytes& bytes) {
  const auto type = decode::decodeCoreStorage(bytes);
  return type ? storageText(*type) : std::string("?");
}

std::string limitsText(const model::CoreLimits& limits) {
  return concat(limits.is64 ? "i64 " : "", std::to_string(limits.min),
                limits.max ? concat(" ", std::to_string(*limits.max)) : "", limits.shared ? " shared" : "");
}

/// The page size behind a memory's limits is the last byte of the descriptor (custom page sizes): 2 to its
/// power.
std::string pageSizeText(const Bytes& raw) {
  constexpr std::uint8_t hasPageSize = 0x08;
  if (raw.size() < 3 || (raw[1] & hasPageSize) == 0 || raw.back() >= 32) return {};
  return concat(" (pagesize ", std::to_string(1u << raw.back()), ")");
}

}  // namespace

std::string watCoreValType(std::uint8_t byte) {
  switch (byte) {
    case 0x7f: return "i32";
    case 0x7e: return "i64";
    case 0x7d: return "f32";
    case 0x7c: return "f64";
    case 0x7b: return "v128";
    case 0x78: return "i8";
    case 0x77: return "i16";
    case 0x71: return "nullref";
    case 0x72: return "nullexternref";
    case 0x73: return "nullfuncref";
    case 0x74: return "nullexnref";
    case 0x75: return "nullcontref";
    default: return concat(abstractHeapName(byte), "ref");
  }
}

std::string watCoreFunc(const model::CoreFuncType& type) {
  std::string out = "(func";
  const auto list = [&](const char* word, const std::vector<std::uint8_t>& types) {
    if (types.empty()) return;
    out += concat(" (", word);
    for (const std::uint8_t byte : types) out += concat(" ", watCoreValType(byte));
    out += ')';
  };
  list("param", type.params);
  list("result", type.results);
  return out + ")";
}

std::string watCoreExtern(const model::CoreExternType& type) {
  switch (type.kind) {
    case model::CoreExternType::Kind::Func:
      return concat("(func (type ", std::to_string(type.type.value), "))");
    case model::CoreExternType::Kind::Tag:
      return concat("(tag (type ", std::to_string(type.type.value), "))");
    case model::CoreExternType::Kind::Table:
      return concat("(table ", limitsText(type.limits), " ", refText(type.refType), ")");
    case model::CoreExternType::Kind::Memory:
      return concat("(memory ", limitsText(type.limits), pageSizeText(type.raw), ")");
    case model::CoreExternType::Kind::Global: {
      constexpr std::uint8_t sharedBit = 0x02;
      const std::string inner = refText(type.refType);
      const bool shared = !type.raw.empty() && (type.raw.back() & sharedBit);
      std::string out = type.isMutable ? concat("(mut ", inner, ")") : inner;
      if (shared) out = concat("(shared ", type.isMutable ? concat("mut ", inner) : inner, ")");
      return concat("(global ", out, ")");
    }
  }
  return {};
}

WatCoreRec watCoreRec(const model::CoreTypeRaw& type) {
  WatCoreRec out;
  const auto decoded = decode::decodeCoreRecType(type.bytes);
  if (!decoded) return out;
  out.isGroup = decoded->isGroup;
  for (const decode::CoreSubType& one : decoded->types) out.types.push_back(subTypeText(one));
  return out;
}

}  // namespace sb::print
