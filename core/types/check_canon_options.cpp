// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/types/checker.h"

// CanonicalABI.md, "Canonical ABI Options": each at most once, and what they say about each other.
namespace sb::types {
namespace {

constexpr const char* OptionRule = "CanonicalABI.md, Canonical ABI Options";

const char* optionName(model::CanonOption::Kind kind) {
  using Kind = model::CanonOption::Kind;
  switch (kind) {
    case Kind::Utf8: return "utf8";
    case Kind::Utf16: return "utf16";
    case Kind::Latin1Utf16: return "latin1+utf16";
    case Kind::Memory: return "memory";
    case Kind::Realloc: return "realloc";
    case Kind::PostReturn: return "post-return";
    case Kind::Async: return "async";
    case Kind::Callback: return "callback";
    case Kind::CoreType: return "core-type";
    case Kind::Gc: return "gc";
  }
  return "";
}

}  // namespace

/// A memory for values: unshared; 64-bit ones are gated.
bool Checker::memoryAt(std::uint32_t index, Scope& scope, bool& is64) {
  if (!inBounds(index, scope.coreMemories.size(), "core memory")) return false;
  const CoreExtern& memory = scope.coreMemories[index];
  is64 = memory.limits.is64;
  if (memory.limits.shared) {
    error("shared-memory",
          concat("core memory ", std::to_string(index), " is shared, which values cannot live in"),
          OptionRule);
    return false;
  }
  return !is64 || gate(m_options.features.memory64, "cm64", "a 64-bit memory");
}

std::optional<ResolvedOptions> Checker::canonOptions(const model::CanonOptions& options, Scope& scope) {
  using Kind = model::CanonOption::Kind;
  ResolvedOptions resolved;
  std::optional<std::uint32_t> realloc;
  bool encoding = false;
  const auto twice = [&](bool already, Kind kind) {
    if (already)
      error("option-twice", concat("the option `", optionName(kind), "` is given twice"), OptionRule);
    return already;
  };
  const auto once = [&](std::optional<std::uint32_t>& slot, const model::CanonOption& option) {
    if (twice(slot.has_value(), option.kind)) return false;
    slot = option.index;
    return true;
  };
  for (const model::CanonOption& option : options) {
    bool good = true;
    switch (option.kind) {
      case Kind::Utf8:
      case Kind::Utf16:
      case Kind::Latin1Utf16:
        if (encoding) error("option-twice", "a definition has one string encoding", OptionRule);
        good = !encoding;
        encoding = true;
        resolved.utf16 = option.kind == Kind::Utf16;
        break;
      case Kind::Memory:
        good = !twice(resolved.memory, option.kind) && memoryAt(option.index, scope, resolved.memory64);
        resolved.memory = true;
        break;
      case Kind::Realloc: good = once(realloc, option); break;
      case Kind::PostReturn: good = once(resolved.postReturn, option); break;
      case Kind::Async:
        good = !twice(resolved.isAsync, option.kind) &&
               gate(m_options.features.asyncFunctions, "cm-async", "the option `async`");
        resolved.isAsync = true;
        break;
      case Kind::Callback: good = once(resolved.callback, option); break;
      case Kind::CoreType:
        good = once(resolved.coreType, option) &&
               gate(m_options.features.gc, "cm-gc", "the option `core-type`") &&
               inBounds(option.index, scope.coreTypes.size(), "core type");
        if (good && std::holds_alternative<CoreModuleTypeItem>(scope.coreTypes[option.index])) {
          error("wrong-type-kind", "`core-type` must be a core function type", OptionRule);
          good = false;
        }
        break;
      case Kind::Gc:
        good = !twice(resolved.gc, option.kind) && gate(m_options.features.gc, "cm-gc", "the option `gc`");
        resolved.gc = true;
        break;
    }
    if (!good) return std::nullopt;
  }
  const auto conflict = [](const char* message) { return std::string(message); };
  std::string wrong;
  if (resolved.callback && !resolved.isAsync) wrong = conflict("`callback` needs `async`");
  if (resolved.isAsync && resolved.postReturn)
    wrong = conflict("`post-return` and `async` exclude each other");
  if (resolved.coreType && !resolved.gc) wrong = conflict("`core-type` needs `gc`");
  if (realloc && !resolved.memory) wrong = conflict("`realloc` needs `memory`");
  if (!wrong.empty()) {
    error("option-conflict", wrong, OptionRule);
    return std::nullopt;
  }
  resolved.realloc = realloc.has_value();
  if (realloc) {
    const CoreFuncItem* func = coreFuncAt(*realloc, scope);
    if (func == nullptr) return std::nullopt;
    const std::uint8_t address = resolved.memory64 ? 0x7e : 0x7f;
    const model::CoreFuncType expected{{address, address, address, address}, {address}};
    if (!func->opaque && *func->type != expected) {
      error("core-signature",
            concat("core function ", std::to_string(*realloc), " cannot be `realloc`: its type differs"),
            OptionRule, "realloc takes four addresses and returns one");
      return std::nullopt;
    }
  }
  return resolved;
}

}  // namespace sb::types
