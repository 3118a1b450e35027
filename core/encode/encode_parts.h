// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <vector>

#include "core/bytes/byte_writer.h"
#include "core/model/component.h"

// The parts of the encoder; each mirrors a file of core/decode.
namespace sb::encode {

using bytes::ByteWriter;

void encodeSort(ByteWriter& out, model::Sort sort);
void encodeCoreSort(ByteWriter& out, model::Sort sort);
void encodeSortIdx(ByteWriter& out, const model::SortIdx& item);
void encodeExternName(ByteWriter& out, const model::ExternName& name);
void encodeExternType(ByteWriter& out, const model::ExternType& type);
void encodeValType(ByteWriter& out, const model::ValType& type);
void encodeResultList(ByteWriter& out, const std::optional<model::ValType>& result);
void encodeTypeDef(ByteWriter& out, const model::TypeDef& type);
void encodeCoreTypeDef(ByteWriter& out, const model::CoreTypeDef& type);
void encodeAlias(ByteWriter& out, const model::AliasTarget& target);
void encodeCanon(ByteWriter& out, const model::Canon& canon);
void encodeCoreInstance(ByteWriter& out, const model::CoreInstance& instance);
void encodeInstance(ByteWriter& out, const model::Instance& instance);
void encodeImport(ByteWriter& out, const model::Import& item);
void encodeExport(ByteWriter& out, const model::Export& item);
void encodeStart(ByteWriter& out, const model::Start& start);

/// vec(X): a count and the items.
template <class T, class F>
void encodeVec(ByteWriter& out, const std::vector<T>& items, F&& one) {
  out.u32(static_cast<std::uint32_t>(items.size()));
  for (const T& item : items) one(out, item);
}

}  // namespace sb::encode
