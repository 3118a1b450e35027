// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wat_definitions.h"

#include "core/model/builtin_shape.h"
#include "core/print/wat_core_types.h"
#include "core/print/wat_types.h"
#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::print {

using model::Builtin;
using model::Sort;

namespace {

std::string optionText(const model::CanonOption& option, const WatScope& scope) {
  const auto with = [&](const char* word, Sort sort) {
    return concat("(", word, " ", scope.ref(sort, option.index), ")");
  };
  switch (option.kind) {
    case model::CanonOption::Kind::Utf8: return "string-encoding=utf8";
    case model::CanonOption::Kind::Utf16: return "string-encoding=utf16";
    case model::CanonOption::Kind::Latin1Utf16: return "string-encoding=latin1+utf16";
    case model::CanonOption::Kind::Memory: return with("memory", Sort::CoreMemory);
    case model::CanonOption::Kind::Realloc: return with("realloc", Sort::CoreFunc);
    case model::CanonOption::Kind::PostReturn: return with("post-return", Sort::CoreFunc);
    case model::CanonOption::Kind::Async: return "async";
    case model::CanonOption::Kind::Callback: return with("callback", Sort::CoreFunc);
    case model::CanonOption::Kind::CoreType: return with("core-type", Sort::CoreType);
    case model::CanonOption::Kind::Gc: return "gc";
  }
  return {};
}

std::string optionsText(const model::CanonOptions& options, const WatScope& scope) {
  std::string out;
  for (const model::CanonOption& option : options) out += concat(" ", optionText(option, scope));
  return out;
}

/// The type of thread.new-indirect and thread.spawn-* is a core type.
bool namesCoreType(Builtin builtin) {
  return builtin == Builtin::ThreadNewIndirect || builtin == Builtin::ThreadSpawnIndirect ||
         builtin == Builtin::ThreadSpawnRef;
}

/// The flag byte is `async` where it may be one; elsewhere it must be zero and was `cancellable` once.
bool flagIsAsync(Builtin builtin) {
  return builtin == Builtin::SubtaskCancel || builtin == Builtin::StreamCancelRead ||
         builtin == Builtin::StreamCancelWrite || builtin == Builtin::FutureCancelRead ||
         builtin == Builtin::FutureCancelWrite;
}

std::string builtinText(const model::CanonBuiltin& builtin, const WatScope& scope) {
  const model::BuiltinShape shape = model::builtinShape(builtin.builtin);
  // The specification has a hyphen where the readers of text have not.
  std::string out = builtin.builtin == Builtin::ThreadAvailableParallelism
                        ? "thread.available_parallelism"
                        : model::builtinName(builtin.builtin);
  if (shape.resultList && builtin.result) out += concat(" (result ", watValType(*builtin.result, scope), ")");
  if (shape.coreValType) out += concat(" ", watCoreValType(builtin.coreValType));
  if (shape.type)
    out += concat(
        " ", scope.ref(namesCoreType(builtin.builtin) ? Sort::CoreType : Sort::Type, builtin.type.value));
  if (shape.flag && builtin.flag != 0) out += flagIsAsync(builtin.builtin) ? " async" : " cancellable";
  if (shape.immediate) {
    if (shape.coreValType)
      out += concat(" ", std::to_string(builtin.immediate));
    else if (shape.type)
      out += concat(" ", scope.ref(Sort::CoreTable, builtin.immediate));
    else
      out += concat(" (memory ", scope.ref(Sort::CoreMemory, builtin.immediate), ")");
  }
  return out + optionsText(builtin.options, scope);
}

}  // namespace

std::string watSortIdx(const model::SortIdx& item, const WatScope& scope) {
  return concat("(", model::sortName(item.sort), " ", scope.ref(item.sort, item.index), ")");
}

std::string watCoreSortIdx(const model::SortIdx& item, const WatScope& scope) {
  constexpr std::string_view core = "core ";
  std::string_view word = model::sortName(item.sort);
  if (word.substr(0, core.size()) == core) word.remove_prefix(core.size());
  return concat("(", word, " ", scope.ref(item.sort, item.index), ")");
}

std::string watAlias(const model::AliasTarget& target, WatScope& scope) {
  const auto introduced = [&](Sort sort) {
    return concat("(", model::sortName(sort), " ", scope.define(sort), ")");
  };
  return match(
      target,
      [&](const model::AliasExport& a) {
        const std::string instance = scope.ref(Sort::Instance, a.instance.value);
        return concat("alias export ", instance, " ", watString(a.name), " ", introduced(a.sort));
      },
      [&](const model::AliasCoreExport& a) {
        const std::string instance = scope.ref(Sort::CoreInstance, a.instance.value);
        return concat("alias core export ", instance, " ", watString(a.name), " ", introduced(a.sort));
      },
      [&](const model::AliasOuter& a) {
        const WatScope* home = scope.outer(a.count);
        const std::string index = home ? home->ref(a.sort, a.index) : std::to_string(a.index);
        return concat("alias outer ", std::to_string(a.count), " ", index, " ", introduced(a.sort));
      });
}

std::string watCanon(const model::Canon& canon, WatScope& scope) {
  return match(
      canon.canon,
      [&](const model::CanonLift& c) {
        const std::string lift = concat("(canon lift (core func ", scope.ref(Sort::CoreFunc, c.func.value),
                                        ")", optionsText(c.options, scope), ")");
        const std::string type = scope.ref(Sort::Type, c.type.value);
        return concat("func ", scope.define(Sort::Func), " (type ", type, ") ", lift);
      },
      [&](const model::CanonLower& c) {
        const std::string lower = concat("(canon lower (func ", scope.ref(Sort::Func, c.func.value), ")",
                                         optionsText(c.options, scope), ")");
        return concat("core func ", scope.define(Sort::CoreFunc), " ", lower);
      },
      [&](const model::CanonBuiltin& c) {
        const std::string text = builtinText(c, scope);
        return concat("core func ", scope.define(Sort::CoreFunc), " (canon ", text, ")");
      });
}

}  // namespace sb::print
