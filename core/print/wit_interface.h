// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/print/wit.h"

namespace sb::print {

/// Where a named type is declared: which interface, under which label.
struct TypeHome {
  std::string interface;
  std::string label;
};

/// The interfaces that are being printed together, so that `use` can name the one a type comes from.
class TypeHomes {
 public:
  void add(const std::string& interface, const types::InstanceType& type);
  const TypeHome* find(const types::ValType& type) const;
  const TypeHome* find(const types::ResourceRef& resource) const;

 private:
  std::map<const types::ValTypeNode*, TypeHome> m_values;
  std::map<const types::Resource*, TypeHome> m_resources;
};

/// The lines between the braces of an interface or world. What was written once is not written again, so that
/// the parts of one interface that imports and exports know can be added one after the other.
class WitBody {
 public:
  WitBody(std::string self, const TypeHomes& homes, std::string indent,
          std::vector<WitInterfaceText::Mark>* marks);
  /// Types in order, resources with their members, then free functions, each appended to `text`.
  void addTypes(const std::vector<types::NamedExtern>& items, std::string& text);
  void addFuncs(const std::vector<types::NamedExtern>& items, std::string& text);

 private:
  void addValueType(const std::string& name, const types::ValType& type, std::string& text);
  void addResource(const std::string& name, const types::TypeOfResource& type,
                   const std::vector<types::NamedExtern>& items, std::string& text);
  bool addUse(const std::string& name, const TypeHome* home, std::string& text);
  void mark(const std::string& item, std::size_t begin, std::size_t end);

  std::string m_self;
  const TypeHomes& m_homes;  ///< outlives this writer
  std::string m_indent;
  std::vector<WitInterfaceText::Mark>* m_marks;  ///< may be null; belongs to the caller
  std::set<std::string> m_written;
};

}  // namespace sb::print
