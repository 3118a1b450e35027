// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/retype_hooks.h"

#include <map>

#include "core/driver/open.h"
#include "core/encode/component_encoder.h"
#include "core/model/canon.h"
#include "core/support/match.h"

namespace sb::driver {
namespace {

/// Built-ins that neither wait nor belong to an async task.
bool isHarmless(model::Builtin builtin) {
  using model::Builtin;
  for (const Builtin known :
       {Builtin::ResourceNew, Builtin::ResourceDrop, Builtin::ResourceRep, Builtin::ContextGet,
        Builtin::ContextSet, Builtin::StreamDropReadable, Builtin::StreamDropWritable,
        Builtin::FutureDropReadable, Builtin::FutureDropWritable, Builtin::ErrorContextNew,
        Builtin::ErrorContextDebugMessage, Builtin::ErrorContextDrop})
    if (builtin == known) return true;
  return false;
}

bool isAsync(const model::CanonOptions& options) {
  for (const model::CanonOption& option : options)
    if (option.kind == model::CanonOption::Kind::Async) return true;
  return false;
}

std::optional<std::string> waits(const model::Canon& canon) {
  return match(
      canon.canon,
      [](const model::CanonLift& lift) -> std::optional<std::string> {
        if (isAsync(lift.options)) return "a function that is lifted asynchronously";
        return std::nullopt;
      },
      [](const model::CanonLower& lower) -> std::optional<std::string> {
        if (isAsync(lower.options)) return "a function that is lowered asynchronously";
        return std::nullopt;
      },
      [](const model::CanonBuiltin& builtin) -> std::optional<std::string> {
        if (isHarmless(builtin.builtin)) return std::nullopt;
        return "`" + std::string(model::builtinName(builtin.builtin)) + "`";
      });
}

std::optional<std::string> waits(const model::Component& component) {
  for (const model::Section& section : component.sections) {
    if (const auto* nested = std::get_if<model::ComponentSection>(&section.content))
      if (auto found = waits(*nested->component)) return found;
    if (const auto* canons = std::get_if<model::CanonSection>(&section.content))
      for (const model::Canon& canon : canons->items)
        if (auto found = waits(canon)) return found;
  }
  return std::nullopt;
}

bool isAsyncFunction(const types::ExternType& type) {
  if (const auto* function = std::get_if<types::FuncTypeRef>(&type)) return (*function)->async;
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance) return std::holds_alternative<types::ComponentTypeRef>(type);
  for (const types::NamedExtern& item : (*instance)->exports)
    if (isAsyncFunction(item.type)) return true;
  return false;
}

model::TypeDef synchronous(model::TypeDef type);

void makeSynchronous(std::vector<model::Declarator>& declarations) {
  for (model::Declarator& declarator : declarations)
    if (auto* nested = std::get_if<model::TypeDecl>(&declarator.decl))
      nested->type = std::make_shared<const model::TypeDef>(synchronous(*nested->type));
}

model::TypeDef synchronous(model::TypeDef type) {
  if (auto* function = std::get_if<model::FuncTypeDef>(&type.kind)) function->async = false;
  if (auto* component = std::get_if<model::ComponentTypeDef>(&type.kind))
    makeSynchronous(component->declarations);
  if (auto* instance = std::get_if<model::InstanceTypeDef>(&type.kind))
    makeSynchronous(instance->declarations);
  return type;
}

model::Component synchronous(model::Component component) {
  for (model::Section& section : component.sections) {
    if (auto* nested = std::get_if<model::ComponentSection>(&section.content))
      nested->component = std::make_shared<const model::Component>(synchronous(*nested->component));
    if (auto* types = std::get_if<model::TypeSection>(&section.content))
      for (model::TypeDef& type : types->items) type = synchronous(std::move(type));
  }
  // What it was decoded from is no longer what it is.
  component.bytes = {};
  component.owner = nullptr;
  return component;
}

class Retyping {
 public:
  void run(graph::Graph& graph) {
    for (auto& [id, node] : graph.nodes) {
      if (!node.inner) continue;
      graph::Graph inner = *node.inner;
      if (const std::size_t before = m_changes; run(inner), m_changes != before)
        node.inner = std::make_shared<const graph::Graph>(std::move(inner));
    }
    for (auto& [id, edge] : graph.edges)
      for (graph::Hook& hook : edge.hooks)
        if (hook.options.retypeToSync && hook.file) retype(hook);
  }
  std::vector<graph::ComponentFileRef> files;

 private:
  void retype(graph::Hook& hook) {
    auto known = m_known.find(hook.file.get());
    if (known == m_known.end()) {
      const Result<graph::ComponentFileRef> made = retypedToSync(hook.file);
      known = m_known.emplace(hook.file.get(), made ? *made : nullptr).first;
      if (made) files.push_back(*made);
    }
    if (!known->second) return;
    hook.file = known->second;
    ++m_changes;
  }

  std::map<const graph::ComponentFile*, graph::ComponentFileRef> m_known;
  std::size_t m_changes = 0;
};

}  // namespace

std::optional<std::string> whatMayWait(const graph::ComponentFile& file) {
  for (const types::NamedExtern& import : file.type->imports)
    if (isAsyncFunction(import.type))
      return "the import `" + import.name.name + "`, which has async functions";
  return waits(*file.component);
}

Result<graph::ComponentFileRef> retypedToSync(const graph::ComponentFileRef& file) {
  if (const auto waiting = whatMayWait(*file))
    return fail(ErrorCode::Refused, "`" + file->fileName + "` may wait: it has " + *waiting);
  const Bytes bytes = encode::encodeComponent(synchronous(*file->component));
  return loadComponentBytes(shareBytes(bytes), "sync_" + file->fileName);
}

std::vector<graph::ComponentFileRef> retypeHooks(graph::Graph& graph) {
  Retyping retyping;
  retyping.run(graph);
  return std::move(retyping.files);
}

}  // namespace sb::driver
