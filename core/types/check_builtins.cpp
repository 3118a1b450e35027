// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/abi/canonical_abi.h"
#include "core/support/concat.h"
#include "core/types/checker.h"

// CanonicalABI.md, the canonical built-ins: what each asks for and the core function it adds
// (component-model.md 1.4).
namespace sb::types {
namespace {

constexpr const char* BuiltinRule = "CanonicalABI.md, Canonical Definitions";
constexpr std::uint8_t I32 = 0x7f;
constexpr std::uint8_t I64 = 0x7e;
constexpr std::uint8_t FuncRef = 0x70;

CoreFuncItem signature(std::vector<std::uint8_t> params, std::vector<std::uint8_t> results) {
  return {model::CoreFuncType{std::move(params), std::move(results)}, false};
}
CoreFuncItem hole() { return {{}, true}; }

/// Built-ins whose flag byte was `cancellable`; the others use it for `async`.
bool mustBeZero(model::Builtin builtin) {
  using model::Builtin;
  return builtin == Builtin::ThreadYield || builtin == Builtin::WaitableSetWait ||
         builtin == Builtin::WaitableSetPoll ||
         (builtin >= Builtin::ThreadSuspend && builtin <= Builtin::ThreadYieldThenPromote);
}

bool isStreamBuiltin(model::Builtin builtin) {
  return (builtin >= model::Builtin::StreamNew && builtin <= model::Builtin::StreamDropWritable) ||
         builtin == model::Builtin::StreamForward;
}

}  // namespace

void Checker::builtin(const model::CanonBuiltin& builtin, Scope& scope) {
  CoreFuncItem item = builtinSignature(builtin, scope);
  scope.coreFuncs.push_back(std::move(item));
}

CoreFuncItem Checker::builtinSignature(const model::CanonBuiltin& builtin, Scope& scope) {
  using model::Builtin;
  const char* const name = model::builtinName(builtin.builtin);
  const auto async = [&](CoreFuncItem item) {
    return gate(m_options.features.asyncFunctions, "cm-async", concat("`", name, "`")) ? item : hole();
  };
  const auto thread = [&](CoreFuncItem item) {
    return gate(m_options.features.threading, "cm-threading", concat("`", name, "`")) ? item : hole();
  };
  const auto sharedOn = [&] {
    return gate(m_options.features.sharedEverythingThreads, "shared-everything-threads",
                concat("`", name, "`"));
  };
  if (mustBeZero(builtin.builtin) && builtin.flag != 0 &&
      !(builtin.flag == 1 && m_options.features.legacyCancelByte)) {
    error("cancel-byte", concat("`", name, "` has the dropped `cancellable` flag set"),
          "Binary.md, Canonical Definitions (no cancellable built-ins)", "write 00");
    return hole();
  }
  switch (builtin.builtin) {
    case Builtin::ResourceNew:
    case Builtin::ResourceDrop:
    case Builtin::ResourceRep: return resourceBuiltin(builtin, scope);
    case Builtin::TaskCancel:
    case Builtin::BackpressureInc:
    case Builtin::BackpressureDec: return async(signature({}, {}));
    case Builtin::SubtaskCancel:
      if (builtin.flag != 0 && !gate(m_options.features.moreAsyncBuiltins, "cm-more-async-builtins",
                                     "an async `subtask.cancel`")) {
        return hole();
      }
      return async(signature({I32}, {I32}));
    case Builtin::TaskReturn: return async(taskReturn(builtin, scope));
    case Builtin::ContextGet:
    case Builtin::ContextSet: return async(contextBuiltin(builtin, scope));
    case Builtin::ThreadYield:
    case Builtin::WaitableSetNew: return async(signature({}, {I32}));
    case Builtin::SubtaskDrop:
    case Builtin::WaitableSetDrop: return async(signature({I32}, {}));
    case Builtin::WaitableJoin: return async(signature({I32, I32}, {}));
    case Builtin::WaitableSetWait:
    case Builtin::WaitableSetPoll: return async(memoryBuiltin(builtin, scope));
    case Builtin::StreamNew:
    case Builtin::FutureNew: return async(endOf(builtin, scope) ? signature({}, {I64}) : hole());
    case Builtin::StreamRead:
    case Builtin::StreamWrite:
    case Builtin::FutureRead:
    case Builtin::FutureWrite: return async(streamCopy(builtin, scope));
    case Builtin::StreamCancelRead:
    case Builtin::StreamCancelWrite:
    case Builtin::FutureCancelRead:
    case Builtin::FutureCancelWrite:
      if (builtin.flag != 0 && !gate(m_options.features.moreAsyncBuiltins, "cm-more-async-builtins",
                                     concat("an async `", name, "`"))) {
        return hole();
      }
      return async(endOf(builtin, scope) ? signature({I32}, {I32}) : hole());
    case Builtin::StreamDropReadable:
    case Builtin::StreamDropWritable:
    case Builtin::FutureDropReadable:
    case Builtin::FutureDropWritable: return async(endOf(builtin, scope) ? signature({I32}, {}) : hole());
    case Builtin::StreamForward:
    case Builtin::FutureForward:
      if (!gate(m_options.features.forward, "cm-forward", concat("`", name, "`"))) return hole();
      return async(endOf(builtin, scope) ? signature({I32, I32}, {}) : hole());
    case Builtin::ErrorContextNew:
    case Builtin::ErrorContextDebugMessage:
    case Builtin::ErrorContextDrop: return errorContextBuiltin(builtin, scope);
    case Builtin::ThreadIndex:
    case Builtin::ThreadSuspend: return thread(signature({}, {I32}));
    case Builtin::ThreadAvailableParallelism: return sharedOn() ? signature({}, {I32}) : hole();
    case Builtin::ThreadResumeLater: return thread(signature({I32}, {}));
    case Builtin::ThreadSuspendThenResume:
    case Builtin::ThreadYieldThenResume:
    case Builtin::ThreadSuspendThenPromote:
    case Builtin::ThreadYieldThenPromote: return thread(signature({I32}, {I32}));
    case Builtin::ThreadNewIndirect: return thread(threadStart(builtin, scope));
    case Builtin::ThreadSpawnIndirect:
    case Builtin::ThreadSpawnRef: return sharedOn() ? threadStart(builtin, scope) : hole();
  }
  return hole();
}

/// `resource.new` and `resource.rep` need a resource that this component defines; `resource.drop` takes any.
CoreFuncItem Checker::resourceBuiltin(const model::CanonBuiltin& builtin, Scope& scope) {
  const std::optional<TypeOfResource> found = resourceAt(builtin.type, scope);
  if (!found) return hole();
  const ResourceRef& resource = found->resource;
  if (builtin.builtin == model::Builtin::ResourceDrop) return signature({I32}, {});
  if (scope.localResources.count(resource.get()) == 0) {
    error("not-a-local-resource",
          concat("`", model::builtinName(builtin.builtin), "` needs a resource that this component defines"),
          BuiltinRule);
    return hole();
  }
  if (builtin.builtin == model::Builtin::ResourceNew) return signature({resource->rep}, {I32});
  return signature({I32}, {resource->rep});
}

CoreFuncItem Checker::taskReturn(const model::CanonBuiltin& builtin, Scope& scope) {
  FuncType func;
  if (builtin.result) {
    const ValType result = valType(*builtin.result, scope);
    if (!result) return hole();
    if (result->facts.hasBorrow) {
      error("borrow-in-result", "`task.return` cannot return borrowed handles", BuiltinRule,
            "return an `own` handle");
      return hole();
    }
    func.params.push_back({"v", result});
  }
  const std::optional<ResolvedOptions> options = canonOptions(builtin.options, scope);
  if (!options) return hole();
  if (options->realloc || options->isAsync) {
    error("option-not-allowed",
          concat("`", options->realloc ? "realloc" : "async", "` is not allowed on `task.return`"),
          BuiltinRule);
    return hole();
  }
  if (!lowerOptions(*options, "`task.return`") || options->gc) return hole();
  const abi::NeededOptions needed = abi::neededForLower(func, false);
  if (!needs(*options, needed.memory, false, "`task.return`")) return hole();
  const auto width = options->memory64 ? abi::PointerWidth::Bits64 : abi::PointerWidth::Bits32;
  const abi::CoreSignature flat = abi::coreSignature(func, abi::FlattenContext::Lower, false, false, width);
  std::vector<std::uint8_t> params;
  for (const abi::CoreType type : flat.params) params.push_back(static_cast<std::uint8_t>(type));
  return signature(std::move(params), {});
}

CoreFuncItem Checker::contextBuiltin(const model::CanonBuiltin& builtin, Scope& scope) {
  const std::uint8_t type = builtin.coreValType;
  const char* const name = model::builtinName(builtin.builtin);
  if (type != I32 && type != I64) {
    error("context-type", concat("`", name, "` works on `i32` or `i64`"), BuiltinRule);
    return hole();
  }
  if (type == I64 && !gate(m_options.features.memory64, "cm64", concat("a 64-bit `", name, "`")))
    return hole();
  if (builtin.immediate > 1) {
    error("context-slot", concat("`", name, "` has the slots 0 and 1 only"), BuiltinRule);
    return hole();
  }
  if (builtin.immediate == 1 &&
      !gate(m_options.features.threading, "cm-threading", concat("slot 1 of `", name, "`"))) {
    return hole();
  }
  if (scope.contextType != 0 && scope.contextType != type) {
    error("context-type", "all context built-ins of a component use one type", BuiltinRule);
    return hole();
  }
  scope.contextType = type;
  return builtin.builtin == model::Builtin::ContextGet ? signature({}, {type}) : signature({type}, {});
}

/// waitable-set.wait and waitable-set.poll: (set, pointer) → event.
CoreFuncItem Checker::memoryBuiltin(const model::CanonBuiltin& builtin, Scope& scope) {
  bool is64 = false;
  if (!memoryAt(builtin.immediate, scope, is64)) return hole();
  return signature({I32, is64 ? I64 : I32}, {I32});
}

/// The element type of the stream or future a built-in works on; a null element for `stream` without one.
std::optional<ValType> Checker::endOf(const model::CanonBuiltin& builtin, Scope& scope) {
  if (!inBounds(builtin.type.value, scope.types.size(), "type")) return std::nullopt;
  const ExternType& found = scope.types[builtin.type.value];
  if (isHole(found)) return std::nullopt;
  const auto* value = std::get_if<TypeOfValue>(&found);
  if (value != nullptr && isStreamBuiltin(builtin.builtin)) {
    if (const auto* stream = std::get_if<Stream>(&value->type->kind)) return stream->element;
  } else if (value != nullptr) {
    if (const auto* future = std::get_if<Future>(&value->type->kind)) return future->element;
  }
  error("wrong-type-kind",
        concat("`", model::builtinName(builtin.builtin), "` needs a ",
               isStreamBuiltin(builtin.builtin) ? "stream" : "future", " type"),
        BuiltinRule);
  return std::nullopt;
}

/// stream.read, stream.write, future.read, future.write.
CoreFuncItem Checker::streamCopy(const model::CanonBuiltin& builtin, Scope& scope) {
  const std::string name = concat("`", model::builtinName(builtin.builtin), "`");
  const std::optional<ValType> element = endOf(builtin, scope);
  const std::optional<ResolvedOptions> options = canonOptions(builtin.options, scope);
  if (!element || !options || !lowerOptions(*options, name.c_str())) return hole();
  if (!options->isAsync &&
      !gate(m_options.features.moreAsyncBuiltins, "cm-more-async-builtins", concat("a synchronous ", name))) {
    return hole();
  }
  if (options->gc) return hole();
  const bool isRead =
      builtin.builtin == model::Builtin::StreamRead || builtin.builtin == model::Builtin::FutureRead;
  const bool pointers = *element && (*element)->facts.hasPointer;
  if (!needs(*options, *element != nullptr, isRead && pointers, name.c_str())) return hole();
  const std::uint8_t address = options->memory64 ? I64 : I32;
  return isStreamBuiltin(builtin.builtin) ? signature({I32, address, address}, {address})
                                          : signature({I32, address}, {I32});
}

CoreFuncItem Checker::errorContextBuiltin(const model::CanonBuiltin& builtin, Scope& scope) {
  using model::Builtin;
  const char* const name = model::builtinName(builtin.builtin);
  if (!gate(m_options.features.errorContext, "cm-error-context", concat("`", name, "`"))) return hole();
  if (builtin.builtin == Builtin::ErrorContextDrop) return signature({I32}, {});
  const std::optional<ResolvedOptions> options = canonOptions(builtin.options, scope);
  if (!options || !lowerOptions(*options, name)) return hole();
  if (options->isAsync) {
    error("option-not-allowed", concat("`async` is not allowed on `", name, "`"), BuiltinRule);
    return hole();
  }
  const bool isNew = builtin.builtin == Builtin::ErrorContextNew;
  if (!needs(*options, true, !isNew, concat("`", name, "`").c_str())) return hole();
  const std::uint8_t address = options->memory64 ? I64 : I32;
  return isNew ? signature({address, address}, {I32}) : signature({I32, address}, {});
}

/// thread.new-indirect and thread.spawn-*: start functions go from `i32` to nothing.
CoreFuncItem Checker::threadStart(const model::CanonBuiltin& builtin, Scope& scope) {
  const std::string name = concat("`", model::builtinName(builtin.builtin), "`");
  if (!inBounds(builtin.type.value, scope.coreTypes.size(), "core type")) return hole();
  const CoreTypeItem& type = scope.coreTypes[builtin.type.value];
  const auto* func = std::get_if<CoreFuncTypeItem>(&type);
  const model::CoreFuncType expected{{I32}, {}};
  if (func != nullptr ? *func->type != expected : std::holds_alternative<CoreModuleTypeItem>(type)) {
    error("wrong-type-kind",
          concat("the start type of ", name, " must be a core function from `i32` to nothing"), BuiltinRule);
    return hole();
  }
  if (builtin.builtin == model::Builtin::ThreadSpawnRef) return hole();  // takes a typed function reference
  if (!inBounds(builtin.immediate, scope.coreTables.size(), "core table")) return hole();
  const CoreExtern& table = scope.coreTables[builtin.immediate];
  const bool isNew = builtin.builtin == model::Builtin::ThreadNewIndirect;
  if (isNew && !table.opaque && (table.refType != Bytes{FuncRef} || table.limits.shared)) {
    error("wrong-type-kind", concat(name, " needs a table of functions"), BuiltinRule);
    return hole();
  }
  return signature({table.limits.is64 ? I64 : I32, I32}, {I32});
}

}  // namespace sb::types
