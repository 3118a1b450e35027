// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <unordered_map>

#include "core/support/concat.h"
#include "core/types/comparison.h"

// Core subtyping as instantiation and module types need it (core specification, "Import Subtyping").
namespace sb::types {
namespace {

using Kind = model::CoreExternType::Kind;

const char* kindName(Kind kind) {
  switch (kind) {
    case Kind::Func: return "func";
    case Kind::Table: return "table";
    case Kind::Memory: return "memory";
    case Kind::Global: return "global";
    case Kind::Tag: return "tag";
  }
  return "";
}

std::string signatureText(const model::CoreFuncType& type) {
  const auto list = [](const std::vector<std::uint8_t>& types) {
    std::string text = "(";
    for (const std::uint8_t type_ : types) {
      if (text.size() > 1) text += ' ';
      switch (type_) {
        case 0x7f: text += "i32"; break;
        case 0x7e: text += "i64"; break;
        case 0x7d: text += "f32"; break;
        case 0x7c: text += "f64"; break;
        case 0x7b: text += "v128"; break;
        case 0x70: text += "funcref"; break;
        case 0x6f: text += "externref"; break;
        default: text += "ref"; break;
      }
    }
    return text + ")";
  };
  return concat(list(type.params), " -> ", list(type.results));
}

bool limitsFit(const model::CoreLimits& found, const model::CoreLimits& expected) {
  if (found.is64 != expected.is64 || found.shared != expected.shared) return false;
  if (found.min < expected.min) return false;
  return !expected.max || (found.max && *found.max <= *expected.max);
}

std::string limitsText(const model::CoreLimits& limits) {
  std::string text = concat("at least ", std::to_string(limits.min));
  if (limits.max) text.append(" at most ").append(std::to_string(*limits.max));
  if (limits.is64) text += " 64-bit";
  if (limits.shared) text += " shared";
  return text;
}

}  // namespace

std::optional<std::string> coreMismatch(const CoreExtern& found, const CoreExtern& expected) {
  const auto differ = [](const std::string& f, const std::string& e) {
    return concat("is ", f, ", expected ", e);
  };
  if (found.kind != expected.kind) {
    return differ(concat("a ", kindName(found.kind)), concat("a ", kindName(expected.kind)));
  }
  if (found.opaque || expected.opaque) return std::nullopt;
  switch (expected.kind) {
    case Kind::Func:
    case Kind::Tag:
      if (found.func == expected.func) return std::nullopt;
      return differ(signatureText(*found.func), signatureText(*expected.func));
    case Kind::Table:
      if (found.refType != expected.refType) return std::string("has another element type");
      if (limitsFit(found.limits, expected.limits)) return std::nullopt;
      return differ(limitsText(found.limits), limitsText(expected.limits));
    case Kind::Memory:
      if (found.pageSizeLog2 != expected.pageSizeLog2) return std::string("has another page size");
      if (limitsFit(found.limits, expected.limits)) return std::nullopt;
      return differ(limitsText(found.limits), limitsText(expected.limits));
    case Kind::Global:
      if (found.isMutable != expected.isMutable) {
        return differ(found.isMutable ? "mutable" : "constant", expected.isMutable ? "mutable" : "constant");
      }
      if (found.refType != expected.refType) return std::string("has another value type");
      return std::nullopt;
  }
  return std::nullopt;
}

bool Comparison::coreModules(const CoreModuleTypeRef& found, const CoreModuleTypeRef& expected) {
  if (!found || !expected || found == expected) return true;
  std::unordered_map<std::string, const CoreExtern*> offered, provided;
  const auto key = [](const std::string& module, const std::string& name) {
    return concat(std::to_string(module.size()), ":", module, name);
  };
  for (const auto& item : expected->imports) offered.emplace(key(item.module, item.name), &item.type);
  for (const auto& item : found->exports) provided.emplace(item.name, &item.type);
  const auto differs = [this](const std::string& what, std::string message) {
    fail({}, {});
    m_mismatch.message = concat(what, " ", message);
    return false;
  };
  for (const auto& asked : found->imports) {
    const auto at = offered.find(key(asked.module, asked.name));
    const std::string what = concat("core import `", asked.module, "` `", asked.name, "`");
    if (at == offered.end()) return differs(what, "is not offered");
    if (auto why = coreMismatch(*at->second, asked.type)) return differs(what, *why);
  }
  for (const auto& wanted : expected->exports) {
    const auto at = provided.find(wanted.name);
    const std::string what = concat("core export `", wanted.name, "`");
    if (at == provided.end()) return differs(what, "is missing");
    if (auto why = coreMismatch(*at->second, wanted.type)) return differs(what, *why);
  }
  return true;
}

}  // namespace sb::types
