// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <unordered_map>

#include "core/types/type.h"

namespace sb::compare {

/// Short texts that are equal exactly when types are: value types by structure, resources by where they come
/// from. The types of one component share one `TypeKeys`; label its world before asking for keys.
class TypeKeys {
 public:
  /// Names the resources of a component's imports and exports by the first place they are met at.
  void labelWorld(const types::ComponentType& world);
  /// The same for an instance, under a prefix.
  void labelInstance(const types::InstanceType& instance, const std::string& prefix);
  void label(const types::ResourceRef& resource, const std::string& name);

  std::string key(const types::ValType& type);
  std::string key(const types::FuncType& type);
  std::string key(const types::InstanceType& type);
  std::string key(const types::ComponentType& type);
  std::string key(const types::ExternType& type);
  std::string key(const types::NamedExtern& item);

 private:
  std::string resource(const types::ResourceRef& resource) const;
  std::string kindText(const types::ValKind& kind);

  std::unordered_map<const types::Resource*, std::string> m_resources;
  std::unordered_map<const types::ValTypeNode*, std::string> m_values;
};

/// `"name"` with its attributes.
std::string nameKey(const model::ExternName& name);
/// `func(key: string) -> result<entry, errno>`
std::string funcText(const types::FuncType& type);

}  // namespace sb::compare
