// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/model/component_builder.h"

#include <algorithm>

namespace sb::model {
namespace {

void appendU32(Bytes& out, std::uint32_t value) {
  do {
    std::uint8_t group = value & 0x7f;
    value >>= 7;
    if (value != 0) group |= 0x80;
    out.push_back(group);
  } while (value != 0);
}

void appendName(Bytes& out, std::string_view text) {
  appendU32(out, static_cast<std::uint32_t>(text.size()));
  out.insert(out.end(), text.begin(), text.end());
}

void appendSubsection(Bytes& out, std::uint8_t id, const Bytes& content) {
  out.push_back(id);
  appendU32(out, static_cast<std::uint32_t>(content.size()));
  out.insert(out.end(), content.begin(), content.end());
}

/// Sort bytes as in the `component-name` section.
void appendSort(Bytes& out, Sort sort) {
  static constexpr std::uint8_t core[] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x10, 0x11, 0x12};
  static constexpr std::uint8_t component[] = {0x01, 0x02, 0x03, 0x04, 0x05};
  const auto index = static_cast<std::size_t>(sort);
  if (isCoreSort(sort)) {
    out.push_back(0x00);
    out.push_back(core[index]);
    return;
  }
  out.push_back(component[index - static_cast<std::size_t>(Sort::Func)]);
}

}  // namespace

template <class S>
S& ComponentBuilder::section() {
  auto& sections = m_component.sections;
  if (sections.empty() || !std::holds_alternative<S>(sections.back().content)) sections.push_back({S{}, {}});
  return std::get<S>(sections.back().content);
}

std::uint32_t ComponentBuilder::bump(Sort sort, std::string debugName) {
  const std::uint32_t index = m_counts[static_cast<std::size_t>(sort)]++;
  if (!debugName.empty()) m_names.push_back({sort, index, std::move(debugName)});
  return index;
}

CoreModuleIdx ComponentBuilder::coreModule(Bytes bytes, std::string debugName) {
  CoreModuleSection content;
  content.module.owner = shareBytes(std::move(bytes));
  content.module.bytes = content.module.owner->span();
  m_component.sections.push_back({std::move(content), {}});
  return CoreModuleIdx(bump(Sort::CoreModule, std::move(debugName)));
}

CoreInstanceIdx ComponentBuilder::coreInstantiate(CoreModuleIdx module, std::vector<CoreInstantiateArg> args,
                                                  std::string debugName) {
  section<CoreInstanceSection>().items.push_back({CoreInstantiate{module, std::move(args)}, {}});
  return CoreInstanceIdx(bump(Sort::CoreInstance, std::move(debugName)));
}

CoreInstanceIdx ComponentBuilder::coreBag(std::vector<CoreInlineExport> exports, std::string debugName) {
  section<CoreInstanceSection>().items.push_back({CoreInlineExports{std::move(exports)}, {}});
  return CoreInstanceIdx(bump(Sort::CoreInstance, std::move(debugName)));
}

CoreTypeIdx ComponentBuilder::coreType(CoreTypeDef type) {
  section<CoreTypeSection>().items.push_back(std::move(type));
  return CoreTypeIdx(bump(Sort::CoreType, {}));
}

ComponentIdx ComponentBuilder::component(std::shared_ptr<const Component> nested, std::string debugName) {
  m_component.sections.push_back({ComponentSection{std::move(nested)}, {}});
  return ComponentIdx(bump(Sort::Component, std::move(debugName)));
}

InstanceIdx ComponentBuilder::instantiate(ComponentIdx component, std::vector<InstantiateArg> args,
                                          std::string debugName) {
  section<InstanceSection>().items.push_back({Instantiate{component, std::move(args)}, {}});
  return InstanceIdx(bump(Sort::Instance, std::move(debugName)));
}

InstanceIdx ComponentBuilder::bag(std::vector<InlineExport> exports, std::string debugName) {
  section<InstanceSection>().items.push_back({InlineExports{std::move(exports)}, {}});
  return InstanceIdx(bump(Sort::Instance, std::move(debugName)));
}

TypeIdx ComponentBuilder::type(TypeKind kind) {
  section<TypeSection>().items.push_back({std::move(kind), {}});
  return TypeIdx(bump(Sort::Type, {}));
}

std::uint32_t ComponentBuilder::aliasExport(Sort sort, InstanceIdx instance, std::string name) {
  section<AliasSection>().items.push_back({AliasExport{sort, instance, std::move(name)}, {}});
  return bump(sort, {});
}
TypeIdx ComponentBuilder::aliasType(InstanceIdx instance, std::string name) {
  return TypeIdx(aliasExport(Sort::Type, instance, std::move(name)));
}
FuncIdx ComponentBuilder::aliasFunc(InstanceIdx instance, std::string name) {
  return FuncIdx(aliasExport(Sort::Func, instance, std::move(name)));
}
InstanceIdx ComponentBuilder::aliasInstance(InstanceIdx instance, std::string name) {
  return InstanceIdx(aliasExport(Sort::Instance, instance, std::move(name)));
}

std::uint32_t ComponentBuilder::aliasCoreExport(Sort sort, CoreInstanceIdx instance, std::string name) {
  section<AliasSection>().items.push_back({AliasCoreExport{sort, instance, std::move(name)}, {}});
  return bump(sort, {});
}
CoreFuncIdx ComponentBuilder::aliasCoreFunc(CoreInstanceIdx instance, std::string name) {
  return CoreFuncIdx(aliasCoreExport(Sort::CoreFunc, instance, std::move(name)));
}
CoreMemoryIdx ComponentBuilder::aliasCoreMemory(CoreInstanceIdx instance, std::string name) {
  return CoreMemoryIdx(aliasCoreExport(Sort::CoreMemory, instance, std::move(name)));
}
std::uint32_t ComponentBuilder::aliasOuter(Sort sort, std::uint32_t count, std::uint32_t index) {
  section<AliasSection>().items.push_back({AliasOuter{sort, count, index}, {}});
  return bump(sort, {});
}

FuncIdx ComponentBuilder::lift(CoreFuncIdx func, TypeIdx type, CanonOptions options) {
  section<CanonSection>().items.push_back({CanonLift{func, std::move(options), type}, {}});
  return FuncIdx(bump(Sort::Func, {}));
}
CoreFuncIdx ComponentBuilder::lower(FuncIdx func, CanonOptions options) {
  section<CanonSection>().items.push_back({CanonLower{func, std::move(options)}, {}});
  return CoreFuncIdx(bump(Sort::CoreFunc, {}));
}
CoreFuncIdx ComponentBuilder::builtin(CanonBuiltin builtin) {
  section<CanonSection>().items.push_back({std::move(builtin), {}});
  return CoreFuncIdx(bump(Sort::CoreFunc, {}));
}

std::uint32_t ComponentBuilder::import(ExternName name, ExternType type) {
  const Sort sort = externSort(type);
  section<ImportSection>().items.push_back({std::move(name), std::move(type), {}});
  return bump(sort, {});
}

std::uint32_t ComponentBuilder::exportItem(ExternName name, SortIdx item,
                                           std::optional<ExternType> ascription) {
  section<ExportSection>().items.push_back({std::move(name), item, std::move(ascription), {}});
  return bump(item.sort, {});
}

void ComponentBuilder::custom(std::string name, Bytes payload) {
  m_component.sections.push_back({CustomSection{std::move(name), std::move(payload)}, {}});
}

Component ComponentBuilder::finish(std::string_view componentName) {
  if (!m_names.empty() || !componentName.empty()) {
    Bytes payload;
    if (!componentName.empty()) {
      Bytes content;
      appendName(content, componentName);
      appendSubsection(payload, 0, content);
    }
    std::stable_sort(m_names.begin(), m_names.end(), [](const DebugName& a, const DebugName& b) {
      return a.sort != b.sort ? a.sort < b.sort : a.index < b.index;
    });
    for (std::size_t i = 0; i < m_names.size();) {
      std::size_t end = i;
      while (end < m_names.size() && m_names[end].sort == m_names[i].sort) ++end;
      Bytes content;
      appendSort(content, m_names[i].sort);
      appendU32(content, static_cast<std::uint32_t>(end - i));
      for (; i < end; ++i) {
        appendU32(content, m_names[i].index);
        appendName(content, m_names[i].name);
      }
      appendSubsection(payload, 1, content);
    }
    custom("component-name", std::move(payload));
  }
  Component out = std::move(m_component);
  *this = ComponentBuilder();
  return out;
}

}  // namespace sb::model
