// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <nlohmann/json.hpp>

#include "core/store/component_files.h"
#include "core/store/json_place.h"
#include "core/store/project.h"
#include "core/store/saved_graph.h"
#include "core/store/saved_rules.h"
#include "core/store/saved_views.h"
#include "core/support/byte_text.h"
#include "core/support/mapped_file.h"

namespace sb::store {
namespace {

constexpr std::size_t MostFiles = 100'000, MostBytes = std::size_t{1} << 30;
constexpr std::uint64_t LargestFile = std::uint64_t{1} << 40;

Result<std::vector<FileEntry>> readFiles1(const JsonPlace& root) {
  SB_TRY(const auto places, root.list("files", MostFiles));
  std::vector<FileEntry> entries;
  for (const JsonPlace& place : places) {
    FileEntry entry;
    SB_TRY(entry.name, place.textAt("name"));
    SB_TRY(entry.path, place.optionalText("path"));
    SB_TRY(entry.offset, place.numberAt("offset", LargestFile));
    SB_TRY(entry.size, place.numberAt("size", LargestFile));
    SB_TRY(entry.sha256, place.textAt("sha256"));
    SB_TRY(entry.data, place.optionalText("data"));
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<graph::Graph> readVersion1(const JsonPlace& root, const std::filesystem::path& folder,
                                  std::vector<std::string>* remarks) {
  ReadContext context;
  context.folder = folder;
  context.remarks = remarks;
  SB_TRY(context.entries, readFiles1(root));
  FileReader reader(folder);
  for (const FileEntry& entry : context.entries) context.files.push_back(reader.open(entry));
  SB_TRY(const std::string origin, root.optionalText("origin"));
  if (!origin.empty()) {
    FileEntry whole;
    whole.path = origin;
    whole.name = std::filesystem::path(origin).filename().string();
    context.origin =
        reader.open(whole).file;  // without a hash the whole file as it is; only its types are used
  }
  SB_TRY(const JsonPlace place, root.member("graph"));
  SB_TRY(graph::Graph graph, readGraph1(place, context, 0));
  SB_TRY(graph.name, root.textAt("name"));
  if (!origin.empty()) graph.originFile = reader.absolute(origin).string();
  SB_TRY(const std::string rules, root.optionalText("rules"));
  const auto absolute = [&](const std::string& path) { return reader.absolute(path).generic_string(); };
  SB_TRY(graph.rules, inContext(rulesWithPaths(rules, absolute), "in `rules`"));
  return graph;
}

Result<nlohmann::json> parse(std::string_view text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return fail(ErrorCode::BadSyntax, "the project is no JSON text", error.byte);
  } catch (const nlohmann::json::exception&) {
    return fail(ErrorCode::BadSyntax, "the project is no JSON text");
  }
}

/// That it is a project, and one of a version that is known.
Result<void> checkProject(const nlohmann::json& document) {
  const JsonPlace root(document, {});
  if (!document.is_object() || !root.has("format")) {
    return fail(ErrorCode::BadSyntax, "this is no Spliceboard project: it has no `format`");
  }
  SB_TRY(const std::string format, root.textAt("format"));
  if (format != "spliceboard-project") {
    return fail(ErrorCode::BadSyntax, concat("this is no Spliceboard project: its format is `", format, "`"));
  }
  SB_TRY(const std::uint64_t version, root.numberAt("version"));
  // Versions 2 to 4 add members only, which older files do not have.
  if (version >= 1 && version <= ProjectVersion) return {};
  return fail(ErrorCode::BadVersion,
              concat("the project has version ", std::to_string(version),
                     "; this program knows versions up to ", std::to_string(ProjectVersion)));
}

Result<SharedBytes> mapProject(const std::filesystem::path& path) {
  SB_TRY(SharedBytes bytes, mapFile(path));
  if (bytes->span().size() > MostBytes)
    return fail(ErrorCode::LimitExceeded, "the project is larger than 1 GiB");
  return bytes;
}

}  // namespace

Result<graph::Graph> projectFromText(std::string_view text, const std::filesystem::path& folder,
                                     std::vector<std::string>* remarks) {
  SB_TRY(const nlohmann::json document, parse(text));
  SB_TRY_VOID(checkProject(document));
  return readVersion1(JsonPlace(document, {}), folder, remarks);
}

Result<ProjectView> projectViewFromText(std::string_view text) {
  SB_TRY(const nlohmann::json document, parse(text));
  SB_TRY_VOID(checkProject(document));
  return readViews(JsonPlace(document, {}));
}

Result<graph::Graph> loadProject(const std::filesystem::path& path, std::vector<std::string>* remarks) {
  SB_TRY(const SharedBytes bytes, mapProject(path));
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  return projectFromText(asText(bytes->span()), (error ? path : whole).parent_path(), remarks);
}

Result<ProjectView> loadProjectView(const std::filesystem::path& path) {
  SB_TRY(const SharedBytes bytes, mapProject(path));
  return projectViewFromText(asText(bytes->span()));
}

}  // namespace sb::store
