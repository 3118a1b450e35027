// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "core/graph/graph.h"
#include "core/model/component_builder.h"

namespace sb::fuse {

/// Core modules that several generated adapters have in common: adapters of interfaces with equal functions
/// differ in names alone. Such a module is written once, in the composition, and each adapter reaches it by
/// an outer alias (component-model.md 1.3). Components of the user stay as they are.
class SharedModules {
 public:
  /// Looks at the adapters among the nodes, not inside of compositions. `graph` outlives this.
  explicit SharedModules(const graph::Graph& graph);

  /// What is embedded for an adapter. The modules it shares are written to `root` first, unless they are
  /// there.
  std::shared_ptr<const model::Component> embedded(const std::shared_ptr<const model::Component>& adapter,
                                                   model::ComponentBuilder& root);

 private:
  struct Use {
    std::uint32_t adapters = 0;  ///< that differ
    std::optional<model::CoreModuleIdx> inRoot;
  };
  Use* sharedUse(const model::Section& section);

  std::map<std::string_view, Use> m_uses;  ///< by the module's bytes
};

}  // namespace sb::fuse
