// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/abi/canonical_abi.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/checker.h"

// Binary.md, "Canonical Definitions"; CanonicalABI.md, "canon lift", "canon lower"
// (component-model.md 4.2, 4.3).
namespace sb::types {
namespace {

constexpr const char* CanonRule = "CanonicalABI.md, canon lift and canon lower";

std::vector<std::uint8_t> coreBytes(const std::vector<abi::CoreType>& types) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(types.size());
  for (const abi::CoreType type : types) bytes.push_back(static_cast<std::uint8_t>(type));
  return bytes;
}

model::CoreFuncType flatType(const abi::CoreSignature& signature) {
  return {coreBytes(signature.params), coreBytes(signature.results)};
}

abi::PointerWidth widthOf(const ResolvedOptions& options) {
  return options.memory64 ? abi::PointerWidth::Bits64 : abi::PointerWidth::Bits32;
}

std::string mismatchText(const model::CoreFuncType& found, const model::CoreFuncType& expected) {
  CoreExtern a, b;
  a.func = found;
  b.func = expected;
  return coreMismatch(a, b).value_or("fits");
}

}  // namespace

void Checker::canon(const model::Canon& canon, Scope& scope) {
  match(
      canon.canon, [&](const model::CanonLift& c) { lift(c, scope); },
      [&](const model::CanonLower& c) { lower(c, scope); },
      [&](const model::CanonBuiltin& c) { builtin(c, scope); });
}

/// 0x00 0x00 f:<core:funcidx> opts:<opts> ft:<typeidx>: adds a component function.
void Checker::lift(const model::CanonLift& lift, Scope& scope) {
  FuncTypeRef type;
  if (inBounds(lift.type.value, scope.types.size(), "type")) {
    const ExternType& found = scope.types[lift.type.value];
    if (const auto* func = std::get_if<TypeOfFunc>(&found)) {
      type = func->type;
    } else if (!isHole(found)) {
      error("wrong-type-kind", concat("type ", std::to_string(lift.type.value), " is not a function type"),
            CanonRule);
    }
  }
  scope.funcs.push_back(type);
  if (m_options.resolveOnly) return;
  const CoreFuncItem* func = coreFuncAt(lift.func.value, scope);
  const std::optional<ResolvedOptions> options = canonOptions(lift.options, scope);
  if (!type || func == nullptr || !options) return;
  if (options->coreType) {
    error("option-not-allowed", "`core-type` is not allowed on a lift", CanonRule);
    return;
  }
  if (!liftCallbacks(*options, *func, scope)) return;
  if (options->isAsync && !type->async) {
    error("async-option", "`async` needs an async function type", CanonRule,
          "lift without `async`, or make the type async");
    return;
  }
  if (options->gc) {
    if (!func->opaque) gcSignature(*type, CoreFuncTypeItem{func->type}, *options, scope);
    return;
  }
  const abi::NeededOptions needed = abi::neededForLift(*type, options->isAsync);
  if (!needs(*options, needed.memory, needed.realloc, "this lift")) return;
  const model::CoreFuncType expected = flatType(abi::coreSignature(
      *type, abi::FlattenContext::Lift, options->isAsync, options->callback.has_value(), widthOf(*options)));
  if (!func->opaque && *func->type != expected) {
    error("core-signature",
          concat("core function ", std::to_string(lift.func.value), " ", mismatchText(*func->type, expected)),
          CanonRule, "the core function must have the flattened type");
  }
}

/// post-return takes what the core function returns; the callback takes event, index and payload.
bool Checker::liftCallbacks(const ResolvedOptions& options, const CoreFuncItem& func, Scope& scope) {
  if (options.postReturn) {
    const CoreFuncItem* post = coreFuncAt(*options.postReturn, scope);
    if (post == nullptr) return false;
    const model::CoreFuncType expected{func.type->results, {}};
    if (!post->opaque && !func.opaque && *post->type != expected) {
      error("core-signature", concat("`post-return` ", mismatchText(*post->type, expected)), CanonRule);
      return false;
    }
  }
  if (options.isAsync && !options.callback) {
    return gate(m_options.features.asyncStackful, "cm-async-stackful", "an async lift without `callback`");
  }
  if (options.callback) {
    const CoreFuncItem* callback = coreFuncAt(*options.callback, scope);
    if (callback == nullptr) return false;
    const model::CoreFuncType expected{{0x7f, 0x7f, 0x7f}, {0x7f}};
    if (!callback->opaque && *callback->type != expected) {
      error("core-signature", concat("`callback` ", mismatchText(*callback->type, expected)), CanonRule);
      return false;
    }
  }
  return true;
}

/// 0x01 0x00 f:<funcidx> opts:<opts>: adds a core function.
void Checker::lower(const model::CanonLower& lower, Scope& scope) {
  CoreFuncItem result{{}, true};
  if (inBounds(lower.func.value, scope.funcs.size(), "func") && scope.funcs[lower.func.value]) {
    const FuncTypeRef& type = scope.funcs[lower.func.value];
    const std::optional<ResolvedOptions> options = canonOptions(lower.options, scope);
    if (options && options->gc) {
      if (lowerOptions(*options, "a lower") && !options->coreType) {
        error("option-missing", "`gc` on a lower needs `core-type`", CanonRule);
      } else if (options->coreType) {
        const CoreTypeItem& core = scope.coreTypes[*options->coreType];
        const auto* declared = std::get_if<CoreFuncTypeItem>(&core);
        if (gcSignature(*type, core, *options, scope) && declared != nullptr)
          result = {declared->type, false};
      }
    } else if (options) {
      if (lowerOptions(*options, "a lower") && options->isAsync && !type->async) {
        error("async-option", "`async` needs an async function type", CanonRule, "lower without `async`");
      }
      const abi::NeededOptions needed = abi::neededForLower(*type, options->isAsync);
      needs(*options, needed.memory, needed.realloc, "this lower");
      result = {flatType(abi::coreSignature(*type, abi::FlattenContext::Lower, options->isAsync, false,
                                            widthOf(*options))),
                false};
    }
  }
  scope.coreFuncs.push_back(std::move(result));
}

/// With `gc` values travel as core references, field by field.
bool Checker::gcSignature(const FuncType& func, const CoreTypeItem& core, const ResolvedOptions& options,
                          const Scope& scope) {
  const CoreTypeLookup lookup = [&scope](std::uint32_t index) -> const CoreCompositeType* {
    if (index >= scope.coreTypes.size()) return nullptr;
    const auto* found = std::get_if<CoreOpaqueType>(&scope.coreTypes[index]);
    return found != nullptr ? found->type.get() : nullptr;
  };
  const auto* plain = std::get_if<CoreFuncTypeItem>(&core);
  const auto* opaque = std::get_if<CoreOpaqueType>(&core);
  if (plain == nullptr && (opaque == nullptr || !opaque->type)) return true;
  const CoreCompositeType type = plain != nullptr ? compositeOf(*plain->type) : *opaque->type;
  const auto why = gcMismatch(func, type, options.utf16, lookup);
  if (why)
    error("core-signature", concat("the `core-type` ", *why),
          "CanonicalABI.md, Canonical ABI Options (gc, gated)");
  return !why;
}

bool Checker::lowerOptions(const ResolvedOptions& options, const char* where) {
  const char* wrong = options.postReturn ? "post-return" : options.callback ? "callback" : nullptr;
  if (wrong == nullptr) return true;
  error("option-not-allowed", concat("`", wrong, "` is not allowed on ", where), CanonRule);
  return false;
}

bool Checker::needs(const ResolvedOptions& options, bool memory, bool realloc, const char* where) {
  if (m_options.resolveOnly) return true;
  const char* missing = memory && !options.memory     ? "memory"
                        : realloc && !options.realloc ? "realloc"
                                                      : nullptr;
  if (missing == nullptr) return true;
  error("option-missing", concat(where, " needs the option `", missing, "`"),
        "CanonicalABI.md, Canonical ABI Options", concat("add `", missing, "` to the definition"));
  return false;
}

}  // namespace sb::types
