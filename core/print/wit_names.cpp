// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit_names.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"

namespace sb::print {
namespace {

/// WIT.md, "Keywords", and the two that wit-parser adds; sorted.
constexpr std::array<std::string_view, 45> Keywords = {
    "_",      "as",       "async",  "bool",    "borrow",    "char",   "constructor", "enum",    "error-context",
    "export", "f32",      "f64",    "flags",   "from",      "func",   "future",      "import",  "include",
    "interface", "list",  "map",    "option",  "own",       "package", "record",     "resource", "result",
    "s16",    "s32",      "s64",    "s8",      "static",    "stream", "string",      "tuple",   "type",
    "u16",    "u32",      "u64",    "u8",      "union",     "use",    "variant",     "with",    "world",
};

bool takePrefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

FuncRole member(FuncRole::Kind kind, std::string_view rest) {
  const std::size_t dot = rest.find('.');
  if (dot == std::string_view::npos) return {kind, rest, {}};
  return {kind, rest.substr(0, dot), rest.substr(dot + 1)};
}

}  // namespace

std::string witIdentifier(std::string_view label) {
  const bool keyword = std::find(Keywords.begin(), Keywords.end(), label) != Keywords.end();
  return keyword ? concat("%", label) : std::string(label);
}

FuncRole funcRole(std::string_view externName) {
  std::string_view rest = externName;
  if (takePrefix(rest, "[constructor]")) return {FuncRole::Kind::Constructor, rest, {}};
  if (takePrefix(rest, "[method]")) return member(FuncRole::Kind::Method, rest);
  if (takePrefix(rest, "[static]")) return member(FuncRole::Kind::Static, rest);
  return {FuncRole::Kind::Free, {}, externName};
}

}  // namespace sb::print
