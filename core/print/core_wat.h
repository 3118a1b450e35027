// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/decode/core_module_batches.h"
#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/support/text_sink.h"

namespace sb::print {

/// Larger core modules are not rendered: nobody reads them and the text is ten times their size.
inline constexpr std::size_t MaxWatModuleBytes = 2 * 1024 * 1024;

/// A core module as text, and which of its lines is which function and instruction. Lines count from 1.
struct CoreWat {
  struct Function {
    std::uint32_t coreFunc = 0;  ///< index in the module's function space, imports included
    unsigned firstLine = 0, lastLine = 0;
  };
  struct Instruction {
    std::uint32_t coreFunc = 0;
    unsigned line = 0;
    std::uint32_t end = 0;  ///< offset in the module of the byte after the instruction and its immediates
  };
  std::string text;
  std::vector<Function> functions;  ///< imports take one line each
  std::vector<Instruction> instructions;
};

/// Renders a core module through wabt, unfolded.
/// Errors: LimitExceeded above MaxWatModuleBytes, Invalid with wabt's message when the module cannot be read.
Result<CoreWat> coreWat(ByteSpan module);

/// The same text of a module of any size, piece by piece, the indentation of a line never by itself. A large
/// module is read and written in batches of its functions, so that memory is needed for one of them and not
/// for the module; the text is the same. Errors: Invalid with wabt's message, perhaps when a part of the text
/// is written: `checkCoreModuleText` says so before.
Result<void> writeCoreModule(ByteSpan module, const TextSink& sink, const decode::CoreBatchSizes& sizes = {});
Result<void> checkCoreModuleText(ByteSpan module, const decode::CoreBatchSizes& sizes = {});

/// The whole text as one string.
Result<std::string> coreModuleText(ByteSpan module);

}  // namespace sb::print
