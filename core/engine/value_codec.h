// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/engine/engine_handles.h"
#include "core/engine/engine_value.h"
#include "core/support/result.h"

namespace sb::engine {

/// Turns our values into the engine's and back, for one store.
class ValueCodec {
 public:
  struct HostType {
    std::uint32_t id;
    const abi::ResourceType* type;
  };
  ValueCodec(const EngineLibrary& library, abi::Context* context, std::span<const HostType> hostTypes)
      : m_library(library), m_context(context), m_hostTypes(hostTypes) {}

  /// The result owns what it points to: give it to the engine or to `discard`.
  /// Errors: those of `checkValue`; EngineFailed (a host resource of a type that was not defined).
  Result<abi::Value> encode(const EngineValue& value) const;
  /// Copies; the engine keeps what it owns. Error: UnsupportedFeature for a kind we do not know,
  /// EngineFailed.
  Result<EngineValue> decode(const abi::Value& value) const;
  void discard(abi::Value& value) const { m_library.api().wasmtime_component_val_delete(&value); }

 private:
  /// The value has passed `checkValue`. On an error the rest is still built, so that all of it can be
  /// discarded.
  abi::Value encodeChecked(const EngineValue& value, std::optional<Error>& error) const;
  abi::Value* encodePayload(const std::vector<EngineValue>& payload, std::optional<Error>& error) const;
  abi::Value encodeResource(const EngineResource& resource, std::optional<Error>& error) const;
  abi::Bytes encodeText(std::string_view text) const;
  Result<EngineValue> decodeResource(const abi::ResourceAny* resource) const;
  Result<std::vector<EngineValue>> decodeAll(const abi::Vec<abi::Value>& values) const;
  Result<std::vector<EngineValue>> decodePayload(const abi::Value* payload) const;

  const EngineLibrary& m_library;  ///< outlives the codec, which lives for one call
  abi::Context* m_context;
  std::span<const HostType> m_hostTypes;
};

/// Arguments or result slots of one call, in the engine's form; frees what they own.
class ValueList {
 public:
  explicit ValueList(const ValueCodec& codec) : m_codec(codec) {}
  ~ValueList() {
    for (abi::Value& value : m_values) m_codec.discard(value);
  }
  ValueList(const ValueList&) = delete;
  ValueList& operator=(const ValueList&) = delete;

  Result<void> push(const EngineValue& value) {
    SB_TRY(const abi::Value encoded, m_codec.encode(value));
    m_values.push_back(encoded);
    return {};
  }
  void pushEmpty() { m_values.push_back(abi::Value{}); }  ///< a slot for a result: kind Bool
  abi::Value* data() { return m_values.data(); }
  std::size_t size() const { return m_values.size(); }

 private:
  const ValueCodec& m_codec;  ///< declared before the list, on the same stack
  std::vector<abi::Value> m_values;
};

}  // namespace sb::engine
