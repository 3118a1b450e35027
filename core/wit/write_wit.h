// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

#include "core/wit/document.h"

namespace sb::wit {

struct WriteOptions {
  bool docs = true;
};

/// A document as WIT text: the root package with `package …;`, every other one nested in braces behind it, so
/// that one file says everything. Reading it gives an equal document. Same document, same bytes.
std::string writeDocument(const Document& document, const WriteOptions& options = {});
/// One package alone, as the text of a file.
std::string writePackage(const Document& document, PackageId package, const WriteOptions& options = {});

}  // namespace sb::wit
