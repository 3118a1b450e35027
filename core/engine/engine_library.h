// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine_functions.h"
#include "core/support/result.h"

namespace sb::engine {

/// The variable that names the engine's file (or its folder) and goes before every folder.
inline constexpr const char* EngineVariable = "SPLICEBOARD_ENGINE";

/// Where the engine may lie, in the order of looking: the folder `engine/` of a build tree, the user's folder
/// (`$XDG_DATA_HOME/spliceboard/engine/50.0.1`, or below `~/.local/share`), `<prefix>/lib/spliceboard`. Empty
/// arguments leave their folder out.
std::vector<std::filesystem::path> engineFolders(const std::filesystem::path& buildTree,
                                                 const std::filesystem::path& prefix);

/// The opened engine: a table of its functions. Cheap to copy. The library stays loaded until the process
/// ends, since it installs signal handlers and threads that cannot be taken back.
///
/// Opening it changes the process: the first engine made installs handlers for SIGSEGV, SIGILL and SIGFPE.
/// Run guests in a process of their own (the command line as a worker) where that matters.
class EngineLibrary {
 public:
  /// Looks for the library and opens it. If the variable `SPLICEBOARD_ENGINE` is set, only there.
  /// Errors: EngineMissing with every place looked at and the command that installs the engine;
  /// EngineMismatch, EngineFailed as `open`.
  static Result<EngineLibrary> find(const std::vector<std::filesystem::path>& folders);

  /// Opens one file and checks that it is version 50.0.1 before any call.
  /// Errors: EngineMissing (no such file), EngineFailed (cannot be loaded), EngineMismatch (another library
  /// or version).
  static Result<EngineLibrary> open(const std::filesystem::path& file);

  const abi::Functions& api() const { return *m_functions; }
  const std::filesystem::path& file() const { return m_file; }

 private:
  EngineLibrary(std::filesystem::path file, std::shared_ptr<const abi::Functions> functions)
      : m_file(std::move(file)), m_functions(std::move(functions)) {}

  std::filesystem::path m_file;
  std::shared_ptr<const abi::Functions> m_functions;  ///< shared by all copies and by resource values
};

}  // namespace sb::engine
