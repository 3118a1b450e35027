// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>

#include "core/support/concat.h"
#include "core/types/checker.h"
#include "core/types/extern_name_rules.h"
#include "core/types/interface_name.h"

// Explainer.md, "Import and Export Definitions": grammar, strong uniqueness, annotated names, attributes
// (component-model.md 3.5).
namespace sb::types {
namespace {

constexpr const char* NameRule = "Explainer.md, Import and Export Definitions";

using Kind = ExternNameParts::Kind;
using AttributeKind = model::NameAttribute::Kind;

const model::NameAttribute* attributeOf(const model::ExternName& name, AttributeKind kind) {
  const auto at = std::find_if(name.attributes.begin(), name.attributes.end(),
                               [kind](const model::NameAttribute& a) { return a.kind == kind; });
  return at == name.attributes.end() ? nullptr : &*at;
}

const char* attributeName(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::Implements: return "implements";
    case AttributeKind::VersionSuffix: return "versionsuffix";
    case AttributeKind::ExternalId: return "external-id";
  }
  return "";
}

/// The resource of `own R` or of the ok side of `result<own R, _>`.
const Own* constructed(const ValType& result) {
  if (!result) return nullptr;
  if (const auto* own = std::get_if<Own>(&result->kind)) return own;
  const auto* either = std::get_if<ResultType>(&result->kind);
  return either != nullptr && either->ok ? std::get_if<Own>(&either->ok->kind) : nullptr;
}

}  // namespace

bool Checker::externName(const model::ExternName& name, const ExternType& type, Direction direction,
                         ExternNames& names) {
  const char* const side = direction == Direction::Import ? "import" : "export";
  std::string why;
  const std::optional<ExternNameParts> parts = parseExternName(name.name, why);
  if (!parts) {
    error("bad-extern-name", concat("the ", side, " name `", name.name, "` is not valid: ", why), NameRule);
    return false;
  }
  if (parts->kind == Kind::Dependency) {
    if (direction == Direction::Export || !m_options.features.legacyDependencyNames) {
      error("legacy-dependency-name",
            concat("the ", side, " name `", name.name, "` has a form that left the specification"),
            "Explainer.md, Import and Export Definitions (names)",
            "compose again with the components embedded");
      return false;
    }
  }
  if (parts->nested &&
      !gate(m_options.features.nestedNames, "cm-nested-names", concat("the name `", name.name, "`"))) {
    return false;
  }
  bool good = attributes(name, *parts, type) && annotatedName(name.name, *parts, type, names);
  const std::string key = uniquenessKey(name.name, *parts, m_options.features.legacyHyphens);
  const auto [at, fresh] = names.byKey.emplace(key, name.name);
  if (!fresh) {
    error("duplicate-name", concat("the ", side, " name `", name.name, "` collides with `", at->second, "`"),
          "Explainer.md, Import and Export Definitions, strong uniqueness",
          "names must differ in more than letter case, hyphens and annotation");
    good = false;
  }
  return good;
}

bool Checker::attributes(const model::ExternName& name, const ExternNameParts& parts,
                         const ExternType& type) {
  for (std::size_t i = 0; i < name.attributes.size(); ++i) {
    for (std::size_t j = i + 1; j < name.attributes.size(); ++j) {
      if (name.attributes[i].kind != name.attributes[j].kind) continue;
      error("duplicate-attribute", concat("`", attributeName(name.attributes[i].kind), "` is given twice"),
            NameRule);
      return false;
    }
  }
  const bool isInstance = std::holds_alternative<InstanceTypeRef>(type);
  if (name.leadByte == 2 && !gate(m_options.features.implements, "cm-implements", "an attribute of a name"))
    return false;
  std::string_view version = parts.version;
  bool canonicalVersion_ = parts.canonicalVersion;
  if (const auto* implements = attributeOf(name, AttributeKind::Implements)) {
    if (!gate(m_options.features.implements, "cm-implements", "`implements`")) return false;
    std::string why;
    const auto target = parseExternName(implements->value, why);
    if (parts.kind != Kind::Label || !isInstance || !target || target->kind != Kind::Interface) {
      error("bad-implements", "`implements` names an interface and belongs to an instance with a plain name",
            NameRule);
      return false;
    }
    if (target->nested &&
        !gate(m_options.features.nestedNames, "cm-nested-names", "the name of `implements`"))
      return false;
    version = target->version;
    canonicalVersion_ = target->canonicalVersion;
  }
  if (attributeOf(name, AttributeKind::ExternalId) != nullptr &&
      !gate(m_options.features.implements, "cm-implements", "`external-id`")) {
    return false;
  }
  const auto* suffix = attributeOf(name, AttributeKind::VersionSuffix);
  if (suffix == nullptr) {
    if (!canonicalVersion_) return true;
    if (!gate(m_options.features.canonNames, "cm-canon-names", concat("the version `", version, "`")))
      return false;
    error("bad-version", concat("the version `", version, "` needs the rest of it in a `versionsuffix`"),
          NameRule);
    return false;
  }
  if (!gate(m_options.features.canonNames, "cm-canon-names", "`versionsuffix`")) return false;
  const std::string whole = concat(version, suffix->value);
  if (!isInstance || version.empty() || suffix->value.empty() || canonicalVersion(whole) != version) {
    error("bad-version",
          concat("`", version, "` and the suffix `", suffix->value,
                 "` do not make one version of an interface"),
          "Explainer.md, Import and Export Definitions (canonical versions)");
    return false;
  }
  return true;
}

bool Checker::resourceNamed(const ResourceRef& resource, ResourceLabel label, std::string_view name,
                            const ExternNames& names) {
  const auto at = names.resourceNames.find({resource.get(), label});
  if (at != names.resourceNames.end() && at->second == name) return true;
  error("annotated-name", concat("the function uses another resource than `", name, "` of its name"),
        "Binary.md, Import and Export Definitions, annotated names",
        concat("name the resource `", name, "` before the function, on the same side"));
  return false;
}

bool Checker::annotatedName(const std::string& name, const ExternNameParts& parts, const ExternType& type,
                            ExternNames& names) {
  const char* const Rule = "Binary.md, Import and Export Definitions, annotated names";
  const auto wrong = [&](const char* shape) {
    error("annotated-name", concat("`", name, "` ", shape), Rule);
    return false;
  };
  if (parts.kind == Kind::Label || parts.kind == Kind::Interface || parts.kind == Kind::Dependency)
    return true;
  const auto* ref = std::get_if<FuncTypeRef>(&type);
  if (ref == nullptr || !*ref) return wrong("must be a function");
  const FuncType& func = **ref;
  const auto receiver = [&](std::size_t params) {
    const Borrow* self = func.params.empty() ? nullptr : std::get_if<Borrow>(&func.params[0].type->kind);
    if (self == nullptr || func.params[0].name != "self") return wrong("must take `self: borrow<…>` first");
    if (params != 0 && func.params.size() != params) return wrong("has the wrong number of parameters");
    return resourceNamed(self->resource, self->label, parts.resource, names);
  };
  const auto accessors = [&]() {
    return gate(m_options.features.accessors, "cm-accessors", concat("the name `", name, "`"));
  };
  switch (parts.kind) {
    case Kind::Constructor: {
      if (func.async) return wrong("cannot be asynchronous");
      const Own* own = constructed(func.result);
      if (own == nullptr) return wrong("must return its resource, or a `result` with it");
      return resourceNamed(own->resource, own->label, parts.resource, names);
    }
    case Kind::Method: return receiver(0);
    case Kind::Static:
      if (names.allResourceNames.count(std::string(parts.resource)) != 0) return true;
      return wrong("names a resource that is not known before it");
    case Kind::Getter:
    case Kind::MethodGetter: {
      if (!accessors()) return false;
      const bool method = parts.kind == Kind::MethodGetter;
      if (method && !receiver(1)) return false;
      if (func.async || !func.result || (!method && !func.params.empty()))
        return wrong("must be a plain getter");
      names.getters[concat(parts.resource, ".", parts.member)] = func.result;
      return true;
    }
    case Kind::Setter:
    case Kind::MethodSetter: {
      if (!accessors()) return false;
      const bool method = parts.kind == Kind::MethodSetter;
      if (method && !receiver(2)) return false;
      if (func.async || func.result || func.params.size() != (method ? 2U : 1U))
        return wrong("must be a plain setter");
      const auto getter = names.getters.find(concat(parts.resource, ".", parts.member));
      if (getter == names.getters.end()) return wrong("needs its getter before it");
      return equalTypes(getter->second, func.params.back().type) ||
             wrong("takes another type than its getter returns");
    }
    case Kind::Label:
    case Kind::Interface:
    case Kind::Dependency: return true;
  }
  return true;
}

}  // namespace sb::types
