// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/locate/items.h"

namespace sb::print {

struct WatOptions {
  bool offsets = false;     ///< `(;@0x1a;)` in front of each definition: its place in the outermost file
  bool coreModules = true;  ///< off: core modules are left out and the text says so; it does not parse then
};

struct WatText {
  std::string text;
  /// What the text cannot say, one sentence each: "core module 3 is given as bytes: …".
  std::vector<std::string> remarks;
};

/// The component in the text format, definition by definition in file order: names of the `component-name`
/// section become identifiers, every index stands in a comment, custom sections become `(@custom …)` and
/// `(@producers …)`.
///
/// Shape:  core modules are text through wabt. The text format has no bytes inside of a component: when one
/// of
///         its modules has no text (features that wabt does not know), the whole component is given as
///         `(component binary …)`, its text as comments in
///         front, and a remark says why.
/// Source: Explainer.md, "Component Definitions" and what follows.
WatText componentWat(const model::Component& component, const WatOptions& options = {});

/// One definition, as it stands in the text of the component it belongs to. A core module by itself is
/// `(module …)`, a nested component `(component …)`.
WatText itemWat(const model::Component& root, const locate::Item& item, const WatOptions& options = {});

}  // namespace sb::print
