// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/legacy_names.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"
#include "core/types/extern_name_rules.h"
#include "core/types/interface_name.h"

namespace sb::types {
namespace {

constexpr std::array<std::string_view, 4> Prefixes = {"unlocked-dep=", "locked-dep=", "url=", "integrity="};

/// Reads one name from the left; the first thing that is wrong stays in `why`.
class LegacyName {
 public:
  LegacyName(std::string_view name, std::string& why) : m_rest(name), m_why(why) {}

  bool read(bool& nested) {
    if (take("unlocked-dep=")) return expect("<") && package(nested) && range() && expect(">") && atEnd();
    if (take("locked-dep="))
      return expect("<") && package(nested) && version() && expect(">") && optionalHash() && atEnd();
    if (take("url=")) return expect("<") && url() && expect(">") && optionalHash() && atEnd();
    return hash() && atEnd();
  }

 private:
  bool take(std::string_view text) {
    if (m_rest.substr(0, text.size()) != text) return false;
    m_rest.remove_prefix(text.size());
    return true;
  }
  /// Everything before the first of `ends`, or all of it.
  std::string_view until(std::string_view ends) {
    const std::string_view part = m_rest.substr(0, m_rest.find_first_of(ends));
    m_rest.remove_prefix(part.size());
    return part;
  }
  template <class... Parts>
  bool wrong(const Parts&... parts) {
    m_why = concat(parts...);
    return false;
  }
  bool expect(std::string_view text) {
    return take(text) || wrong("`", text, "` is expected at `", m_rest, "`");
  }
  bool atEnd() { return m_rest.empty() || wrong("`", m_rest, "` is left over at its end"); }

  bool label() {
    const std::string_view text = until(":/@>,");
    return isLabel(text) || wrong("`", text, "` is not in kebab case");
  }
  bool package(bool& nested) {
    if (!label() || !expect(":") || !label()) return false;
    for (; take(":"); nested = true) {
      if (!label()) return false;
    }
    for (; take("/"); nested = true) {
      if (!label()) return false;
    }
    return true;
  }
  bool semver(std::string_view text) {
    return parseSemver(text).has_value() || wrong("`", text, "` is not a version like 1.0.0");
  }
  bool version() { return !take("@") || semver(until(">")); }
  bool range() {
    if (!take("@") || take("*")) return true;
    if (!expect("{")) return false;
    if (take("<")) return semver(until("}")) && expect("}");
    if (!take(">=")) return wrong("a range of versions begins with `>=` or `<`, not with `", m_rest, "`");
    if (!semver(until(" }"))) return false;
    if (take(" ") && !(expect("<") && semver(until("}")))) return false;
    return expect("}");
  }
  bool url() {
    until("<>");
    return true;
  }

  bool optionalHash() { return !take(",") || hash(); }
  /// Subresource Integrity, "metadata": hashes with white space around them.
  bool hash() {
    if (!expect("integrity=<")) return false;
    const std::string_view all = until(">");
    bool any = false;
    for (std::string_view rest = all; !rest.empty();) {
      const std::string_view one = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      if (one.empty()) continue;
      any = true;
      if (!oneHash(one)) return false;
    }
    return (any || wrong("`integrity` is empty")) && expect(">");
  }
  bool oneHash(std::string_view text) {
    const std::size_t dash = text.find('-');
    const std::string_view algorithm = text.substr(0, dash);
    if (algorithm != "sha256" && algorithm != "sha384" && algorithm != "sha512")
      return wrong("`", algorithm, "` is not one of sha256, sha384 and sha512");
    if (dash == std::string_view::npos) return wrong("`-` and a hash are missing after `", algorithm, "`");
    std::string_view base64 = text.substr(dash + 1);
    base64 = base64.substr(0, base64.find('?'));  // options
    const std::string_view digits = base64.substr(0, base64.find('='));
    const bool known = std::all_of(digits.begin(), digits.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
             c == '/';
    });
    const std::string_view padding = base64.substr(digits.size());
    if (digits.empty() || !known || (!padding.empty() && padding != "=" && padding != "=="))
      return wrong("`", base64, "` is not base64");
    return true;
  }

  std::string_view m_rest;
  std::string& m_why;
};

}  // namespace

bool looksLikeLegacyName(std::string_view name) {
  return std::any_of(Prefixes.begin(), Prefixes.end(),
                     [&](std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; });
}

bool isLegacyName(std::string_view name, bool& nested, std::string& why) {
  return LegacyName(name, why).read(nested);
}

}  // namespace sb::types
