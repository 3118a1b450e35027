// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit_names.h"

namespace sb::print {
namespace {

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

FuncRole funcRole(std::string_view externName) {
  std::string_view rest = externName;
  if (takePrefix(rest, "[constructor]")) return {FuncRole::Kind::Constructor, rest, {}};
  if (takePrefix(rest, "[method]")) return member(FuncRole::Kind::Method, rest);
  if (takePrefix(rest, "[static]")) return member(FuncRole::Kind::Static, rest);
  return {FuncRole::Kind::Free, {}, externName};
}

}  // namespace sb::print
