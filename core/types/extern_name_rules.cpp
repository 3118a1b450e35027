// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/extern_name_rules.h"

#include <algorithm>

#include "core/support/concat.h"
#include "core/types/interface_name.h"
#include "core/types/legacy_names.h"

namespace sb::types {
namespace {

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isWord(std::string_view word, bool first) {
  if (word.empty() || (first && isDigit(word.front()))) return false;
  const bool lower = std::any_of(word.begin(), word.end(), isLower);
  const bool upper = std::any_of(word.begin(), word.end(), isUpper);
  const bool known =
      std::all_of(word.begin(), word.end(), [](char c) { return isLower(c) || isUpper(c) || isDigit(c); });
  return known && !(lower && upper);
}

bool isLowerLabel(std::string_view text) {
  return isLabel(text) && std::none_of(text.begin(), text.end(), isUpper);
}

bool take(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

using Kind = ExternNameParts::Kind;
using Parsed = std::optional<ExternNameParts>;

Parsed labelled(Kind kind, std::string_view resource, std::string_view member, std::string& why) {
  const bool hasResource = kind != Kind::Label && kind != Kind::Getter && kind != Kind::Setter;
  const bool hasMember = kind != Kind::Constructor;
  for (const auto& [present, text] : {std::pair(hasResource, resource), std::pair(hasMember, member)}) {
    if (!present || isLabel(text)) continue;
    why = concat("`", text, "` is not in kebab case");
    return std::nullopt;
  }
  ExternNameParts parts;
  parts.kind = kind;
  parts.resource = resource;
  parts.member = member;
  return parts;
}

Parsed memberName(Kind kind, std::string_view rest, std::string& why) {
  const std::size_t dot = rest.find('.');
  if (dot == std::string_view::npos) {
    why = concat("`", rest, "` lacks the `.` between resource and function");
    return std::nullopt;
  }
  return labelled(kind, rest.substr(0, dot), rest.substr(dot + 1), why);
}

bool isCanonicalVersion(std::string_view version) {
  const auto number = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit) &&
           (text.size() == 1 || text[0] != '0');
  };
  const std::size_t dot = version.find('.');
  if (dot == std::string_view::npos) return number(version) && version != "0";
  return version.substr(0, dot) == "0" && number(version.substr(dot + 1)) && version.substr(dot + 1) != "0";
}

Parsed interfaceName(std::string_view name, std::string& why) {
  ExternNameParts parts;
  parts.kind = Kind::Interface;
  std::string_view path = name;
  if (const std::size_t at = name.find('@'); at != std::string_view::npos) {
    path = name.substr(0, at);
    parts.version = name.substr(at + 1);
    parts.canonicalVersion = isCanonicalVersion(parts.version);
    if (!parts.canonicalVersion && !parseSemver(parts.version)) {
      why = concat("`", parts.version, "` is not a version like 1.0.0");
      return std::nullopt;
    }
  }
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) {
    why = "an interface name needs `/` after its package";
    return std::nullopt;
  }
  std::size_t colons = 0;
  for (std::string_view rest = path.substr(0, slash);;) {
    const std::size_t colon = rest.find(':');
    const std::string_view word = rest.substr(0, colon);
    if (!isLowerLabel(word)) {
      why = concat("`", word, "` is not a lower-case kebab name");
      return std::nullopt;
    }
    if (colon == std::string_view::npos) break;
    ++colons;
    rest.remove_prefix(colon + 1);
  }
  std::size_t slashes = 0;
  for (std::string_view rest = path.substr(slash + 1);; ++slashes) {
    const std::size_t next = rest.find('/');
    if (!isLabel(rest.substr(0, next))) {
      why = concat("`", rest.substr(0, next), "` is not in kebab case");
      return std::nullopt;
    }
    if (next == std::string_view::npos) break;
    rest.remove_prefix(next + 1);
  }
  parts.nested = colons > 1 || slashes > 0;
  parts.member = path.substr(path.rfind('/') + 1);
  return parts;
}

Parsed legacyName(std::string_view name, std::string& why) {
  ExternNameParts parts;
  parts.kind = Kind::Dependency;
  if (!isLegacyName(name, parts.nested, why)) return std::nullopt;
  return parts;
}

/// What does not count when names are compared: letter case, and hyphens unless `hyphens`.
std::string foldedName(std::string_view text, bool hyphens) {
  std::string key;
  key.reserve(text.size());
  for (const char c : text) {
    if (hyphens || c != '-') key += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return key;
}

}  // namespace

bool isLabel(std::string_view text) {
  for (bool first = true;; first = false) {
    const std::size_t hyphen = text.find('-');
    if (!isWord(text.substr(0, hyphen), first)) return false;
    if (hyphen == std::string_view::npos) return true;
    text.remove_prefix(hyphen + 1);
  }
}

std::optional<ExternNameParts> parseExternName(std::string_view name, std::string& why) {
  if (name.empty()) {
    why = "a name cannot be empty";
    return std::nullopt;
  }
  std::string_view rest = name;
  if (take(rest, "[constructor]")) return labelled(Kind::Constructor, rest, {}, why);
  if (take(rest, "[method][get]")) return memberName(Kind::MethodGetter, rest, why);
  if (take(rest, "[method][set]")) return memberName(Kind::MethodSetter, rest, why);
  if (take(rest, "[method]")) return memberName(Kind::Method, rest, why);
  if (take(rest, "[static]")) return memberName(Kind::Static, rest, why);
  if (take(rest, "[get]")) return labelled(Kind::Getter, {}, rest, why);
  if (take(rest, "[set]")) return labelled(Kind::Setter, {}, rest, why);
  if (looksLikeLegacyName(name)) return legacyName(name, why);
  if (name.find(':') != std::string_view::npos) return interfaceName(name, why);
  return labelled(Kind::Label, {}, name, why);
}

std::string labelKey(std::string_view label, bool hyphensCount) { return foldedName(label, hyphensCount); }

std::string uniquenessKey(std::string_view name, const ExternNameParts& parts, bool hyphensCount) {
  const auto key = [&](std::string_view label) { return labelKey(label, hyphensCount); };
  const auto member = [&]() {
    const std::string resource = key(parts.resource);
    const std::string own = key(parts.member);
    return resource == own ? own : concat(resource, ".", own);
  };
  switch (parts.kind) {
    case Kind::Label:
    case Kind::Getter: return key(parts.member);
    case Kind::Constructor: return concat("[constructor]", key(parts.resource));
    case Kind::Method:
    case Kind::Static:
    case Kind::MethodGetter: return member();
    case Kind::Setter: return concat("[set]", key(parts.member));
    case Kind::MethodSetter: return concat("[set]", member());
    case Kind::Interface: {
      const std::size_t at = name.find('@');
      return concat(foldedName(name.substr(0, at), hyphensCount),
                    at == std::string_view::npos ? "" : name.substr(at));
    }
    case Kind::Dependency: return std::string(name);
  }
  return std::string(name);
}

std::string canonicalVersion(std::string_view version) {
  const auto semver = parseSemver(version);
  if (!semver) return {};
  if (!semver->pre.empty()) return std::string(version.substr(0, version.find('+')));
  if (semver->major > 0) return std::to_string(semver->major);
  if (semver->minor > 0) return concat("0.", std::to_string(semver->minor));
  return concat("0.0.", std::to_string(semver->patch));
}

}  // namespace sb::types
