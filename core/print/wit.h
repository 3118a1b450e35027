// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/component.h"
#include "core/types/type.h"

namespace sb::print {

/// The type as written in WIT, named types by name, anonymous ones in full: `result<_, errno>`.
std::string witType(const types::ValType& type);
/// The type with its structure even where it has a name: `record { key: string }`.
std::string witTypeDefinition(const types::ValType& type);
/// `put: func(entry: entry) -> result<_, errno>`
std::string witFunc(std::string_view name, const types::FuncType& type);

/// A whole interface with its types, functions and resources (methods inside their resource), deterministic,
/// four-space indent. `name` may be an interface name or a plain name.
struct WitInterfaceText {
  std::string text;
  struct Mark {
    std::string item;
    std::size_t begin, end;
  };  ///< byte ranges of each function and type in `text`
  std::vector<Mark> marks;
};
WitInterfaceText witInterface(std::string_view name, const types::InstanceType& type);

/// The world of a component: imports and exports, interfaces by name, as `world root { … }` with the packages
/// it needs.
std::string witWorld(const types::ComponentType& type, std::string_view worldName = "root");

struct WitOptions {
  std::string worldName = "root";  ///< of the world of a component
  bool docs = true;
};
struct ComponentWit {
  std::string text;
  /// Where WIT says something else than the component, each a sentence; empty: reading the text gives the
  /// component's type again.
  std::vector<std::string> remarks;
};
/// WIT of a component or of a WIT package in binary form, with the documentation it carries, as one text that
/// has every package it needs.
ComponentWit componentWit(const model::Component& component, const types::ComponentTypeRef& type,
                          const WitOptions& options = {});

}  // namespace sb::print
