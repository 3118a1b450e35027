// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/layout_text.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

#include "app/cli/input_output.h"

namespace sb::cli {
namespace {

std::string ownerText(const adapt::Owner& owner) {
  std::string out = owner.function;
  for (const std::string& part : {owner.param, owner.typePath})
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  return out;
}

unsigned depthOf(const adapt::MemoryLayout& layout, const adapt::Region& region) {
  unsigned depth = 0;
  for (std::optional<adapt::RegionId> at = region.parent; at; at = layout[*at].parent) ++depth;
  return depth;
}

Json toJson(const adapt::Region& region) {
  Json out{{"id", region.id.value}};
  if (region.parent) out["parent"] = region.parent->value;
  out["kind"] = adapt::regionKindName(region.kind);
  out["written"] = adapt::writtenName(region.written);
  out["name"] = region.name;
  out["offset"] = region.offset;
  out["size"] = region.size;
  out["align"] = region.align;
  out["owner"] = {{"function", region.owner.function},
                  {"param", region.owner.param},
                  {"typePath", region.owner.typePath}};
  out["why"] = region.why;
  Json writers = Json::array();
  for (const adapt::WriterRange& writer : region.writers)
    writers.push_back({{"coreFunc", writer.coreFunc}, {"begin", writer.begin}, {"end", writer.end}});
  out["writers"] = std::move(writers);
  return out;
}

std::string hexDigits(ByteSpan bytes) {
  constexpr const char* Digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += Digits[byte >> 4U];
    out += Digits[byte & 15U];
  }
  return out;
}

}  // namespace

void printLayout(const adapt::Adapter& adapter, std::ostream& out) {
  const adapt::MemoryLayout& layout = adapter.layout;
  out << adapter.name << ", tier " << adapter.tier << ": " << byteCount(layout.bumpStart) << " ("
      << layout.staticBytes << " fixed, " << layout.patchedBytes << " patched, " << layout.scratchBytes
      << " scratch, " << layout.paddingBytes << " padding), " << counted(layout.pages, "page")
      << ", per-call heap from " << layout.bumpStart << "\n";
  out << "  offset    size align  written  region\n";
  for (const adapt::Region& region : layout.regions) {
    out << std::setw(8) << region.offset << std::setw(8) << region.size << std::setw(6) << region.align
        << "  " << std::left << std::setw(8) << adapt::writtenName(region.written) << std::right << " "
        << std::string(std::size_t{2} * depthOf(layout, region), ' ') << adapt::regionKindName(region.kind);
    if (!region.name.empty()) out << " `" << region.name << "`";
    const std::string owner = ownerText(region.owner);
    if (!owner.empty()) out << "  of " << owner;
    out << "\n";
  }
}

void printLayoutHex(const adapt::Adapter& adapter, std::ostream& out) {
  constexpr std::size_t Row = 16;
  const std::vector<std::uint8_t>& data = adapter.layout.data;
  for (std::size_t at = 0; at < data.size(); at += Row) {
    const std::size_t size = std::min(Row, data.size() - at);
    out << std::setw(8) << std::setfill('0') << std::hex << at << std::dec << std::setfill(' ') << " ";
    std::string text;
    for (std::size_t i = 0; i < Row; ++i) {
      if (i == Row / 2) out << " ";
      if (i >= size) {
        out << "   ";
        continue;
      }
      const std::uint8_t byte = data[at + i];
      out << " " << hexDigits(ByteSpan(&byte, 1));
      text += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
    }
    out << "  " << std::left << std::setw(Row) << text << std::right;
    if (const adapt::Region* region = adapter.layout.at(static_cast<std::uint32_t>(at)))
      out << "  " << adapt::regionKindName(region->kind) << (region->name.empty() ? "" : " " + region->name);
    out << "\n";
  }
}

Json layoutToJson(const adapt::Adapter& adapter) {
  const adapt::MemoryLayout& layout = adapter.layout;
  Json out{{"adapter", adapter.id.value},
           {"name", adapter.name},
           {"interface", adapter.interfaceName},
           {"tier", adapter.tier}};
  out["bumpStart"] = layout.bumpStart;
  out["pages"] = layout.pages;
  out["staticBytes"] = layout.staticBytes;
  out["patchedBytes"] = layout.patchedBytes;
  out["scratchBytes"] = layout.scratchBytes;
  out["paddingBytes"] = layout.paddingBytes;
  Json regions = Json::array();
  for (const adapt::Region& region : layout.regions) regions.push_back(toJson(region));
  out["regions"] = std::move(regions);
  Json data = Json::array();
  for (const adapt::DataRun& run : adapter.data)
    data.push_back({{"address", run.address}, {"bytes", run.bytes}, {"offsetInFile", run.offset}});
  out["dataInFile"] = std::move(data);
  out["data"] = hexDigits(layout.data);
  return out;
}

}  // namespace sb::cli
