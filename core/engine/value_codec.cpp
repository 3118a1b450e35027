// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/engine/value_codec.h"

#include "core/engine/value_check.h"
#include "core/support/match.h"

namespace sb::engine {

namespace {

using Kind = abi::Kind;

abi::Value plain(Kind kind) {
  abi::Value value{};
  value.kind = kind;
  return value;
}

std::string textOf(const abi::Bytes& bytes) {
  return bytes.size ? std::string(bytes.data, bytes.size) : std::string();
}

}  // namespace

abi::Bytes ValueCodec::encodeText(std::string_view text) const {
  abi::Bytes bytes{0, nullptr};
  m_library.api().wasm_byte_vec_new(&bytes, text.size(), text.data() ? text.data() : "");
  return bytes;
}

abi::Value* ValueCodec::encodePayload(const std::vector<EngineValue>& payload,
                                      std::optional<Error>& error) const {
  if (payload.empty()) return nullptr;
  abi::Value inner = encodeChecked(payload.front(), error);
  return m_library.api().wasmtime_component_val_new(&inner);
}

abi::Value ValueCodec::encodeResource(const EngineResource& resource, std::optional<Error>& error) const {
  const abi::Functions& api = m_library.api();
  abi::Value out = plain(Kind::Resource);
  if (resource.guest) {
    out.of.resource =
        api.wasmtime_component_resource_any_clone(static_cast<abi::ResourceAny*>(resource.guest.get()));
    return out;
  }
  abi::ResourceHost* host =
      api.wasmtime_component_resource_host_new(resource.owned, resource.rep, resource.hostType);
  abi::EngineError* refused = api.wasmtime_component_resource_host_to_any(m_context, host, &out.of.resource);
  api.wasmtime_component_resource_host_delete(host);
  if (!refused) return out;
  error = Error{ErrorCode::EngineFailed,
                "a host resource cannot be passed: " + takeFailure(api, refused).message,
                {},
                {}};
  return plain(Kind::Bool);
}

abi::Value ValueCodec::encodeChecked(const EngineValue& value, std::optional<Error>& error) const {
  const abi::Functions& api = m_library.api();
  abi::Value out = plain(static_cast<Kind>(value.content.index()));
  abi::Payload& of = out.of;
  match(
      value.content,                         //
      [&](bool v) { of.boolean = v; },       //
      [&](std::int8_t v) { of.s8 = v; },     //
      [&](std::uint8_t v) { of.u8 = v; },    //
      [&](std::int16_t v) { of.s16 = v; },   //
      [&](std::uint16_t v) { of.u16 = v; },  //
      [&](std::int32_t v) { of.s32 = v; },   //
      [&](std::uint32_t v) { of.u32 = v; },  //
      [&](std::int64_t v) { of.s64 = v; },   //
      [&](std::uint64_t v) { of.u64 = v; },  //
      [&](float v) { of.f32 = v; },          //
      [&](double v) { of.f64 = v; },         //
      [&](EngineChar v) { of.character = v.code; }, [&](const std::string& v) { of.string = encodeText(v); },
      [&](const EngineList& v) {
        api.wasmtime_component_vallist_new_uninit(&of.list, v.items.size());
        for (std::size_t i = 0; i < v.items.size(); ++i) of.list.data[i] = encodeChecked(v.items[i], error);
      },
      [&](const EngineRecord& v) {
        api.wasmtime_component_valrecord_new_uninit(&of.record, v.fields.size());
        for (std::size_t i = 0; i < v.fields.size(); ++i) {
          of.record.data[i] = {encodeText(v.fields[i].name), encodeChecked(v.fields[i].value, error)};
        }
      },
      [&](const EngineTuple& v) {
        api.wasmtime_component_valtuple_new_uninit(&of.list, v.items.size());
        for (std::size_t i = 0; i < v.items.size(); ++i) of.list.data[i] = encodeChecked(v.items[i], error);
      },
      [&](const EngineVariant& v) {
        of.variant = {encodeText(v.name), encodePayload(v.payload, error)};
      },
      [&](const EngineEnum& v) { of.string = encodeText(v.name); },
      [&](const EngineOption& v) { of.option = encodePayload(v.payload, error); },
      [&](const EngineResult& v) {
        of.result = {v.ok, encodePayload(v.payload, error)};
      },
      [&](const EngineFlags& v) {
        api.wasmtime_component_valflags_new_uninit(&of.flags, v.names.size());
        for (std::size_t i = 0; i < v.names.size(); ++i) of.flags.data[i] = encodeText(v.names[i]);
      },
      [&](const EngineResource& v) { out = encodeResource(v, error); },
      [&](const EngineMap& v) {
        api.wasmtime_component_valmap_new_uninit(&of.map, v.entries.size());
        for (std::size_t i = 0; i < v.entries.size(); ++i) {
          of.map.data[i] = {encodeChecked(v.entries[i].key, error), encodeChecked(v.entries[i].value, error)};
        }
      });
  return out;
}

Result<abi::Value> ValueCodec::encode(const EngineValue& value) const {
  SB_TRY_VOID(checkValue(value));
  std::optional<Error> error;
  abi::Value out = encodeChecked(value, error);
  if (!error) return out;
  discard(out);
  return tl::unexpected<Error>(*std::move(error));
}

Result<std::vector<EngineValue>> ValueCodec::decodeAll(const abi::Vec<abi::Value>& values) const {
  std::vector<EngineValue> out;
  out.reserve(values.size);
  for (std::size_t i = 0; i < values.size; ++i) {
    SB_TRY(EngineValue item, decode(values.data[i]));
    out.push_back(std::move(item));
  }
  return out;
}

Result<std::vector<EngineValue>> ValueCodec::decodePayload(const abi::Value* payload) const {
  std::vector<EngineValue> out;
  if (payload) {
    SB_TRY(EngineValue inner, decode(*payload));
    out.push_back(std::move(inner));
  }
  return out;
}

Result<EngineValue> ValueCodec::decodeResource(const abi::ResourceAny* resource) const {
  const abi::Functions& api = m_library.api();
  EngineResource out;
  out.owned = api.wasmtime_component_resource_any_owned(resource);
  const ResourceTypeHandle type(api.wasmtime_component_resource_any_type(resource), {&api});
  for (const HostType& hostType : m_hostTypes) {
    if (!api.wasmtime_component_resource_type_equal(type.get(), hostType.type)) continue;
    abi::ResourceHost* host = nullptr;
    if (abi::EngineError* error = api.wasmtime_component_resource_any_to_host(m_context, resource, &host)) {
      return fail(ErrorCode::EngineFailed,
                  "a host resource cannot be taken: " + takeFailure(api, error).message);
    }
    out.hostType = hostType.id;
    out.rep = api.wasmtime_component_resource_host_rep(host);
    api.wasmtime_component_resource_host_delete(host);
    return EngineValue{out};
  }
  // The deleter's copy of the library keeps the function table as long as any copy of the value lives.
  out.guest = std::shared_ptr<void>(
      api.wasmtime_component_resource_any_clone(resource), [library = m_library](void* handle) {
        library.api().wasmtime_component_resource_any_delete(static_cast<abi::ResourceAny*>(handle));
      });
  return EngineValue{std::move(out)};
}

Result<EngineValue> ValueCodec::decode(const abi::Value& value) const {
  const abi::Payload& of = value.of;
  switch (value.kind) {
    case Kind::Bool: return EngineValue{of.boolean};
    case Kind::S8: return EngineValue{of.s8};
    case Kind::U8: return EngineValue{of.u8};
    case Kind::S16: return EngineValue{of.s16};
    case Kind::U16: return EngineValue{of.u16};
    case Kind::S32: return EngineValue{of.s32};
    case Kind::U32: return EngineValue{of.u32};
    case Kind::S64: return EngineValue{of.s64};
    case Kind::U64: return EngineValue{of.u64};
    case Kind::F32: return EngineValue{of.f32};
    case Kind::F64: return EngineValue{of.f64};
    case Kind::Char: return EngineValue{EngineChar{static_cast<char32_t>(of.character)}};
    case Kind::String: return EngineValue{textOf(of.string)};
    case Kind::List: {
      SB_TRY(auto items, decodeAll(of.list));
      return EngineValue{EngineList{std::move(items)}};
    }
    case Kind::Record: {
      EngineRecord record;
      for (std::size_t i = 0; i < of.record.size; ++i) {
        SB_TRY(EngineValue field, decode(of.record.data[i].value));
        record.fields.push_back({textOf(of.record.data[i].name), std::move(field)});
      }
      return EngineValue{std::move(record)};
    }
    case Kind::Tuple: {
      SB_TRY(auto items, decodeAll(of.list));
      return EngineValue{EngineTuple{std::move(items)}};
    }
    case Kind::Variant: {
      SB_TRY(auto payload, decodePayload(of.variant.payload));
      return EngineValue{EngineVariant{textOf(of.variant.name), std::move(payload)}};
    }
    case Kind::Enum: return EngineValue{EngineEnum{textOf(of.string)}};
    case Kind::Option: {
      SB_TRY(auto payload, decodePayload(of.option));
      return EngineValue{EngineOption{std::move(payload)}};
    }
    case Kind::Result: {
      SB_TRY(auto payload, decodePayload(of.result.payload));
      return EngineValue{EngineResult{of.result.isOk, std::move(payload)}};
    }
    case Kind::Flags: {
      EngineFlags flags;
      for (std::size_t i = 0; i < of.flags.size; ++i) flags.names.push_back(textOf(of.flags.data[i]));
      return EngineValue{std::move(flags)};
    }
    case Kind::Resource: return decodeResource(of.resource);
    case Kind::Map: {
      EngineMap map;
      for (std::size_t i = 0; i < of.map.size; ++i) {
        SB_TRY(EngineValue key, decode(of.map.data[i].key));
        SB_TRY(EngineValue entry, decode(of.map.data[i].value));
        map.entries.push_back({std::move(key), std::move(entry)});
      }
      return EngineValue{std::move(map)};
    }
  }
  return fail(ErrorCode::UnsupportedFeature,
              "a value of kind " + std::to_string(static_cast<int>(value.kind)) + " has no form here");
}

}  // namespace sb::engine
