// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <span>
#include <string>

#include "core/support/result.h"

namespace sb::engine {

/// Why one function may not cross between host and guest.
///
/// The engine's C interface has no form for values of the types future, stream and error-context: meeting
/// one, as an argument or a result at any depth, it ends the whole process ("not yet implemented", SIGABRT).
/// It also cannot implement an imported function of an `async` type. The engine is asked nothing beforehand
/// here; whoever knows the types (the decoder and the type rooms) lists such functions:
///
/// - imports left to the host (other than WASI 0.2) whose parameters or result contain future, stream or
///   error-context: "result contains `stream<u8>`";
/// - the exported function about to be called, for the same reason;
/// - imports of `async` functions that no component provides: "the host cannot provide an `async` function".
///
/// Between components inside of a composition all of these are fine and are not listed.
struct BoundaryRefusal {
  std::string function;  ///< "wasi:http/handler@0.3.0#handle"
  std::string reason;    ///< lower case, no full stop
};

/// Passes when the list is empty. Error: Refused, with every entry in the message.
Result<void> checkHostBoundary(std::span<const BoundaryRefusal> refusals);

}  // namespace sb::engine
