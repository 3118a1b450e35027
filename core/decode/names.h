// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/component.h"

// What custom sections say about a component: names, tools, documentation. None of it can make a component
// invalid: reading stops at the first thing that makes no sense and keeps what came before.
namespace sb::decode {

/// The content of `component-name` (Binary.md, "Name Section").
struct ComponentNames {
  std::string component;  ///< empty: not named
  std::map<model::Sort, std::map<std::uint32_t, std::string>> items;

  /// Empty when the definition has no name.
  std::string_view find(model::Sort sort, std::uint32_t index) const;
};

/// The payload of the first custom section of that name, or null.
const Bytes* findCustomSection(const model::Component& component, std::string_view name);

ComponentNames parseComponentNames(ByteSpan payload);
ComponentNames readComponentNames(const model::Component& component);

/// The module's own name from its `name` section (core specification, appendix "Name Section"); empty if
/// there is none.
std::string readCoreModuleName(ByteSpan module);

/// One field of a `producers` section: "language", "processed-by", "sdk" with values as (name, version).
struct ProducersField {
  std::string name;
  std::vector<std::pair<std::string, std::string>> values;
  friend bool operator==(const ProducersField&, const ProducersField&) = default;
};
std::vector<ProducersField> parseProducers(ByteSpan payload);
std::vector<ProducersField> readProducers(const model::Component& component);

/// The JSON text of a `package-docs` section, version byte taken off; nothing when there is no such section
/// or its version is not 0 or 1.
std::optional<std::string> readPackageDocs(const model::Component& component);

}  // namespace sb::decode
