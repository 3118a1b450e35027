// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/wasi_setup.h"

#include "core/engine/engine_handles.h"
#include "core/engine/value_check.h"

namespace sb::engine {

namespace {

using Sink = std::function<void(std::string_view)>;

std::ptrdiff_t write(void* data, const unsigned char* bytes, std::size_t size) noexcept {
  const auto* sink = static_cast<const Sink*>(data);
  if (*sink && size > 0) (*sink)({reinterpret_cast<const char*>(bytes), size});
  return static_cast<std::ptrdiff_t>(size);
}

Result<void> checkCText(const std::string& text, const char* what) {
  if (text.find('\0') == std::string::npos && isUtf8(text)) return {};
  return fail(ErrorCode::BadUtf8, std::string(what) + " holds a NUL or is not UTF-8");
}

}  // namespace

Result<void> setUpWasi(const abi::Functions& api, abi::Context* context, const SessionOptions& options) {
  std::vector<const char*> args, names, values;
  for (const std::string& arg : options.args) {
    SB_TRY_VOID(checkCText(arg, "an argument"));
    args.push_back(arg.c_str());
  }
  for (const auto& [name, value] : options.env) {
    SB_TRY_VOID(checkCText(name, "the name of a variable"));
    SB_TRY_VOID(checkCText(value, "the value of a variable"));
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  WasiHandle wasi(api.wasi_config_new(), {&api});
  // The engine makes slices of these, and a slice must not start at NULL even when it is empty.
  if (!args.empty()) api.wasi_config_set_argv(wasi.get(), args.size(), args.data());
  if (!names.empty()) api.wasi_config_set_env(wasi.get(), names.size(), names.data(), values.data());
  if (options.inheritStdin) {
    api.wasi_config_inherit_stdin(wasi.get());
  } else {
    abi::Bytes bytes{0, nullptr};
    api.wasm_byte_vec_new(&bytes, options.stdinData.size(), options.stdinData.data());
    api.wasi_config_set_stdin_bytes(wasi.get(), &bytes);
  }
  api.wasi_config_set_stdout_custom(wasi.get(), &write, const_cast<Sink*>(&options.onStdout), nullptr);
  api.wasi_config_set_stderr_custom(wasi.get(), &write, const_cast<Sink*>(&options.onStderr), nullptr);
  if (abi::EngineError* error = api.wasmtime_context_set_wasi(context, wasi.release())) {
    return fail(ErrorCode::EngineFailed, "WASI cannot be set up: " + takeFailure(api, error).message);
  }
  return {};
}

}  // namespace sb::engine
