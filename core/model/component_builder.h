// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/component.h"

namespace sb::model {

/// Writes a component definition by definition and hands back the index each one got, so that a generator
/// never counts. Neighbouring definitions of one kind share a section. The caller keeps to the order rule:
/// only backwards references.
class ComponentBuilder {
 public:
  CoreModuleIdx coreModule(Bytes bytes, std::string debugName = {});
  CoreInstanceIdx coreInstantiate(CoreModuleIdx module, std::vector<CoreInstantiateArg> args,
                                  std::string debugName = {});
  CoreInstanceIdx coreBag(std::vector<CoreInlineExport> exports, std::string debugName = {});
  CoreTypeIdx coreType(CoreTypeDef type);
  /// Embeds a finished component, byte for byte.
  ComponentIdx component(std::shared_ptr<const Component> nested, std::string debugName = {});
  InstanceIdx instantiate(ComponentIdx component, std::vector<InstantiateArg> args,
                          std::string debugName = {});
  InstanceIdx bag(std::vector<InlineExport> exports, std::string debugName = {});

  TypeIdx type(TypeKind kind);
  TypeIdx aliasType(InstanceIdx instance, std::string name);
  FuncIdx aliasFunc(InstanceIdx instance, std::string name);
  InstanceIdx aliasInstance(InstanceIdx instance, std::string name);
  /// Any component sort; the index is that of the sort's own space.
  std::uint32_t aliasExport(Sort sort, InstanceIdx instance, std::string name);
  CoreFuncIdx aliasCoreFunc(CoreInstanceIdx instance, std::string name);
  CoreMemoryIdx aliasCoreMemory(CoreInstanceIdx instance, std::string name);
  std::uint32_t aliasCoreExport(Sort sort, CoreInstanceIdx instance, std::string name);
  std::uint32_t aliasOuter(Sort sort, std::uint32_t count, std::uint32_t index);

  FuncIdx lift(CoreFuncIdx func, TypeIdx type, CanonOptions options);
  CoreFuncIdx lower(FuncIdx func, CanonOptions options);
  CoreFuncIdx builtin(CanonBuiltin builtin);

  /// Returns the index in the space of the extern type's sort.
  std::uint32_t import(ExternName name, ExternType type);
  std::uint32_t exportItem(ExternName name, SortIdx item,
                           std::optional<ExternType> ascription = std::nullopt);
  void custom(std::string name, Bytes payload);

  /// How many definitions a space has so far.
  std::uint32_t count(Sort sort) const { return m_counts[static_cast<std::size_t>(sort)]; }

  /// The component with a `component-name` section for the debug names that were given (and `componentName`
  /// if not empty). The builder is empty afterwards.
  Component finish(std::string_view componentName = {});

 private:
  template <class S>
  S& section();
  std::uint32_t bump(Sort sort, std::string debugName);
  struct DebugName {
    Sort sort;
    std::uint32_t index;
    std::string name;
  };
  Component m_component;
  std::uint32_t m_counts[13] = {};
  std::vector<DebugName> m_names;
};

}  // namespace sb::model
