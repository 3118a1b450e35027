// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/types/interface_name.h"
#include "core/wit/resolver_parts.h"

// WIT.md, "Feature Gates": which items are there, and whether what a gate says can be.
namespace sb::wit {

bool Resolver::enabled(const ast::Attributes& attributes) const {
  return !attributes.unstable || m_features.all || m_features.names.count(attributes.unstable->text) != 0;
}

Notes Resolver::notes(const ast::Head& head, std::uint32_t package) {
  const ast::Attributes& attributes = head.attributes;
  Notes out;
  out.docs = head.docs;
  out.externalId = attributes.externalId;
  if (attributes.unstable) out.stability.unstable = attributes.unstable->text;
  if (attributes.deprecated) out.stability.deprecated = attributes.deprecated->text;
  if (!attributes.since) return out;
  out.stability.since = attributes.since->text;
  const ast::PackageName& name = m_packages[package].name;
  if (!name.version) {
    m_problems.error("gates",
                     concat("`@since` names a version, but the package `", packageText(name), "` has none"),
                     attributes.since->place, "give the package a version");
  } else if (types::compareSemver(*types::parseSemver(attributes.since->text),
                                  *types::parseSemver(name.version->text)) > 0) {
    m_problems.error("gates",
                     concat("`@since(version = ", attributes.since->text,
                            ")` is later than the package's version ", name.version->text),
                     attributes.since->place, "use `@unstable` until that version is released");
  }
  return out;
}

void Resolver::noExternalId(const ast::Head& head, std::string_view what) {
  if (!head.attributes.externalId) return;
  m_problems.error("attribute-place", concat("`@external-id` has no meaning on ", what),
                   head.attributes.place, "it belongs on imports, exports, functions and types");
}

}  // namespace sb::wit
