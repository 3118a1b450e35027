// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/graph/component_names.h"

namespace sb::graph {
namespace {

/// Reads the few forms of the name and producers sections. Past the end everything is empty and `ok` is
/// false.
class Cursor {
 public:
  explicit Cursor(ByteSpan bytes) : m_bytes(bytes) {}

  bool ok() const { return m_ok; }
  bool atEnd() const { return !m_ok || m_bytes.empty(); }

  std::uint8_t byte() {
    if (m_bytes.empty()) return stop();
    const std::uint8_t value = m_bytes.front();
    m_bytes = m_bytes.subspan(1);
    return value;
  }

  std::uint32_t u32() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const std::uint8_t next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
      if ((next & 0x80) == 0) return value <= 0xffff'ffff ? static_cast<std::uint32_t>(value) : stop();
    }
    return stop();
  }

  ByteSpan bytes(std::size_t size) {
    if (size > m_bytes.size()) {
      stop();
      return {};
    }
    const ByteSpan taken = m_bytes.first(size);
    m_bytes = m_bytes.subspan(size);
    return taken;
  }

  ByteSpan rest() { return bytes(m_bytes.size()); }

  std::string text() {
    const ByteSpan taken = bytes(u32());
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }

 private:
  std::uint8_t stop() {
    m_ok = false;
    m_bytes = {};
    return 0;
  }

  ByteSpan m_bytes;
  bool m_ok = true;
};

std::string clean(std::string name) {
  if (!name.empty() && name.front() == '$') name.erase(0, 1);
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return name;
}

/// sort-names: sort and name map; only the sorts 4 (component) and 5 (instance) are shown anywhere.
void readSortNames(Cursor in, ComponentNames& names) {
  const std::uint8_t sort = in.byte();
  if (sort == 0) in.byte();
  auto* target = sort == 4 ? &names.components : sort == 5 ? &names.instances : nullptr;
  if (!target) return;
  for (std::uint32_t left = in.u32(); left > 0 && !in.atEnd(); --left) {
    const std::uint32_t index = in.u32();
    std::string name = clean(in.text());
    if (in.ok() && !name.empty()) target->emplace(index, std::move(name));
  }
}

void readNames(ByteSpan payload, ComponentNames& names) {
  Cursor in(payload);
  while (!in.atEnd()) {
    const std::uint8_t id = in.byte();
    Cursor part(in.bytes(in.u32()));
    if (id == 0) names.component = clean(part.text());
    if (id == 1) readSortNames(part, names);
  }
}

struct Producers {
  std::string language, compiler, compilerVersion, tool;
};

/// "1.97.1 (abc 2026-01-01)" → "1.97"
std::string shortVersion(const std::string& version) {
  const std::size_t end = version.find_first_not_of("0123456789.");
  const std::string number = version.substr(0, end);
  const std::size_t first = number.find('.');
  const std::size_t second = first == std::string::npos ? first : number.find('.', first + 1);
  return number.substr(0, second);
}

void readProducers(ByteSpan payload, Producers& out) {
  Cursor in(payload);
  for (std::uint32_t fields = in.u32(); fields > 0 && !in.atEnd(); --fields) {
    const std::string field = in.text();
    for (std::uint32_t values = in.u32(); values > 0 && !in.atEnd(); --values) {
      const std::string name = in.text(), version = in.text();
      if (!in.ok() || name.empty()) return;
      if (field == "language" && out.language.empty()) {
        out.language = name;
      } else if (field == "processed-by" && (name == "rustc" || name == "clang")) {
        out.compiler = name;
        out.compilerVersion = shortVersion(version);
      } else if (field == "processed-by" && out.tool.empty()) {
        out.tool = version.empty() ? name : name + " " + shortVersion(version);
      }
    }
  }
}

/// The custom `producers` section of a core module; only section headers are read.
void readModuleProducers(ByteSpan module, Producers& out) {
  constexpr std::size_t PreambleBytes = 8;
  if (module.size() < PreambleBytes) return;
  Cursor in(module.subspan(PreambleBytes));
  while (!in.atEnd()) {
    const std::uint8_t id = in.byte();
    const ByteSpan content = in.bytes(in.u32());
    if (id != 0) continue;
    Cursor custom(content);
    if (custom.text() == "producers") readProducers(custom.rest(), out);
  }
}

}  // namespace

ComponentNames componentNames(const model::Component& component) {
  ComponentNames names;
  for (const model::Section& section : component.sections) {
    const auto* custom = std::get_if<model::CustomSection>(&section.content);
    if (custom && custom->name == "component-name") readNames(custom->payload, names);
  }
  return names;
}

std::string producerOf(const model::Component& component) {
  Producers found;
  for (const model::Section& section : component.sections) {
    const auto* custom = std::get_if<model::CustomSection>(&section.content);
    if (custom && custom->name == "producers") readProducers(custom->payload, found);
    const auto* module = std::get_if<model::CoreModuleSection>(&section.content);
    if (module) readModuleProducers(module->module.bytes, found);
  }
  if (found.language.empty() && found.compiler == "rustc") found.language = "Rust";
  if (found.language.empty() && found.compiler == "clang") found.language = "C";
  if (found.language.empty()) return found.tool;
  return found.compilerVersion.empty() ? found.language : found.language + " " + found.compilerVersion;
}

}  // namespace sb::graph
