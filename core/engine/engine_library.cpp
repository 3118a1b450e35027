// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/engine_library.h"

#include <dlfcn.h>

#include <cstdlib>
#include <optional>
#include <string_view>

namespace sb::engine {

namespace abi {

/// Fills the table. Returns the first name that is missing, or NULL.
static const char* resolveAll(void* library, Functions& table) {
#define SB_ENGINE_RESOLVE(result, name, parameters)                           \
  table.name = reinterpret_cast<result(*) parameters>(dlsym(library, #name)); \
  if (!table.name) return #name;
  SB_ENGINE_FUNCTIONS(SB_ENGINE_RESOLVE)
#undef SB_ENGINE_RESOLVE
  return nullptr;
}

}  // namespace abi

namespace fs = std::filesystem;

namespace {

constexpr const char* InstallHint = "install it with `./dev engine`";

std::string loaderError() {
  const char* text = dlerror();
  return text ? text : "no reason given";
}

/// The major version of an engine that is not ours, from its versioned symbol name.
std::optional<unsigned> foreignMajor(void* library) {
  for (unsigned major = 20; major < 120; ++major) {
    const std::string name = "resolve_vmctx_memory_ptr_" + std::to_string(major) + "_0_0";
    if (dlsym(library, name.c_str())) return major;
  }
  return std::nullopt;
}

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

}  // namespace

std::vector<fs::path> engineFolders(const fs::path& buildTree, const fs::path& prefix) {
  std::vector<fs::path> folders;
  if (!buildTree.empty()) folders.push_back(buildTree / "engine");
  const char* dataHome = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  if (dataHome && *dataHome == '/') {
    folders.push_back(fs::path(dataHome) / "spliceboard/engine" / abi::Version);
  } else if (home && *home) {
    folders.push_back(fs::path(home) / ".local/share/spliceboard/engine" / abi::Version);
  }
  if (!prefix.empty()) folders.push_back(prefix / "lib/spliceboard");
  return folders;
}

Result<EngineLibrary> EngineLibrary::find(const std::vector<fs::path>& folders) {
  if (const char* named = std::getenv(EngineVariable); named && *named) {
    const fs::path path = named;
    std::error_code ignored;
    const fs::path file = fs::is_directory(path, ignored) ? path / abi::FileName : path;
    return inContext(open(file), std::string("named by the variable ") + EngineVariable);
  }
  std::string lookedIn;
  for (const fs::path& folder : folders) {
    const fs::path file = folder / abi::FileName;
    if (isFile(file)) return open(file);
    lookedIn += (lookedIn.empty() ? "`" : ", `") + file.string() + "`";
  }
  return fail(ErrorCode::EngineMissing, std::string("running a component needs the engine (wasmtime ") +
                                            abi::Version + "), which is not there; " + InstallHint +
                                            "; looked at the variable " + EngineVariable + " (not set)" +
                                            (lookedIn.empty() ? "" : ", " + lookedIn));
}

Result<EngineLibrary> EngineLibrary::open(const fs::path& file) {
  if (!isFile(file)) {
    return fail(ErrorCode::EngineMissing, "no engine at `" + file.string() + "`; " + InstallHint);
  }
  dlerror();
  void* library = dlopen(fs::absolute(file).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) return fail(ErrorCode::EngineFailed, "the engine cannot be loaded: " + loaderError());
  if (!dlsym(library, abi::VersionSymbol)) {
    const std::optional<unsigned> major = foreignMajor(library);
    return fail(ErrorCode::EngineMismatch,
                "`" + file.string() + "` is " +
                    (major ? "version " + std::to_string(*major) + " of the engine" : "not the engine") +
                    ", version " + abi::Version + " is needed; " + InstallHint);
  }
  auto table = std::make_shared<abi::Functions>();
  if (const char* missing = abi::resolveAll(library, *table)) {
    return fail(ErrorCode::EngineMismatch, "`" + file.string() + "` lacks the function `" + missing + "`");
  }
  return EngineLibrary(file, std::move(table));
}

}  // namespace sb::engine
