// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/locate/items.h"
#include "core/support/text_sink.h"

namespace sb::print {

struct WatOptions {
  bool offsets = false;     ///< `(;@0x1a;)` in front of each definition: its place in the outermost file
  bool coreModules = true;  ///< off: core modules are left out and the text says so; it does not parse then
};

/// Writes the component in the text format, definition by definition in file order: names of the
/// `component-name` section become identifiers, every index stands in a comment, custom sections become
/// `(@custom …)` and `(@producers …)`.
///
/// Shape:  core modules are text through wabt. The text format has no bytes inside of a component: when a
///         module in it has no text (features that wabt does not know), the whole component is given as
///         `(component binary …)`, its text as comments in front, and a remark says why.
/// Result: the remarks, what the text cannot say, one sentence each: "core module 3 is given as bytes: …".
/// Source: Explainer.md, "Component Definitions" and what follows.
std::vector<std::string> writeComponentWat(const model::Component& component, const WatOptions& options,
                                           const TextSink& sink);

/// One definition, as it stands in the text of the component it belongs to. A core module by itself is
/// `(module …)`, a nested component `(component …)`.
std::vector<std::string> writeItemWat(const model::Component& root, const locate::Item& item,
                                      const WatOptions& options, const TextSink& sink);

/// The same as one string.
struct WatText {
  std::string text;
  std::vector<std::string> remarks;
};
WatText componentWat(const model::Component& component, const WatOptions& options = {});
WatText itemWat(const model::Component& root, const locate::Item& item, const WatOptions& options = {});

}  // namespace sb::print
