// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {

void encodeAlias(ByteWriter& out, const model::AliasTarget& target) {
  match(
      target,
      [&](const model::AliasExport& a) {
        encodeSort(out, a.sort);
        out.byte(0x00);
        out.u32(a.instance.value);
        out.name(a.name);
      },
      [&](const model::AliasCoreExport& a) {
        encodeSort(out, a.sort);
        out.byte(0x01);
        out.u32(a.instance.value);
        out.name(a.name);
      },
      [&](const model::AliasOuter& a) {
        encodeSort(out, a.sort);
        out.byte(0x02);
        out.u32(a.count);
        out.u32(a.index);
      });
}

}  // namespace sb::encode
