// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/compile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/support/sha256.h"

namespace sb::engine {

namespace fs = std::filesystem;

namespace {

/// Part of the cache key: raise it when `makeEngine` changes.
constexpr const char* SettingsVersion = "2";

const char* compilerName(Compiler compiler) {
  switch (compiler) {
    case Compiler::Optimizing: return "optimizing";
    case Compiler::Baseline: return "baseline";
  }
  return "";
}

/// True if the path is ours, of the wanted kind (not a link) and closed to everybody else.
bool isPrivate(const fs::path& path, mode_t kind) {
  struct stat info;
  return ::lstat(path.c_str(), &info) == 0 && (info.st_mode & S_IFMT) == kind && info.st_uid == ::geteuid() &&
         (info.st_mode & 077) == 0;
}

bool openCacheFolder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return false;
  }
  return isPrivate(folder, S_IFDIR);
}

bool writeAll(int file, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(file, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

/// Writes beside the file and renames, so a reader sees the whole of it or nothing.
bool writeAtomically(const fs::path& path, const abi::Bytes& bytes) {
  std::string temporary = path.string() + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());  // mode 0600
  if (file < 0) return false;
  const bool written = writeAll(file, bytes.data, bytes.size);
  const bool closed = ::close(file) == 0;
  if (written && closed && std::rename(temporary.c_str(), path.c_str()) == 0) return true;
  ::unlink(temporary.c_str());
  return false;
}

bool store(const abi::Functions& api, const abi::Component* component, const fs::path& path) {
  abi::Bytes bytes{0, nullptr};
  if (abi::EngineError* error = api.wasmtime_component_serialize(component, &bytes)) {
    api.wasmtime_error_delete(error);
    return false;
  }
  const bool written = writeAtomically(path, bytes);
  api.wasm_byte_vec_delete(&bytes);
  return written;
}

/// NULL when there is nothing usable under this name.
ComponentHandle load(const abi::Functions& api, const abi::Engine* engine, const fs::path& path) {
  abi::Component* component = nullptr;
  if (!isPrivate(path, S_IFREG)) return {nullptr, {&api}};
  if (abi::EngineError* error = api.wasmtime_component_deserialize_file(engine, path.c_str(), &component)) {
    api.wasmtime_error_delete(error);
    return {nullptr, {&api}};
  }
  return {component, {&api}};
}

bool isCoreModule(ByteSpan bytes) {
  static constexpr std::uint8_t Preamble[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
  return bytes.size() >= sizeof Preamble &&
         std::equal(std::begin(Preamble), std::end(Preamble), bytes.begin());
}

Result<ComponentHandle> translate(const abi::Functions& api, const abi::Engine* engine, ByteSpan bytes) {
  abi::Component* component = nullptr;
  if (abi::EngineError* error = api.wasmtime_component_new(engine, bytes.data(), bytes.size(), &component)) {
    const EngineFailure failure = takeFailure(api, error);
    if (isCoreModule(bytes))
      return fail(ErrorCode::NotAComponent, "this is a core module, a component is needed");
    if (failure.message.find("root-level component imports") != std::string::npos) {
      return fail(
          ErrorCode::UnsupportedFeature,
          "the component imports a whole component, which the engine cannot provide: " + failure.message);
    }
    return fail(ErrorCode::Invalid, "the engine refuses the component: " + failure.message);
  }
  return ComponentHandle(component, {&api});
}

}  // namespace

EngineHandle makeEngine(const EngineLibrary& library, Compiler compiler, EngineSwitches switches) {
  constexpr std::uint8_t Cranelift = 1, Winch = 2;
  const abi::Functions& api = library.api();
  abi::Config* config = api.wasm_config_new();
  api.wasmtime_config_epoch_interruption_set(config, switches.canStop);
  api.wasmtime_config_wasm_component_model_async_set(config, switches.asyncFunctions);
  api.wasmtime_config_wasm_component_model_async_stackful_set(config, switches.asyncFunctions);
  api.wasmtime_config_wasm_component_model_more_async_builtins_set(config, switches.asyncFunctions);
  api.wasmtime_config_wasm_component_model_map_set(config, true);
  api.wasmtime_config_wasm_component_model_implements_set(config, true);
#if defined(__x86_64__) || defined(__aarch64__)
  api.wasmtime_config_strategy_set(config, compiler == Compiler::Baseline ? Winch : Cranelift);
#else
  // The baseline compiler knows only these two; asking for it elsewhere would end the process.
  static_cast<void>(Winch), static_cast<void>(compiler);
  api.wasmtime_config_strategy_set(config, Cranelift);
#endif
  return {api.wasm_engine_new_with_config(config), {&api}};
}

Result<Compiled> compileComponent(const EngineLibrary& library, const abi::Engine* engine, ByteSpan bytes,
                                  Compiler compiler, const std::optional<fs::path>& cacheDir) {
  const abi::Functions& api = library.api();
  CacheUse cache = CacheUse::None;
  fs::path file;
  if (cacheDir) {
    cache = openCacheFolder(*cacheDir) ? CacheUse::Stored : CacheUse::Unusable;
    file = *cacheDir / (sha256Hex(bytes) + "-" + abi::Version + "-" + compilerName(compiler) + "-" +
                        SettingsVersion + ".cwasm");
  }
  if (cache == CacheUse::Stored) {
    if (ComponentHandle component = load(api, engine, file))
      return Compiled{std::move(component), CacheUse::Loaded};
  }
  SB_TRY(ComponentHandle component, translate(api, engine, bytes));
  if (cache == CacheUse::Stored && !store(api, component.get(), file)) cache = CacheUse::Unusable;
  return Compiled{std::move(component), cache};
}

}  // namespace sb::engine
