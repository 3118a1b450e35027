// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/wit/document.h"
#include "core/wit/problem.h"
#include "core/wit/resolve.h"

namespace sb::wit {

/// What came of reading WIT: the texts, the findings in them, and the document, which is whole when there are
/// no errors.
struct Reading {
  Sources sources;
  Problems problems;
  Document document;
  bool valid() const { return !problems.hasErrors(); }
};

/// One text: a root package with the packages nested in it.
Reading parsePackage(std::string name, std::string text, const FeatureChoice& features = {});

/// A package in binary form (component-model.md 5.4), or a WIT text, by its first bytes. `name` is for
/// people.
Result<Reading> readWitFile(std::string name, const SharedBytes& bytes, const FeatureChoice& features = {});

/// A path as people give it (WIT.md, "Filesystem structure"): a file of either kind; or a folder, whose
/// `.wit` files are the root package and whose `deps` has packages as folders, `.wit` files and `.wasm`
/// files.
///
/// Errors: what mapping a file can give; LimitExceeded; Invalid for a `.wasm` that is no WIT package.
Result<Reading> readWitPath(const std::filesystem::path& path, const FeatureChoice& features = {});

}  // namespace sb::wit
