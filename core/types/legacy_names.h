// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <string_view>

namespace sb::types {

/// True when a name begins like one of the four import names that have left the specification:
/// `unlocked-dep=`, `locked-dep=`, `url=`, `integrity=`.
bool looksLikeLegacyName(std::string_view name);

/// Checks such a name by the grammar that it had in Explainer.md, "Import and Export Definitions", before
/// it was taken out. False: `why` says what is wrong. `nested`: the package has more than one namespace, or a
/// part below it.
///
///     depname   ::= 'unlocked-dep=<' pkgpath verrange? '>'
///                 | 'locked-dep=<' pkgpath ('@' semver)? '>' (',' hashname)?
///     verrange  ::= '@*' | '@{' verlower '}' | '@{' verupper '}' | '@{' verlower ' ' verupper '}'
///     verlower  ::= '>=' semver          verupper ::= '<' semver
///     urlname   ::= 'url=<' [^<>]* '>' (',' hashname)?
///     hashname  ::= 'integrity=<' integrity-metadata '>'
bool isLegacyName(std::string_view name, bool& nested, std::string& why);

}  // namespace sb::types
