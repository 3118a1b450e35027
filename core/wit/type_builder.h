// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/types/type.h"
#include "core/wit/document.h"

namespace sb::wit {

/// Definitions of a document as resolved types, one after the other in the order of their ids. Each resource
/// definition is one resource here; a world puts others in their place for each import and export.
class TypeBuilder {
 public:
  /// `document` outlives the builder and may grow.
  explicit TypeBuilder(const Document& document) : m_document(document) {}
  /// Takes over what the document has gained.
  void update();

  types::ValType value(const TypeRef& type) const;
  bool isResource(TypeId id) const { return m_resources[id.value] != nullptr; }
  /// The definition as an interface or world names it: a type of values or a resource.
  types::ExternType externType(TypeId id) const;
  types::FuncTypeRef func(const Func& func) const;
  /// The interface with its own resources and those of interfaces it uses, not yet bound to any instance.
  types::InstanceTypeRef instance(InterfaceId id) const;

 private:
  types::ValKind kindOf(const TypeDef& def) const;
  types::ResourceRef resource(TypeId id) const { return m_resources[id.value]; }
  types::ValType optional(const std::optional<TypeRef>& type) const;

  const Document& m_document;
  std::vector<types::ValType> m_values;         ///< by TypeId; of a resource: `own` of it
  std::vector<types::ResourceRef> m_resources;  ///< by TypeId; null when it is no resource
};

/// The type of a component that has exactly what the world says (WIT.md, "Package Format").
types::ComponentTypeRef worldType(const Document& document, WorldId world);
/// An interface by itself. Resources of interfaces it uses are free.
types::InstanceTypeRef interfaceType(const Document& document, InterfaceId interface);

}  // namespace sb::wit
