// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/engine/engine_library.h"
#include "core/engine/run_outcome.h"

namespace sb::engine {

/// Frees an object of the engine with the engine's own function. The table is kept alive by the
/// `EngineLibrary` copy that the owner of the handles holds.
template <class T, void (*abi::Functions::*Delete)(T*)>
struct Release {
  const abi::Functions* api = nullptr;
  void operator()(T* object) const { (api->*Delete)(object); }
};
template <class T, void (*abi::Functions::*Delete)(T*)>
using Handle = std::unique_ptr<T, Release<T, Delete>>;

using EngineHandle = Handle<abi::Engine, &abi::Functions::wasm_engine_delete>;
using ComponentHandle = Handle<abi::Component, &abi::Functions::wasmtime_component_delete>;
using LinkerHandle = Handle<abi::Linker, &abi::Functions::wasmtime_component_linker_delete>;
using LinkerInstanceHandle =
    Handle<abi::LinkerInstance, &abi::Functions::wasmtime_component_linker_instance_delete>;
using StoreHandle = Handle<abi::Store, &abi::Functions::wasmtime_store_delete>;
using WasiHandle = Handle<abi::WasiConfig, &abi::Functions::wasi_config_delete>;
using ExportHandle = Handle<abi::ExportIndex, &abi::Functions::wasmtime_component_export_index_delete>;
using FutureHandle = Handle<abi::CallFuture, &abi::Functions::wasmtime_call_future_delete>;
using FuncTypeHandle = Handle<abi::FuncType, &abi::Functions::wasmtime_component_func_type_delete>;
using ResourceTypeHandle =
    Handle<abi::ResourceType, &abi::Functions::wasmtime_component_resource_type_delete>;
using ErrorHandle = Handle<abi::EngineError, &abi::Functions::wasmtime_error_delete>;

/// What an engine error says, taken apart.
struct EngineFailure {
  std::string message;  ///< the causes on one line, outermost first, without the back-trace's text
  std::vector<Frame> backtrace;
  std::optional<int> exitStatus;  ///< set when the "error" is the guest's exit
};

/// Reads an error and deletes it.
EngineFailure takeFailure(const abi::Functions& api, abi::EngineError* error);

/// The engine's text on one line: "head: cause: cause". A head that only announces a back-trace is left out.
std::string flattenMessage(std::string_view text);

}  // namespace sb::engine
