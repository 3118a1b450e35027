// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/hook_files.h"

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

Result<plan::HookFiles> readHookFiles(const plan::SpliceRules& rules,
                                      const std::vector<plan::RuleMatch>& matches,
                                      const SpliceOptions& options, const plan::HookFiles& known) {
  plan::HookFiles files;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    if (matches[r].edges.empty()) continue;
    for (const plan::Injection& injection : rules.rules[r].inject) {
      const std::string where = "in rule " + std::to_string(r + 1) + ", hook `" + injection.name + "`";
      const auto read = [&]() -> Result<graph::ComponentFileRef> {
        SB_TRY(const std::filesystem::path file, fileOf(injection, options));
        return loadComponentFile(file);
      };
      Result<graph::ComponentFileRef> file = read();
      if (const auto same = known.find(injection.name); !file && same != known.end() && same->second)
        file = same->second;
      SB_TRY(files[injection.name], inContext(std::move(file), where));
    }
  }
  return files;
}

}  // namespace sb::driver
