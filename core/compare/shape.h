// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/compare/term.h"
#include "core/compare/type_keys.h"
#include "core/model/component.h"
#include "core/support/result.h"
#include "core/types/check_component.h"

namespace sb::compare {

struct Shape;
using ShapeRef = std::shared_ptr<const Shape>;

/// What an instance is an instance of.
struct Content {
  std::string term;  ///< `component <hash>`, `core module <hash>`, or where it is imported from
  std::string hash;  ///< of the meaning; empty for what is not embedded
  std::uint64_t bytes = 0;
  std::string sha256;                    ///< of the bytes
  ShapeRef shape;                        ///< components whose parts can be told apart
  const model::CoreModule* module = {};  ///< core modules; points into the component
  std::shared_ptr<const model::Component> madeWhole =
      {};  ///< what `shape` points into, when outer aliases led out
};

/// One instantiation, of a component or of a core module.
struct ShapeNode {
  bool core = false;
  std::string name;         ///< from the `component-name` section; may be empty
  std::uint32_t index = 0;  ///< in its index space
  Content content;
  std::map<std::string, std::string> args;  ///< argument → term
  std::string upstream;                     ///< digest of the content and of everything it is given
  std::string colour;                       ///< `upstream`, refined by who uses the instance
};
struct ShapeExport {
  std::string term;
  model::Sort sort{};
};

/// A component as what it means: index spaces, aliases, sections and the order of definitions are gone; what
/// is left is instances and where everything they are given comes from.
struct Shape {
  std::string hash;  ///< equal for equal meanings
  std::uint64_t bytes = 0;
  std::string name;
  types::ComponentTypeRef world;
  std::map<std::string, std::string> importKeys, exportKeys;  ///< name → key of its type
  std::vector<ShapeNode> nodes;
  std::map<std::string, ShapeExport> exports;
  std::string start;  ///< term of the start function with its arguments, may be empty
  std::map<std::string, std::string> customHashes;  ///< custom section → digest of the payloads
  std::map<std::string, Content> unused;  ///< hash → embedded, and nothing instantiates or passes it on
};

/// Works a component's meaning out; nested components are worked out once for each distinct content.
/// Errors: Invalid, when the types of the component cannot be resolved.
Result<ShapeRef> shapeOf(const model::Component& component);

/// Fills colours and the hash. Called when nodes and exports are complete.
void finishShape(Shape& shape);

}  // namespace sb::compare
