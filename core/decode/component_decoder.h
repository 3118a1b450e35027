// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/model/component.h"
#include "core/model/part_counts.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::decode {

/// Named limits (component-model.md 3.7, those of wasm-tools). Reading stops with LimitExceeded and the
/// limit's name.
struct Limits {
  std::uint32_t modulesAndComponents =
      model::MostModulesAndComponents;  ///< in the whole binary, the root included
  std::uint32_t stringBytes = 100'000;
  std::uint32_t typeNesting = 100;
  std::uint32_t itemsPerList = 1'000'000;
  std::uint32_t canonOptions = 10;
  std::uint32_t sections = 500'000;  ///< in the whole binary; ours: each costs much more than its bytes
};

/// Progress and cancelling for files that take a while. Called between sections, never from another thread.
struct DecodeProgress {
  std::function<void(std::uint64_t done, std::uint64_t total)> report;  ///< bytes
  const std::atomic<bool>* cancel = nullptr;
};

/// Components that were decoded before, in the order in which they are nested in a file. Each is taken as it
/// is where the file has its bytes: definitions, ranges and owner are those of the file that it came from.
/// One that was built, and has no bytes, is never met.
using KnownComponents = std::vector<std::shared_ptr<const model::Component>>;

/// Decodes one component and everything nested in it; core modules stay bytes.
///
/// Shape:  the whole buffer is one component; spans in the result point into `file`, which they keep alive.
/// Units:  offsets in errors and ranges count bytes from the start of the outermost file.
/// Errors: BadMagic, NotAComponent (the message says what the file is), UnexpectedEnd, BadSection, … Index
/// bounds
///         and everything else that needs an index space are checked by core/types. A WIT package in binary
///         form is a component and decodes; file_kind.h tells it from one that can run.
/// Source: Binary.md, "Component Definitions".
Result<model::Component> decodeComponent(SharedBytes file, const Limits& limits = {},
                                         const DecodeProgress& progress = {},
                                         const KnownComponents& known = {});

/// What a file holds in front of the place where it is broken. Definitions refer backwards only, so that this
/// is a component like any other; what it lacks is at its end.
struct DecodedBeginning {
  model::Component component;
  Error fault;  ///< what decodeComponent says of the file
  /// The nested component that holds the fault, by its index among those of `component`, which lacks it.
  std::optional<std::uint32_t> brokenComponent;
};

/// For files that decodeComponent refuses and a person wants to look at all the same. Nothing when the file
/// is whole, when not one definition can be read, and when reading was cancelled.
std::optional<DecodedBeginning> decodeBeginning(SharedBytes file, const Limits& limits = {},
                                                const DecodeProgress& progress = {});

}  // namespace sb::decode
