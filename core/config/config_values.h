// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/config/manifest.h"
#include "core/types/type.h"

namespace sb::config {

/// The key that a hook is given beside those of its configuration: `interface::caller->provider` of the
/// connection it is on, as splicer names edges (splicer.md 9.3).
inline constexpr const char* EdgeIdKey = "_splicer_edge_id";
std::string edgeId(const std::string& interfaceName, const std::string& caller, const std::string& provider);

/// The import `splicer:builtin-config/get` of a component that reads its configuration.
struct ConfigImport {
  std::string name;  ///< exactly as imported: "splicer:builtin-config/get@0.1.0"
  types::InstanceTypeRef type;
};
std::optional<ConfigImport> configImport(const types::ComponentType& type);

/// What a configuration comes to: canonical values, and a sentence for each entry that is wrong.
struct CheckedConfig {
  std::map<std::string, std::string> values;
  std::vector<std::string> problems;
  std::string sentence() const;  ///< all problems in one
};
/// Checks keys and values against a manifest. Without one every key is good and every value is what it is.
CheckedConfig checkConfig(const std::optional<Manifest>& manifest,
                          const std::map<std::string, std::string>& config);

}  // namespace sb::config
