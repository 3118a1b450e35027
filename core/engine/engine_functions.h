// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/engine/engine_abi.h"

// One row per function: SB_ROW(result, name, (parameters)). The rows make the table of pointers below and the
// loop that fills it (engine_library.cpp). clang-format would fold the rows.
// clang-format off
#define SB_ENGINE_FUNCTIONS(SB_ROW)                                                                                  \
  /* configuration and engine */                                                                                     \
  SB_ROW(Config*, wasm_config_new, ())                                                                               \
  SB_ROW(void, wasmtime_config_epoch_interruption_set, (Config*, bool))                                              \
  SB_ROW(void, wasmtime_config_strategy_set, (Config*, std::uint8_t))                                                \
  SB_ROW(void, wasmtime_config_wasm_component_model_async_set, (Config*, bool))                                      \
  SB_ROW(void, wasmtime_config_wasm_component_model_async_stackful_set, (Config*, bool))                             \
  SB_ROW(void, wasmtime_config_wasm_component_model_more_async_builtins_set, (Config*, bool))                        \
  SB_ROW(void, wasmtime_config_wasm_component_model_implements_set, (Config*, bool))                                 \
  SB_ROW(void, wasmtime_config_wasm_component_model_map_set, (Config*, bool))                                        \
  SB_ROW(Engine*, wasm_engine_new_with_config, (Config*))                                                            \
  SB_ROW(void, wasm_engine_delete, (Engine*))                                                                        \
  SB_ROW(void, wasmtime_engine_increment_epoch, (Engine*))                                                           \
  /* components */                                                                                                   \
  SB_ROW(EngineError*, wasmtime_component_new, (const Engine*, const std::uint8_t*, std::size_t, Component**))       \
  SB_ROW(EngineError*, wasmtime_component_serialize, (const Component*, Bytes*))                                     \
  SB_ROW(EngineError*, wasmtime_component_deserialize_file, (const Engine*, const char*, Component**))               \
  SB_ROW(void, wasmtime_component_delete, (Component*))                                                              \
  SB_ROW(void, wasmtime_component_export_index_delete, (ExportIndex*))                                               \
  /* linker */                                                                                                       \
  SB_ROW(Linker*, wasmtime_component_linker_new, (const Engine*))                                                    \
  SB_ROW(void, wasmtime_component_linker_delete, (Linker*))                                                          \
  SB_ROW(LinkerInstance*, wasmtime_component_linker_root, (Linker*))                                                 \
  SB_ROW(void, wasmtime_component_linker_instance_delete, (LinkerInstance*))                                         \
  SB_ROW(EngineError*, wasmtime_component_linker_instance_add_instance,                                              \
         (LinkerInstance*, const char*, std::size_t, LinkerInstance**))                                              \
  SB_ROW(EngineError*, wasmtime_component_linker_instance_add_func,                                                  \
         (LinkerInstance*, const char*, std::size_t, HostCallback, void*, Finalizer))                                \
  SB_ROW(EngineError*, wasmtime_component_linker_instance_add_resource,                                              \
         (LinkerInstance*, const char*, std::size_t, const ResourceType*, DropCallback, void*, Finalizer))           \
  SB_ROW(EngineError*, wasmtime_component_linker_add_wasip2, (Linker*))                                              \
  SB_ROW(EngineError*, wasmtime_component_linker_define_unknown_imports_as_traps, (Linker*, const Component*))       \
  SB_ROW(CallFuture*, wasmtime_component_linker_instantiate_async,                                                   \
         (const Linker*, Context*, const Component*, Instance*, EngineError**))                                      \
  /* store */                                                                                                        \
  SB_ROW(Store*, wasmtime_store_new, (Engine*, void*, Finalizer))                                                    \
  SB_ROW(void, wasmtime_store_delete, (Store*))                                                                      \
  SB_ROW(Context*, wasmtime_store_context, (Store*))                                                                 \
  SB_ROW(void, wasmtime_store_limiter,                                                                               \
         (Store*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t))                             \
  SB_ROW(void, wasmtime_store_epoch_deadline_callback, (Store*, EpochCallback, void*, Finalizer))                    \
  SB_ROW(void, wasmtime_context_set_epoch_deadline, (Context*, std::uint64_t))                                       \
  SB_ROW(EngineError*, wasmtime_context_set_wasi, (Context*, WasiConfig*))                                           \
  /* what a guest sees of WASI */                                                                                    \
  SB_ROW(WasiConfig*, wasi_config_new, ())                                                                           \
  SB_ROW(void, wasi_config_delete, (WasiConfig*))                                                                    \
  SB_ROW(bool, wasi_config_set_argv, (WasiConfig*, std::size_t, const char**))                                       \
  SB_ROW(bool, wasi_config_set_env, (WasiConfig*, std::size_t, const char**, const char**))                          \
  SB_ROW(void, wasi_config_set_stdin_bytes, (WasiConfig*, Bytes*))                                                   \
  SB_ROW(void, wasi_config_inherit_stdin, (WasiConfig*))                                                             \
  SB_ROW(void, wasi_config_set_stdout_custom, (WasiConfig*, WriteCallback, void*, Finalizer))                        \
  SB_ROW(void, wasi_config_set_stderr_custom, (WasiConfig*, WriteCallback, void*, Finalizer))                        \
  /* calls */                                                                                                        \
  SB_ROW(ExportIndex*, wasmtime_component_instance_get_export_index,                                                 \
         (const Instance*, Context*, const ExportIndex*, const char*, std::size_t))                                  \
  SB_ROW(bool, wasmtime_component_instance_get_func, (const Instance*, Context*, const ExportIndex*, Func*))         \
  SB_ROW(FuncType*, wasmtime_component_func_type, (const Func*, Context*))                                           \
  SB_ROW(void, wasmtime_component_func_type_delete, (FuncType*))                                                     \
  SB_ROW(std::size_t, wasmtime_component_func_type_param_count, (const FuncType*))                                   \
  SB_ROW(bool, wasmtime_component_func_type_result, (const FuncType*, ValueType*))                                   \
  SB_ROW(void, wasmtime_component_valtype_delete, (ValueType*))                                                      \
  SB_ROW(CallFuture*, wasmtime_component_func_call_async,                                                            \
         (const Func*, Context*, const Value*, std::size_t, Value*, std::size_t, EngineError**))                     \
  SB_ROW(bool, wasmtime_call_future_poll, (CallFuture*))                                                             \
  SB_ROW(void, wasmtime_call_future_delete, (CallFuture*))                                                           \
  /* values */                                                                                                       \
  SB_ROW(void, wasm_byte_vec_new, (Bytes*, std::size_t, const char*))                                                \
  SB_ROW(void, wasm_byte_vec_delete, (Bytes*))                                                                       \
  SB_ROW(void, wasmtime_component_vallist_new_uninit, (Vec<Value>*, std::size_t))                                    \
  SB_ROW(void, wasmtime_component_valtuple_new_uninit, (Vec<Value>*, std::size_t))                                   \
  SB_ROW(void, wasmtime_component_valrecord_new_uninit, (Vec<RecordEntry>*, std::size_t))                            \
  SB_ROW(void, wasmtime_component_valflags_new_uninit, (Vec<Bytes>*, std::size_t))                                   \
  SB_ROW(void, wasmtime_component_valmap_new_uninit, (Vec<MapEntry>*, std::size_t))                                  \
  SB_ROW(Value*, wasmtime_component_val_new, (Value*))                                                               \
  SB_ROW(void, wasmtime_component_val_delete, (Value*))                                                              \
  /* resources */                                                                                                    \
  SB_ROW(ResourceType*, wasmtime_component_resource_type_new_host, (std::uint32_t))                                  \
  SB_ROW(bool, wasmtime_component_resource_type_equal, (const ResourceType*, const ResourceType*))                   \
  SB_ROW(void, wasmtime_component_resource_type_delete, (ResourceType*))                                             \
  SB_ROW(ResourceType*, wasmtime_component_resource_any_type, (const ResourceAny*))                                  \
  SB_ROW(ResourceAny*, wasmtime_component_resource_any_clone, (const ResourceAny*))                                  \
  SB_ROW(bool, wasmtime_component_resource_any_owned, (const ResourceAny*))                                          \
  SB_ROW(EngineError*, wasmtime_component_resource_any_drop, (Context*, const ResourceAny*))                         \
  SB_ROW(void, wasmtime_component_resource_any_delete, (ResourceAny*))                                               \
  SB_ROW(EngineError*, wasmtime_component_resource_any_to_host, (Context*, const ResourceAny*, ResourceHost**))      \
  SB_ROW(EngineError*, wasmtime_component_resource_host_to_any, (Context*, const ResourceHost*, ResourceAny**))      \
  SB_ROW(ResourceHost*, wasmtime_component_resource_host_new, (bool, std::uint32_t, std::uint32_t))                  \
  SB_ROW(std::uint32_t, wasmtime_component_resource_host_rep, (const ResourceHost*))                                 \
  SB_ROW(std::uint32_t, wasmtime_component_resource_host_type, (const ResourceHost*))                                \
  SB_ROW(void, wasmtime_component_resource_host_delete, (ResourceHost*))                                             \
  /* failures */                                                                                                     \
  SB_ROW(EngineError*, wasmtime_error_new, (const char*))                                                            \
  SB_ROW(void, wasmtime_error_delete, (EngineError*))                                                                \
  SB_ROW(void, wasmtime_error_message, (const EngineError*, Bytes*))                                                 \
  SB_ROW(bool, wasmtime_error_exit_status, (const EngineError*, int*))                                               \
  SB_ROW(void, wasmtime_error_wasm_trace, (const EngineError*, Vec<Frame*>*))                                        \
  SB_ROW(const Bytes*, wasmtime_frame_func_name, (const Frame*))                                                     \
  SB_ROW(const Bytes*, wasmtime_frame_module_name, (const Frame*))                                                   \
  SB_ROW(std::uint32_t, wasm_frame_func_index, (const Frame*))                                                       \
  SB_ROW(std::size_t, wasm_frame_func_offset, (const Frame*))                                                        \
  SB_ROW(std::size_t, wasm_frame_module_offset, (const Frame*))                                                      \
  SB_ROW(void, wasm_frame_vec_delete, (Vec<Frame*>*))
// clang-format on

namespace sb::engine::abi {

struct Functions {
#define SB_ENGINE_MEMBER(result, name, parameters) result(*name) parameters = nullptr;
  SB_ENGINE_FUNCTIONS(SB_ENGINE_MEMBER)
#undef SB_ENGINE_MEMBER
};

}  // namespace sb::engine::abi
