// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/decode/component_decoder.h"
#include "core/graph/graph.h"
#include "core/support/diagnostic.h"
#include "core/support/result.h"
#include "core/types/check_component.h"

namespace sb::driver {

/// What a file turned out to be.
enum class OpenedKind {
  Composition,  ///< taken apart: a node for each instance
  Component,    ///< one node; its note says why
  CoreModule,   ///< no graph: it needs WIT to become a component
  WitPackage,   ///< no graph: types only, nothing to run
};

struct OpenedFile {
  OpenedKind kind = OpenedKind::Composition;
  std::optional<graph::Graph> graph;    ///< compositions and components, with positions
  graph::ComponentFileRef file;         ///< the root; null for core modules
  std::vector<std::string> interfaces;  ///< WIT packages: full names, in their order
  /// For people, may be empty: "libkv.wasm is a core module, not a component."
  std::string sentence;
  std::vector<std::string> remarks;  ///< what of the file the graph does not carry
  Diagnostics diagnostics;           ///< of the check, which resolves types alone unless for writing
  types::CheckedParts checkedParts;  ///< OpenFor::Writing only; they are the graph's files
  std::optional<Error> fault;        ///< openBeginning only: where and why the file cannot be read further
};

/// What a file is opened for: a graph that nobody looks at needs no positions; one that is written again at
/// once is checked with every rule (`OpenedFile::checkedParts`), core modules included.
enum class OpenFor : std::uint8_t { Showing, Planning, Writing };

/// A `.wac` text with its packages beside it (open_wac.h) is a composition without a root file.
///
/// Maps, decodes, resolves and takes a file apart; core modules are not looked into unless it is opened for
/// writing, so that big files open fast. Errors: FileNotFound, FileNotReadable, those of decodeComponent,
/// Invalid when no type can be resolved, Cancelled.
Result<OpenedFile> openFile(const std::filesystem::path& path, const decode::DecodeProgress& progress = {},
                            OpenFor purpose = OpenFor::Showing);
/// The same, and of a component that is broken further on what stands before the fault: a node for each
/// component that could be read, and one, unresolved, that stands for the rest. To look at: it is no
/// composition that anybody made.
Result<OpenedFile> openBeginning(const std::filesystem::path& path,
                                 const decode::DecodeProgress& progress = {});
/// openFile for bytes; `name` stands for the file name.
Result<OpenedFile> openBytes(const SharedBytes& bytes, const std::string& name,
                             const decode::DecodeProgress& progress = {});

/// One component, for a node or a hook. Errors as above, NotAComponent for core modules and WIT packages.
Result<graph::ComponentFileRef> loadComponentFile(const std::filesystem::path& path);
Result<graph::ComponentFileRef> loadComponentBytes(const SharedBytes& bytes, const std::string& name);

}  // namespace sb::driver
