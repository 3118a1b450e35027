// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <map>

#include "core/compare/module_facts.h"
#include "core/compare/term.h"
#include "core/decode/core_module_outline.h"
#include "core/decode/core_sections.h"
#include "core/support/concat.h"
#include "core/support/sha256.h"

namespace sb::compare {
namespace {

using Items = std::map<std::string, std::string>;

std::string typeKey(const decode::CoreModuleOutline& outline, const model::CoreExternType& type) {
  std::string out = std::to_string(static_cast<unsigned>(type.kind));
  if (const model::CoreFuncType* func = outline.signature(type)) {
    for (const std::uint8_t byte : func->params) out += concat(" ", std::to_string(byte));
    out += " ->";
    for (const std::uint8_t byte : func->results) out += concat(" ", std::to_string(byte));
  }
  for (const std::uint8_t byte : type.refType) out += concat(" ", std::to_string(byte));
  return concat(out, " ", std::to_string(type.limits.min), " ",
                type.limits.max ? std::to_string(*type.limits.max) : "", type.isMutable ? " mut" : "");
}

Items importsOf(const decode::CoreModuleOutline& outline) {
  Items out;
  for (const auto& item : outline.imports)
    out[concat(item.module, " ", item.name)] = typeKey(outline, item.type);
  return out;
}
Items exportsOf(const decode::CoreModuleOutline& outline) {
  Items out;
  for (const auto& item : outline.exports) out[item.name] = typeKey(outline, item.type);
  return out;
}

void compareItems(const char* what, const Items& before, const Items& after, std::vector<std::string>& out) {
  for (const auto& [name, type] : before) {
    const auto other = after.find(name);
    if (other == after.end())
      out.push_back(concat("core ", what, " `", name, "` is gone"));
    else if (other->second != type)
      out.push_back(concat("core ", what, " `", name, "` has another type"));
  }
  for (const auto& [name, type] : after)
    if (before.count(name) == 0) out.push_back(concat("core ", what, " `", name, "` is new"));
}

void compareNumbers(const char* what, std::uint64_t before, std::uint64_t after,
                    std::vector<std::string>& out) {
  if (before != after)
    out.push_back(concat(what, ": ", std::to_string(before), " → ", std::to_string(after)));
}

}  // namespace

std::string moduleMeaning(ByteSpan module) {
  const auto sections = decode::coreSections(module);
  if (!sections) return sha256Hex(module).substr(0, 32);
  std::string text;
  for (const decode::CoreSection& section : *sections) {
    if (section.id == 0) continue;
    text += concat(std::to_string(section.id), " ", sha256Hex(section.content), "\n");
  }
  return digest(text);
}

std::vector<std::string> moduleDifferences(ByteSpan before, ByteSpan after) {
  std::vector<std::string> out;
  const auto a = decode::outlineCoreModule(before), b = decode::outlineCoreModule(after);
  compareNumbers("bytes", before.size(), after.size(), out);
  if (!a || !b) return out;
  compareItems("import", importsOf(*a), importsOf(*b), out);
  compareItems("export", exportsOf(*a), exportsOf(*b), out);
  compareNumbers("functions", a->definedFunctions, b->definedFunctions, out);
  compareNumbers("bytes of code", a->codeBytes, b->codeBytes, out);
  compareNumbers("bytes of data", a->dataBytes, b->dataBytes, out);
  return out;
}

std::vector<std::string> moduleExports(ByteSpan module) {
  std::vector<std::string> out;
  if (const auto outline = decode::outlineCoreModule(module))
    for (const auto& item : outline->exports) out.push_back(item.name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace sb::compare
