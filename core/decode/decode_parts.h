// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/bytes/byte_reader.h"
#include "core/decode/component_decoder.h"
#include "core/model/component.h"
#include "core/support/concat.h"

// The parts of the decoder; each mirrors a file of core/encode.
namespace sb::decode {

/// What every part needs: the reader, the limits and how deep types are nested.
struct Decoder {
  bytes::ByteReader& in;
  const Limits& limits;
  std::uint32_t typeDepth = 0;

  Result<std::string> name(const char* what) { return in.name(what, limits.stringBytes); }
  Result<std::uint32_t> count(const char* what) { return in.count(what, limits.itemsPerList); }

  /// vec(X): `one` decodes an item; errors get "in <what> <n>", counted from `first`.
  template <class T, class F>
  Result<std::vector<T>> vec(const char* what, F&& one, std::size_t first = 0) {
    std::vector<T> items;
    SB_TRY_VOID(vecInto(items, what, one, first));
    return items;
  }
  /// The same; `items` gets those before an error, too.
  template <class T, class F>
  Result<void> vecInto(std::vector<T>& items, const char* what, F&& one, std::size_t first = 0) {
    SB_TRY(const std::uint32_t length, count(what));
    items.reserve(std::min<std::uint32_t>(length, 1024));
    for (std::uint32_t i = 0; i < length; ++i) {
      Result<T> item = one();
      if (!item) {
        item.error().context.push_back("in " + std::string(what) + " " + std::to_string(first + i));
        return tl::unexpected<Error>(std::move(item.error()));
      }
      items.push_back(*std::move(item));
    }
    return {};
  }
  /// For definitions that keep their range.
  template <class T, class F>
  Result<std::vector<T>> ranged(const char* what, F&& one, std::size_t first = 0) {
    std::vector<T> items;
    SB_TRY_VOID(rangedInto(items, what, one, first));
    return items;
  }
  template <class T, class F>
  Result<void> rangedInto(std::vector<T>& items, const char* what, F&& one, std::size_t first = 0) {
    return vecInto(
        items, what,
        [&]() -> Result<T> {
          const std::uint64_t start = in.offset();
          SB_TRY(T item, one());
          item.range = {start, in.offset() - start};
          return item;
        },
        first);
  }
};

Result<model::Sort> decodeCoreSort(Decoder& d, const char* what);
Result<model::Sort> decodeSort(Decoder& d, const char* what);
Result<model::SortIdx> decodeSortIdx(Decoder& d, const char* what);
Result<model::ExternName> decodeExternName(Decoder& d, const char* what);
Result<model::ExternType> decodeExternType(Decoder& d);
Result<model::ValType> decodeValType(Decoder& d, const char* what);
Result<std::optional<model::ValType>> decodeResultList(Decoder& d);
Result<model::TypeDef> decodeTypeDef(Decoder& d);
Result<model::CoreTypeDef> decodeCoreTypeDef(Decoder& d);
Result<model::ModuleTypeDecl> decodeModuleDecl(Decoder& d);
Result<model::AliasTarget> decodeAlias(Decoder& d);
Result<model::Canon> decodeCanon(Decoder& d);
Result<model::CoreInstance> decodeCoreInstance(Decoder& d);
Result<model::Instance> decodeInstance(Decoder& d);
Result<model::Import> decodeImport(Decoder& d);
Result<model::Export> decodeExport(Decoder& d);
Result<model::Start> decodeStart(Decoder& d);

}  // namespace sb::decode
