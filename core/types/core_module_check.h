// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/support/bytes.h"
#include "core/types/features.h"

namespace sb::types {

/// What full validation of a core module found.
struct CoreModuleVerdict {
  enum class Kind { Valid, Invalid, NotChecked, FeatureOff } kind = Kind::Valid;
  /// Invalid: the first error; NotChecked: what the validator does not know ("garbage-collected types");
  /// FeatureOff: the name of the feature.
  std::string message;
};

/// Validates an embedded core module, preamble included, with every feature the validator knows; when it is
/// valid, once more with those that `features` leaves on. wabt stands behind wabt_validator.h
/// (docs/decisions, core module validation).
CoreModuleVerdict validateCoreModule(ByteSpan module, const Features& features = {});

}  // namespace sb::types
