// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/notes.h"

#include <algorithm>
#include <set>

#include "core/support/concat.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"

namespace sb::adapt {
namespace {

bool isOpaque(const types::ValType& type) {
  const auto* primitive = std::get_if<types::Primitive>(&type->kind);
  return std::holds_alternative<types::Stream>(type->kind) ||
         std::holds_alternative<types::Future>(type->kind) ||
         (primitive && *primitive == types::Primitive::ErrorContext);
}

void collect(const types::ValType& type, std::set<const types::ValTypeNode*>& seen,
             std::vector<std::string>& notes) {
  if (!type->facts.hasHandle || !seen.insert(type.get()).second) return;
  if (!isOpaque(type)) {
    for (const types::ValType* child : types::childrenOf(type->kind)) collect(*child, seen, notes);
    return;
  }
  std::string note = concat("passed through unseen: what `", types::definitionText(type), "` carries");
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
}

}  // namespace

std::vector<std::string> unseenParts(const plan::AdapterRequest& request, const types::FuncType& type) {
  std::vector<std::string> notes;
  if (!std::any_of(request.hooks.begin(), request.hooks.end(),
                   [](const graph::HookInterface& hook) { return hook.tier == 2; }))
    return notes;
  std::set<const types::ValTypeNode*> seen;
  for (const types::Param& param : type.params) collect(param.type, seen, notes);
  if (type.result) collect(type.result, seen, notes);
  return notes;
}

}  // namespace sb::adapt
