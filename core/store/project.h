// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/graph/graph.h"
#include "core/store/project_view.h"
#include "core/support/result.h"

namespace sb::store {

/// The version that saveProject writes. Older ones are read. Version 2 adds the options of hooks, version 3
/// the list of rules and frames, version 4 what is hidden or unfolded.
inline constexpr unsigned ProjectVersion = 4;

/// Writes a `.splice` project: JSON with the graph, positions and hooks. Component files are named by path
/// relative to the project, range and hash; bytes that no file on disk has are stored in it. Same graph, same
/// text. Errors: FileNotWritable; the old file stays as it was.
Result<void> saveProject(const std::filesystem::path& path, const graph::Graph& graph,
                         const ProjectView& view = {});
/// The text that saveProject writes for a project in `folder`.
std::string projectText(const graph::Graph& graph, const std::filesystem::path& folder,
                        const ProjectView& view = {});

/// Reads a project. Component files that are missing or changed become Unresolved nodes with a note, the rest
/// opens. Errors: FileNotFound, FileNotReadable; BadSyntax (no JSON, or a place such as `nodes[3].kind` and
/// what is wrong there),
///         BadVersion, LimitExceeded.
/// `remarks` gets a sentence for everything that is not as it was saved.
Result<graph::Graph> loadProject(const std::filesystem::path& path,
                                 std::vector<std::string>* remarks = nullptr);
Result<graph::Graph> projectFromText(std::string_view text, const std::filesystem::path& folder,
                                     std::vector<std::string>* remarks = nullptr);

/// What is hidden or unfolded in a project; nothing in those older than version 4. Errors as above.
Result<ProjectView> loadProjectView(const std::filesystem::path& path);
Result<ProjectView> projectViewFromText(std::string_view text);

// Autosave. The recovery file lies beside the project: "shop.splice" has ".shop.splice.recovery".
std::filesystem::path recoveryFileOf(const std::filesystem::path& project);
std::string recoveryPathFor(const std::string& project);
Result<void> writeRecovery(const std::filesystem::path& project, const graph::Graph& graph);
/// The recovery file when there is one that is newer than the project, or the project is gone.
std::optional<std::filesystem::path> findRecovery(const std::filesystem::path& project);
void discardRecovery(const std::filesystem::path& project);

}  // namespace sb::store
