// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/print/component_wat.h"
#include "core/print/wat_scope.h"

namespace sb::print {

/// Writes one component as text. Used once, by component_wat.h.
class ComponentWatWriter {
 public:
  explicit ComponentWatWriter(const WatOptions& options) : m_options(options) {}

  /// Only the lines of this model object are kept.
  void wanted(const void* target) { m_wanted = target; }
  void root(const model::Component& component);
  std::string take();
  const std::vector<std::string>& remarks() const { return m_remarks; }

 private:
  // component_wat_writer.cpp: lines, and the definitions of components
  void line(const SourceRange* range, std::string_view text);
  template <class F>
  void item(const void* object, F&& write);
  void component(const model::Component& component, const std::string& head, const WatScope* outer,
                 const SourceRange& range);
  void section(const model::Section& section, WatScope& scope);
  void coreModule(const model::CoreModule& module, WatScope& scope);
  void import(const model::Import& import, WatScope& scope);
  void exportItem(const model::Export& item, WatScope& scope);
  void start(const model::Start& start, const SourceRange& range, WatScope& scope);
  void custom(const model::CustomSection& custom, const SourceRange& range);
  void instance(const model::Instance& instance, WatScope& scope);
  void coreInstance(const model::CoreInstance& instance, WatScope& scope);

  // component_wat_types.cpp
  void type(const model::TypeDef& type, WatScope& scope);
  void declarators(const char* word, const std::vector<model::Declarator>& list, WatScope& outer);
  void declarator(const model::Declarator& declarator, WatScope& scope);
  void coreType(const model::CoreTypeDef& type, WatScope& scope);
  void moduleType(const model::ModuleType& type, WatScope& outer);
  void recGroup(const char* opening, const model::CoreTypeRaw& type, const SourceRange& range,
                WatScope& scope);

  const WatOptions m_options;
  const void* m_wanted = nullptr;
  std::string m_text, m_kept;
  unsigned m_depth = 0;
  std::vector<std::string> m_remarks;
};

template <class F>
void ComponentWatWriter::item(const void* object, F&& write) {
  const std::size_t before = m_text.size();
  const unsigned depth = m_depth;
  if (object == m_wanted) m_depth = 0;
  write();
  m_depth = depth;
  if (object == m_wanted) m_kept = m_text.substr(before);
}

}  // namespace sb::print
