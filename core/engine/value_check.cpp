// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/value_check.h"

#include "core/support/match.h"

namespace sb::engine {

bool isUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto at = [&](std::size_t k) -> std::uint32_t { return static_cast<unsigned char>(text[k]); };
    const std::uint32_t lead = at(i);
    std::size_t length = 0;
    if (lead < 0x80) length = 1;
    if ((lead & 0xe0) == 0xc0) length = 2;
    if ((lead & 0xf0) == 0xe0) length = 3;
    if ((lead & 0xf8) == 0xf0) length = 4;
    if (length == 0 || i + length > text.size()) return false;
    std::uint32_t code = length == 1 ? lead : lead & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      if ((at(i + k) & 0xc0) != 0x80) return false;
      code = code << 6 | (at(i + k) & 0x3f);
    }
    static constexpr std::uint32_t Smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < Smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    i += length;
  }
  return true;
}

namespace {

constexpr unsigned MaxValueDepth = 200;  ///< ours: types nest at most 100 deep in the engine

Result<void> checkText(std::string_view text, const char* what) {
  if (isUtf8(text)) return {};
  return fail(ErrorCode::BadUtf8, std::string("a ") + what + " is not UTF-8");
}

Result<void> check(const EngineValue& value, unsigned depth);

Result<void> checkAll(const std::vector<EngineValue>& values, unsigned depth) {
  for (const EngineValue& value : values) SB_TRY_VOID(check(value, depth));
  return {};
}

Result<void> checkPayload(const std::vector<EngineValue>& payload, unsigned depth) {
  if (payload.size() > 1) return fail(ErrorCode::Invalid, "a case has more than one payload");
  return checkAll(payload, depth);
}

Result<void> check(const EngineValue& value, unsigned depth) {
  if (depth > MaxValueDepth) {
    return fail(ErrorCode::LimitExceeded, "a value nests deeper than " + std::to_string(MaxValueDepth));
  }
  const auto fine = [](const auto&) -> Result<void> { return {}; };
  return std::visit(Overloaded{
                        [](EngineChar v) -> Result<void> {
                          if (v.code <= 0x10ffff && (v.code < 0xd800 || v.code > 0xdfff)) return {};
                          return fail(ErrorCode::Invalid, "a char is no Unicode scalar value");
                        },
                        [](const std::string& v) { return checkText(v, "string"); },
                        [&](const EngineList& v) { return checkAll(v.items, depth + 1); },
                        [&](const EngineRecord& v) -> Result<void> {
                          for (const EngineField& field : v.fields) {
                            SB_TRY_VOID(checkText(field.name, "field name"));
                            SB_TRY_VOID(check(field.value, depth + 1));
                          }
                          return {};
                        },
                        [&](const EngineTuple& v) { return checkAll(v.items, depth + 1); },
                        [&](const EngineVariant& v) -> Result<void> {
                          SB_TRY_VOID(checkText(v.name, "case name"));
                          return checkPayload(v.payload, depth + 1);
                        },
                        [](const EngineEnum& v) { return checkText(v.name, "case name"); },
                        [&](const EngineOption& v) { return checkPayload(v.payload, depth + 1); },
                        [&](const EngineResult& v) { return checkPayload(v.payload, depth + 1); },
                        [](const EngineFlags& v) -> Result<void> {
                          for (const std::string& name : v.names) SB_TRY_VOID(checkText(name, "flag name"));
                          return {};
                        },
                        [&](const EngineMap& v) -> Result<void> {
                          for (const EngineEntry& entry : v.entries) {
                            SB_TRY_VOID(check(entry.key, depth + 1));
                            SB_TRY_VOID(check(entry.value, depth + 1));
                          }
                          return {};
                        },
                        fine,  // numbers, bool and handles hold nothing that could be wrong
                    },
                    value.content);
}

}  // namespace

Result<void> checkValue(const EngineValue& value) { return check(value, 0); }

}  // namespace sb::engine
