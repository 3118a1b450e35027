// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/boundary_refusals.h"

#include <algorithm>
#include <set>

#include "core/types/interface_name.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"

namespace sb::cli {
namespace {

/// The first part of a type that the engine's C interface has no form for; null when there is none.
const types::ValTypeNode* unfitPart(const types::ValType& type, std::set<const types::ValTypeNode*>& seen) {
  if (!type || !seen.insert(type.get()).second) return nullptr;
  const auto* primitive = std::get_if<types::Primitive>(&type->kind);
  if (primitive && *primitive == types::Primitive::ErrorContext) return type.get();
  if (std::holds_alternative<types::Stream>(type->kind) || std::holds_alternative<types::Future>(type->kind))
    return type.get();
  for (const types::ValType* child : types::childrenOf(type->kind))
    if (const types::ValTypeNode* found = unfitPart(*child, seen)) return found;
  return nullptr;
}

std::string unfit(const types::ValType& type, const std::string& what) {
  std::set<const types::ValTypeNode*> seen;
  const types::ValTypeNode* part = unfitPart(type, seen);
  if (!part) return {};
  return what + " contains `" + types::typeText(types::makeType(part->kind)) + "`";
}

/// Why the values of a function cannot pass; empty when they can.
std::string unfitValues(const types::FuncType& function) {
  for (const types::Param& param : function.params)
    if (std::string why = unfit(param.type, "parameter `" + param.name + "`"); !why.empty()) return why;
  return function.result ? unfit(function.result, "the result") : std::string();
}

bool isWasiTwo(std::string_view name) {
  const types::InterfaceName interface = types::parseInterfaceName(name);
  return interface.nameSpace == "wasi" && interface.version.rfind("0.2.", 0) == 0;
}

void addImport(const std::string& path, const types::ExternType& type,
               std::vector<engine::BoundaryRefusal>& out) {
  if (const auto* instance = std::get_if<types::InstanceTypeRef>(&type)) {
    for (const types::NamedExtern& item : (*instance)->exports)
      addImport(path + "#" + item.name.name, item.type, out);
    return;
  }
  const auto* function = std::get_if<types::FuncTypeRef>(&type);
  if (!function) return;
  std::string why = unfitValues(**function);
  if (why.empty() && (*function)->async) why = "the host cannot provide an `async` function";
  if (!why.empty()) out.push_back({path, std::move(why)});
}

const types::NamedExtern* findIn(const std::vector<types::NamedExtern>& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const types::NamedExtern& item) { return item.name.name == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::vector<engine::BoundaryRefusal> boundaryRefusals(const types::ComponentType& type,
                                                      std::string_view called) {
  std::vector<engine::BoundaryRefusal> out;
  for (const types::NamedExtern& item : type.imports)
    if (!isWasiTwo(item.name.name)) addImport(item.name.name, item.type, out);
  if (const types::FuncTypeRef function = exportedFunction(type, called)) {
    std::string why = unfitValues(*function);
    if (!why.empty()) out.push_back({std::string(called), std::move(why)});
  }
  return out;
}

types::FuncTypeRef exportedFunction(const types::ComponentType& type, std::string_view path) {
  const std::vector<types::NamedExtern>* items = &type.exports;
  for (;;) {
    const std::size_t hash = path.find('#');
    const types::NamedExtern* item = findIn(*items, path.substr(0, hash));
    if (!item) return nullptr;
    if (hash == std::string_view::npos) {
      const auto* function = std::get_if<types::FuncTypeRef>(&item->type);
      return function ? *function : nullptr;
    }
    const auto* instance = std::get_if<types::InstanceTypeRef>(&item->type);
    if (!instance) return nullptr;
    items = &(*instance)->exports;
    path.remove_prefix(hash + 1);
  }
}

Result<std::string> runExport(const types::ComponentType& type) {
  std::string all;
  for (const types::NamedExtern& item : type.exports) {
    const types::InterfaceName name = types::parseInterfaceName(item.name.name);
    if (name.withoutVersion() == "wasi:cli/run" && name.version.rfind("0.2.", 0) == 0)
      return item.name.name + "#run";
    all += (all.empty() ? "" : ", ") + item.name.name;
  }
  return fail(ErrorCode::NoSuchPort, "this is not a command: it exports no `wasi:cli/run@0.2`, but " +
                                         (all.empty() ? "nothing" : all) +
                                         "; --invoke calls another function");
}

}  // namespace sb::cli
