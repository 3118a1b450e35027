// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/graph/graph.h"
#include "core/support/result.h"

namespace sb::driver {

/// Where the packages of a WAC text lie.
struct WacPackages {
  std::map<std::string, std::filesystem::path>
      files;  ///< "ns:name" or "ns:name@1.0.0" → component or WIT package
  /// `ns:name` not in `files` is `ns/name.wasm` here, or WIT text: `ns/name.wit` or the folder `ns/name`.
  std::filesystem::path folder = "deps";
};

/// The graph that a WAC text describes (component-model.md chapter 6). Errors: those of parseWac and
/// resolveWac; FileNotFound for a package, naming it and where it was looked for.
Result<graph::Graph> graphFromWac(std::string_view text, const std::string& name,
                                  const WacPackages& packages);

/// The same for a file; packages that are not given lie in `deps` beside it.
Result<graph::Graph> openWac(const std::filesystem::path& path, WacPackages packages = {});

/// True for names that end in `.wac`.
bool isWacName(const std::filesystem::path& path);

}  // namespace sb::driver
