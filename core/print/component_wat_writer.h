// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/print/component_wat.h"
#include "core/print/wat_scope.h"

namespace sb::print {

/// Writes one component as text. Used once, by component_wat.h.
class ComponentWatWriter {
 public:
  ComponentWatWriter(const WatOptions& options, const TextSink& sink) : m_options(options), m_sink(sink) {}

  /// Only the lines of this model object are written.
  void wanted(const void* target) { m_wanted = target; }
  /// Core modules without a text: nothing but their heads is written.
  void withoutText(const std::set<const model::CoreModule*>* modules) { m_withoutText = modules; }
  void root(const model::Component& component);

 private:
  // component_wat_writer.cpp: lines, and the definitions of components
  void line(const SourceRange* range, std::string_view text);
  void indent(const SourceRange* range);
  void endLine();
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

  void flush();
  void flushWhenLong();

  const WatOptions m_options;
  const TextSink& m_sink;
  const std::set<const model::CoreModule*>* m_withoutText = nullptr;
  const void* m_wanted = nullptr;
  bool m_isWanted = false;  ///< what is written now belongs to `m_wanted`
  std::string m_text;       ///< what the sink has not got yet
  unsigned m_depth = 0;
};

template <class F>
void ComponentWatWriter::item(const void* object, F&& write) {
  if (object != m_wanted) return write();
  const unsigned depth = m_depth;
  m_depth = 0;
  m_isWanted = true;
  write();
  m_isWanted = false;
  m_depth = depth;
}

}  // namespace sb::print
