// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/lift_plan.h"

#include <algorithm>
#include <map>

#include "core/abi/canonical_abi.h"
#include "core/support/match.h"
#include "core/value/value_parts.h"

namespace sb::adapt {
namespace {

using cells::CellKind;

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

/// Streams and futures are shown under the name of what they carry, aliases and handles looked through.
std::string carriedName(const types::ValType& element) {
  if (!element) return {};
  if (const auto* own = std::get_if<types::Own>(&element->kind)) return resourceName(own->resource);
  if (const auto* borrow = std::get_if<types::Borrow>(&element->kind)) return resourceName(borrow->resource);
  return value::definitionName(element);
}

class Planner {
 public:
  explicit Planner(FieldPlan& field) : m_field(field) {}

  void fill(LiftPlan& plan, const types::ValType& type, std::string path, bool inList) {
    LiftPlan* const outerPlan = m_plan;
    const bool outerInList = m_inList;
    m_plan = &plan;
    m_inList = inList;
    plan.valueSize = abi::sizeAlign(type).size;
    node(plan.root, type, std::move(path), 0);
    m_plan = outerPlan;
    m_inList = outerInList;
  }

 private:
  void node(LiftNode& out, const types::ValType& type, std::string path, std::uint32_t offset) {
    out.type = type;
    out.path = std::move(path);
    out.offset = offset;
    out.firstCell = m_plan->counts[Table::Cells];
    match(
        type->kind, [&](types::Primitive p) { out.kind = primitiveKind(p); },
        [&](const types::Record& t) { record(out, t); }, [&](const types::Variant& t) { variant(out, t); },
        [&](const types::List& t) {
          if (value::isByteList(t)) {
            out.kind = CellKind::Bytes;
          } else {
            list(out, t.element);
          }
        },
        [&](const types::FixedList& t) { parts(out, std::vector<types::ValType>(t.length, t.element)); },
        [&](const types::Tuple& t) { parts(out, t.types); },
        [&](const types::Flags&) { out.kind = CellKind::FlagsSet; },
        [&](const types::Enum& t) {
          out.kind = CellKind::EnumCase;
          out.info = enumRun(type, t.labels.size());
        },
        [&](const types::Option& t) {
          out.kind = CellKind::OptionSome;
          payload(out, t.type, 1, "some");
        },
        [&](const types::ResultType& t) {
          out.kind = CellKind::ResultOk;
          payload(out, t.ok, 0, "ok");
          payload(out, t.error, 1, "err");
        },
        [&](const types::Own&) { out.kind = CellKind::ResourceHandle; },
        [&](const types::Borrow&) { out.kind = CellKind::ResourceHandle; },
        [&](const types::Stream&) { out.kind = CellKind::StreamHandle; },
        [&](const types::Future&) { out.kind = CellKind::FutureHandle; },
        [&](const types::Map& t) {
          list(out, types::makeType(types::Tuple{{t.key, t.value}}));
        });
    finish(out);
  }

  /// The cell itself comes behind its children; so do its side table entry and its scratch.
  void finish(LiftNode& out) {
    out.hasLists = out.element != nullptr;
    for (const LiftNode& child : out.children) out.hasLists |= child.hasLists;
    TableCounts& counts = m_plan->counts;
    out.cell = counts[Table::Cells]++;
    switch (out.kind) {
      case CellKind::RecordOf: out.info = counts[Table::Records]++; break;
      case CellKind::FlagsSet: out.info = counts[Table::Flags]++; break;
      case CellKind::VariantCase: out.info = counts[Table::Variants]++; break;
      case CellKind::ResourceHandle:
      case CellKind::StreamHandle:
      case CellKind::FutureHandle:
      case CellKind::ErrorContextHandle: out.info = counts[Table::Handles]++; break;
      case CellKind::Bool:
      case CellKind::Integer:
      case CellKind::Floating:
      case CellKind::Text:
      case CellKind::Bytes:
      case CellKind::ListOf:
      case CellKind::TupleOf:
      case CellKind::OptionSome:
      case CellKind::OptionNone:
      case CellKind::ResultOk:
      case CellKind::ResultErr:
      case CellKind::EnumCase: break;
    }
    if (!m_inList) return;
    out.scratch = m_plan->scratchBytes;
    m_plan->scratchBytes += scratchBytes(out);
  }

  void child(LiftNode& out, const types::ValType& type, const std::string& name, std::uint32_t offset,
             std::uint32_t caseIdx = 0) {
    LiftNode made;
    made.caseIdx = caseIdx;
    node(made, type, out.path + name, out.offset + offset);
    out.children.push_back(std::move(made));
  }

  void record(LiftNode& out, const types::Record& type) {
    out.kind = CellKind::RecordOf;
    std::vector<types::ValType> fields;
    for (const types::Field& field : type.fields) fields.push_back(field.type);
    const abi::RecordLayout layout = abi::recordLayout(fields);
    for (std::size_t i = 0; i < fields.size(); ++i)
      child(out, fields[i], "." + type.fields[i].name, layout.offsets[i]);
  }

  void parts(LiftNode& out, const std::vector<types::ValType>& types) {
    out.kind = CellKind::TupleOf;
    const abi::RecordLayout layout = abi::recordLayout(types);
    for (std::size_t i = 0; i < types.size(); ++i)
      child(out, types[i], "[" + std::to_string(i) + "]", layout.offsets[i]);
  }

  void variant(LiftNode& out, const types::Variant& type) {
    out.kind = CellKind::VariantCase;
    for (std::size_t i = 0; i < type.cases.size(); ++i)
      payload(out, type.cases[i].type, static_cast<std::uint32_t>(i), type.cases[i].name);
  }

  void payload(LiftNode& out, const types::ValType& type, std::uint32_t caseIdx, const std::string& name) {
    if (!type) return;
    const std::uint32_t offset = abi::variantLayout(abi::casePayloads(out.type)).payloadOffset;
    child(out, type, "." + name, offset, caseIdx);
  }

  void list(LiftNode& out, const types::ValType& element) {
    out.kind = CellKind::ListOf;
    std::shared_ptr<LiftPlan>& known = m_elements[element.get()];
    if (!known) {
      known = std::make_shared<LiftPlan>();
      fill(*known, element, out.path + "[]", true);
    }
    out.element = known;
  }

  std::uint32_t enumRun(const types::ValType& type, std::size_t labels) {
    for (const EnumRun& run : m_field.enums)
      if (run.type == type) return run.first;
    m_field.enums.push_back({type, m_field.enumEntries});
    m_field.enumEntries += static_cast<std::uint32_t>(labels);
    return m_field.enums.back().first;
  }

  FieldPlan& m_field;
  LiftPlan* m_plan = nullptr;
  bool m_inList = false;
  std::map<const types::ValTypeNode*, std::shared_ptr<LiftPlan>> m_elements;
};

void addTablesUsed(const LiftNode& node, PerTable<bool>& used) {
  for (const LiftNode& child : node.children) addTablesUsed(child, used);
  if (!node.element) return;
  const PerTable<bool> inner = tablesUsed(*node.element);
  for (const Table table : AllTables) used[table] |= inner[table];
}

}  // namespace

FieldPlan planField(std::string name, const types::ValType& type) {
  FieldPlan field;
  field.name = std::move(name);
  field.type = type;
  Planner(field).fill(field.plan, type, field.name, false);
  return field;
}

std::uint32_t entryBytes(Table table) {
  switch (table) {
    case Table::Cells:
    case Table::Records:
    case Table::Flags:
    case Table::Handles: return 16;
    case Table::Variants: return 24;
  }
  return 0;
}

const char* tableName(Table table) {
  switch (table) {
    case Table::Cells: return "cells";
    case Table::Records: return "record-infos";
    case Table::Flags: return "flags-infos";
    case Table::Variants: return "variant-infos";
    case Table::Handles: return "handle-infos";
  }
  return "";
}

PerTable<bool> tablesUsed(const LiftPlan& plan) {
  PerTable<bool> used;
  for (const Table table : AllTables) used[table] = plan.counts[table] != 0;
  if (plan.root.hasLists) addTablesUsed(plan.root, used);
  return used;
}

std::uint32_t scratchBytes(const LiftNode& node) {
  constexpr std::uint32_t CharBytes = 4, IndexBytes = 4, NameBytes = 8, PairBytes = 12;
  const auto children = static_cast<std::uint32_t>(node.children.size());
  switch (node.kind) {
    case CellKind::Text: {
      const auto* primitive = std::get_if<types::Primitive>(&node.type->kind);
      return primitive && *primitive == types::Primitive::Char ? CharBytes : 0;
    }
    case CellKind::TupleOf: return IndexBytes * children;
    case CellKind::RecordOf: return PairBytes * children;
    case CellKind::FlagsSet: return NameBytes * static_cast<std::uint32_t>(flagLabels(node.type).size());
    case CellKind::Bool:
    case CellKind::Integer:
    case CellKind::Floating:
    case CellKind::Bytes:
    case CellKind::ListOf:
    case CellKind::OptionSome:
    case CellKind::OptionNone:
    case CellKind::ResultOk:
    case CellKind::ResultErr:
    case CellKind::EnumCase:
    case CellKind::VariantCase:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return 0;
  }
  return 0;
}

const std::vector<std::string>& flagLabels(const types::ValType& type) {
  return std::get<types::Flags>(type->kind).labels;
}

std::vector<std::string> caseNames(const types::ValType& type) {
  if (const auto* labels = std::get_if<types::Enum>(&type->kind)) return labels->labels;
  std::vector<std::string> names;
  for (const types::Case& c : std::get<types::Variant>(type->kind).cases) names.push_back(c.name);
  return names;
}

std::string sideTableName(const types::ValType& type) {
  if (const auto* own = std::get_if<types::Own>(&type->kind)) return resourceName(own->resource);
  if (const auto* borrow = std::get_if<types::Borrow>(&type->kind)) return resourceName(borrow->resource);
  if (const auto* stream = std::get_if<types::Stream>(&type->kind)) return carriedName(stream->element);
  if (const auto* future = std::get_if<types::Future>(&type->kind)) return carriedName(future->element);
  if (std::holds_alternative<types::Primitive>(type->kind)) return {};
  return value::definitionName(type);
}

}  // namespace sb::adapt
