// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cctype>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "core/support/check.h"
#include "core/types/type.h"

// Types from short texts, so that a test row is one line. WIT, with definitions written where they are used:
//   list<record point {x: u32, y: u32}>      variant shape {unit, num(u64)}      enum color {red, green}
//   flags perms {r, w}      flags#17 wide      enum#300 big      own<cat>      borrow<cat>      list<u8, 4>
//   map<string, u32>
// `name = type` in front of a type gives it an alias name: `list<(b = u8)>`. A wrong text ends the test
// program.
namespace sb::test {

class TypeText {
 public:
  explicit TypeText(std::string_view text) : m_text(text) {}

  types::ValType whole() {
    types::ValType type = any();
    SB_CHECK(peek() == '\0', "text after the type");
    return type;
  }

  /// `(a: u32, b: list<string>) -> T`, the result may be missing.
  types::FuncType function() {
    types::FuncType out;
    expect('(');
    while (!accept(')')) {
      const std::string name = word();
      expect(':');
      out.params.push_back({name, any()});
      accept(',');
    }
    if (accept('-')) {
      expect('>');
      out.result = any();
    }
    SB_CHECK(peek() == '\0', "text after the function type");
    return out;
  }

  /// The resources that `own` and `borrow` named, by name; one object for each name.
  std::map<std::string, types::ResourceRef>& resources() { return m_resources; }

 private:
  char peek() {
    while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
    return m_at < m_text.size() ? m_text[m_at] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    ++m_at;
    return true;
  }
  void expect(char c) { SB_CHECK(accept(c), "bad type text in a test"); }
  std::string word() {
    peek();
    const std::size_t start = m_at;
    while (m_at < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[m_at])) ||
                                    m_text[m_at] == '-' || m_text[m_at] == '_' || m_text[m_at] == '#'))
      ++m_at;
    SB_CHECK(m_at > start, "a word is missing in a type text of a test");
    return std::string(m_text.substr(start, m_at - start));
  }

  types::ValType orNone() {
    if (peek() != '_') return any();
    ++m_at;
    return nullptr;
  }

  types::ValType any() {
    if (accept('(')) {
      const std::string name = word();
      expect('=');
      types::ValType type = any();
      expect(')');
      return types::renamed(type, name);
    }
    const std::string head = word();
    if (const auto primitive = primitiveOf(head)) return types::makeType(*primitive);
    const std::size_t count = head.find('#') == std::string::npos
                                  ? 0
                                  : std::strtoul(head.c_str() + head.find('#') + 1, nullptr, 10);
    const std::string kind = head.substr(0, head.find('#'));
    if (kind == "record") return record();
    if (kind == "variant") return variant();
    if (kind == "enum") return labelled<types::Enum>(count, "c");
    if (kind == "flags") return labelled<types::Flags>(count, "f");
    return generic(kind);
  }

  static std::optional<types::Primitive> primitiveOf(const std::string& name) {
    for (unsigned i = 0; i <= static_cast<unsigned>(types::Primitive::ErrorContext); ++i)
      if (name == model::primitiveName(static_cast<types::Primitive>(i)))
        return static_cast<types::Primitive>(i);
    return std::nullopt;
  }

  types::ValType record() {
    const std::string name = word();
    types::Record record;
    expect('{');
    while (!accept('}')) {
      const std::string field = word();
      expect(':');
      record.fields.push_back({field, any()});
      accept(',');
    }
    return types::makeType(std::move(record), name);
  }

  types::ValType variant() {
    const std::string name = word();
    types::Variant variant;
    expect('{');
    while (!accept('}')) {
      types::Case item{word(), nullptr};
      if (accept('(')) {
        item.type = any();
        expect(')');
      }
      variant.cases.push_back(std::move(item));
      accept(',');
    }
    return types::makeType(std::move(variant), name);
  }

  template <class Kind>
  types::ValType labelled(std::size_t count, const std::string& prefix) {
    const std::string name = word();
    Kind out;
    for (std::size_t i = 0; i < count; ++i) out.labels.push_back(prefix + std::to_string(i));
    if (count == 0) {
      expect('{');
      while (!accept('}')) {
        out.labels.push_back(word());
        accept(',');
      }
    }
    return types::makeType(std::move(out), name);
  }

  types::ResourceRef resource(const std::string& name) {
    auto& entry = m_resources[name];
    if (!entry) entry = std::make_shared<types::Resource>(types::Resource{name, false, 0x7f});
    return entry;
  }

  types::ValType generic(const std::string& kind) {
    if (kind == "result" && peek() != '<') return types::makeType(types::ResultType{nullptr, nullptr});
    if (kind == "stream" && peek() != '<') return types::makeType(types::Stream{nullptr});
    if (kind == "future" && peek() != '<') return types::makeType(types::Future{nullptr});
    expect('<');
    types::ValType out;
    if (kind == "own") {
      out = types::makeType(types::Own{resource(word()), 0});
    } else if (kind == "borrow") {
      out = types::makeType(types::Borrow{resource(word()), 0});
    } else if (kind == "list") {
      types::ValType element = any();
      if (accept(','))
        out = types::makeType(
            types::FixedList{element, static_cast<std::uint32_t>(std::strtoul(word().c_str(), nullptr, 10))});
      else
        out = types::makeType(types::List{element});
    } else if (kind == "tuple") {
      types::Tuple tuple;
      do tuple.types.push_back(any());
      while (accept(','));
      out = types::makeType(std::move(tuple));
    } else if (kind == "option") {
      out = types::makeType(types::Option{any()});
    } else if (kind == "stream") {
      out = types::makeType(types::Stream{any()});
    } else if (kind == "future") {
      out = types::makeType(types::Future{any()});
    } else if (kind == "result") {
      types::ValType ok = orNone();
      out = types::makeType(types::ResultType{ok, accept(',') ? orNone() : nullptr});
    } else if (kind == "map") {
      types::ValType key = any();
      expect(',');
      out = types::makeType(types::Map{key, any()});
    }
    SB_CHECK(out, "unknown kind in a type text of a test");
    expect('>');
    return out;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::map<std::string, types::ResourceRef> m_resources;
};

inline types::ValType typeOf(std::string_view text) { return TypeText(text).whole(); }

}  // namespace sb::test
