// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <vector>

#include "core/model/component.h"
#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/types/type.h"
#include "core/wit/document.h"

// Components seen as WIT: packages in binary form, and the world of any component.
namespace sb::wit {

/// True when all a component has are exports of component types under labels (component-model.md 5.4), or one
/// under `ns:pkg/wit`, the form before that.
bool isBinaryPackage(const types::ComponentType& type);

/// Decodes, checks and reads a package in binary form with the documentation it carries.
/// Errors: those of decoding; Invalid: broken types, or not a WIT package.
Result<Document> readBinaryPackage(const SharedBytes& bytes);

/// The same of a component that was decoded and checked.
Result<Document> documentOfPackage(const model::Component& component, const types::ComponentType& type);

/// A component's own imports and exports as the world `name` of the package `root:component`.
struct WorldOfComponent {
  Document document;
  WorldId world;
  /// What WIT cannot say, or not in this way; each a sentence that names the item. Empty: reading what is
  /// written gives the same type again.
  std::vector<std::string> losses;
};
WorldOfComponent describeComponent(const types::ComponentType& type, const std::string& worldName = "root");

/// Puts documentation and gates of a `package-docs` section (JSON, version byte taken off) into the root
/// package. Items it names that are not there, and unknown fields, are passed over: documentation makes
/// nothing invalid.
void addPackageDocs(Document& document, const std::string& json);
/// The same with the section of a component, if it has one.
void addPackageDocs(Document& document, const model::Component& component);

}  // namespace sb::wit
