// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/validate.h"

#include "core/engine/compile.h"

namespace sb::engine {

Result<void> validateWithEngine(const EngineLibrary& library, ByteSpan component) {
  const EngineHandle engine = makeEngine(library, Compiler::Baseline);
  SB_TRY_VOID(compileComponent(library, engine.get(), component, Compiler::Baseline, std::nullopt));
  return {};
}

}  // namespace sb::engine
