// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/decode_parts.h"

namespace sb::decode {
namespace {
constexpr std::uint32_t MaxStartResults = 1'000;  // as for core functions in wasm-tools
}

/// Binary.md, "Start Definitions" (gated):
///     start ::= f:<funcidx> arg*:vec(<valueidx>) r:<u32>
Result<model::Start> decodeStart(Decoder& d) {
  const std::uint64_t begin = d.in.offset();
  model::Start out;
  SB_TRY(const std::uint32_t func, d.in.u32("start function"));
  out.func = model::FuncIdx(func);
  SB_TRY(out.args, d.vec<model::ValueIdx>("start argument", [&]() -> Result<model::ValueIdx> {
    SB_TRY(const std::uint32_t value, d.in.u32("start argument"));
    return model::ValueIdx(value);
  }));
  const std::uint64_t resultsAt = d.in.offset();
  SB_TRY(out.results, d.in.u32("number of start results"));
  if (out.results > MaxStartResults)
    return fail(ErrorCode::LimitExceeded,
                concat("more than ", std::to_string(MaxStartResults), " start results"), resultsAt);
  out.range = {begin, d.in.offset() - begin};
  return out;
}

}  // namespace sb::decode
