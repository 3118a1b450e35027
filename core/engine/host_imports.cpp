// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/host_imports.h"

#include <set>

namespace sb::engine {

void HostImports::add(HostFunction function) {
  m_functions.push_back(std::make_unique<Function>(Function{std::move(function), this}));
}

void HostImports::add(HostResource resource) {
  const abi::Functions& api = m_library.api();
  ResourceTypeHandle type(api.wasmtime_component_resource_type_new_host(resource.type), {&api});
  m_hostTypes.push_back({resource.type, type.get()});
  m_resources.push_back(std::make_unique<Resource>(Resource{std::move(resource), std::move(type)}));
}

Result<void> HostImports::defineIn(abi::Linker* linker) {
  const abi::Functions& api = m_library.api();
  std::set<std::string> instances;  // the engine takes each instance once, whole
  for (const auto& function : m_functions) instances.insert(function->host.instance);
  for (const auto& resource : m_resources) instances.insert(resource->host.instance);
  for (const std::string& instance : instances) {
    const LinkerInstanceHandle root(api.wasmtime_component_linker_root(linker), {&api});
    if (instance.empty()) {
      SB_TRY_VOID(defineInstance(root.get(), instance));
      continue;
    }
    abi::LinkerInstance* inner = nullptr;
    if (abi::EngineError* error = api.wasmtime_component_linker_instance_add_instance(
            root.get(), instance.data(), instance.size(), &inner)) {
      return fail(ErrorCode::EngineFailed,
                  "the instance `" + instance + "` cannot be defined: " + takeFailure(api, error).message);
    }
    const LinkerInstanceHandle owner(inner, {&api});
    SB_TRY_VOID(defineInstance(inner, instance));
  }
  return {};
}

Result<void> HostImports::defineInstance(abi::LinkerInstance* at, const std::string& instance) {
  const abi::Functions& api = m_library.api();
  const auto refused = [&](const std::string& name, abi::EngineError* error) {
    return fail(ErrorCode::EngineFailed, "`" + name + "` of the instance `" + instance +
                                             "` cannot be defined: " + takeFailure(api, error).message);
  };
  for (const auto& resource : m_resources) {
    if (resource->host.instance != instance) continue;
    const std::string& name = resource->host.name;
    if (abi::EngineError* error = api.wasmtime_component_linker_instance_add_resource(
            at, name.data(), name.size(), resource->type.get(), &HostImports::onDrop, resource.get(),
            nullptr)) {
      return refused(name, error);
    }
  }
  for (const auto& function : m_functions) {
    if (function->host.instance != instance) continue;
    const std::string& name = function->host.name;
    if (abi::EngineError* error = api.wasmtime_component_linker_instance_add_func(
            at, name.data(), name.size(), &HostImports::onCall, function.get(), nullptr)) {
      return refused(name, error);
    }
  }
  return {};
}

abi::EngineError* HostImports::onCall(void* data, abi::Context* context, const abi::FuncType*,
                                      abi::Value* args, std::size_t argCount, abi::Value* results,
                                      std::size_t resultCount) noexcept {
  const auto* function = static_cast<const Function*>(data);
  const abi::Functions& api = function->owner->m_library.api();
  const auto refuse = [&](const std::string& text) {
    const std::string whole = "host function `" + function->host.name + "`: " + text;
    return api.wasmtime_error_new(whole.c_str());
  };
  const ValueCodec codec(function->owner->m_library, context, function->owner->m_hostTypes);
  EngineValues values;
  for (std::size_t i = 0; i < argCount; ++i) {
    Result<EngineValue> value = codec.decode(args[i]);
    if (!value) return refuse(value.error().text());
    values.push_back(*std::move(value));
  }
  const Result<EngineValues> answer = function->host.call(values);
  if (!answer) return refuse(answer.error().text());
  if (answer->size() != resultCount) {
    return refuse("returned " + std::to_string(answer->size()) + " values, the type has " +
                  std::to_string(resultCount));
  }
  for (std::size_t i = 0; i < resultCount; ++i) {
    Result<abi::Value> value = codec.encode((*answer)[i]);
    if (!value) return refuse(value.error().text());
    results[i] = *value;  // the slot holds a Bool, nothing to free
  }
  return nullptr;
}

abi::EngineError* HostImports::onDrop(void* data, abi::Context*, std::uint32_t rep) noexcept {
  const auto* resource = static_cast<const Resource*>(data);
  if (resource->host.drop) resource->host.drop(rep);
  return nullptr;
}

Error linkError(const std::string& message) {
  const auto unsupported = [](const std::string& text) {
    return Error{ErrorCode::UnsupportedFeature, text, {}, {}};
  };
  if (message.find("@0.3.") != std::string::npos && message.find("`wasi:") != std::string::npos) {
    return unsupported("the component needs WASI 0.3, the engine offers programs WASI 0.2 only: " + message);
  }
  // What follows advises people who program the engine, not those who use it.
  if (const auto advice = message.find("type mismatch with async: "); advice != std::string::npos) {
    return unsupported(
        message.substr(0, advice) +
        "it is imported as `async`, which the host cannot provide; compose a component that does");
  }
  return {ErrorCode::EngineFailed, "the component cannot be instantiated: " + message, {}, {}};
}

}  // namespace sb::engine
