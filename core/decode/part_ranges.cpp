// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/part_ranges.h"

#include "core/decode/decode_parts.h"

namespace sb::decode {
namespace {

/// vec(X) where only the place of each X is wanted.
template <class F>
Result<std::vector<SourceRange>> placesOf(Decoder& d, const char* what, F&& one) {
  return d.vec<SourceRange>(what, [&]() -> Result<SourceRange> {
    const std::uint64_t start = d.in.offset();
    SB_TRY_VOID(one());
    return SourceRange{start, d.in.offset() - start};
  });
}

Result<std::vector<SourceRange>> moduleDeclPlaces(Decoder& d) {
  SB_TRY_VOID(d.in.byte("core type"));
  return placesOf(d, "module type declarator", [&]() -> Result<void> {
    SB_TRY_VOID(decodeModuleDecl(d));
    return {};
  });
}

Result<std::vector<SourceRange>> instancePlaces(Decoder& d) {
  SB_TRY(const std::uint8_t kind, d.in.byte("instance"));
  if (kind == 0x00) SB_TRY_VOID(d.in.u32("instantiated component"));
  return placesOf(d, "part of an instance", [&]() -> Result<void> {
    if (kind == 0x00) {
      SB_TRY_VOID(d.name("argument"));
    } else {
      SB_TRY_VOID(decodeExternName(d, "inline export"));
    }
    SB_TRY_VOID(decodeSortIdx(d, "instance"));
    return {};
  });
}

Result<std::vector<SourceRange>> coreInstancePlaces(Decoder& d) {
  SB_TRY(const std::uint8_t kind, d.in.byte("core instance"));
  if (kind == 0x00) SB_TRY_VOID(d.in.u32("instantiated core module"));
  return placesOf(d, "part of a core instance", [&]() -> Result<void> {
    SB_TRY_VOID(d.name("argument"));
    SB_TRY_VOID(decodeCoreSort(d, "core instance"));
    SB_TRY_VOID(d.in.u32("core instance"));
    return {};
  });
}

template <class F>
std::vector<SourceRange> placesIn(ByteSpan definition, std::uint64_t base, F&& read) {
  const Limits limits;
  bytes::ByteReader in(definition, base);
  Decoder d{in, limits};
  return read(d).value_or(std::vector<SourceRange>());
}

}  // namespace

std::vector<SourceRange> moduleTypeRanges(ByteSpan definition, std::uint64_t base) {
  return placesIn(definition, base, moduleDeclPlaces);
}
std::vector<SourceRange> instanceRanges(ByteSpan definition, std::uint64_t base) {
  return placesIn(definition, base, instancePlaces);
}
std::vector<SourceRange> coreInstanceRanges(ByteSpan definition, std::uint64_t base) {
  return placesIn(definition, base, coreInstancePlaces);
}

}  // namespace sb::decode
