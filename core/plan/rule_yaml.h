// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <string>

#include "core/plan/raw_rules.h"

// Reading single values of a rules file, with places in the text. Inside of core/plan only.
namespace sb::plan::yaml {

Place placeOf(const YAML::Node& node);

/// What a plain scalar means in YAML's core schema, as far as texts must be told from other values.
enum class ScalarKind { Text, Null, Bool, Number };
ScalarKind scalarKind(const YAML::Node& node);
/// "a map", "the text `x`", "the number 5"
std::string found(const YAML::Node& node);

using Keys = std::initializer_list<const char*>;
/// Checks that `node` is a map with known keys, each once. `where` is "rule 1" or "" for the file itself.
Result<void> checkMap(const YAML::Node& node, const std::string& where, const char* what, Keys known);
Result<YAML::Node> required(const YAML::Node& map, const std::string& where, const char* key,
                            const char* hint);

Result<std::string> text(const YAML::Node& node, const std::string& where, const char* key);
Result<bool> truth(const YAML::Node& node, const std::string& where, const char* key);
/// One text or a list of at least one.
Result<Patterns> patterns(const YAML::Node& node, const std::string& where, const char* key);
/// One of the words.
Result<std::string> word(const YAML::Node& node, const std::string& where, const char* key, Keys words);

/// A configuration value as canonical text: JSON strings, `[a, b]`, `{"k": v}` (splicer.md 9.3).
Result<std::string> configText(const YAML::Node& node, const std::string& where, unsigned depth = 0);

/// An entry of `inject`.
Result<RawInjection> readInjection(const YAML::Node& node, const std::string& where);

}  // namespace sb::plan::yaml
