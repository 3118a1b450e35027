// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstddef>
#include <cstdint>

/// What we call in the engine's C interface, declared by us: the engine is opened at run time and no header
/// of it is needed to build. The declarations hold for exactly the version below. Between majors, structures
/// have changed size without any function refusing the old form, so `EngineLibrary` checks the version before
/// the first call.
///
/// Ownership: `error*` is NULL on success and otherwise ours to delete. `Bytes`, the vectors and boxed values
/// are allocated by the engine only. A value slot that the engine fills must hold an initialised value (kind
/// Bool).
namespace sb::engine::abi {

inline constexpr const char* Version = "50.0.1";
/// A symbol that carries the version in its name. (The library of 50.0.1 calls itself 50.0.0.)
inline constexpr const char* VersionSymbol = "resolve_vmctx_memory_ptr_50_0_0";
inline constexpr unsigned VersionMajor = 50;
inline constexpr const char* FileName = "_libwasmtime.so";

// Opaque to us.
struct Config;
struct Engine;
struct Component;
struct Linker;
struct LinkerInstance;
struct Store;
struct Context;
struct WasiConfig;
struct EngineError;
struct ExportIndex;
struct CallFuture;
struct FuncType;
struct Frame;
struct ResourceAny;
struct ResourceHost;
struct ResourceType;

struct Bytes {  // wasm_byte_vec_t, wasm_name_t
  std::size_t size;
  char* data;
};
template <class T>
struct Vec {
  std::size_t size;
  T* data;
};

/// `wasmtime_component_valkind_t`; EngineValue's alternatives stand in the same order.
enum class Kind : std::uint8_t {
  Bool,
  S8,
  U8,
  S16,
  U16,
  S32,
  U32,
  S64,
  U64,
  F32,
  F64,
  Char,
  String,
  List,
  Record,
  Tuple,
  Variant,
  Enum,
  Option,
  Result,
  Flags,
  Resource,
  Map,
};

struct Value;
struct RecordEntry;
struct MapEntry;
struct VariantValue {
  Bytes name;
  Value* payload;
};
struct ResultValue {
  bool isOk;
  Value* payload;
};
union Payload {
  bool boolean;
  std::int8_t s8;
  std::uint8_t u8;
  std::int16_t s16;
  std::uint16_t u16;
  std::int32_t s32;
  std::uint32_t u32;
  std::int64_t s64;
  std::uint64_t u64;
  float f32;
  double f64;
  std::uint32_t character;
  Bytes string;     // enum too
  Vec<Value> list;  // tuple too
  Vec<RecordEntry> record;
  VariantValue variant;
  Value* option;
  ResultValue result;
  Vec<Bytes> flags;
  Vec<MapEntry> map;
  ResourceAny* resource;
};
struct Value {
  Kind kind;
  Payload of;
};
struct RecordEntry {
  Bytes name;
  Value value;
};
struct MapEntry {
  Value key;
  Value value;
};
struct Instance {
  std::uint64_t store;
  std::uint32_t index;
};
struct Func {
  struct Owner {
    std::uint64_t store;
    std::uint32_t index;
  } owner;  // 16 bytes with its padding
  std::uint32_t second;
  void* third;
};
struct ValueType {
  std::uint8_t kind;
  void* of;
};

#if UINTPTR_MAX == UINT64_MAX
static_assert(sizeof(Bytes) == 16 && sizeof(Payload) == 24 && sizeof(Value) == 32 &&
              offsetof(Value, of) == 8);
static_assert(sizeof(RecordEntry) == 48 && sizeof(MapEntry) == 64 && sizeof(Instance) == 16 &&
              sizeof(Func) == 32);
static_assert(offsetof(Func, second) == 16 && offsetof(Func, third) == 24 && sizeof(ValueType) == 16);
#endif

using Finalizer = void (*)(void*);
using WriteCallback = std::ptrdiff_t (*)(void*, const unsigned char*, std::size_t);
using HostCallback = EngineError* (*)(void*, Context*, const FuncType*, Value*, std::size_t, Value*,
                                      std::size_t);
using DropCallback = EngineError* (*)(void*, Context*, std::uint32_t);
using EpochCallback = EngineError* (*)(const Context*, void*, std::uint64_t*, std::uint8_t*);

}  // namespace sb::engine::abi
