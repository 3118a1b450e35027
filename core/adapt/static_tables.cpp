// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/static_tables.h"

#include <set>

#include "core/support/concat.h"

namespace sb::adapt {
namespace {

using cells::CellKind;

/// Calls `visit(function, field, node)` for every cell outside of lists, in plan order.
template <class Visit>
void eachNode(const FunctionPlan& function, const FieldPlan& field, LiftNode& node, Visit& visit) {
  for (LiftNode& child : node.children) eachNode(function, field, child, visit);
  visit(function, field, node);
}

/// Arguments of all functions, then results.
template <class Visit>
void eachField(AdapterPlan& plan, Visit visit) {
  for (FunctionPlan& function : plan.functions)
    for (FieldPlan& field : function.params) visit(function, field);
  for (FunctionPlan& function : plan.functions)
    if (function.result) visit(function, *function.result);
}

template <class Visit>
void eachOuterNode(AdapterPlan& plan, Visit visit) {
  eachField(plan, [&](FunctionPlan& function, FieldPlan& field) {
    eachNode(function, field, field.plan.root, visit);
  });
}

void addNames(NamePool& names, const LiftNode& node, std::set<const LiftPlan*>& seen) {
  for (const LiftNode& child : node.children) addNames(names, child, seen);
  if (node.element && seen.insert(node.element.get()).second) addNames(names, node.element->root, seen);
  names.add(sideTableName(node.type));
  if (node.kind == CellKind::RecordOf) {
    for (const types::Field& field : std::get<types::Record>(node.type->kind).fields) names.add(field.name);
  } else if (node.kind == CellKind::FlagsSet) {
    for (const std::string& label : flagLabels(node.type)) names.add(label);
  } else if (node.kind == CellKind::EnumCase || node.kind == CellKind::VariantCase) {
    for (const std::string& name : caseNames(node.type)) names.add(name);
  }
}

Owner ownerOf(const FunctionPlan& function, const FieldPlan& field, const LiftNode& node) {
  return {function.name, field.name, node.path};
}

/// A region of scratch for a cell of this kind.
struct ScratchKind {
  CellKind kind;
  RegionKind region;
  std::uint32_t align;
  const char* why;
};
constexpr ScratchKind ScratchKinds[] = {
    {CellKind::FlagsSet, RegionKind::FlagsScratch, 4, "8 bytes for each name that can be set"},
    {CellKind::Text, RegionKind::CharScratch, 1, "a char is 1 to 4 bytes of UTF-8"}};

void placeScratch(const ScratchKind& wanted, LayoutBuilder& layout, const FunctionPlan& function,
                  const FieldPlan& field, LiftNode& node) {
  const std::uint32_t size = scratchBytes(node);
  if (node.kind != wanted.kind || size == 0) return;
  node.region = layout.place({wanted.region, Written::Scratch, concat(function.name, " ", node.path), size,
                              wanted.align, ownerOf(function, field, node), wanted.why});
  node.scratch = layout.address(*node.region);
}

void placeRecords(AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout) {
  eachOuterNode(plan, [&](const FunctionPlan& function, const FieldPlan& field, LiftNode& node) {
    if (node.kind != CellKind::RecordOf) return;
    const Owner owner = ownerOf(function, field, node);
    node.region = layout.place(
        {RegionKind::RecordTuples, Written::Static, concat(function.name, " ", node.path), scratchBytes(node),
         4, owner, concat(std::to_string(node.children.size()), " × tuple<string, u32> of 12 bytes")});
    node.scratch = layout.address(*node.region);
    const auto& fields = std::get<types::Record>(node.type->kind).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::uint32_t cell = node.children[i].cell;
      const RegionId id =
          layout.part(*node.region, {RegionKind::FieldPart, Written::Static, fields[i].name, 12, 4, owner,
                                     concat("name, and number of its cell: ", std::to_string(cell))});
      layout.name(layout.address(id), names[fields[i].name]);
      layout.u32(layout.address(id) + 8, cell);
    }
  });
}

void placeEnums(AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout, EnumAddresses& addresses) {
  eachField(plan, [&](const FunctionPlan& function, const FieldPlan& field) {
    if (field.enumEntries == 0) return;
    const Owner owner{function.name, field.name, field.name};
    const RegionId all = layout.place(
        {RegionKind::EnumInfos, Written::Static, concat(function.name, " ", field.name),
         16 * field.enumEntries, 4, owner,
         concat(std::to_string(field.enumEntries), " × enum-info of 16 bytes: every case of every enum")});
    addresses[&field] = layout.address(all);
    for (const EnumRun& run : field.enums) {
      const std::vector<std::string> cases = caseNames(run.type);
      const auto size = static_cast<std::uint32_t>(16 * cases.size());
      const RegionId id =
          layout.part(all, {RegionKind::FieldPart, Written::Static, sideTableName(run.type), size, 4, owner,
                            concat(std::to_string(cases.size()), " cases in the order of the type")});
      std::uint32_t at = layout.address(id);
      for (const std::string& name : cases) {
        layout.name(at, names[sideTableName(run.type)]);
        layout.name(at + 8, names[name]);
        at += 16;
      }
    }
  });
}

void placeTuples(AdapterPlan& plan, LayoutBuilder& layout) {
  eachOuterNode(plan, [&](const FunctionPlan& function, const FieldPlan& field, LiftNode& node) {
    if (node.kind != CellKind::TupleOf) return;
    node.region =
        layout.place({RegionKind::TupleIndices, Written::Static, concat(function.name, " ", node.path),
                      scratchBytes(node), 4, ownerOf(function, field, node),
                      concat(std::to_string(node.children.size()), " × u32: numbers of the parts' cells")});
    node.scratch = layout.address(*node.region);
    for (std::size_t i = 0; i < node.children.size(); ++i)
      layout.u32(node.scratch + 4 * static_cast<std::uint32_t>(i), node.children[i].cell);
  });
}

}  // namespace

void collectNames(const AdapterPlan& plan, NamePool& names) {
  names.add(plan.interfaceName);
  for (const FunctionPlan& function : plan.functions) {
    names.add(function.name);
    for (const FieldPlan& field : function.params) names.add(field.name);
    std::set<const LiftPlan*> seen;
    for (const FieldPlan& field : function.params) addNames(names, field.plan.root, seen);
    if (function.result) addNames(names, function.result->plan.root, seen);
  }
}

void placeScratchOf(FunctionPlan& function, LayoutBuilder& layout) {
  for (const ScratchKind& kind : ScratchKinds) {
    auto place = [&](const FunctionPlan& owner, const FieldPlan& field, LiftNode& node) {
      placeScratch(kind, layout, owner, field, node);
    };
    for (FieldPlan& field : function.params) eachNode(function, field, field.plan.root, place);
    if (function.result) eachNode(function, *function.result, function.result->plan.root, place);
  }
}

void placeStaticTables(AdapterPlan& plan, const NamePool& names, LayoutBuilder& layout,
                       EnumAddresses& enums) {
  for (const ScratchKind& kind : ScratchKinds)
    eachOuterNode(plan, [&](const FunctionPlan& function, const FieldPlan& field, LiftNode& node) {
      if (!function.async()) placeScratch(kind, layout, function, field, node);
    });
  placeRecords(plan, names, layout);
  placeEnums(plan, names, layout, enums);
  placeTuples(plan, layout);
}

}  // namespace sb::adapt
