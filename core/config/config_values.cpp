// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/config/config_values.h"

#include "core/config/config_text.h"
#include "core/config/key_type.h"
#include "core/types/interface_name.h"
#include "core/value/value.h"

namespace sb::config {
namespace {

constexpr std::string_view ConfigPackage = "splicer:builtin-config", ConfigInterface = "get";

std::string keyNames(const Manifest& manifest) {
  std::string out;
  for (const ManifestKey& key : manifest.keys) out += (out.empty() ? "" : ", ") + key.name;
  return out.empty() ? "it has none" : "its keys: " + out;
}

}  // namespace

std::string edgeId(const std::string& interfaceName, const std::string& caller, const std::string& provider) {
  return value::printWave(value::Value{interfaceName + "::" + caller + "->" + provider},
                          types::makeType(types::Primitive::String));
}

std::optional<ConfigImport> configImport(const types::ComponentType& type) {
  for (const types::NamedExtern& item : type.imports) {
    const types::InterfaceName name = types::parseInterfaceName(item.name.name);
    if (name.packageId() != ConfigPackage || name.interface != ConfigInterface) continue;
    if (const auto* instance = std::get_if<types::InstanceTypeRef>(&item.type))
      return ConfigImport{item.name.name, *instance};
  }
  return {};
}

std::string CheckedConfig::sentence() const {
  std::string out;
  for (const std::string& problem : problems) out += (out.empty() ? "" : "; ") + problem;
  return out;
}

CheckedConfig checkConfig(const std::optional<Manifest>& manifest,
                          const std::map<std::string, std::string>& config) {
  CheckedConfig out;
  for (const auto& [key, text] : config) {
    if (key == EdgeIdKey) {
      out.problems.push_back(std::string("`") + EdgeIdKey + "` is given by the program");
      continue;
    }
    if (!manifest) {
      out.values[key] = text;
      continue;
    }
    const ManifestKey* known = manifest->find(key);
    if (!known) {
      out.problems.push_back("unknown key `" + key + "`, " + keyNames(*manifest));
      continue;
    }
    Result<std::string> value = canonicalValue(text, known->type, known->anyCase);
    if (value)
      out.values[key] = *std::move(value);
    else
      out.problems.push_back("key `" + key + "`: " + value.error().message + " (it is a " +
                             keyTypeText(known->type) + ")");
  }
  return out;
}

}  // namespace sb::config
