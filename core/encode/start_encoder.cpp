// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"

namespace sb::encode {

void encodeStart(ByteWriter& out, const model::Start& start) {
  out.u32(start.func.value);
  encodeVec(out, start.args, [](ByteWriter& w, model::ValueIdx arg) { w.u32(arg.value); });
  out.u32(start.results);
}

}  // namespace sb::encode
