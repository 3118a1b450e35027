// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/encode_parts.h"
#include "core/model/builtin_shape.h"
#include "core/support/match.h"

namespace sb::encode {

namespace {

void encodeOptions(ByteWriter& out, const model::CanonOptions& options) {
  encodeVec(out, options, [](ByteWriter& w, const model::CanonOption& option) {
    w.byte(static_cast<std::uint8_t>(option.kind));
    switch (option.kind) {
      case model::CanonOption::Kind::Memory:
      case model::CanonOption::Kind::Realloc:
      case model::CanonOption::Kind::PostReturn:
      case model::CanonOption::Kind::Callback:
      case model::CanonOption::Kind::CoreType: w.u32(option.index); break;
      case model::CanonOption::Kind::Utf8:
      case model::CanonOption::Kind::Utf16:
      case model::CanonOption::Kind::Latin1Utf16:
      case model::CanonOption::Kind::Async:
      case model::CanonOption::Kind::Gc: break;
    }
  });
}

}  // namespace

void encodeCanon(ByteWriter& out, const model::Canon& canon) {
  match(
      canon.canon,
      [&](const model::CanonLift& c) {
        out.byte(0x00);
        out.byte(0x00);
        out.u32(c.func.value);
        encodeOptions(out, c.options);
        out.u32(c.type.value);
      },
      [&](const model::CanonLower& c) {
        out.byte(0x01);
        out.byte(0x00);
        out.u32(c.func.value);
        encodeOptions(out, c.options);
      },
      [&](const model::CanonBuiltin& c) {
        const model::BuiltinShape shape = model::builtinShape(c.builtin);
        out.byte(static_cast<std::uint8_t>(c.builtin));
        if (shape.resultList) encodeResultList(out, c.result);
        if (shape.coreValType) out.byte(c.coreValType);
        if (shape.type) out.u32(c.type.value);
        if (shape.flag) out.byte(c.flag);
        if (shape.immediate) out.u32(c.immediate);
        if (shape.options) encodeOptions(out, c.options);
      });
}

}  // namespace sb::encode
