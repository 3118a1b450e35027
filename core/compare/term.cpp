// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/compare/term.h"

#include "core/support/bytes.h"
#include "core/support/concat.h"
#include "core/support/sha256.h"

namespace sb::compare {
namespace {

// Control characters cannot stand in the names of the component model.
constexpr char NodeBegin = '\x01', NodeEnd = '\x02', Step = '\x03', ImportBegin = '\x04', ImportEnd = '\x05';

/// Calls `marked` with what stands between `begin` and `end`, `plain` with the rest.
template <class Plain, class Marked>
void scan(std::string_view term, char begin, char end, Plain&& plain, Marked&& marked) {
  while (!term.empty()) {
    const std::size_t at = std::min(term.find(begin), term.size());
    plain(term.substr(0, at));
    if (at == term.size()) return;
    const std::size_t close = std::min(term.find(end, at), term.size());
    marked(term.substr(at + 1, close - at - 1));
    term.remove_prefix(std::min(close + 1, term.size()));
  }
}

NodeIndex numberOf(std::string_view text) {
  NodeIndex value = 0;
  for (const char c : text) value = value * 10 + static_cast<NodeIndex>(c - '0');
  return value;
}

}  // namespace

std::string nodeTerm(NodeIndex node) { return NodeBegin + std::to_string(node) + NodeEnd; }
std::string importTerm(std::string_view name) { return ImportBegin + std::string(name) + ImportEnd; }
std::string exportTerm(std::string_view of, std::string_view name) {
  std::string out(of);
  out += Step;
  out += name;
  return out;
}

std::string rewriteNodes(std::string_view term, const std::function<std::string(NodeIndex)>& text) {
  std::string out;
  scan(
      term, NodeBegin, NodeEnd, [&](std::string_view plain) { out += plain; },
      [&](std::string_view number) { out += text(numberOf(number)); });
  return out;
}

std::vector<NodeIndex> nodesOf(std::string_view term) {
  std::vector<NodeIndex> out;
  scan(
      term, NodeBegin, NodeEnd, [](std::string_view) {},
      [&](std::string_view number) { out.push_back(numberOf(number)); });
  return out;
}

std::string rewriteImports(std::string term, const std::function<std::string(const std::string&)>& name) {
  std::string out;
  scan(
      term, ImportBegin, ImportEnd, [&](std::string_view plain) { out += plain; },
      [&](std::string_view import) { out += importTerm(name(std::string(import))); });
  return out;
}

std::string termWords(std::string_view term, const std::function<std::string(NodeIndex)>& nodeName) {
  std::string text;
  scan(
      rewriteNodes(term, nodeName), ImportBegin, ImportEnd, [&](std::string_view plain) { text += plain; },
      [&](std::string_view import) { text += concat("host / ", import); });
  std::string out;
  for (const char c : text) out += c == Step ? std::string(" / ") : std::string(1, c);
  return out;
}

std::string digest(std::string_view text) {
  return sha256Hex(ByteSpan(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())).substr(0, 32);
}

}  // namespace sb::compare
