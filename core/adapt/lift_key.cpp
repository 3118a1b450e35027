// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/lift_key.h"

#include <algorithm>

#include "core/support/concat.h"

namespace sb::adapt {
namespace {

using cells::CellKind;

void add(std::string& key, std::uint32_t number) { key += concat(std::to_string(number), ","); }

void add(std::string& key, const std::string& text) {
  add(key, static_cast<std::uint32_t>(text.size()));
  key += text;
}

void addPlan(std::string& key, const LiftPlan& plan);

void addNode(std::string& key, const LiftNode& node) {
  for (const std::uint32_t number : {static_cast<std::uint32_t>(node.kind), node.offset, node.caseIdx,
                                     node.firstCell, node.cell, node.info, node.scratch})
    add(key, number);
  if (const auto* primitive = std::get_if<types::Primitive>(&node.type->kind))
    add(key, static_cast<std::uint32_t>(*primitive));
  add(key, sideTableName(node.type));
  if (node.kind == CellKind::FlagsSet)
    for (const std::string& label : flagLabels(node.type)) add(key, label);
  if (node.kind == CellKind::EnumCase || node.kind == CellKind::VariantCase)
    for (const std::string& name : caseNames(node.type)) add(key, name);
  if (node.kind == CellKind::RecordOf)
    for (const types::Field& field : std::get<types::Record>(node.type->kind).fields) add(key, field.name);
  key += '(';
  for (const LiftNode& child : node.children) addNode(key, child);
  if (node.element) addPlan(key, *node.element);
  key += ')';
}

void addPlan(std::string& key, const LiftPlan& plan) {
  add(key, plan.scratchBytes);
  add(key, plan.valueSize);
  for (const Table table : AllTables) add(key, plan.counts[table]);
  addNode(key, plan.root);
}

}  // namespace

std::string liftKey(const LiftPlan& plan) {
  std::string key;
  addPlan(key, plan);
  return key;
}

bool writesScratch(const LiftNode& node) {
  const bool own =
      (node.kind == CellKind::FlagsSet || node.kind == CellKind::Text) && scratchBytes(node) != 0;
  return own || std::any_of(node.children.begin(), node.children.end(), writesScratch);
}

}  // namespace sb::adapt
