// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/fuse/shared_modules.h"

#include <algorithm>
#include <set>

#include "core/support/byte_text.h"

namespace sb::fuse {
namespace {

const model::CoreModule* moduleIn(const model::Section& section) {
  const auto* found = std::get_if<model::CoreModuleSection>(&section.content);
  return found ? &found->module : nullptr;
}

}  // namespace

SharedModules::SharedModules(const graph::Graph& graph) {
  std::set<std::string_view> seen;
  for (const auto& [id, node] : graph.nodes) {
    if (node.kind != graph::NodeKind::Adapter || !node.file) continue;
    if (!seen.insert(asText(node.file->bytes)).second) continue;
    std::set<std::string_view> own;
    for (const model::Section& section : node.file->component->sections)
      if (const model::CoreModule* module = moduleIn(section)) own.insert(asText(module->bytes));
    for (const std::string_view module : own) ++m_uses[module].adapters;
  }
}

SharedModules::Use* SharedModules::sharedUse(const model::Section& section) {
  const model::CoreModule* module = moduleIn(section);
  const auto use = module ? m_uses.find(asText(module->bytes)) : m_uses.end();
  return use != m_uses.end() && use->second.adapters > 1 ? &use->second : nullptr;
}

std::shared_ptr<const model::Component> SharedModules::embedded(
    const std::shared_ptr<const model::Component>& adapter, model::ComponentBuilder& root) {
  const bool shares = std::any_of(adapter->sections.begin(), adapter->sections.end(),
                                  [this](const model::Section& section) { return sharedUse(section); });
  if (!shares) return adapter;
  model::Component out = *adapter;
  out.bytes = {};  // no longer what the sections say
  out.owner = nullptr;
  for (model::Section& section : out.sections) {
    Use* use = sharedUse(section);
    if (!use) continue;
    if (!use->inRoot) {
      const ByteSpan bytes = moduleIn(section)->bytes;
      use->inRoot = root.coreModule(Bytes(bytes.begin(), bytes.end()));
    }
    // The alias takes the module's place in the index space.
    model::Alias alias{model::AliasOuter{model::Sort::CoreModule, 1, use->inRoot->value}, {}};
    section.content = model::AliasSection{{std::move(alias)}};
  }
  return std::make_shared<const model::Component>(std::move(out));
}

}  // namespace sb::fuse
