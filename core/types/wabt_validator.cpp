// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/wabt_validator.h"

#include "core/types/wabt_forwarder.h"

namespace sb::types {
namespace {

struct Switch {
  WabtFeature feature;
  void (wabt::Features::*set)(bool);
};
constexpr Switch Switches[] = {
    {WabtFeature::Exceptions, &wabt::Features::set_exceptions_enabled},
    {WabtFeature::MutableGlobals, &wabt::Features::set_mutable_globals_enabled},
    {WabtFeature::SatFloatToInt, &wabt::Features::set_sat_float_to_int_enabled},
    {WabtFeature::SignExtension, &wabt::Features::set_sign_extension_enabled},
    {WabtFeature::Simd, &wabt::Features::set_simd_enabled},
    {WabtFeature::Threads, &wabt::Features::set_threads_enabled},
    {WabtFeature::MultiValue, &wabt::Features::set_multi_value_enabled},
    {WabtFeature::TailCall, &wabt::Features::set_tail_call_enabled},
    {WabtFeature::BulkMemory, &wabt::Features::set_bulk_memory_enabled},
    {WabtFeature::ReferenceTypes, &wabt::Features::set_reference_types_enabled},
    {WabtFeature::Memory64, &wabt::Features::set_memory64_enabled},
    {WabtFeature::MultiMemory, &wabt::Features::set_multi_memory_enabled},
    {WabtFeature::ExtendedConst, &wabt::Features::set_extended_const_enabled},
    {WabtFeature::RelaxedSimd, &wabt::Features::set_relaxed_simd_enabled},
};

}  // namespace

std::optional<std::string> wabtError(const std::uint8_t* bytes, std::size_t size, std::uint32_t off) {
  // Feature by feature: enable_all would switch function references on, and then a plain `ref.func` fails to
  // validate.
  wabt::Features features;
  for (const Switch& item : Switches) (features.*item.set)(true);
  for (const Switch& item : Switches) {
    if ((off & wabtBit(item.feature)) != 0) (features.*item.set)(false);
  }
  wabt::Errors errors;
  WabtForwarder forwarder(features, (off & wabtBit(WabtFeature::EarlierGlobals)) == 0, errors);
  const wabt::ReadBinaryOptions options(features, nullptr, /*read_debug_names=*/false,
                                        /*stop_on_first_error=*/true,
                                        /*fail_on_custom_section_error=*/false);
  const bool isRead = wabt::Succeeded(wabt::ReadBinary(bytes, size, &forwarder, options));
  if (!errors.empty()) return errors.front().message;  // the reader goes on after some
  return isRead ? std::nullopt : std::make_optional<std::string>("unknown error");
}

}  // namespace sb::types
