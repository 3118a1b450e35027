// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/model/extern_name.h"
#include "core/model/index_spaces.h"
#include "core/support/bytes.h"

namespace sb::model {

// core:instance ::= 0x00 moduleidx instantiatearg* | 0x01 inlineexport*
struct CoreInstantiateArg {
  std::string name;
  CoreInstanceIdx instance;
  friend bool operator==(const CoreInstantiateArg&, const CoreInstantiateArg&) = default;
};
struct CoreInstantiate {
  CoreModuleIdx module;
  std::vector<CoreInstantiateArg> args;
  friend bool operator==(const CoreInstantiate&, const CoreInstantiate&) = default;
};
struct CoreInlineExport {
  std::string name;
  SortIdx item;
  friend bool operator==(const CoreInlineExport&, const CoreInlineExport&) = default;
};
struct CoreInlineExports {
  std::vector<CoreInlineExport> exports;
  friend bool operator==(const CoreInlineExports&, const CoreInlineExports&) = default;
};
struct CoreInstance {
  std::variant<CoreInstantiate, CoreInlineExports> instance;
  SourceRange range;
  friend bool operator==(const CoreInstance&, const CoreInstance&) = default;
};

// instance ::= 0x00 componentidx instantiatearg* | 0x01 inlineexport*
/// The argument name is a plain name, without attributes (Binary.md, "Instance Definitions").
struct InstantiateArg {
  std::string name;
  SortIdx item;
  friend bool operator==(const InstantiateArg&, const InstantiateArg&) = default;
};
struct Instantiate {
  ComponentIdx component;
  std::vector<InstantiateArg> args;
  friend bool operator==(const Instantiate&, const Instantiate&) = default;
};
struct InlineExport {
  ExternName name;
  SortIdx item;
  friend bool operator==(const InlineExport&, const InlineExport&) = default;
};
struct InlineExports {
  std::vector<InlineExport> exports;
  friend bool operator==(const InlineExports&, const InlineExports&) = default;
};
struct Instance {
  std::variant<Instantiate, InlineExports> instance;
  SourceRange range;
  friend bool operator==(const Instance&, const Instance&) = default;
};

}  // namespace sb::model
