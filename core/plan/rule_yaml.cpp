// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/rule_yaml.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace sb::plan::yaml {

Place placeOf(const YAML::Node& node) {
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return {};
  return {static_cast<unsigned>(mark.line) + 1, static_cast<unsigned>(mark.column) + 1};
}

ScalarKind scalarKind(const YAML::Node& node) {
  if (node.Tag() == "!") return ScalarKind::Text;  // quoted
  const std::string& text = node.Scalar();
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
    return ScalarKind::Null;
  for (const char* word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return ScalarKind::Bool;
  }
  if (text.find_first_not_of("0123456789+-.eE") != std::string::npos) return ScalarKind::Text;
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return end && *end == '\0' && text.find_first_of("0123456789") != std::string::npos ? ScalarKind::Number
                                                                                      : ScalarKind::Text;
}

std::string found(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  switch (scalarKind(node)) {
    case ScalarKind::Text: return "the text `" + node.Scalar() + "`";
    case ScalarKind::Null: return "nothing";
    case ScalarKind::Bool: return "`" + node.Scalar() + "`";
    case ScalarKind::Number: return "the number " + node.Scalar();
  }
  return "something else";
}

namespace {

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::string nearest(std::string_view key, Keys known) {
  return *std::min_element(known.begin(), known.end(), [&](const char* a, const char* b) {
    return editDistance(key, a) < editDistance(key, b);
  });
}

}  // namespace

Result<void> checkMap(const YAML::Node& node, const std::string& where, const char* what, Keys known) {
  const std::string prefix = where.empty() ? "" : where + ": ";
  if (!node.IsMap()) {
    return failAt(ErrorCode::BadSyntax, placeOf(node),
                  prefix + "expected " + what + ", found " + found(node));
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const Place place = placeOf(entry.first);
    if (!entry.first.IsScalar()) return failAt(ErrorCode::BadSyntax, place, prefix + "a key must be a text");
    const std::string& key = entry.first.Scalar();
    if (!seen.insert(key).second)
      return failAt(ErrorCode::BadSyntax, place, prefix + "`" + key + "` is written twice");
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return failAt(ErrorCode::BadRule, place,
                    prefix + "unknown key `" + key + "`; did you mean `" + nearest(key, known) + "`?");
    }
  }
  return {};
}

Result<YAML::Node> required(const YAML::Node& map, const std::string& where, const char* key,
                            const char* hint) {
  const YAML::Node value = map[key];
  if (value.IsDefined()) return value;
  return failAt(ErrorCode::BadSyntax, placeOf(map),
                (where.empty() ? "" : where + ": ") + "`" + key + "` is missing; " + hint);
}

Result<std::string> text(const YAML::Node& node, const std::string& where, const char* key) {
  if (node.IsScalar() && scalarKind(node) == ScalarKind::Text) return node.Scalar();
  return failAt(
      ErrorCode::BadSyntax, placeOf(node),
      where + ": `" + key + "` must be a text, found " + found(node) + "; put it in quotes if it is one");
}

Result<bool> truth(const YAML::Node& node, const std::string& where, const char* key) {
  if (node.IsScalar() && scalarKind(node) == ScalarKind::Bool)
    return node.Scalar()[0] == 't' || node.Scalar()[0] == 'T';
  return failAt(ErrorCode::BadSyntax, placeOf(node),
                where + ": `" + key + "` must be true or false, found " + found(node));
}

Result<Patterns> patterns(const YAML::Node& node, const std::string& where, const char* key) {
  Patterns out;
  if (!node.IsSequence()) {
    SB_TRY(std::string one, text(node, where, key));
    out.push_back(std::move(one));
    return out;
  }
  for (const auto& item : node) {
    SB_TRY(std::string one, text(item, where, key));
    out.push_back(std::move(one));
  }
  if (!out.empty()) return out;
  return failAt(ErrorCode::BadRule, placeOf(node),
                where + ": `" + key + "` is an empty list; name something");
}

Result<std::string> word(const YAML::Node& node, const std::string& where, const char* key, Keys words) {
  SB_TRY(const std::string value, text(node, where, key));
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  std::string all;
  for (const char* one : words) all += (all.empty() ? "`" : ", `") + std::string(one) + "`";
  return failAt(ErrorCode::BadRule, placeOf(node),
                where + ": `" + key + "` is `" + value + "`; it can be " + all);
}

}  // namespace sb::plan::yaml
