// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/wit/parser_parts.h"

// WIT.md, "Feature gate syntax", and `external-id` of "Item: world".
namespace sb::wit {
namespace {

const std::vector<std::string_view> Attributes = {"since", "unstable", "deprecated", "external-id"};

}  // namespace

std::optional<ast::Head> Parser::head() {
  std::string comment = docs();
  std::optional<ast::Attributes> attrs = attributes();
  if (!attrs) return std::nullopt;
  return ast::Head{std::move(comment), std::move(*attrs)};
}

/// gate ::= gate-item*
std::optional<ast::Attributes> Parser::attributes() {
  ast::Attributes out;
  while (at("@")) {
    const Place begin = take().place;
    const std::optional<ast::Name> which = name("`since`, `unstable`, `deprecated` or `external-id`");
    if (!which || !attribute(*which, out)) return std::nullopt;
    if (!out.place.known()) out.place = spanning(begin, m_last);
  }
  if (out.since && out.unstable) {
    m_problems.error("gates", "an item is either `@since` or `@unstable`", out.place,
                     "remove `@unstable` once the item is released");
  } else if (out.deprecated && !out.since && !out.unstable) {
    m_problems.error("gates", "`@deprecated` without `@since` or `@unstable`", out.place,
                     "say with `@since` when the item was added");
  }
  return out;
}

/// unstable-gate ::= '@unstable' '(' 'feature' '=' id ')'
/// since-gate ::= '@since' '(' 'version' '=' valid-semver ')', deprecated-gate likewise
bool Parser::attribute(const ast::Name& which, ast::Attributes& out) {
  const auto once = [&](bool already) {
    if (already)
      m_problems.error("gates", concat("`@", which.text, "` stands twice on one item"), which.place,
                       "keep one of them");
  };
  const auto field = [this](std::string_view key) {
    const Token token = m_token;
    if (token.kind != Token::Kind::Word || token.text != key) {
      unexpected(concat("`", key, " = …`"));
      return false;
    }
    take();
    return expect("=", concat("after `", key, "`"));
  };
  if (which.text != "since" && which.text != "unstable" && which.text != "deprecated" &&
      which.text != "external-id") {
    const std::string near = nearestWord(which.text, Attributes);
    m_problems.error("unknown-attribute", concat("there is no attribute `@", which.text, "`"), which.place,
                     near.empty() ? "remove it" : concat("did you mean `@", near, "`?"));
    return false;
  }
  if (!expect("(", concat("after `@", which.text, "`"))) return false;
  if (which.text == "unstable") {
    if (!field("feature")) return false;
    once(out.unstable.has_value());
    out.unstable = name("the name of a feature");
    if (!out.unstable) return false;
  } else if (which.text == "external-id") {
    if (m_token.kind != Token::Kind::String) {
      unexpected("a string");
      return false;
    }
    std::string why;
    const Token literal = take();
    once(out.externalId.has_value());
    out.externalId = unescape(literal.text, why);
    if (!out.externalId) m_problems.error("bad-string", why, literal.place);
    if (!out.externalId) return false;
  } else {
    if (!field("version")) return false;
    std::optional<ast::Version>& target = which.text == "since" ? out.since : out.deprecated;
    once(target.has_value());
    target = version();
    if (!target) return false;
  }
  return expect(")", "at the end of the attribute");
}

}  // namespace sb::wit
