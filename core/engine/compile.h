// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <optional>

#include "core/engine/engine_handles.h"
#include "core/support/bytes.h"
#include "core/support/result.h"

namespace sb::engine {

/// How machine code is made. Baseline compiles 3 to 4 times faster, its code runs 1.6 to 1.9 times slower
/// (measured on spliced C programs).
enum class Compiler { Optimizing, Baseline };

/// What became of the compile cache.
enum class CacheUse {
  None,      ///< no folder was given
  Loaded,    ///< machine code came from the cache
  Stored,    ///< compiled and put there
  Unusable,  ///< the folder is not private to the user or cannot be written; compiled without it
};

/// What is left out of an engine.
struct EngineSwitches {
  bool asyncFunctions = true;  ///< false: knows no async functions, and refuses components that have some
  bool canStop = true;  ///< false: guests are not asked in each of their loops whether they have to end
};

/// An engine with everything switched on that our components may use. Small: 1 to 3 ms.
EngineHandle makeEngine(const EngineLibrary& library, Compiler compiler, EngineSwitches switches = {});

struct Compiled {
  ComponentHandle component;
  CacheUse cache = CacheUse::None;
};

/// Makes machine code, or takes it from `cacheDir`. Cannot be interrupted; 0.1 (Baseline) to 0.5 s per MB.
/// The bytes may also be component text (WAT).
///
/// Cached machine code is run as it is, so the folder must belong to the user and be closed to others (mode
/// 0700). It is made that way when it is first needed; a folder of other mode or owner is not used. A file's
/// name is the SHA-256 of the component, the engine's version and our settings.
///
/// Errors: NotAComponent (a core module), UnsupportedFeature (a component is imported at the root), Invalid
/// (the engine's text; its offsets stay in the text).
Result<Compiled> compileComponent(const EngineLibrary& library, const abi::Engine* engine, ByteSpan component,
                                  Compiler compiler, const std::optional<std::filesystem::path>& cacheDir);

}  // namespace sb::engine
