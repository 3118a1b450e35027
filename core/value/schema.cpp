// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/type_text.h"
#include "core/value/cell_tree.h"
#include "core/value/value_parts.h"

// The shape of a field-tree, from its type alone. Source: splicer.md 7.4.
namespace sb::cells {
namespace {

CellKind primitiveKind(types::Primitive primitive) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: return CellKind::Bool;
    case Primitive::S8:
    case Primitive::U8:
    case Primitive::S16:
    case Primitive::U16:
    case Primitive::S32:
    case Primitive::U32:
    case Primitive::S64:
    case Primitive::U64: return CellKind::Integer;
    case Primitive::F32:
    case Primitive::F64: return CellKind::Floating;
    case Primitive::Char:
    case Primitive::String: return CellKind::Text;
    case Primitive::ErrorContext: return CellKind::ErrorContextHandle;
  }
  return CellKind::Bool;
}

std::string resourceName(const types::ResourceRef& resource) {
  return resource ? resource->name : std::string();
}

std::string carriedName(const types::ValType& element) {
  if (!element) return {};
  if (const auto* own = std::get_if<types::Own>(&element->kind)) return resourceName(own->resource);
  if (const auto* borrow = std::get_if<types::Borrow>(&element->kind)) return resourceName(borrow->resource);
  return value::definitionName(element);
}

class SchemaBuilder {
 public:
  SchemaNode node(const types::ValType& type, std::string field, std::string path, bool inList) {
    SchemaNode out;
    out.field = std::move(field);
    out.path = std::move(path);
    out.typeText = types::typeText(type);
    const auto child = [&](const types::ValType& part, const std::string& name, const char* separator) {
      if (part) out.children.push_back(node(part, name, concat(out.path, separator, name), inList));
    };
    const auto parts = [&](const auto& typeAt, std::size_t count) {
      out.kind = CellKind::TupleOf;
      for (std::size_t i = 0; i < count; ++i) child(typeAt(i), concat("[", std::to_string(i), "]"), "");
    };
    const auto list = [&](const types::ValType& element) {
      out.kind = CellKind::ListOf;
      out.children.push_back(node(element, "[]", concat(out.path, "[]"), true));
    };
    const auto named = [&](CellKind kind, std::string name) {
      out.kind = kind;
      out.typeName = std::move(name);
    };
    match(
        type->kind, [&](types::Primitive p) { out.kind = primitiveKind(p); },
        [&](const types::Record& t) {
          named(CellKind::RecordOf, value::definitionName(type));
          for (const types::Field& f : t.fields) child(f.type, f.name, ".");
        },
        [&](const types::Variant& t) {
          named(CellKind::VariantCase, value::definitionName(type));
          for (const types::Case& c : t.cases) child(c.type, c.name, ".");
        },
        [&](const types::List& t) {
          if (value::isByteList(t)) {
            out.kind = CellKind::Bytes;
          } else {
            list(t.element);
          }
        },
        [&](const types::FixedList& t) { parts([&](std::size_t) { return t.element; }, t.length); },
        [&](const types::Tuple& t) { parts([&](std::size_t i) { return t.types[i]; }, t.types.size()); },
        [&](const types::Flags&) { named(CellKind::FlagsSet, value::definitionName(type)); },
        [&](const types::Enum&) { named(CellKind::EnumCase, value::definitionName(type)); },
        [&](const types::Option& t) {
          out.kind = CellKind::OptionSome;
          child(t.type, "some", ".");
        },
        [&](const types::ResultType& t) {
          out.kind = CellKind::ResultOk;
          child(t.ok, "ok", ".");
          child(t.error, "err", ".");
        },
        [&](const types::Own& t) { named(CellKind::ResourceHandle, resourceName(t.resource)); },
        [&](const types::Borrow& t) { named(CellKind::ResourceHandle, resourceName(t.resource)); },
        [&](const types::Stream& t) { named(CellKind::StreamHandle, carriedName(t.element)); },
        [&](const types::Future& t) { named(CellKind::FutureHandle, carriedName(t.element)); },
        [&](const types::Map& t) {
          list(types::makeType(types::Tuple{{t.key, t.value}}));
        });
    if (!inList) out.staticCell = m_cells++;
    return out;
  }

 private:
  std::uint32_t m_cells = 0;  ///< children come before their parent
};

}  // namespace

SchemaNode schemaOf(const types::ValType& type, std::string field) {
  std::string path = field;
  return SchemaBuilder().node(type, std::move(field), std::move(path), false);
}

const char* cellKindName(CellKind kind) {
  switch (kind) {
    case CellKind::Bool: return "bool";
    case CellKind::Integer: return "integer";
    case CellKind::Floating: return "floating";
    case CellKind::Text: return "text";
    case CellKind::Bytes: return "bytes";
    case CellKind::ListOf: return "list-of";
    case CellKind::TupleOf: return "tuple-of";
    case CellKind::OptionSome: return "option-some";
    case CellKind::OptionNone: return "option-none";
    case CellKind::ResultOk: return "result-ok";
    case CellKind::ResultErr: return "result-err";
    case CellKind::RecordOf: return "record-of";
    case CellKind::FlagsSet: return "flags-set";
    case CellKind::EnumCase: return "enum-case";
    case CellKind::VariantCase: return "variant-case";
    case CellKind::ResourceHandle: return "resource-handle";
    case CellKind::StreamHandle: return "stream-handle";
    case CellKind::FutureHandle: return "future-handle";
    case CellKind::ErrorContextHandle: return "error-context-handle";
  }
  return "";
}

const char* cellPayloadName(CellKind kind) {
  switch (kind) {
    case CellKind::Bool: return "u8";
    case CellKind::Integer: return "s64";
    case CellKind::Floating: return "f64";
    case CellKind::Text:
    case CellKind::Bytes:
    case CellKind::ListOf:
    case CellKind::TupleOf: return "ptr, len";
    case CellKind::OptionNone: return "–";
    case CellKind::ResultOk:
    case CellKind::ResultErr: return "option<u32>";
    case CellKind::OptionSome:
    case CellKind::RecordOf:
    case CellKind::FlagsSet:
    case CellKind::EnumCase:
    case CellKind::VariantCase:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return "u32";
  }
  return "";
}

}  // namespace sb::cells
