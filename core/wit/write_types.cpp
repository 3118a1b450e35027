// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <cstdio>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/wit/lexer.h"
#include "core/wit/wit_lines.h"

// Types, functions and notes as WIT text (WIT.md, "WIT Types", "WIT Functions", "Feature gate syntax").
namespace sb::wit {
namespace {

/// Characters beyond ASCII by their number: they may be ones that a text must not have.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = codePointAt(text, at);
    at += std::max(c.size, 1u);
    if (c.value == '"' || c.value == '\\') {
      out += concat("\\", text.substr(at - 1, 1));
    } else if (c.value < 0x20 || c.value >= 0x7f) {
      char escape[16];
      std::snprintf(escape, sizeof escape, "\\u{%x}", static_cast<unsigned>(c.value));
      out += escape;
    } else {
      out += text[at - 1];
    }
  }
  return out + "\"";
}

std::string parameters(const Document& document, const Func& func, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < func.params.size(); ++i) {
    out += concat(out.empty() ? "" : ", ", escaped(func.params[i].name), ": ",
                  typeText(document, func.params[i].type));
  }
  return out;
}

std::string result(const Document& document, const Func& func) {
  return func.result ? concat(" -> ", typeText(document, *func.result)) : std::string();
}

std::string optionalText(const Document& document, const std::optional<TypeRef>& type) {
  return type ? typeText(document, *type) : "_";
}

std::string resultText(const Document& document, const ResultType& type) {
  if (!type.ok && !type.error) return "result";
  if (!type.error) return concat("result<", typeText(document, *type.ok), ">");
  return concat("result<", optionalText(document, type.ok), ", ", typeText(document, *type.error), ">");
}

std::string elementText(const Document& document, const char* word, const std::optional<TypeRef>& element) {
  return element ? concat(word, "<", typeText(document, *element), ">") : std::string(word);
}

/// The type in full. `inDeclaration`: the right side of `type a = …`, where `own<r>` and `r` differ.
std::string structure(const Document& document, const TypeKind& kind, bool inDeclaration) {
  return match(
      kind, [&](const Alias& t) { return typeText(document, t.type); },
      [](const Record&) { return std::string("record"); },
      [](const Variant&) { return std::string("variant"); },
      [](const Flags&) { return std::string("flags"); }, [](const Enum&) { return std::string("enum"); },
      [](const Resource&) { return std::string("resource"); },
      [&](const Tuple& t) {
        std::string out = "tuple<";
        for (std::size_t i = 0; i < t.types.size(); ++i)
          out += concat(i == 0 ? "" : ", ", typeText(document, t.types[i]));
        return out + ">";
      },
      [&](const List& t) { return concat("list<", typeText(document, t.element), ">"); },
      [&](const FixedList& t) {
        return concat("list<", typeText(document, t.element), ", ", std::to_string(t.length), ">");
      },
      [&](const Option& t) { return concat("option<", typeText(document, t.type), ">"); },
      [&](const ResultType& t) { return resultText(document, t); },
      [&](const Map& t) {
        return concat("map<", typeText(document, t.key), ", ", typeText(document, t.value), ">");
      },
      [&](const Stream& t) { return elementText(document, "stream", t.element); },
      [&](const Future& t) { return elementText(document, "future", t.element); },
      [&](const Own& t) {
        const std::string name = escaped(document.types[t.resource].name);
        return inDeclaration ? concat("own<", name, ">") : name;
      },
      [&](const Borrow& t) { return concat("borrow<", escaped(document.types[t.resource].name), ">"); });
}

}  // namespace

void WitLines::line(std::string_view text) {
  m_text.append(2 * m_depth, ' ');
  m_text += text;
  m_text += '\n';
}

void WitLines::open(std::string_view head) {
  line(concat(head, " {"));
  ++m_depth;
}

void WitLines::close() {
  --m_depth;
  line("}");
}

void WitLines::separate() {
  if (m_anyItems) blank();
  m_anyItems = true;
}

void WitLines::docs(std::string_view text) {
  if (!m_withDocs || text.empty()) return;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view one = text.substr(begin, end - begin);
    line(one.empty() ? "///" : concat("/// ", one));
    begin = end + 1;
  }
}

void WitLines::notes(const Notes& notes) {
  docs(notes.docs);
  const Stability& s = notes.stability;
  if (!s.since.empty()) line(concat("@since(version = ", s.since, ")"));
  if (!s.unstable.empty()) line(concat("@unstable(feature = ", escaped(s.unstable), ")"));
  if (!s.deprecated.empty()) line(concat("@deprecated(version = ", s.deprecated, ")"));
  if (notes.externalId) line(concat("@external-id(", quoted(*notes.externalId), ")"));
}

std::string escaped(std::string_view name) { return isKeyword(name) ? concat("%", name) : std::string(name); }

std::string typeText(const Document& document, const TypeRef& type) {
  return match(
      type, [](model::Primitive p) { return std::string(model::primitiveName(p)); },
      [&](TypeId id) {
        const TypeDef& def = document.types[id];
        return def.name.empty() ? structure(document, def.kind, false) : escaped(def.name);
      });
}

std::string signature(const Document& document, const Func& func) {
  return concat(func.async ? "async func(" : "func(", parameters(document, func, 0), ")",
                result(document, func));
}

std::string memberSignature(const Document& document, const Func& func) {
  const std::string_view name = func.name;
  const std::string member = escaped(name.substr(std::min(name.find('.'), name.size() - 1) + 1));
  const char* async = func.async ? "async " : "";
  if (name.starts_with("[method]"))
    return concat(member, ": ", async, "func(", parameters(document, func, 1), ")", result(document, func));
  if (name.starts_with("[static]"))
    return concat(member, ": static ", async, "func(", parameters(document, func, 0), ")",
                  result(document, func));
  const auto* id = func.result ? std::get_if<TypeId>(&*func.result) : nullptr;
  const bool isShort = id != nullptr && document.asResource(*id) != nullptr;
  return concat("constructor(", parameters(document, func, 0), ")",
                isShort ? std::string() : result(document, func));
}

void declareType(const Document& document, const TypeDef& def, WitLines& lines) {
  const auto block = [&](const char* word, const std::vector<Member>& members, bool payloads) {
    lines.open(concat(word, " ", escaped(def.name)));
    for (const Member& member : members) {
      lines.docs(member.docs);
      std::string text = escaped(member.name);
      if (member.type)
        text += payloads ? concat("(", typeText(document, *member.type), ")")
                         : concat(": ", typeText(document, *member.type));
      lines.line(text + ",");
    }
    lines.close();
  };
  const auto alias = [&](const auto& kind) {
    lines.line(concat("type ", escaped(def.name), " = ", structure(document, kind, true), ";"));
  };
  match(
      def.kind, [&](const Alias& t) { alias(t); }, [&](const Record& t) { block("record", t.fields, false); },
      [&](const Variant& t) { block("variant", t.cases, true); },
      [&](const Flags& t) { block("flags", t.flags, false); },
      [&](const Enum& t) { block("enum", t.cases, false); }, [](const Resource&) {},
      [&](const Tuple& t) { alias(t); }, [&](const List& t) { alias(t); },
      [&](const FixedList& t) { alias(t); }, [&](const Option& t) { alias(t); },
      [&](const ResultType& t) { alias(t); }, [&](const Map& t) { alias(t); },
      [&](const Stream& t) { alias(t); }, [&](const Future& t) { alias(t); }, [&](const Own& t) { alias(t); },
      [&](const Borrow& t) { alias(t); });
}

}  // namespace sb::wit
