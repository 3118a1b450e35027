// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/model/index_spaces.h"
#include "core/model/type_expr.h"

namespace sb::model {

/// canonopt (Binary.md, "Canonical Definitions"), in the order they were written.
struct CanonOption {
  enum class Kind : std::uint8_t {
    Utf8,
    Utf16,
    Latin1Utf16,
    Memory,
    Realloc,
    PostReturn,
    Async,
    Callback,
    CoreType,
    Gc
  };
  Kind kind = Kind::Utf8;
  std::uint32_t index = 0;  ///< core memory, core func or core type; 0 for the flags
  friend bool operator==(const CanonOption&, const CanonOption&) = default;
};
using CanonOptions = std::vector<CanonOption>;

struct CanonLift {
  CoreFuncIdx func;
  CanonOptions options;
  TypeIdx type;
  friend bool operator==(const CanonLift&, const CanonLift&) = default;
};
struct CanonLower {
  FuncIdx func;
  CanonOptions options;
  friend bool operator==(const CanonLower&, const CanonLower&) = default;
};

/// Every other canonical definition: an opcode of component-model.md 1.4 with its immediates. All of them add
/// one core function.
enum class Builtin : std::uint8_t {
  ResourceNew = 0x02,
  ResourceDrop = 0x03,
  ResourceRep = 0x04,
  TaskCancel = 0x05,
  SubtaskCancel = 0x06,
  TaskReturn = 0x09,
  ContextGet = 0x0a,
  ContextSet = 0x0b,
  ThreadYield = 0x0c,
  SubtaskDrop = 0x0d,
  StreamNew = 0x0e,
  StreamRead = 0x0f,
  StreamWrite = 0x10,
  StreamCancelRead = 0x11,
  StreamCancelWrite = 0x12,
  StreamDropReadable = 0x13,
  StreamDropWritable = 0x14,
  FutureNew = 0x15,
  FutureRead = 0x16,
  FutureWrite = 0x17,
  FutureCancelRead = 0x18,
  FutureCancelWrite = 0x19,
  FutureDropReadable = 0x1a,
  FutureDropWritable = 0x1b,
  ErrorContextNew = 0x1c,
  ErrorContextDebugMessage = 0x1d,
  ErrorContextDrop = 0x1e,
  WaitableSetNew = 0x1f,
  WaitableSetWait = 0x20,
  WaitableSetPoll = 0x21,
  WaitableSetDrop = 0x22,
  WaitableJoin = 0x23,
  BackpressureInc = 0x24,
  BackpressureDec = 0x25,
  ThreadIndex = 0x26,
  ThreadNewIndirect = 0x27,
  ThreadResumeLater = 0x28,
  ThreadSuspend = 0x29,
  ThreadSuspendThenResume = 0x2a,
  ThreadYieldThenResume = 0x2b,
  ThreadSuspendThenPromote = 0x2c,
  ThreadYieldThenPromote = 0x2d,
  StreamForward = 0x2e,
  FutureForward = 0x2f,
  ThreadSpawnRef = 0x40,
  ThreadSpawnIndirect = 0x41,
  ThreadAvailableParallelism = 0x42,
};
/// The word of the text format: "resource.new", "waitable-set.wait", …
const char* builtinName(Builtin builtin);

struct CanonBuiltin {
  Builtin builtin{};
  TypeIdx type;                   ///< resource, stream or future type; zero where there is none
  std::optional<ValType> result;  ///< TaskReturn's result list; ContextGet/Set: the value type as a primitive
  CanonOptions options;
  std::uint32_t immediate = 0;      ///< context slot, memory of waitable-set.*, table of thread.new-indirect
  std::uint8_t flag = 0;            ///< the `async?` byte, or the byte that must be zero
  std::uint8_t coreValType = 0x7f;  ///< ContextGet/Set
  friend bool operator==(const CanonBuiltin&, const CanonBuiltin&) = default;
};

struct Canon {
  std::variant<CanonLift, CanonLower, CanonBuiltin> canon;
  SourceRange range;
  friend bool operator==(const Canon&, const Canon&) = default;
};

}  // namespace sb::model
