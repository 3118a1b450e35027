// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/word_plan.h"

#include <algorithm>
#include <limits>

#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::adapt {
namespace {

std::uint32_t saturated(std::uint64_t value) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

PerRun<std::uint32_t> one(Run run) {
  PerRun<std::uint32_t> out;
  out[run] = 1;
  return out;
}

/// Adds what is written of `type` to `plan`.
void addTo(WordPlan& plan, const types::ValType& type, std::uint32_t times = 1) {
  const WordPlan inner = planWords(type);
  for (const Run run : AllRuns) {
    plan.most[run] = saturated(plan.most[run] + std::uint64_t{inner.most[run]} * times);
    plan.used[run] |= inner.used[run];
  }
  plan.hasLists |= inner.hasLists;
  plan.exact &= inner.exact;
}

/// A number, and the widest of some payloads.
void addCases(WordPlan& plan, const std::vector<types::ValType>& payloads) {
  PerRun<std::uint32_t> widest;
  for (const types::ValType& payload : payloads) {
    if (!payload) continue;
    WordPlan inner;
    addTo(inner, payload);
    for (const Run run : AllRuns) {
      widest[run] = std::max(widest[run], inner.most[run]);
      plan.used[run] |= inner.used[run];
    }
    plan.hasLists |= inner.hasLists;
    plan.exact = false;
  }
  for (const Run run : AllRuns) plan.most[run] = saturated(std::uint64_t{plan.most[run]} + widest[run]);
}

std::string resourceName(const types::ResourceRef& resource) {
  return resource ? resource->name : std::string();
}

NamedKind kindOf(types::Primitive primitive) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: return NamedKind::Bool;
    case Primitive::S8: return NamedKind::S8;
    case Primitive::U8: return NamedKind::U8;
    case Primitive::S16: return NamedKind::S16;
    case Primitive::U16: return NamedKind::U16;
    case Primitive::S32: return NamedKind::S32;
    case Primitive::U32: return NamedKind::U32;
    case Primitive::S64: return NamedKind::S64;
    case Primitive::U64: return NamedKind::U64;
    case Primitive::F32: return NamedKind::F32;
    case Primitive::F64: return NamedKind::F64;
    case Primitive::Char: return NamedKind::Char;
    case Primitive::String: return NamedKind::Text;
    case Primitive::ErrorContext: return NamedKind::ErrorContext;
  }
  return NamedKind::Bool;
}

}  // namespace

const char* runName(Run run) {
  switch (run) {
    case Run::Words: return "words";
    case Run::Texts: return "texts";
    case Run::Blobs: return "blobs";
  }
  return "";
}

std::uint32_t runEntryBytes(Run run) {
  switch (run) {
    case Run::Words:
    case Run::Texts: return 8;
    case Run::Blobs: return 12;
  }
  return 0;
}

bool isWordList(const types::ValType& type) {
  if (std::holds_alternative<types::Map>(type->kind)) return true;
  const auto* list = std::get_if<types::List>(&type->kind);
  return list && !value::isByteList(*list);
}

types::ValType wordListElement(const types::ValType& type) {
  if (const auto* list = std::get_if<types::List>(&type->kind)) return list->element;
  const auto& map = std::get<types::Map>(type->kind);
  return types::makeType(types::Tuple{{map.key, map.value}});
}

WordPlan planWords(const types::ValType& type) {
  WordPlan out;
  out.type = type;
  const auto word = [&] { out.most = one(Run::Words); };
  if (isWordList(type)) {
    out.most = one(Run::Words);
    const WordPlan element = planWords(wordListElement(type));
    out.used = element.used;
    out.used[Run::Words] = true;
    out.hasLists = true;
    out.exact = false;
    return out;
  }
  match(
      type->kind,
      [&](types::Primitive p) { out.most = one(p == types::Primitive::String ? Run::Texts : Run::Words); },
      [&](const types::Record& t) {
        for (const types::Field& field : t.fields) addTo(out, field.type);
      },
      [&](const types::Variant& t) {
        word();
        std::vector<types::ValType> payloads;
        for (const types::Case& c : t.cases) payloads.push_back(c.type);
        addCases(out, payloads);
      },
      [&](const types::List&) { out.most = one(Run::Blobs); },
      [&](const types::FixedList& t) { addTo(out, t.element, t.length); },
      [&](const types::Tuple& t) {
        for (const types::ValType& part : t.types) addTo(out, part);
      },
      [&](const types::Flags&) { word(); }, [&](const types::Enum&) { word(); },
      [&](const types::Option& t) {
        word();
        addCases(out, {t.type});
      },
      [&](const types::ResultType& t) {
        word();
        addCases(out, {t.ok, t.error});
      },
      [&](const types::Own&) { word(); }, [&](const types::Borrow&) { word(); },
      [&](const types::Stream&) { word(); }, [&](const types::Future&) { word(); }, [](const types::Map&) {});
  for (const Run run : AllRuns) out.used[run] |= out.most[run] != 0;
  return out;
}

const char* namedKindName(NamedKind kind) {
  switch (kind) {
    case NamedKind::Bool: return "bool";
    case NamedKind::S8: return "s8";
    case NamedKind::U8: return "u8";
    case NamedKind::S16: return "s16";
    case NamedKind::U16: return "u16";
    case NamedKind::S32: return "s32";
    case NamedKind::U32: return "u32";
    case NamedKind::S64: return "s64";
    case NamedKind::U64: return "u64";
    case NamedKind::F32: return "f32";
    case NamedKind::F64: return "f64";
    case NamedKind::Char: return "char";
    case NamedKind::Text: return "text";
    case NamedKind::Bytes: return "bytes";
    case NamedKind::List: return "list";
    case NamedKind::Map: return "map";
    case NamedKind::FixedList: return "fixed-list";
    case NamedKind::Record: return "record";
    case NamedKind::Tuple: return "tuple";
    case NamedKind::Flags: return "flags";
    case NamedKind::Enum: return "enum";
    case NamedKind::Variant: return "variant";
    case NamedKind::Option: return "option";
    case NamedKind::Result: return "result";
    case NamedKind::Own: return "own";
    case NamedKind::Borrow: return "borrow";
    case NamedKind::Stream: return "stream";
    case NamedKind::Future: return "future";
    case NamedKind::ErrorContext: return "error-context";
  }
  return "";
}

std::uint32_t NamedTypes::add(const types::ValType& type) {
  for (const auto& [node, index] : m_known)
    if (node == type.get()) return index;
  NamedType made;
  made.name = type->name;
  const auto part = [&](std::string name, const types::ValType& of) {
    NamedPart out{std::move(name), std::nullopt};
    if (of) out.type = add(of);
    made.parts.push_back(std::move(out));
  };
  const auto handle = [&](NamedKind kind, const types::ResourceRef& resource) {
    made.kind = kind;
    made.name = resourceName(resource);
  };
  match(
      type->kind, [&](types::Primitive p) { made.kind = kindOf(p); },
      [&](const types::Record& t) {
        made.kind = NamedKind::Record;
        for (const types::Field& field : t.fields) part(field.name, field.type);
      },
      [&](const types::Variant& t) {
        made.kind = NamedKind::Variant;
        for (const types::Case& c : t.cases) part(c.name, c.type);
      },
      [&](const types::List& t) {
        made.kind = value::isByteList(t) ? NamedKind::Bytes : NamedKind::List;
        if (made.kind == NamedKind::List) part({}, t.element);
      },
      [&](const types::FixedList& t) {
        made.kind = NamedKind::FixedList;
        made.length = t.length;
        part({}, t.element);
      },
      [&](const types::Tuple& t) {
        made.kind = NamedKind::Tuple;
        for (const types::ValType& item : t.types) part({}, item);
      },
      [&](const types::Flags& t) {
        made.kind = NamedKind::Flags;
        for (const std::string& label : t.labels) part(label, nullptr);
      },
      [&](const types::Enum& t) {
        made.kind = NamedKind::Enum;
        for (const std::string& label : t.labels) part(label, nullptr);
      },
      [&](const types::Option& t) {
        made.kind = NamedKind::Option;
        part("none", nullptr);
        part("some", t.type);
      },
      [&](const types::ResultType& t) {
        made.kind = NamedKind::Result;
        part("ok", t.ok);
        part("err", t.error);
      },
      [&](const types::Own& t) { handle(NamedKind::Own, t.resource); },
      [&](const types::Borrow& t) { handle(NamedKind::Borrow, t.resource); },
      [&](const types::Stream& t) {
        made.kind = NamedKind::Stream;
        if (t.element) part({}, t.element);
      },
      [&](const types::Future& t) {
        made.kind = NamedKind::Future;
        if (t.element) part({}, t.element);
      },
      [&](const types::Map& t) {
        made.kind = NamedKind::Map;
        part({}, t.key);
        part({}, t.value);
      });
  std::string key = concat(std::to_string(static_cast<unsigned>(made.kind)), " ", made.name, " ",
                           std::to_string(made.length));
  for (const NamedPart& item : made.parts)
    key += concat("/", item.name, ":", item.type ? std::to_string(*item.type) : std::string());
  const auto same = std::find(m_keys.begin(), m_keys.end(), key);
  const auto index = static_cast<std::uint32_t>(same - m_keys.begin());
  if (same == m_keys.end()) {
    m_keys.push_back(std::move(key));
    m_types.push_back(std::move(made));
  }
  m_known.emplace_back(type.get(), index);
  return index;
}

}  // namespace sb::adapt
