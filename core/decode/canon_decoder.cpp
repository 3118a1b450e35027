// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"
#include "core/model/builtin_shape.h"

namespace sb::decode {

using bytes::hexByte;

namespace {

/// Binary.md, "Canonical Definitions":
///     canonopt ::= 0x00 utf8 | 0x01 utf16 | 0x02 latin1+utf16 | 0x03 m:<core:memidx> | 0x04 f:<core:funcidx>
///     realloc
///                | 0x05 f:<core:funcidx> post-return | 0x06 async | 0x07 f:<core:funcidx> callback
/// Two more are not in the text but written by tools: 0x08 t:<core:typeidx> core-type, 0x09 gc.
Result<model::CanonOptions> decodeOptions(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(auto options, d.vec<model::CanonOption>("canonical option", [&]() -> Result<model::CanonOption> {
    const std::uint64_t start = d.in.offset();
    SB_TRY(const std::uint8_t byte, d.in.byte("canonical option"));
    if (byte > 0x09) return fail(ErrorCode::BadCanonical, "unknown canonical option " + hexByte(byte), start);
    model::CanonOption option{static_cast<model::CanonOption::Kind>(byte), 0};
    const bool hasIndex = (byte >= 0x03 && byte <= 0x05) || byte == 0x07 || byte == 0x08;
    if (hasIndex) {
      SB_TRY(option.index, d.in.u32("canonical option index"));
    }
    return option;
  }));
  if (options.size() > d.limits.canonOptions)
    return fail(ErrorCode::LimitExceeded,
                "more than " + std::to_string(d.limits.canonOptions) + " canonical options", at);
  return options;
}

bool isBuiltin(std::uint8_t opcode) {
  return (opcode >= 0x02 && opcode <= 0x06) || (opcode >= 0x09 && opcode <= 0x2f) ||
         (opcode >= 0x40 && opcode <= 0x42);
}

Result<model::CanonBuiltin> decodeBuiltin(Decoder& d, std::uint8_t opcode) {
  model::CanonBuiltin builtin;
  builtin.builtin = static_cast<model::Builtin>(opcode);
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  const char* what = model::builtinName(builtin.builtin);
  if (shape.resultList) {
    SB_TRY(builtin.result, decodeResultList(d));
  }
  if (shape.coreValType) {
    SB_TRY(builtin.coreValType, d.in.byte(what));
  }
  if (shape.type) {
    SB_TRY(const std::uint32_t type, d.in.u32(what));
    builtin.type = model::TypeIdx(type);
  }
  if (shape.flag) {
    const std::uint64_t at = d.in.offset();
    SB_TRY(builtin.flag, d.in.byte(what));
    if (builtin.flag > 1)
      return fail(ErrorCode::BadCanonical, std::string(what) + " has the flag byte " + hexByte(builtin.flag),
                  at);
  }
  if (shape.immediate) {
    SB_TRY(builtin.immediate, d.in.u32(what));
  }
  if (shape.options) {
    SB_TRY(builtin.options, decodeOptions(d));
  }
  return builtin;
}

}  // namespace

/// Decodes one canonical definition.
///
/// Binary.md, "Canonical Definitions":
///     canon ::= 0x00 0x00 f:<core:funcidx> opts:<opts> ft:<typeidx>   lift
///             | 0x01 0x00 f:<funcidx> opts:<opts>                     lower
///             | op immediates                                        see model/builtin_shape.h
///
/// Errors: BadCanonical. A byte that must be zero but is 01 is kept in `flag`; core/types judges it.
Result<model::Canon> decodeCanon(Decoder& d) {
  const std::uint64_t at = d.in.offset();
  SB_TRY(const std::uint8_t opcode, d.in.byte("canonical definition"));
  if (opcode > 0x01) {
    if (!isBuiltin(opcode))
      return fail(ErrorCode::BadCanonical, "unknown canonical definition " + hexByte(opcode), at);
    SB_TRY(model::CanonBuiltin builtin, decodeBuiltin(d, opcode));
    return model::Canon{std::move(builtin), {}};
  }
  const std::uint64_t zeroAt = d.in.offset();
  SB_TRY(const std::uint8_t zero, d.in.byte("canonical definition"));
  if (zero != 0)
    return fail(ErrorCode::BadCanonical, "expected 00 after lift or lower, found " + hexByte(zero), zeroAt);
  SB_TRY(const std::uint32_t func, d.in.u32(opcode == 0 ? "lifted core function" : "lowered function"));
  SB_TRY(model::CanonOptions options, decodeOptions(d));
  if (opcode == 0x01) return model::Canon{model::CanonLower{model::FuncIdx(func), std::move(options)}, {}};
  SB_TRY(const std::uint32_t type, d.in.u32("type of the lifted function"));
  return model::Canon{model::CanonLift{model::CoreFuncIdx(func), std::move(options), model::TypeIdx(type)},
                      {}};
}

}  // namespace sb::decode
