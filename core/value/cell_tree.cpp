// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/cell_tree.h"

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/value/wave_text.h"

namespace sb::cells {
namespace {

using Json = nlohmann::ordered_json;

bool sameNumber(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

std::string hexText(const std::vector<std::uint8_t>& bytes) {
  static constexpr char Digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(Digits[byte >> 4]);
    out.push_back(Digits[byte & 15]);
  }
  return out;
}

/// JSON has no NaN and no infinities; these three are texts.
Json numberJson(double number) {
  if (std::isfinite(number)) return number;
  return value::waveFloat(number);
}

void addContent(Json& out, const CellTree& tree) {
  switch (tree.kind) {
    case CellKind::Bool: out["value"] = tree.boolean; return;
    case CellKind::Integer: out["value"] = tree.integer; return;
    case CellKind::Floating: out["value"] = numberJson(tree.floating); return;
    case CellKind::Text: out["value"] = tree.text; return;
    case CellKind::Bytes: out["hex"] = hexText(tree.bytes); return;
    case CellKind::FlagsSet: out["set"] = tree.labels; return;
    case CellKind::EnumCase:
    case CellKind::VariantCase: out["case"] = tree.text; return;
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: out["handle"] = tree.handle; return;
    case CellKind::ListOf:
    case CellKind::TupleOf:
    case CellKind::OptionSome:
    case CellKind::OptionNone:
    case CellKind::ResultOk:
    case CellKind::ResultErr:
    case CellKind::RecordOf: return;
  }
}

Json json(const CellTree& tree) {
  Json out = Json::object();
  out["field"] = tree.field;
  out["kind"] = cellKindName(tree.kind);
  if (!tree.typeName.empty()) out["type"] = tree.typeName;
  addContent(out, tree);
  if (tree.address != 0) {
    out["cell"] = tree.cell;
    out["address"] = tree.address;
  }
  if (tree.children.empty()) return out;
  Json children = Json::array();
  for (const CellTree& child : tree.children) children.push_back(json(child));
  out["children"] = std::move(children);
  return out;
}

std::string joined(const std::vector<CellTree>& children, const char* open, const char* close) {
  std::string out = open;
  for (std::size_t i = 0; i < children.size(); ++i) out += (i ? ", " : "") + toWave(children[i]);
  return out + close;
}

std::string withPayload(std::string label, const CellTree& tree) {
  return tree.children.empty() ? label : label + "(" + toWave(tree.children.front()) + ")";
}

std::string bytesText(const std::vector<std::uint8_t>& bytes) {
  std::string out = "[";
  for (std::size_t i = 0; i < bytes.size(); ++i) out += (i ? ", " : "") + std::to_string(bytes[i]);
  return out + "]";
}

std::string recordText(const CellTree& tree) {
  std::string out = tree.children.empty() ? "{:" : "{";
  for (std::size_t i = 0; i < tree.children.size(); ++i)
    out += (i ? ", " : "") + value::waveLabel(tree.children[i].field) + ": " + toWave(tree.children[i]);
  return out + "}";
}

std::string flagsText(const CellTree& tree) {
  std::string out = "{";
  for (std::size_t i = 0; i < tree.labels.size(); ++i)
    out += (i ? ", " : "") + value::waveLabel(tree.labels[i]);
  return out + "}";
}

}  // namespace

bool CellTree::operator==(const CellTree& other) const {
  return kind == other.kind && field == other.field && typeName == other.typeName &&
         boolean == other.boolean && integer == other.integer && sameNumber(floating, other.floating) &&
         text == other.text && bytes == other.bytes && labels == other.labels && handle == other.handle &&
         hasPayload == other.hasPayload && children == other.children;
}

std::string toJson(const CellTree& tree) {
  return json(tree).dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string toWave(const CellTree& tree) {
  switch (tree.kind) {
    case CellKind::Bool: return tree.boolean ? "true" : "false";
    case CellKind::Integer: return std::to_string(tree.integer);
    case CellKind::Floating: return value::waveFloat(tree.floating);
    case CellKind::Text: return value::waveString(tree.text);
    case CellKind::Bytes: return bytesText(tree.bytes);
    case CellKind::ListOf: return joined(tree.children, "[", "]");
    case CellKind::TupleOf: return joined(tree.children, "(", ")");
    case CellKind::OptionSome: return withPayload("some", tree);
    case CellKind::OptionNone: return "none";
    case CellKind::ResultOk: return withPayload("ok", tree);
    case CellKind::ResultErr: return withPayload("err", tree);
    case CellKind::RecordOf: return recordText(tree);
    case CellKind::FlagsSet: return flagsText(tree);
    case CellKind::EnumCase: return value::waveLabel(tree.text);
    case CellKind::VariantCase: return withPayload(value::waveLabel(tree.text), tree);
    case CellKind::ResourceHandle:
    case CellKind::StreamHandle:
    case CellKind::FutureHandle:
    case CellKind::ErrorContextHandle: return value::waveHandle(tree.handle);
  }
  return {};
}

}  // namespace sb::cells
