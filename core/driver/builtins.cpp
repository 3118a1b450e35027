// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/builtins.h"

#include <algorithm>
#include <map>

#include "core/driver/open.h"

namespace sb::driver {
namespace {

/// Built-ins of splicer (splicer.md 9.3) that are not among ours, and what does their work here.
struct Replaced {
  const char* name;
  const char* instead;
};
constexpr Replaced Replacements[] = {
    {"hello-tier1", "`count` or `trace`"},
    {"hello-tier2", "`trace`"},
    {"otel-bare-spans", "`otel` with { signals: spans }"},
    {"otel-bare-metrics", "`otel` with { signals: metrics }"},
    {"otel-bare-logs", "`trace` or `record`"},
    {"recorder", "`record`"},
    {"replayer", "`splicectl replay`, which makes a provider of a recording"},
    {"chaos-err", "`fault`"},
    {"hello-tier3", "a middleware that imports and exports the interface"},
    {"hello-tier4", "a provider of the interface, or `splicectl replay`"},
    {"config-provider", "`config`: providers of configuration are made when splicing"},
};

/// `inner`: also those one folder below.
std::map<std::string, std::filesystem::path> filesIn(const std::filesystem::path& folder, bool inner = true) {
  std::map<std::string, std::filesystem::path> out;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    const std::filesystem::path& path = it->path();
    std::error_code unknown;
    if (path.extension() == ".wasm" && std::filesystem::is_regular_file(path, unknown)) {
      out[path.stem().string()] = path;
      continue;
    }
    if (!inner) continue;
    for (const auto& [name, file] : filesIn(path, false)) out.emplace(name, file);
  }
  return out;
}

Builtin read(const std::string& name, const std::filesystem::path& file) {
  Builtin out{name, file, {}, {}};
  const Result<graph::ComponentFileRef> component = loadComponentFile(file);
  if (!component) {
    out.problem = component.error().message;
    return out;
  }
  Result<std::optional<config::Manifest>> manifest = config::manifestOf(*(*component)->component);
  if (!manifest)
    out.problem = manifest.error().text();
  else if (!*manifest)
    out.problem = "it has no manifest";
  else
    out.manifest = *std::move(manifest);
  return out;
}

}  // namespace

std::vector<Builtin> listBuiltins(const BuiltinFolders& folders) {
  std::vector<Builtin> out;
  for (const auto& [name, file] : filesIn(folders.used())) out.push_back(read(name, file));
  return out;
}

Result<std::filesystem::path> builtinFile(const std::string& name, const BuiltinFolders& folders) {
  const std::filesystem::path& folder = folders.used();
  if (folder.empty())
    return fail(ErrorCode::FileNotFound,
                "the built-in hooks were not found; name their folder in SPLICER_BUILTINS_DIR");
  const auto files = filesIn(folder);
  const auto found = files.find(name);
  if (found != files.end()) return found->second;
  const auto replaced = std::find_if(std::begin(Replacements), std::end(Replacements),
                                     [&](const Replaced& item) { return name == item.name; });
  if (replaced != std::end(Replacements)) {
    return fail(ErrorCode::Refused, "the builtin `" + name +
                                        "` of splicer is not part of this program; use " + replaced->instead +
                                        ", or put " + name +
                                        ".wasm into a folder that SPLICER_BUILTINS_DIR names");
  }
  std::string names;
  for (const auto& entry : files) names += (names.empty() ? "" : ", ") + entry.first;
  return fail(ErrorCode::Refused, "there is no builtin `" + name + "` in " + folder.string() + "; there " +
                                      (names.empty() ? std::string("are none") : "are: " + names));
}

Result<Builtin> readBuiltin(const std::string& name, const BuiltinFolders& folders) {
  SB_TRY(const std::filesystem::path file, builtinFile(name, folders));
  return read(name, file);
}

}  // namespace sb::driver
