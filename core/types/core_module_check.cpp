// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_check.h"

#include <wabt/binary-reader-ir.h>
#include <wabt/binary-reader.h>
#include <wabt/error.h>
#include <wabt/feature.h>
#include <wabt/ir.h>
#include <wabt/validator.h>

#include <string_view>

namespace sb::types {
namespace {

/// Feature by feature: enable_all would switch function references on, and then a plain `ref.func` fails to
/// validate.
wabt::Features knownFeatures() {
  wabt::Features features;
  features.enable_exceptions();
  features.enable_mutable_globals();
  features.enable_sat_float_to_int();
  features.enable_sign_extension();
  features.enable_simd();
  features.enable_threads();
  features.enable_multi_value();
  features.enable_tail_call();
  features.enable_bulk_memory();
  features.enable_reference_types();
  features.enable_memory64();
  features.enable_multi_memory();
  features.enable_extended_const();
  features.enable_relaxed_simd();
  return features;
}

/// Readers stop at what they do not know with these words; that says nothing about the module.
bool isUnknownFeature(std::string_view message) {
  for (const char* words : {"unexpected opcode", "unexpected type", "invalid value type", "expected valid",
                            "malformed limits", "unexpected table", "expected reference type",
                            "invalid heap type", "memory64", "table may not be", "unexpected section code",
                            "invalid limits flags", "must be a reference type", "invalid global type"}) {
    if (message.find(words) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

CoreModuleVerdict validateCoreModule(ByteSpan bytes) {
  wabt::Errors errors;
  wabt::Module module;
  const wabt::Features features = knownFeatures();
  const wabt::ReadBinaryOptions options(features, nullptr, /*read_debug_names=*/false,
                                        /*stop_on_first_error=*/true,
                                        /*fail_on_custom_section_error=*/false);
  const auto firstError = [&errors]() {
    return errors.empty() ? std::string("unknown error") : errors.front().message;
  };
  if (wabt::Failed(
          wabt::ReadBinaryIr("core module", bytes.data(), bytes.size(), options, &errors, &module))) {
    const std::string message = firstError();
    const auto kind =
        isUnknownFeature(message) ? CoreModuleVerdict::Kind::NotChecked : CoreModuleVerdict::Kind::Invalid;
    return {kind, message};
  }
  if (wabt::Failed(wabt::ValidateModule(&module, &errors, wabt::ValidateOptions(features)))) {
    return {CoreModuleVerdict::Kind::Invalid, firstError()};
  }
  return {};
}

}  // namespace sb::types
