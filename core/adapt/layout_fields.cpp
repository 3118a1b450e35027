// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/layout_writer.h"
#include "core/support/concat.h"

// Fields, trees and call ids: what the hooks of splicer's tiers are handed.
namespace sb::adapt {
namespace {

constexpr std::uint32_t FieldSize = 60, CallIdSize = 24, CallParamsSize = 32, ReturnParamsSize = 80;

}  // namespace

TreePlaces LayoutWriter::placeTree(RegionId parent, const Owner& owner, const FieldPlan* field,
                                   std::uint32_t enums) {
  const TableCounts counts = field ? field->plan.counts : TableCounts{};
  const PerTable<bool> used = field ? tablesUsed(field->plan) : PerTable<bool>{};
  const auto slice = [&](const char* name, std::uint32_t bytes, std::uint32_t count, bool patched) {
    const Written written = patched ? Written::Patched : Written::Static;
    const RegionId id = m_layout.part(
        parent, {RegionKind::FieldPart, written, concat("tree.", name), 8, 4, owner,
                 concat("pointer and length of a list, ", std::to_string(bytes), " bytes each")});
    m_layout.u32(m_layout.address(id) + 4, count);
    return placeOf(id);
  };
  TreePlaces out;
  const auto filled = [&](Table table) {
    out[table] = slice(tableName(table), entryBytes(table), counts[table], used[table]);
  };
  filled(Table::Cells);
  filled(Table::Records);
  filled(Table::Flags);
  const std::uint32_t enumEntries = field ? field->enumEntries : 0;
  const Place enumInfos = slice("enum-infos", 16, enumEntries, false);
  m_layout.u32(enumInfos.address, enumEntries ? enums : 0);
  filled(Table::Variants);
  filled(Table::Handles);
  const RegionId root =
      m_layout.part(parent, {RegionKind::FieldPart, Written::Static, "tree.root", 4, 4, owner,
                             "number of the root cell, the last one outside of lists"});
  m_layout.u32(m_layout.address(root), field ? field->plan.root.cell : 0);
  return out;
}

void LayoutWriter::placeFields(const Positions& functions) {
  std::uint32_t count = 0;
  for (const std::size_t i : functions)
    count += static_cast<std::uint32_t>(m_plan.functions[i].params.size());
  if (count == 0) return;
  const RegionId blob =
      m_layout.place({RegionKind::FieldBlob,
                      Written::Patched,
                      "argument fields",
                      FieldSize * count,
                      4,
                      {},
                      concat(std::to_string(count), " × 60 bytes: one field for each parameter")});
  for (const std::size_t i : functions) {
    FunctionPlaces& places = m_out.functions[i];
    for (const FieldPlan& field : m_plan.functions[i].params) {
      const Owner owner{m_plan.functions[i].name, field.name, field.name};
      const RegionId record =
          m_layout.part(blob, {RegionKind::Field, Written::Patched, concat(owner.function, " ", field.name),
                               FieldSize, 4, owner, "field: name at 0, tree at 8; 60 bytes, align 4"});
      if (places.fields.empty()) places.firstField = m_layout.address(record);
      const RegionId name = m_layout.part(record, {RegionKind::FieldPart, Written::Static, "name", 8, 4,
                                                   owner, "pointer and length of a string"});
      m_layout.name(m_layout.address(name), m_out.names[field.name]);
      places.fieldRegions.push_back(record);
      places.fields.push_back(placeTree(record, owner, &field, enumsOf(field)));
    }
  }
}

CallIdPlaces LayoutWriter::placeCallId(RegionId parent, const Owner& owner, Written written,
                                       const char* prefix) {
  const bool fixed = written == Written::Static;
  const auto member = [&](const char* name, Written when, const char* why) {
    return placeOf(
        m_layout.part(parent, {RegionKind::FieldPart, when, concat(prefix, name), 8, 4, owner, why}));
  };
  CallIdPlaces out;
  out.interfaceName = member("interface-name", written, "pointer and length of a string");
  out.functionName = member("function-name", written, "pointer and length of a string");
  out.id = placeOf(
      m_layout.part(parent, {RegionKind::FieldPart, fixed ? Written::Patched : written, concat(prefix, "id"),
                             8, 8, owner, "u64, behind two strings of 8 bytes"}));
  if (fixed) {
    m_layout.name(out.interfaceName.address, m_out.names[m_plan.interfaceName]);
    m_layout.name(out.functionName.address, m_out.names[owner.function]);
  }
  return out;
}

void LayoutWriter::placeReturnParams(std::size_t i) {
  if (!m_plan.liftsResult()) return;
  const FunctionPlan& function = m_plan.functions[i];
  FunctionPlaces& places = m_out.functions[i];
  const Owner owner{function.name, "result", "result"};
  const RegionId record =
      m_layout.place({RegionKind::ReturnParams, Written::Patched, concat("return ", function.name),
                      ReturnParamsSize, 8, owner, "call-id 24 bytes, option<field-tree> 56 bytes, align 8"});
  m_layout.cover(record);
  places.returnParams = placeOf(record);
  places.returnId = placeCallId(record, owner, Written::Static, "call.").id;
  const RegionId some =
      m_layout.part(record, {RegionKind::FieldPart, Written::Static, "result", 1, 1, owner,
                             "discriminant of option<field-tree>: 1 when there is a result"});
  if (function.result) m_layout.u8(m_layout.address(some), 1);
  const FieldPlan* field = function.result ? &*function.result : nullptr;
  places.result = placeTree(record, owner, field, field ? enumsOf(*field) : 0);
  m_layout.closeParts(record);
}

void LayoutWriter::placeShared(SharedPlaces& shared, const std::string& function) {
  const std::string kind = function.empty() ? std::string() : concat(" of ", function);
  const Owner owner{function, {}, {}};
  if (m_plan.asyncHooks || !function.empty()) {
    shared.eventSlot = placeOf(m_layout.place({RegionKind::EventSlot, Written::Scratch, concat("event", kind),
                                               8, 8, owner, "two u32 that waitable-set.wait writes"}));
  }
  const std::optional<HookPlan>& verdict = m_plan.verdict ? m_plan.verdict : m_plan.outer.verdict;
  const auto writes = [](const std::optional<HookPlan>& hook) {
    return hook && hook->lowered.resultIndirect;
  };
  if (writes(m_plan.verdict) || writes(m_plan.outer.verdict)) {
    shared.verdict = placeOf(
        m_layout.place({RegionKind::BlockResult,
                        Written::Scratch,
                        concat("verdict", kind),
                        4,
                        4,
                        {},
                        concat("bool that the ", momentName(verdict->hook->moment), " hook writes")}));
  }
  if (m_plan.numbered) return;
  if (m_plan.tier == 1) {
    const RegionId id = m_layout.place({RegionKind::CallId,
                                        Written::Scratch,
                                        concat("call-id", kind),
                                        CallIdSize,
                                        8,
                                        {},
                                        "two strings and a u64: 24 bytes, align 8"});
    shared.callParams = placeOf(id);
    shared.callId = placeCallId(id, {}, Written::Scratch, "");
  } else if (m_plan.liftsParams() || m_plan.outer.any()) {
    const RegionId id = m_layout.place({RegionKind::CallParams,
                                        Written::Scratch,
                                        concat("on-call", kind),
                                        CallParamsSize,
                                        8,
                                        {},
                                        "call-id 24 bytes, list of fields 8 bytes, align 8"});
    shared.callParams = placeOf(id);
    shared.callId = placeCallId(id, {}, Written::Scratch, "call.");
    shared.args = placeOf(m_layout.part(id, {RegionKind::FieldPart,
                                             Written::Scratch,
                                             "args",
                                             8,
                                             4,
                                             {},
                                             "pointer and length of a list of fields of 60 bytes"}));
  }
}

}  // namespace sb::adapt
