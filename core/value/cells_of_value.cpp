// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/support/match.h"
#include "core/value/utf8.h"
#include "core/value/value_parts.h"
#include "core/value/wave_text.h"

// What a hook should be shown for a value, written down a second time without memory, layouts or plans:
// generated adapters are tested against it. Source: splicer.md 7.4.
namespace sb::value {
namespace {

using cells::CellKind;
using cells::CellTree;

CellTree cell(CellKind kind, std::string field) {
  CellTree out;
  out.kind = kind;
  out.field = std::move(field);
  return out;
}

std::string place(std::size_t index) { return between('[', std::to_string(index), ']'); }

/// Streams and futures are named after what they carry, if that has a name.
std::string carriedName(const types::ValType& element) {
  if (!element) return {};
  if (const auto* own = std::get_if<types::Own>(&element->kind))
    return own->resource ? own->resource->name : "";
  if (const auto* borrow = std::get_if<types::Borrow>(&element->kind))
    return borrow->resource ? borrow->resource->name : "";
  return definitionName(element);
}

CellTree handleCell(CellKind kind, const Value& value, std::string typeName, std::string field) {
  CellTree out = cell(kind, std::move(field));
  out.typeName = std::move(typeName);
  out.handle = contentOf<HandleValue>(value).handle;
  return out;
}

CellTree primitiveCell(const Value& value, types::Primitive primitive, std::string field) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool: {
      CellTree out = cell(CellKind::Bool, std::move(field));
      out.boolean = contentOf<bool>(value);
      return out;
    }
    case Primitive::S8:
    case Primitive::S16:
    case Primitive::S32:
    case Primitive::S64: {
      CellTree out = cell(CellKind::Integer, std::move(field));
      out.integer = contentOf<std::int64_t>(value);
      return out;
    }
    case Primitive::U8:
    case Primitive::U16:
    case Primitive::U32:
    case Primitive::U64: {  // a u64 keeps its bits: 2^64 - 1 shows as -1
      CellTree out = cell(CellKind::Integer, std::move(field));
      out.integer = static_cast<std::int64_t>(contentOf<std::uint64_t>(value));
      return out;
    }
    case Primitive::F32: {
      CellTree out = cell(CellKind::Floating, std::move(field));
      out.floating = static_cast<double>(contentOf<float>(value));
      return out;
    }
    case Primitive::F64: {
      CellTree out = cell(CellKind::Floating, std::move(field));
      out.floating = contentOf<double>(value);
      return out;
    }
    case Primitive::Char: {
      CellTree out = cell(CellKind::Text, std::move(field));
      appendUtf8(out.text, contentOf<CharValue>(value).code);
      return out;
    }
    case Primitive::String: {
      CellTree out = cell(CellKind::Text, std::move(field));
      out.text = contentOf<std::string>(value);
      return out;
    }
    case Primitive::ErrorContext:
      return handleCell(CellKind::ErrorContextHandle, value, {}, std::move(field));
  }
  return {};
}

CellTree itemsCell(CellKind kind, const std::vector<Value>& items, const types::ValType& element,
                   std::string field) {
  CellTree out = cell(kind, std::move(field));
  for (std::size_t i = 0; i < items.size(); ++i)
    out.children.push_back(cellsOfValue(items[i], element, place(i)));
  return out;
}

CellTree bytesCell(const std::vector<Value>& items, std::string field) {
  CellTree out = cell(CellKind::Bytes, std::move(field));
  for (const Value& item : items)
    out.bytes.push_back(static_cast<std::uint8_t>(contentOf<std::uint64_t>(item)));
  return out;
}

CellTree recordCell(const std::vector<Value>& values, const types::Record& record, const types::ValType& type,
                    std::string field) {
  CellTree out = cell(CellKind::RecordOf, std::move(field));
  out.typeName = definitionName(type);
  for (std::size_t i = 0; i < values.size(); ++i) {
    out.labels.push_back(record.fields[i].name);
    out.children.push_back(cellsOfValue(values[i], record.fields[i].type, record.fields[i].name));
  }
  return out;
}

CellTree tupleCell(const std::vector<Value>& values, const std::vector<types::ValType>& parts,
                   std::string field) {
  CellTree out = cell(CellKind::TupleOf, std::move(field));
  for (std::size_t i = 0; i < values.size(); ++i)
    out.children.push_back(cellsOfValue(values[i], parts[i], place(i)));
  return out;
}

CellTree flagsCell(const FlagsValue& value, const types::Flags& flags, const types::ValType& type,
                   std::string field) {
  CellTree out = cell(CellKind::FlagsSet, std::move(field));
  out.typeName = definitionName(type);
  for (std::size_t i = 0; i < flags.labels.size(); ++i)
    if (value.set[i]) out.labels.push_back(flags.labels[i]);
  return out;
}

void addPayload(CellTree& out, const VariantValue& value, const types::ValType& type,
                const std::string& name) {
  out.hasPayload = static_cast<bool>(type);
  if (type) out.children.push_back(cellsOfValue(value.payload.front(), type, name));
}

CellTree caseCell(const VariantValue& value, const types::Variant& variant, const types::ValType& type,
                  std::string field) {
  CellTree out = cell(CellKind::VariantCase, std::move(field));
  out.typeName = definitionName(type);
  out.text = variant.cases[value.index].name;
  addPayload(out, value, variant.cases[value.index].type, out.text);
  return out;
}

CellTree enumCell(const VariantValue& value, const types::Enum& labels, const types::ValType& type,
                  std::string field) {
  CellTree out = cell(CellKind::EnumCase, std::move(field));
  out.typeName = definitionName(type);
  out.text = labels.labels[value.index];
  return out;
}

CellTree optionCell(const VariantValue& value, const types::Option& option, std::string field) {
  CellTree out = cell(value.index == 1 ? CellKind::OptionSome : CellKind::OptionNone, std::move(field));
  if (value.index == 1) out.children.push_back(cellsOfValue(value.payload.front(), option.type, "some"));
  return out;
}

CellTree resultCell(const VariantValue& value, const types::ResultType& result, std::string field) {
  CellTree out = cell(value.index == 0 ? CellKind::ResultOk : CellKind::ResultErr, std::move(field));
  addPayload(out, value, value.index == 0 ? result.ok : result.error, value.index == 0 ? "ok" : "err");
  return out;
}

std::string resourceName(const types::ResourceRef& resource) {
  return resource ? resource->name : std::string();
}

}  // namespace

CellTree cellsOfValue(const Value& value, const types::ValType& type, std::string field) {
  return match(
      type->kind,
      [&](types::Primitive primitive) { return primitiveCell(value, primitive, std::move(field)); },
      [&](const types::Record& record) {
        return recordCell(contentOf<RecordValue>(value).fields, record, type, std::move(field));
      },
      [&](const types::Variant& variant) {
        return caseCell(contentOf<VariantValue>(value), variant, type, std::move(field));
      },
      [&](const types::List& list) {
        const auto& items = contentOf<ListValue>(value).items;
        return isByteList(list) ? bytesCell(items, std::move(field))
                                : itemsCell(CellKind::ListOf, items, list.element, std::move(field));
      },
      [&](const types::FixedList& list) {
        return itemsCell(CellKind::TupleOf, contentOf<ListValue>(value).items, list.element,
                         std::move(field));
      },
      [&](const types::Tuple& tuple) {
        return tupleCell(contentOf<RecordValue>(value).fields, tuple.types, std::move(field));
      },
      [&](const types::Flags& flags) {
        return flagsCell(contentOf<FlagsValue>(value), flags, type, std::move(field));
      },
      [&](const types::Enum& labels) {
        return enumCell(contentOf<VariantValue>(value), labels, type, std::move(field));
      },
      [&](const types::Option& option) {
        return optionCell(contentOf<VariantValue>(value), option, std::move(field));
      },
      [&](const types::ResultType& result) {
        return resultCell(contentOf<VariantValue>(value), result, std::move(field));
      },
      [&](const types::Own& own) {
        return handleCell(CellKind::ResourceHandle, value, resourceName(own.resource), std::move(field));
      },
      [&](const types::Borrow& borrow) {
        return handleCell(CellKind::ResourceHandle, value, resourceName(borrow.resource), std::move(field));
      },
      [&](const types::Stream& stream) {
        return handleCell(CellKind::StreamHandle, value, carriedName(stream.element), std::move(field));
      },
      [&](const types::Future& future) {
        return handleCell(CellKind::FutureHandle, value, carriedName(future.element), std::move(field));
      },
      [&](const types::Map& map) {
        return itemsCell(CellKind::ListOf, contentOf<ListValue>(value).items,
                         types::makeType(types::Tuple{{map.key, map.value}}), std::move(field));
      });
}

}  // namespace sb::value
