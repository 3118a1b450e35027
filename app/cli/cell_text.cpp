// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/cell_text.h"

#include <ostream>

namespace sb::cli {
namespace {

std::string contentOf(const cells::CellTree& tree) {
  using cells::CellKind;
  switch (tree.kind) {
    case CellKind::Bool:
    case CellKind::Integer:
    case CellKind::Floating:
    case CellKind::Text:
    case CellKind::Bytes: return cells::toWave(tree);
    case CellKind::ListOf:
    case CellKind::TupleOf:
      return std::to_string(tree.children.size()) + (tree.children.size() == 1 ? " item" : " items");
    case CellKind::RecordOf:
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle:
      return tree.typeName + (tree.kind == CellKind::RecordOf ? "" : " " + std::to_string(tree.handle));
    case CellKind::EnumCase:
    case CellKind::VariantCase: return (tree.typeName.empty() ? "" : tree.typeName + " ") + tree.text;
    case CellKind::FlagsSet: return cells::toWave(tree);
    case CellKind::OptionSome:
    case CellKind::OptionNone:
    case CellKind::ResultOk:
    case CellKind::ResultErr: return {};
  }
  return {};
}

}  // namespace

void printCells(const cells::CellTree& tree, std::ostream& out, unsigned depth) {
  out << std::string(std::size_t{2} * depth + 2, ' ');
  if (!tree.field.empty()) out << tree.field << ": ";
  out << cells::cellKindName(tree.kind);
  const std::string content = contentOf(tree);
  if (!content.empty()) out << " " << content;
  out << "  (cell " << tree.cell << " at " << tree.address << ")\n";
  for (const cells::CellTree& child : tree.children) printCells(child, out, depth + 1);
}

void printSchema(const cells::SchemaNode& node, std::ostream& out, unsigned depth) {
  out << std::string(std::size_t{2} * depth + 2, ' ') << node.field << ": " << cells::cellKindName(node.kind)
      << "  " << node.typeText;
  if (node.staticCell) out << "  (cell " << *node.staticCell << ")";
  out << "\n";
  for (const cells::SchemaNode& child : node.children) printSchema(child, out, depth + 1);
}

Json hookCallToJson(const interp::HookCall& call) {
  Json out{{"moment", call.moment},
           {"interface", call.interfaceName},
           {"function", call.functionName},
           {"id", call.id}};
  Json trees = Json::array();
  for (std::size_t i = 0; i < call.trees.size(); ++i) {
    Json row;
    if (i < call.fieldNames.size()) row["name"] = call.fieldNames[i];
    row["wave"] = cells::toWave(call.trees[i]);
    row["tree"] = Json::parse(cells::toJson(call.trees[i]), nullptr, false);
    trees.push_back(std::move(row));
  }
  out["values"] = std::move(trees);
  return out;
}

}  // namespace sb::cli
