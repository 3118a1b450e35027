// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/wat_scope.h"

#include "core/support/concat.h"

namespace sb::print {
namespace {

constexpr char HexDigits[] = "0123456789abcdef";

void appendByte(std::string& out, std::uint8_t byte) {
  if (byte == '"' || byte == '\\') {
    out += '\\';
    out += static_cast<char>(byte);
  } else if (byte >= 0x20 && byte < 0x7f) {
    out += static_cast<char>(byte);
  } else {
    out += '\\';
    out += HexDigits[byte >> 4];
    out += HexDigits[byte & 15];
  }
}

/// Core specification, "Text Format, Identifiers".
bool isIdChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c != '\0' && std::string_view("!#$%&'*+-./:<=>?@\\^_`|~").find(c) != std::string_view::npos);
}

}  // namespace

std::string watString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) appendByte(out, static_cast<std::uint8_t>(c));
  return out + '"';
}

std::string watBytes(ByteSpan bytes) {
  std::string out = "\"";
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) appendByte(out, byte);
  return out + '"';
}

std::string watId(std::string_view name) {
  if (name.empty()) return {};
  std::string id = "$";
  for (const char c : name) id += isIdChar(c) ? c : '_';
  return id;
}

std::string WatScope::define(model::Sort sort, std::string_view fallback) {
  const std::uint32_t index = m_counts.add(sort).index;
  const std::string number = concat("(;", std::to_string(index), ";)");
  std::string_view name = m_names.find(sort, index);
  if (name.empty()) name = fallback;
  if (name.empty()) return number;
  std::string id = watId(name);
  for (unsigned n = 2; m_taken.count({sort, id}) > 0; ++n) id = concat(watId(name), "#", std::to_string(n));
  m_taken.insert({sort, id});
  m_ids[{sort, index}] = id;
  const bool asItIs = std::string_view(id).substr(1) == name;
  return asItIs ? concat(id, " ", number) : concat(id, " (@name ", watString(name), ") ", number);
}

std::string WatScope::ref(model::Sort sort, std::uint32_t index) const {
  const auto id = m_ids.find({sort, index});
  return id == m_ids.end() ? std::to_string(index) : id->second;
}

const WatScope* WatScope::outer(std::uint32_t count) const {
  const WatScope* scope = this;
  while (count-- > 0 && scope) scope = scope->m_parent;
  return scope;
}

}  // namespace sb::print
