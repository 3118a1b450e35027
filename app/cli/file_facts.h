// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/input_output.h"
#include "core/support/error.h"
#include "core/types/type.h"

namespace sb::cli {

/// What a file is and holds, as far as it can be read.
struct FileFacts {
  enum class Kind { Component, Composition, CoreModule, WitPackage, WitText, Document, Broken, Other };
  struct Extern {
    std::string name;
    std::string kind;  ///< "instance", "func", …
  };
  struct Instance {
    std::string name, kind, sha256, producer, note;
    std::uint64_t bytes = 0;
    std::size_t imports = 0, exports = 0;
  };

  Kind kind = Kind::Other;
  std::string name;      ///< base name
  std::string sentence;  ///< behind the name: "is a composition of 5 instances"
  std::uint64_t bytes = 0;
  std::string sha256, producer;
  std::vector<Extern> imports, exports;
  std::vector<Instance> instances;
  std::size_t coreModules = 0, nestedComponents = 0;  ///< at all depths
  types::ComponentTypeRef type;                       ///< null when there is none
  std::optional<Error> error;                         ///< Broken and Other: why it does not open, and where

  const char* kindName() const;  ///< "composition", "core-module", …
};
FileFacts factsOf(const InputFile& file, Surroundings& io);

}  // namespace sb::cli
