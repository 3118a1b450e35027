// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wit.h"

#include "core/print/wit_names.h"
#include "core/support/concat.h"
#include "core/types/type_text.h"

// Single types and functions as WIT text (WIT.md, "Functions"). Lines of whole interfaces are made in
// wit_interface.cpp.
namespace sb::print {

std::string witType(const types::ValType& type) { return types::typeText(type); }
std::string witTypeDefinition(const types::ValType& type) { return types::definitionText(type); }

std::string witFunc(std::string_view name, const types::FuncType& type) {
  const FuncRole role = funcRole(name);
  const bool isMethod = role.kind == FuncRole::Kind::Method;
  std::string text;
  switch (role.kind) {
    case FuncRole::Kind::Free:
    case FuncRole::Kind::Method:
    case FuncRole::Kind::Static:
      text = types::labelText(role.name) + ": ";
      text += role.kind == FuncRole::Kind::Static ? "static " : "";
      text += type.async ? "async func(" : "func(";
      break;
    case FuncRole::Kind::Constructor: text = "constructor("; break;
  }
  for (std::size_t i = isMethod ? 1 : 0, written = 0; i < type.params.size(); ++i, ++written) {
    text += concat(written == 0 ? "" : ", ", types::labelText(type.params[i].name), ": ",
                   witType(type.params[i].type));
  }
  text += ")";
  const bool isConstructor = role.kind == FuncRole::Kind::Constructor;
  const bool plainOwn = type.result && std::holds_alternative<types::Own>(type.result->kind);
  if (type.result && !(isConstructor && plainOwn)) text += concat(" -> ", witType(type.result));
  return text;
}

}  // namespace sb::print
