// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sb::types {

/// label ::= words joined by `-`, each all lower or all upper case; the first starts with a letter
/// (Explainer.md, "Import and Export Definitions"; component-model.md 3.5).
bool isLabel(std::string_view text);

/// What an import or export name says.
struct ExternNameParts {
  enum class Kind {
    Label,
    Constructor,
    Method,
    Static,
    Getter,
    Setter,
    MethodGetter,
    MethodSetter,
    Interface,
    Dependency,  ///< `unlocked-dep=<…>` and its relatives: see legacy_names.h
  };
  Kind kind = Kind::Label;
  std::string_view resource;  ///< of annotated names
  std::string_view member;
  std::string_view version;       ///< of interface names, as written
  bool nested = false;            ///< `a:b:c/d`: more than one namespace or interface part
  bool canonicalVersion = false;  ///< `@1`, `@0.2`: the rest stands in the versionsuffix attribute
};

/// Takes a name apart; the views point into `name`. Nothing when it breaks the grammar; `why` says how.
std::optional<ExternNameParts> parseExternName(std::string_view name, std::string& why);

/// Two names of one scope collide when their keys are equal: letter case and hyphens do not count,
/// `[method]l.l` is `l`, annotations other than `[constructor]` and `[set]` do not count, versions count
/// exactly (component-model.md 3.5, 3.9). `hyphensCount`: as before hyphens were left out of it.
std::string uniquenessKey(std::string_view name, const ExternNameParts& parts, bool hyphensCount = false);
std::string labelKey(std::string_view label, bool hyphensCount = false);

/// The part of a version that names its track: `1`, `0.2`, `0.0.3`; the whole version with a pre-release
/// (component-model.md 3.9, "canonical version"). Empty when `version` is no semver.
std::string canonicalVersion(std::string_view version);

}  // namespace sb::types
