// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/component.h"
#include "core/support/result.h"

namespace sb::graph {

/// Where an item of a composition's index spaces comes from, once aliases, exports and bundles are looked
/// through.
struct ItemSource {
  enum class Base : std::uint8_t {
    Import,      ///< `index`: position among the imports
    Instance,    ///< `index`: in RootSpaces::instantiations
    Bundle,      ///< `index`: in RootSpaces::bundles; the path is empty
    Component,   ///< `index`: in RootSpaces::components
    Definition,  ///< a type or value that the composition defines itself
  };
  Base base = Base::Definition;
  std::uint32_t index = 0;
  std::vector<std::string> path;  ///< exports followed from there; empty: the thing itself
};

struct EnclosingScope;

/// The index spaces of one composition, by origin. Items keep the order of the file.
struct RootSpaces {
  /// A component that can be instantiated: nested in this composition, or in an enclosing one and reached
  /// from here.
  struct NestedComponent {
    std::shared_ptr<const model::Component> component;
    std::uint32_t componentIdx = 0;        ///< in the component index space
    const EnclosingScope* home = nullptr;  ///< the enclosing composition it is nested in; null: this one
    std::uint32_t indexAtHome = 0;         ///< in `components` there
  };
  struct Argument {
    std::string name;
    ItemSource source;
    model::Sort sort{};
  };
  struct Instantiation {
    std::uint32_t component = 0;    ///< in `components`
    std::uint32_t instanceIdx = 0;  ///< in the instance index space
    std::vector<Argument> args;
  };
  struct BundleItem {
    model::ExternName name;
    ItemSource source;
    model::Sort sort{};
  };
  struct InlineBundle {
    std::uint32_t instanceIdx = 0;
    std::vector<BundleItem> items;
    std::unordered_map<std::string, std::size_t> byName;
  };
  struct RootExport {
    model::ExternName name;
    ItemSource source;
    model::Sort sort{};
  };

  std::vector<model::ExternName> imports;
  std::vector<NestedComponent> components;
  std::vector<ItemSource> componentSpace;  ///< what outer aliases of nested compositions refer to
  std::vector<Instantiation> instantiations;
  std::vector<InlineBundle> bundles;
  std::vector<RootExport> exports;
};

class GraphBuilder;
/// A composition around the one that is being traced, and the builder that works on it. Lives on the stack of
/// that builder.
struct EnclosingScope {
  const RootSpaces* spaces = nullptr;
  GraphBuilder* builder = nullptr;
  const EnclosingScope* outer = nullptr;
};

/// True when a component has no core code of its own and instantiates something.
bool isComposed(const model::Component& component);

/// True when a component has neither core code nor instances: all it can do is pass its imports on.
bool onlyPassesOn(const model::Component& component);

/// Traces the definitions of a composition. Outer aliases of components are followed into `enclosing`.
/// Source: Binary.md, "Instance Definitions", "Alias Definitions". Errors: IndexOutOfRange;
/// UnsupportedFeature with a sentence saying what has no place in a graph.
Result<RootSpaces> rootSpaces(const model::Component& component, const EnclosingScope* enclosing = nullptr);

}  // namespace sb::graph
