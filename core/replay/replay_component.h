// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/replay/recording.h"
#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::replay {

struct ReplayOptions {
  /// Answer a call only by a recorded one with the same arguments; otherwise one without an equal gets the
  /// next that is left.
  bool strict = false;
};

/// A provider of the interface that answers from a recording (replay_module.h has the order). Imports
/// nothing. Calls of other interfaces, and calls that did not return, are passed over. Same input, same
/// bytes.
///
/// Errors: Refused, when the interface has resources, streams, futures or error-contexts, when the recording
/// has no call of it, or calls a function it does not have; BadSyntax with the line for a value that does not
/// fit its type.
Result<Bytes> generateReplay(const std::vector<RecordedCall>& calls, const std::string& interfaceName,
                             const types::InstanceType& type, const ReplayOptions& options = {});

}  // namespace sb::replay
