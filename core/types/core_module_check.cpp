// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_check.h"

#include <optional>
#include <string_view>

#include "core/types/wabt_validator.h"

namespace sb::types {
namespace {

/// A feature of ours and the switch of the validator for it.
struct Switch {
  bool Features::*ours;
  WabtFeature theirs;
  const char* name;
  std::uint32_t neededBy = 0;  ///< features of the validator that would switch it back on
};
constexpr std::uint32_t Exceptions = wabtBit(WabtFeature::Exceptions),
                        ReferenceTypes = wabtBit(WabtFeature::ReferenceTypes);
constexpr Switch Switches[] = {
    {&Features::exceptions, WabtFeature::Exceptions, "exceptions"},
    {&Features::mutableGlobal, WabtFeature::MutableGlobals, "mutable-global"},
    {&Features::saturatingFloatToInt, WabtFeature::SatFloatToInt, "saturating-float-to-int"},
    {&Features::signExtension, WabtFeature::SignExtension, "sign-extension"},
    {&Features::simd, WabtFeature::Simd, "simd"},
    {&Features::threads, WabtFeature::Threads, "threads"},
    {&Features::multiValue, WabtFeature::MultiValue, "multi-value"},
    {&Features::tailCall, WabtFeature::TailCall, "tail-call"},
    {&Features::bulkMemory, WabtFeature::BulkMemory, "bulk-memory", Exceptions | ReferenceTypes},
    {&Features::referenceTypes, WabtFeature::ReferenceTypes, "reference-types", Exceptions},
    {&Features::coreMemory64, WabtFeature::Memory64, "memory64"},
    {&Features::multiMemory, WabtFeature::MultiMemory, "multi-memory"},
    {&Features::extendedConst, WabtFeature::ExtendedConst, "extended-const"},
    {&Features::relaxedSimd, WabtFeature::RelaxedSimd, "relaxed-simd"},
    {&Features::coreGc, WabtFeature::EarlierGlobals, "gc"},
};

/// What stands behind an opcode that the reader does not know.
const char* featureOfOpcode(std::string_view opcode) {
  struct Row {
    std::string_view begin;
    const char* feature;
  };
  static constexpr Row Rows[] = {
      {"0xfb", "garbage-collected types"},
      {"0xd3", "garbage-collected types"},
      {"0x14", "typed function references"},
      {"0x15", "typed function references"},
      {"0xd4", "typed function references"},
      {"0xd5", "typed function references"},
      {"0xd6", "typed function references"},
      {"0x1f", "the newer exception handling"},
      {"0xa", "the newer exception handling"},
      {"0xe", "stack switching"},
      {"0xfc", "wide arithmetic"},
      {"0xfe", "shared-everything threads"},
  };
  for (const Row& row : Rows) {
    if (opcode.substr(0, row.begin.size()) == row.begin) return row.feature;
  }
  return nullptr;
}

/// Readers stop at what they do not know with these words; that says nothing about the module. The answer is
/// what the module uses, as far as the words tell.
std::optional<std::string> unknownFeature(const std::string& message) {
  constexpr std::string_view Opcode = "unexpected opcode: ";
  if (const std::size_t at = message.find(Opcode); at != std::string::npos) {
    if (const char* feature = featureOfOpcode(std::string_view(message).substr(at + Opcode.size())))
      return std::string(feature);
  }
  for (const char* words :
       {"unexpected opcode", "unexpected type", "invalid value type", "expected valid", "malformed limits",
        "unexpected table", "expected reference type", "invalid heap type", "memory64", "table may not be",
        "expected ref.null or ref.func", "unexpected section code", "invalid limits flags",
        "must be a reference type", "invalid global type"}) {
    if (message.find(words) != std::string::npos)
      return "something that the validator of core modules does not know (" + message + ")";
  }
  return std::nullopt;
}

}  // namespace

CoreModuleVerdict validateCoreModule(ByteSpan bytes, const Features& features) {
  const auto errorWithout = [bytes](std::uint32_t off) { return wabtError(bytes.data(), bytes.size(), off); };
  if (auto error = errorWithout(0)) {
    if (error->rfind("type mismatch", 0) != 0) {
      if (auto feature = unknownFeature(*error))
        return {CoreModuleVerdict::Kind::NotChecked, *std::move(feature)};
    }
    return {CoreModuleVerdict::Kind::Invalid, *std::move(error)};
  }
  // One at a time, so that the answer can name it.
  for (const Switch& item : Switches) {
    if (features.*item.ours) continue;
    if (item.neededBy != 0 && errorWithout(item.neededBy)) continue;  // no telling what it is that is missing
    if (errorWithout(item.neededBy | wabtBit(item.theirs)))
      return {CoreModuleVerdict::Kind::FeatureOff, item.name};
  }
  return {};
}

}  // namespace sb::types
