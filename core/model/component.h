// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/alias.h"
#include "core/model/canon.h"
#include "core/model/extern_name.h"
#include "core/model/index_spaces.h"
#include "core/model/instance.h"
#include "core/model/type_expr.h"
#include "core/support/bytes.h"

namespace sb::model {

struct Component;

/// The bytes of an embedded core module, preamble included. They belong to the file that was decoded (or to
/// the generator) and stay alive through `owner`.
struct CoreModule {
  ByteSpan bytes;
  SharedBytes owner;
  SourceRange range;  ///< of the module's bytes in the outermost file
};

struct Alias {
  AliasTarget target;
  SourceRange range;
  friend bool operator==(const Alias&, const Alias&) = default;
};
struct Import {
  ExternName name;
  ExternType type;
  SourceRange range;
  friend bool operator==(const Import&, const Import&) = default;
};
struct Export {
  ExternName name;
  SortIdx item;
  std::optional<ExternType> ascription;
  SourceRange range;
  friend bool operator==(const Export&, const Export&) = default;
};
struct Start {
  FuncIdx func;
  std::vector<ValueIdx> args;
  std::uint32_t results = 0;
  SourceRange range;
  friend bool operator==(const Start&, const Start&) = default;
};

// One struct for each section id 0…12, in the order of the ids.
struct CustomSection {
  std::string name;
  Bytes payload;
  friend bool operator==(const CustomSection&, const CustomSection&) = default;
};
struct CoreModuleSection {
  CoreModule module;
};
struct CoreInstanceSection {
  std::vector<CoreInstance> items;
};
struct CoreTypeSection {
  std::vector<CoreTypeDef> items;
};
/// Shared because nested components are values that graphs and decoded roots both hold; never changed after
/// decoding.
struct ComponentSection {
  std::shared_ptr<const Component> component;
};
struct InstanceSection {
  std::vector<Instance> items;
};
struct AliasSection {
  std::vector<Alias> items;
};
struct TypeSection {
  std::vector<TypeDef> items;
};
struct CanonSection {
  std::vector<Canon> items;
};
struct StartSection {
  Start start;
};
struct ImportSection {
  std::vector<Import> items;
};
struct ExportSection {
  std::vector<Export> items;
};
/// Value definitions are gated and not decoded further: the section is carried.
struct ValueSection {
  Bytes payload;
};

struct Section {
  std::variant<CustomSection, CoreModuleSection, CoreInstanceSection, CoreTypeSection, ComponentSection,
               InstanceSection, AliasSection, TypeSection, CanonSection, StartSection, ImportSection,
               ExportSection, ValueSection>
      content;
  SourceRange range;  ///< of the section's content, behind id and size
};

/// One component: its sections in file order, exactly as written. Sections may repeat in any order; only
/// backwards references are legal (Binary.md, "Component Definitions").
struct Component {
  std::vector<Section> sections;
  ByteSpan bytes;     ///< the whole component, preamble included; empty for one that was built, not decoded
  SharedBytes owner;  ///< keeps `bytes` alive
  SourceRange range;  ///< of the component in the outermost file
};

}  // namespace sb::model
