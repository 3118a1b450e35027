// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/compare/shape.h"
#include "core/decode/names.h"
#include "core/graph/stand_alone.h"
#include "core/types/check_component.h"

namespace sb::compare {

/// Shapes by the hash of the bytes: a component that is embedded many times is worked out once.
using KnownShapes = std::unordered_map<std::string, ShapeRef>;

Result<ShapeRef> shapeOf(const model::Component& component, KnownShapes& known);

/// Works out what one component means: a term for each item of its index spaces, and from them its shape.
/// Used by shape_builder.cpp; shape.h is for everybody else.
class ShapeBuilder {
 public:
  ShapeBuilder(const model::Component& component, const types::CheckedComponent& checked, KnownShapes& known)
      : m_component(component),
        m_spaces(checked.spaces),
        m_known(known),
        m_names(decode::readComponentNames(component)) {
    m_shape.world = checked.type;
    m_shape.bytes = component.bytes.size();
    m_shape.name = m_names.component;
  }

  Shape build() {
    m_keys.labelWorld(*m_shape.world);
    for (const types::NamedExtern& item : m_shape.world->imports)
      m_shape.importKeys[item.name.name] = m_keys.key(item);
    for (const types::NamedExtern& item : m_shape.world->exports)
      m_shape.exportKeys[item.name.name] = m_keys.key(item);
    for (const model::Section& one : m_component.sections) section(one);
    dropUnused();
    finishShape(m_shape);
    return std::move(m_shape);
  }

 private:
  using Sort = model::Sort;
  std::vector<std::string>& space(Sort sort) { return m_terms[static_cast<std::size_t>(sort)]; }
  const std::string& at(Sort sort, std::uint32_t index) {
    static const std::string outside = "?";
    const std::vector<std::string>& terms = space(sort);
    return index < terms.size() ? terms[index] : outside;
  }
  void push(Sort sort, std::string term) { space(sort).push_back(std::move(term)); }

  // shape_builder.cpp
  void section(const model::Section& section);
  void alias(const model::AliasTarget& target);
  void type();
  void coreType(const model::CoreTypeDef& type);
  void import(const model::Import& import);
  void exportItem(const model::Export& item);
  void instance(const model::Instance& instance);
  void coreInstance(const model::CoreInstance& instance);
  void node(bool core, Content content, std::map<std::string, std::string> args);
  std::string bag(std::map<std::string, std::string> items);
  void coreModule(const model::CoreModule& module);
  void nested(const std::shared_ptr<const model::Component>& component);
  void dropUnused();

  // shape_builder_canon.cpp
  void canon(const model::Canon& canon);
  std::string builtin(const model::CanonBuiltin& builtin);
  std::string options(const model::CanonOptions& options);

  const model::Component& m_component;
  graph::CopyBudget m_copyBudget;
  const types::IndexSpaces& m_spaces;
  KnownShapes& m_known;
  decode::ComponentNames m_names;
  TypeKeys m_keys;
  Shape m_shape;
  std::array<std::vector<std::string>, 13> m_terms;
  std::map<std::string, std::map<std::string, std::string>>
      m_bags;                                 ///< term of an inline instance → its items
  std::map<std::string, Content> m_contents;  ///< term → what is embedded
};

}  // namespace sb::compare
