// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/names.h"

#include "core/decode/decode_parts.h"

namespace sb::decode {
namespace {

using bytes::ByteReader;

const Limits NameLimits;

/// namemap ::= vec(idx:u32 name:<name>)
Result<void> readNameMap(Decoder& d, std::map<std::uint32_t, std::string>& out) {
  SB_TRY(const std::uint32_t length, d.count("names"));
  for (std::uint32_t i = 0; i < length; ++i) {
    SB_TRY(const std::uint32_t index, d.in.u32("index of a name"));
    SB_TRY(std::string name, d.name("name"));
    out.insert_or_assign(index, std::move(name));
  }
  return {};
}

Result<void> readNameSubsections(ByteReader& in, ComponentNames& out) {
  while (!in.atEnd()) {
    SB_TRY(const std::uint8_t id, in.byte("name subsection"));
    SB_TRY(const std::uint32_t size, in.u32("name subsection"));
    const std::uint64_t at = in.offset();
    SB_TRY(const ByteSpan content, in.raw(size, "name subsection"));
    ByteReader inner(content, at);
    Decoder d{inner, NameLimits};
    if (id == 0) {
      SB_TRY(out.component, d.name("component name"));
    } else if (id == 1) {
      SB_TRY(const model::Sort sort, decodeSort(d, "named definition"));
      SB_TRY_VOID(readNameMap(d, out.items[sort]));
    }
  }
  return {};
}

Result<void> readProducerFields(ByteReader& in, std::vector<ProducersField>& out) {
  Decoder d{in, NameLimits};
  SB_TRY(const std::uint32_t fields, d.count("producers fields"));
  for (std::uint32_t i = 0; i < fields; ++i) {
    ProducersField field;
    SB_TRY(field.name, d.name("producers field"));
    SB_TRY(const std::uint32_t values, d.count("producers values"));
    for (std::uint32_t k = 0; k < values; ++k) {
      SB_TRY(std::string name, d.name("producer"));
      SB_TRY(std::string version, d.name("version of a producer"));
      field.values.emplace_back(std::move(name), std::move(version));
    }
    out.push_back(std::move(field));
  }
  return {};
}

/// Walks the sections of a core module to the module name of its `name` section.
Result<std::string> findCoreModuleName(ByteSpan module) {
  ByteReader in(module, 0);
  SB_TRY_VOID(in.raw(8, "preamble"));
  while (!in.atEnd()) {
    SB_TRY(const std::uint8_t id, in.byte("section id"));
    SB_TRY(const std::uint32_t size, in.u32("section size"));
    SB_TRY(const ByteSpan content, in.raw(size, "section"));
    if (id != 0) continue;
    ByteReader section(content, 0);
    SB_TRY(const std::string name, section.name("section name", NameLimits.stringBytes));
    if (name != "name") continue;
    // Subsection 0 is the module's name and comes first when it is there.
    SB_TRY(const std::uint8_t kind, section.byte("name subsection"));
    if (kind != 0) return std::string();
    SB_TRY_VOID(section.u32("name subsection"));
    return section.name("module name", NameLimits.stringBytes);
  }
  return std::string();
}

}  // namespace

std::string_view ComponentNames::find(model::Sort sort, std::uint32_t index) const {
  const auto map = items.find(sort);
  if (map == items.end()) return {};
  const auto name = map->second.find(index);
  return name == map->second.end() ? std::string_view() : std::string_view(name->second);
}

const Bytes* findCustomSection(const model::Component& component, std::string_view name) {
  for (const model::Section& section : component.sections)
    if (const auto* custom = std::get_if<model::CustomSection>(&section.content))
      if (custom->name == name) return &custom->payload;
  return nullptr;
}

ComponentNames parseComponentNames(ByteSpan payload) {
  ComponentNames out;
  ByteReader in(payload, 0);
  const auto stopped = readNameSubsections(in, out);
  (void)stopped;  // garbage behind the readable part is not an error
  return out;
}

ComponentNames readComponentNames(const model::Component& component) {
  const Bytes* payload = findCustomSection(component, "component-name");
  return payload ? parseComponentNames(*payload) : ComponentNames();
}

std::string readCoreModuleName(ByteSpan module) { return findCoreModuleName(module).value_or(std::string()); }

std::vector<ProducersField> parseProducers(ByteSpan payload) {
  std::vector<ProducersField> out;
  ByteReader in(payload, 0);
  const auto stopped = readProducerFields(in, out);
  (void)stopped;
  return out;
}

std::vector<ProducersField> readProducers(const model::Component& component) {
  const Bytes* payload = findCustomSection(component, "producers");
  return payload ? parseProducers(*payload) : std::vector<ProducersField>();
}

std::optional<std::string> readPackageDocs(const model::Component& component) {
  const Bytes* payload = findCustomSection(component, "package-docs");
  if (payload == nullptr || payload->empty() || payload->front() > 1) return std::nullopt;
  return std::string(payload->begin() + 1, payload->end());
}

}  // namespace sb::decode
