// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/component.h"
#include "core/support/result.h"
#include "core/types/type.h"

namespace sb::config {

/// One key that a hook reads.
struct ManifestKey {
  std::string name;
  types::ValType type;
  std::optional<std::string> defaultValue;  ///< canonical WAVE text
  std::string doc;
  bool anyCase = false;  ///< enum cases are compared without regard to upper and lower case
};

/// What a hook says about itself: the custom section `splicer-builtin-manifest/<name>` (splicer.md 9.3).
struct Manifest {
  std::string name;  ///< behind the `/` of the section's name
  std::string description;
  unsigned tier = 0;  ///< 0: not given
  std::vector<ManifestKey> keys;
  const ManifestKey* find(std::string_view key) const;
};

/// Reads the TOML of a manifest. Errors: BadSyntax with the line where there is one; BadName, BadType and
/// Invalid for keys that break a rule of manifests, naming the key.
Result<Manifest> parseManifest(std::string name, std::string_view toml);

/// The text of the section and what stands behind the `/` of its name. The section is looked for in the
/// component, then in its core modules and nested components in file order.
struct ManifestText {
  std::string name, toml;
};
std::optional<ManifestText> manifestText(const model::Component& component);
/// Nothing for a component without manifest.
Result<std::optional<Manifest>> manifestOf(const model::Component& component);

}  // namespace sb::config
