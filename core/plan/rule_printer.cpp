// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/plan/splice_rules.h"

namespace sb::plan {
namespace {

/// Always quoted: no text can be taken for a number, an alias or a comment.
std::string quoted(const std::string& text) {
  static constexpr char Hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += Hex[byte >> 4];
      out += Hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string selector(const NodeSelector& node) {
  std::string out;
  if (!node.name.empty()) out += "name: " + quoted(node.name);
  if (!node.alias.empty()) out += (out.empty() ? "" : ", ") + ("alias: " + quoted(node.alias));
  return "{ " + out + " }";
}

std::string injection(const Injection& one) {
  if (one.builtin.empty()) {
    return "name: " + quoted(one.name) + (one.path.empty() ? "" : "\n        path: " + quoted(one.path));
  }
  if (one.name == one.builtin && one.config.empty()) return "builtin: " + quoted(one.builtin);
  std::string out = "builtin:\n          name: " + quoted(one.builtin);
  if (one.name != one.builtin) out += "\n          alias: " + quoted(one.name);
  if (one.config.empty()) return out;
  out += "\n          config:";
  for (const auto& [key, value] : one.config) out += "\n            " + quoted(key) + ": " + value;
  return out;
}

}  // namespace

std::string printSpliceRules(const SpliceRules& rules) {
  std::string out = "version: 1\nrules:";
  if (rules.rules.empty()) return out + " []\n";
  for (const SpliceRule& rule : rules.rules) {
    switch (rule.kind) {
      case SpliceRule::Kind::Before:
        out += "\n  - before:\n      interface: " + quoted(rule.interfaceName);
        if (!rule.provider.name.empty() || !rule.provider.alias.empty()) {
          out += "\n      provider: " + selector(rule.provider);
        }
        break;
      case SpliceRule::Kind::Between:
        out += "\n  - between:\n      interface: " + quoted(rule.interfaceName);
        out += "\n      inner: " + selector(rule.provider);
        out += "\n      outer: " + selector(rule.consumer);
        break;
    }
    out += "\n    inject:";
    for (const Injection& one : rule.inject) out += "\n      - " + injection(one);
  }
  return out + "\n";
}

}  // namespace sb::plan
