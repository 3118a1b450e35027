// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/print/core_text_filters.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sb::print {
namespace {

bool startsWith(std::string_view line, std::string_view prefix) {
  return line.substr(0, prefix.size()) == prefix;
}

/// The parenthesis of the expression when the line does not close it.
std::size_t openParenthesis(std::string_view text) {
  std::vector<std::size_t> open;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') inString = !inString;  // a quote in a string is written in hex
    if (inString) continue;
    if (text[i] == '(') open.push_back(i);
    if (text[i] == ')' && !open.empty()) open.pop_back();
  }
  return open.size() < 2 ? text.npos : open.back();
}

}  // namespace

void ConstantExpressions::line(std::string_view text) {
  if (!m_definition.empty()) return more(text);
  const bool global = startsWith(text, "  (global ");
  if (!global && !startsWith(text, "  (data ") && !startsWith(text, "  (elem ")) return m_sink(text);
  const std::size_t open = openParenthesis(text);
  if (open == text.npos) return m_sink(text);
  m_isGlobal = global;
  m_definition = text.substr(0, open);
  m_definition += global ? "" : "(offset ";
  m_definition += text.substr(open + 1, text.find_last_not_of('\n') - open);
}

void ConstantExpressions::more(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  m_definition += ' ';
  const std::size_t close = text.find(')');  // instructions of constants have none
  if (close == text.npos) {
    m_definition += text.substr(0, text.find_last_not_of('\n') + 1);
    return;
  }
  m_definition += text.substr(0, close);
  m_definition += text.substr(m_isGlobal ? close + 1 : close);
  m_sink(std::exchange(m_definition, {}));
}

BatchFilter::BatchFilter(const decode::CoreModuleBatches& module, std::size_t batch, const TextSink& sink)
    : m_module(module),
      m_functions(module.batches()[batch]),
      m_isFirst(batch == 0),
      m_isLast(batch + 1 == module.batches().size()),
      m_sink(sink) {}

void BatchFilter::line(std::string_view text) {
  if (startsWith(text, "  (func ")) {
    ++m_begun;
  } else if (m_begun > 0 && !startsWith(text, "    ")) {
    if (m_isLast) definition(text);
    return;
  }
  const bool wanted = m_begun == 0 ? m_isFirst : m_begun > m_functions.first && m_begun <= m_functions.end;
  if (wanted) m_sink(text);
}

void BatchFilter::definition(std::string_view text) {
  if (!startsWith(text, "  (data ")) return m_sink(text);
  constexpr std::string_view Nothing = "\"\"";
  const std::size_t place = text.rfind(Nothing);
  if (place == text.npos || m_segment >= m_module.data().size()) return m_sink(text);
  m_sink(text.substr(0, place + 1));
  quoted(m_module.data()[m_segment++]);
  m_sink(text.substr(place + 1));
}

/// As wabt writes a string, piece by piece.
void BatchFilter::quoted(ByteSpan bytes) {
  constexpr char Digits[] = "0123456789abcdef";
  constexpr std::size_t Piece = 4096;
  std::string out;
  for (const std::uint8_t byte : bytes) {
    if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\') {
      out += static_cast<char>(byte);
    } else {
      out += {'\\', Digits[byte >> 4], Digits[byte & 15]};
    }
    if (out.size() < Piece) continue;
    m_sink(out);
    out.clear();
  }
  m_sink(out);
}

}  // namespace sb::print
