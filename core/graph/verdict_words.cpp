// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/verdict_words.h"

#include <algorithm>
#include <optional>

#include "core/support/concat.h"
#include "core/types/type_text.h"

namespace sb::graph::words {
namespace {

std::string unquoted(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
  return text;
}

/// The name in a frame such as "function `put`"; nothing for other frames.
std::optional<std::string> named(const std::string& frame, const std::string& what) {
  const std::string start = concat(what, " `");
  if (frame.rfind(start, 0) != 0 || frame.back() != '`') return std::nullopt;
  return frame.substr(start.size(), frame.size() - start.size() - 1);
}

std::optional<std::string> functionOf(const types::Mismatch& mismatch) {
  return mismatch.path.empty() ? std::nullopt : named(mismatch.path.front(), "function");
}

bool isResult(const types::Mismatch& mismatch) {
  return mismatch.path.size() > 1 && mismatch.path[1].rfind("result", 0) == 0;
}

const types::FuncType* functionIn(const types::ExternType& type, const std::string& name) {
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  const types::NamedExtern* item = instance && *instance ? (*instance)->find(name) : nullptr;
  const auto* function = item ? std::get_if<types::FuncTypeRef>(&item->type) : nullptr;
  return function ? function->get() : nullptr;
}

std::string resultText(const types::FuncType& type) {
  return type.result ? types::typeText(type.result) : "nothing";
}

std::string count(std::size_t number, const std::string& what) {
  const std::string amount = number == 0 ? "no" : std::to_string(number);
  return concat(amount, " ", what, number == 1 ? "" : "s");
}

}  // namespace

std::string node(const Graph& graph, NodeId id) {
  const Node* found = graph.find(id);
  if (!found) return "?";
  return found->kind == NodeKind::Host ? "the host" : found->name;
}

std::string contents(const types::ExternType& type) {
  const auto* instance = std::get_if<types::InstanceTypeRef>(&type);
  if (!instance || !*instance) return concat("A ", types::externKindName(type), ".");
  std::size_t functions = 0, resources = 0;
  for (const types::NamedExtern& item : (*instance)->exports) {
    if (std::holds_alternative<types::FuncTypeRef>(item.type)) ++functions;
    if (std::holds_alternative<types::TypeOfResource>(item.type)) ++resources;
  }
  return concat(count(functions, "function"), ", ", count(resources, "resource"), ".");
}

std::string difference(const types::Mismatch& mismatch) {
  const auto function = functionOf(mismatch);
  if (!function) {
    if (!mismatch.message.empty()) return unquoted(mismatch.message);
    return mismatch.path.empty() ? "another type" : concat(unquoted(mismatch.path.front()), " differs");
  }
  if (mismatch.found == "nothing") return concat(*function, " is missing");
  if (isResult(mismatch)) return concat(*function, " has another result");
  if (mismatch.path.size() > 1 && mismatch.path[1].find("parameter") != std::string::npos) {
    const auto parameter = named(mismatch.path[1], "parameter");
    return parameter ? concat(*function, " has another type for ", *parameter)
                     : concat(*function, " has other parameters");
  }
  return mismatch.message.empty() ? concat(*function, " differs") : unquoted(mismatch.message);
}

std::vector<std::string> sides(const types::Mismatch& mismatch, const Side& found, const Side& expected) {
  if (mismatch.found.empty() && mismatch.expected.empty()) return {};
  if (!mismatch.path.empty() && named(mismatch.path.front(), "resource")) {
    return {concat(found.node, " takes it from ", mismatch.found),
            concat(expected.node, " takes it from ", mismatch.expected)};
  }
  const auto function = functionOf(mismatch);
  const types::FuncType* theirs = function ? functionIn(found.type, *function) : nullptr;
  const types::FuncType* mine = function ? functionIn(expected.type, *function) : nullptr;
  if (theirs && mine && isResult(mismatch)) {
    return {concat(*function, " returns ", resultText(*theirs)),
            concat(expected.node, " expects ", resultText(*mine))};
  }
  const std::string where =
      mismatch.path.empty() ? std::string() : concat(unquoted(mismatch.path.back()), ": ");
  return {concat(found.node, " has ", where, unquoted(mismatch.found)),
          concat(expected.node, " expects ", unquoted(mismatch.expected))};
}

std::string unchanged(const types::InstanceType& found, const types::InstanceType& expected) {
  constexpr std::size_t MostNames = 4;
  const std::vector<types::Mismatch> mismatches = types::compareInstances(found, expected);
  std::vector<std::string> same;
  for (const types::NamedExtern& item : expected.exports) {
    if (!std::holds_alternative<types::FuncTypeRef>(item.type)) continue;
    const bool differs =
        std::any_of(mismatches.begin(), mismatches.end(),
                    [&](const types::Mismatch& mismatch) { return functionOf(mismatch) == item.name.name; });
    if (!differs && found.find(item.name.name)) same.push_back(item.name.name);
  }
  if (same.empty() || same.size() > MostNames) return {};
  std::string text = same.front();
  for (std::size_t i = 1; i < same.size(); ++i) text += (i + 1 == same.size() ? " and " : ", ") + same[i];
  return text + (same.size() == 1 ? " is the same." : " are the same.");
}

std::string origin(const Graph& graph, const ResourceOrigin& origin) { return node(graph, origin.node); }

}  // namespace sb::graph::words
