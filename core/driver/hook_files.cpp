// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/hook_files.h"

#include <map>
#include <memory>

#include "core/driver/open.h"

namespace sb::driver {

Result<std::filesystem::path> fileOf(const plan::Injection& injection, const SpliceOptions& options) {
  if (!injection.builtin.empty()) return builtinFile(injection.builtin, options.builtins);
  if (injection.path.empty())
    return fail(ErrorCode::BadRule, "no `path` is given; name the component's file");
  const std::filesystem::path path(injection.path);
  std::filesystem::path full = path.is_absolute() ? path : std::filesystem::path(options.baseFolder) / path;
  std::error_code failed;
  if (!std::filesystem::is_directory(full, failed)) return full;
  return fail(
      ErrorCode::Refused,
      "`" + injection.path +
          "` is a folder; source crates of splicer's tiers 3 and 4 are not built here, give a component "
          "that imports and exports the interface");
}

plan::HookReader hookReader(const SpliceOptions& options, const plan::HookFiles& known) {
  using Files = std::map<std::filesystem::path, graph::ComponentFileRef>;
  return [&options, &known, files = std::make_shared<Files>()](
             const plan::Injection& injection, std::size_t rule) -> Result<graph::ComponentFileRef> {
    const auto read = [&]() -> Result<graph::ComponentFileRef> {
      SB_TRY(const std::filesystem::path path, fileOf(injection, options));
      graph::ComponentFileRef& file = (*files)[path];
      if (!file) {
        SB_TRY(file, loadComponentFile(path));
      }
      return file;
    };
    Result<graph::ComponentFileRef> file = read();
    if (const auto same = known.find(injection.name); !file && same != known.end() && same->second)
      return same->second;
    return inContext(std::move(file),
                     "in rule " + std::to_string(rule + 1) + ", hook `" + injection.name + "`");
  };
}

}  // namespace sb::driver
