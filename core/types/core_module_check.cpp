// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_check.h"

#include <wabt/binary-reader-ir.h>
#include <wabt/binary-reader.h>
#include <wabt/error.h>
#include <wabt/feature.h>
#include <wabt/ir.h>
#include <wabt/validator.h>

#include <optional>
#include <string_view>

namespace sb::types {
namespace {

/// A feature of ours and the switch of the validator for it.
struct Switch {
  bool Features::*ours;
  void (wabt::Features::*set)(bool);
  const char* name;
  int needed = 0;  ///< 1: by exceptions, 2: by reference types as well; the validator switches it back on
};
constexpr Switch Switches[] = {
    {&Features::exceptions, &wabt::Features::set_exceptions_enabled, "exceptions"},
    {&Features::mutableGlobal, &wabt::Features::set_mutable_globals_enabled, "mutable-global"},
    {&Features::saturatingFloatToInt, &wabt::Features::set_sat_float_to_int_enabled,
     "saturating-float-to-int"},
    {&Features::signExtension, &wabt::Features::set_sign_extension_enabled, "sign-extension"},
    {&Features::simd, &wabt::Features::set_simd_enabled, "simd"},
    {&Features::threads, &wabt::Features::set_threads_enabled, "threads"},
    {&Features::multiValue, &wabt::Features::set_multi_value_enabled, "multi-value"},
    {&Features::tailCall, &wabt::Features::set_tail_call_enabled, "tail-call"},
    {&Features::bulkMemory, &wabt::Features::set_bulk_memory_enabled, "bulk-memory", 2},
    {&Features::referenceTypes, &wabt::Features::set_reference_types_enabled, "reference-types", 1},
    {&Features::coreMemory64, &wabt::Features::set_memory64_enabled, "memory64"},
    {&Features::multiMemory, &wabt::Features::set_multi_memory_enabled, "multi-memory"},
    {&Features::extendedConst, &wabt::Features::set_extended_const_enabled, "extended-const"},
    {&Features::relaxedSimd, &wabt::Features::set_relaxed_simd_enabled, "relaxed-simd"},
};

/// Feature by feature: enable_all would switch function references on, and then a plain `ref.func` fails to
/// validate.
wabt::Features knownFeatures() {
  wabt::Features features;
  for (const Switch& item : Switches) (features.*item.set)(true);
  return features;
}

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
  for (const char* words : {"unexpected opcode", "unexpected type", "invalid value type", "expected valid",
                            "malformed limits", "unexpected table", "expected reference type",
                            "invalid heap type", "memory64", "table may not be", "unexpected section code",
                            "invalid limits flags", "must be a reference type", "invalid global type"}) {
    if (message.find(words) != std::string::npos)
      return "something that the validator of core modules does not know (" + message + ")";
  }
  return std::nullopt;
}

/// The first error of reading or checking; nothing for a valid module.
struct Failure {
  bool whileReading;
  std::string message;
};
std::optional<Failure> validate(ByteSpan bytes, const wabt::Features& features) {
  wabt::Errors errors;
  wabt::Module module;
  const wabt::ReadBinaryOptions options(features, nullptr, /*read_debug_names=*/false,
                                        /*stop_on_first_error=*/true,
                                        /*fail_on_custom_section_error=*/false);
  const auto firstError = [&errors]() {
    return errors.empty() ? std::string("unknown error") : errors.front().message;
  };
  if (wabt::Failed(wabt::ReadBinaryIr("core module", bytes.data(), bytes.size(), options, &errors, &module)))
    return Failure{true, firstError()};
  if (wabt::Failed(wabt::ValidateModule(&module, &errors, wabt::ValidateOptions(features))))
    return Failure{false, firstError()};
  return std::nullopt;
}

}  // namespace

CoreModuleVerdict validateCoreModule(ByteSpan bytes, const Features& features) {
  const wabt::Features known = knownFeatures();
  if (const auto failure = validate(bytes, known)) {
    if (failure->whileReading) {
      if (auto feature = unknownFeature(failure->message))
        return {CoreModuleVerdict::Kind::NotChecked, *std::move(feature)};
    }
    return {CoreModuleVerdict::Kind::Invalid, failure->message};
  }
  // One at a time, so that the answer can name it.
  for (const Switch& item : Switches) {
    if (features.*item.ours) continue;
    wabt::Features without = known;
    if (item.needed >= 1) without.set_exceptions_enabled(false);
    if (item.needed >= 2) without.set_reference_types_enabled(false);
    if (item.needed > 0 && validate(bytes, without)) continue;  // no telling what it is that is missing
    (without.*item.set)(false);
    if (validate(bytes, without)) return {CoreModuleVerdict::Kind::FeatureOff, item.name};
  }
  return {};
}

}  // namespace sb::types
