// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/engine/call_function.h"
#include "core/engine/value_codec.h"

namespace sb::engine {

/// The imports that the host provides in one session: kept until a linker is made, then reached by the engine
/// through pointers, so it must outlive linker and store. Not movable once `defineIn` was called.
class HostImports {
 public:
  explicit HostImports(EngineLibrary library) : m_library(std::move(library)) {}

  void add(HostFunction function);
  void add(HostResource resource);
  /// Errors: EngineFailed with instance and name, for instance on a double definition.
  Result<void> defineIn(abi::Linker* linker);
  std::span<const ValueCodec::HostType> hostTypes() const { return m_hostTypes; }

 private:
  struct Function {
    HostFunction host;
    HostImports* owner;
  };
  struct Resource {
    HostResource host;
    ResourceTypeHandle type;
  };
  Result<void> defineInstance(abi::LinkerInstance* at, const std::string& instance);
  static abi::EngineError* onCall(void* data, abi::Context* context, const abi::FuncType* type,
                                  abi::Value* args, std::size_t argCount, abi::Value* results,
                                  std::size_t resultCount) noexcept;
  static abi::EngineError* onDrop(void* data, abi::Context* context, std::uint32_t rep) noexcept;

  EngineLibrary m_library;
  std::vector<std::unique_ptr<Function>> m_functions;  ///< the engine holds pointers to the elements
  std::vector<std::unique_ptr<Resource>> m_resources;
  std::vector<ValueCodec::HostType> m_hostTypes;
};

/// Explains why a component could not be instantiated, from the engine's text: an import that nobody
/// provides, WASI 0.3, a host function for an `async` import.
Error linkError(const std::string& message);

}  // namespace sb::engine
