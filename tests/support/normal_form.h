// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "core/encode/component_encoder.h"
#include "core/model/component.h"
#include "core/print/core_wat.h"

// One form for components that are the same definition by definition, whatever their sections are split into.
namespace sb::test {

/// Custom sections and empty sections left out, neighbours of one kind joined, both spellings of a plain name
/// made one.
inline model::Component normalForm(const model::Component& component) {
  model::Component out;
  const auto join = [&]<class S>(const S& section) {
    if (section.items.empty()) return;
    auto* last = out.sections.empty() ? nullptr : std::get_if<S>(&out.sections.back().content);
    if (!last) {
      out.sections.push_back({S{}, {}});
      last = std::get_if<S>(&out.sections.back().content);
    }
    last->items.insert(last->items.end(), section.items.begin(), section.items.end());
  };
  const auto plain = [](model::ExternName& name) {
    if (name.attributes.empty()) name.leadByte = 0;
  };
  for (const model::Section& section : component.sections) {
    if (std::holds_alternative<model::CustomSection>(section.content)) continue;
    if (const auto* s = std::get_if<model::CoreInstanceSection>(&section.content)) join(*s);
    if (const auto* s = std::get_if<model::CoreTypeSection>(&section.content)) join(*s);
    if (const auto* s = std::get_if<model::AliasSection>(&section.content)) join(*s);
    if (const auto* s = std::get_if<model::TypeSection>(&section.content)) join(*s);
    if (const auto* s = std::get_if<model::CanonSection>(&section.content)) join(*s);
    if (const auto* s = std::get_if<model::InstanceSection>(&section.content)) join(*s);
    if (auto s = section.content; auto* imports = std::get_if<model::ImportSection>(&s)) {
      for (model::Import& item : imports->items) plain(item.name);
      join(*imports);
    }
    if (auto s = section.content; auto* exports = std::get_if<model::ExportSection>(&s)) {
      for (model::Export& item : exports->items) plain(item.name);
      join(*exports);
    }
    if (const auto* s = std::get_if<model::ComponentSection>(&section.content))
      out.sections.push_back(
          {model::ComponentSection{std::make_shared<const model::Component>(normalForm(*s->component))}, {}});
    if (std::holds_alternative<model::CoreModuleSection>(section.content) ||
        std::holds_alternative<model::StartSection>(section.content) ||
        std::holds_alternative<model::ValueSection>(section.content))
      out.sections.push_back(section);
  }
  return out;
}

/// The core modules of a component and of what is nested in it, in order, as text; bytes where there is none.
inline void moduleTexts(const model::Component& component, std::vector<std::string>& out) {
  for (const model::Section& section : component.sections) {
    if (const auto* s = std::get_if<model::ComponentSection>(&section.content))
      moduleTexts(*s->component, out);
    const auto* module = std::get_if<model::CoreModuleSection>(&section.content);
    if (!module) continue;
    const ByteSpan bytes = module->module.bytes;
    // The module's own name is left out: text has one place for it and for the name the component gives it.
    auto text = print::coreModuleText(bytes);
    if (text && text->rfind("(module $", 0) == 0) text->erase(7, text->find_first_of("\n()", 7) - 7);
    out.push_back(text ? *text : std::string(bytes.begin(), bytes.end()));
  }
}

/// Core modules replaced by empty ones: what is left is the component layer.
inline model::Component withoutModules(const model::Component& component) {
  static constexpr std::uint8_t empty[] = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};
  model::Component out = component;
  out.bytes = {};
  for (model::Section& section : out.sections) {
    if (auto* s = std::get_if<model::CoreModuleSection>(&section.content)) s->module.bytes = ByteSpan(empty);
    if (auto* s = std::get_if<model::ComponentSection>(&section.content))
      s->component = std::make_shared<const model::Component>(withoutModules(*s->component));
  }
  return out;
}

/// Empty when both are the same definition by definition, else what differs.
inline std::string differenceOf(const model::Component& a, const model::Component& b) {
  if (encode::encodeComponent(withoutModules(normalForm(a))) !=
      encode::encodeComponent(withoutModules(normalForm(b))))
    return "the component layers differ";
  std::vector<std::string> modulesOfA, modulesOfB;
  moduleTexts(a, modulesOfA);
  moduleTexts(b, modulesOfB);
  for (std::size_t i = 0; i < std::max(modulesOfA.size(), modulesOfB.size()); ++i)
    if (i >= modulesOfA.size() || i >= modulesOfB.size() || modulesOfA[i] != modulesOfB[i])
      return "core module " + std::to_string(i) + ", counted through the file, differs";
  return {};
}

}  // namespace sb::test
