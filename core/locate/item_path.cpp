// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/locate/item_path.h"

#include <algorithm>
#include <array>

#include "core/support/concat.h"
#include "core/support/match.h"

namespace sb::locate {
namespace {

using model::Sort;

constexpr std::array<Sort, 13> Sorts = {Sort::CoreFunc, Sort::CoreTable, Sort::CoreMemory, Sort::CoreGlobal,
                                        Sort::CoreTag,  Sort::CoreType,  Sort::CoreModule, Sort::CoreInstance,
                                        Sort::Func,     Sort::Value,     Sort::Type,       Sort::Component,
                                        Sort::Instance};
constexpr std::array<Role, 8> Roles = {Role::Import, Role::Export, Role::Alias,  Role::Canon,
                                       Role::Custom, Role::Start,  Role::Values, Role::Argument};

std::optional<std::variant<Sort, Role>> kindOf(std::string_view word) {
  for (const Sort sort : Sorts)
    if (word == sortWord(sort)) return sort;
  for (const Role role : Roles)
    if (word == roleWord(role)) return role;
  return std::nullopt;
}

std::optional<std::uint32_t> numberOf(std::string_view text) {
  if (text.empty() || text.size() > 10) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > 0xffff'ffff) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

bool mustBeQuoted(std::string_view name) {
  return name.empty() || numberOf(name) || name.find_first_of("]\"\\") != std::string_view::npos;
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

class PathParser {
 public:
  explicit PathParser(std::string_view text) : m_text(text) {}

  Result<ItemPath> run() {
    ItemPath path;
    if (m_text.empty()) return path;
    for (;;) {
      SB_TRY(PathStep one, step());
      path.steps.push_back(std::move(one));
      if (m_at == m_text.size()) return path;
      if (m_text[m_at] != '.') return wrong("expected `.` or the end");
      ++m_at;
    }
  }

 private:
  tl::unexpected<Error> wrong(const std::string& what) const {
    return fail(ErrorCode::BadSyntax,
                concat(what, " at character ", std::to_string(m_at + 1), " of the path `", m_text, "`"));
  }

  Result<PathStep> step() {
    const std::size_t end = std::min(m_text.find_first_of(".[", m_at), m_text.size());
    const std::string_view word = m_text.substr(m_at, end - m_at);
    const auto kind = kindOf(word);
    if (!kind)
      return wrong(word.empty()
                       ? std::string("expected a word such as `component` or `export`")
                       : concat("unknown word `", word,
                                "`; paths are made of index spaces (`component[2]`, `core-module[0]`), "
                                "`import`, `export`, `alias`, `canon`, `custom`, `argument` and `start`"));
    m_at = end;
    PathStep out{*kind, std::uint32_t{0}};
    if (*kind == std::variant<Sort, Role>(Role::Start) && (m_at == m_text.size() || m_text[m_at] == '.'))
      return out;
    if (m_at == m_text.size() || m_text[m_at] != '[')
      return wrong(concat("expected `[` and a number or a name behind `", word, "`"));
    ++m_at;
    SB_TRY(out.which, which());
    return out;
  }

  Result<std::variant<std::uint32_t, std::string>> which() {
    using Which = std::variant<std::uint32_t, std::string>;
    if (m_at < m_text.size() && m_text[m_at] == '"') {
      ++m_at;
      std::string name;
      while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) ++m_at;
        name += m_text[m_at++];
      }
      if (m_at == m_text.size()) return wrong("expected `\"`");
      ++m_at;
      if (m_at == m_text.size() || m_text[m_at] != ']') return wrong("expected `]`");
      ++m_at;
      return Which(std::move(name));
    }
    const std::size_t end = m_text.find(']', m_at);
    if (end == std::string_view::npos) return wrong("expected `]`");
    const std::string_view inside = m_text.substr(m_at, end - m_at);
    if (inside.empty()) return wrong("expected a number or a name");
    m_at = end + 1;
    if (const auto number = numberOf(inside)) return Which(*number);
    return Which(std::string(inside));
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

/// "core module 3" → core-module[3]; "argument `x`" → argument[x]
std::optional<PathStep> stepOfFrame(std::string_view frame) {
  if (frame.substr(0, 3) == "in ") frame.remove_prefix(3);
  const std::size_t tick = frame.find('`');
  if (tick != std::string_view::npos && tick > 0 && frame.back() == '`' && frame.size() > tick + 1) {
    std::string word(frame.substr(0, tick - 1));
    std::replace(word.begin(), word.end(), ' ', '-');
    const auto kind = kindOf(word);
    if (!kind) return std::nullopt;
    return PathStep{*kind, std::string(frame.substr(tick + 1, frame.size() - tick - 2))};
  }
  const std::size_t space = frame.rfind(' ');
  if (space == std::string_view::npos) return std::nullopt;
  std::string word(frame.substr(0, space));
  std::replace(word.begin(), word.end(), ' ', '-');
  if (word == "nested-component") word = "component";
  if (word == "canonical-definition") word = "canon";
  const auto kind = kindOf(word);
  const auto number = numberOf(frame.substr(space + 1));
  if (!kind || !number) return std::nullopt;
  return PathStep{*kind, *number};
}

}  // namespace

const char* roleWord(Role role) {
  switch (role) {
    case Role::Definition: return "";
    case Role::Import: return "import";
    case Role::Export: return "export";
    case Role::Alias: return "alias";
    case Role::Canon: return "canon";
    case Role::Custom: return "custom";
    case Role::Start: return "start";
    case Role::Values: return "values";
    case Role::Argument: return "argument";
  }
  return "";
}

const char* sortWord(Sort sort) {
  switch (sort) {
    case Sort::CoreFunc: return "core-func";
    case Sort::CoreTable: return "core-table";
    case Sort::CoreMemory: return "core-memory";
    case Sort::CoreGlobal: return "core-global";
    case Sort::CoreTag: return "core-tag";
    case Sort::CoreType: return "core-type";
    case Sort::CoreModule: return "core-module";
    case Sort::CoreInstance: return "core-instance";
    case Sort::Func: return "func";
    case Sort::Value: return "value";
    case Sort::Type: return "type";
    case Sort::Component: return "component";
    case Sort::Instance: return "instance";
  }
  return "";
}

Result<ItemPath> parsePath(std::string_view text) { return PathParser(text).run(); }

std::string pathText(const PathStep& step) {
  const std::string word = match(
      step.kind, [](Sort sort) { return sortWord(sort); }, [](Role role) { return roleWord(role); });
  if (step.kind == std::variant<Sort, Role>(Role::Start)) return word;
  return match(
      step.which, [&](std::uint32_t number) { return concat(word, "[", std::to_string(number), "]"); },
      [&](const std::string& name) {
        return concat(word, "[", mustBeQuoted(name) ? quoted(name) : name, "]");
      });
}

std::string pathText(const ItemPath& path) {
  std::string out;
  for (const PathStep& step : path.steps) out += concat(out.empty() ? "" : ".", pathText(step));
  return out;
}

std::string pathOfFrames(const std::vector<std::string>& frames) {
  ItemPath path;
  for (const std::string& frame : frames) {
    auto step = stepOfFrame(frame);
    if (!step) break;
    path.steps.push_back(*std::move(step));
  }
  return pathText(path);
}

}  // namespace sb::locate
