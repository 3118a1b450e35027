// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/encode/component_encoder.h"

#include "core/encode/encode_parts.h"
#include "core/support/match.h"

namespace sb::encode {
namespace {

constexpr std::uint8_t preamble[] = {0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00};

void section(ByteWriter& out, std::uint8_t id, const ByteWriter& content) {
  out.byte(id);
  out.sized(content);
}

template <class T, class F>
void vecSection(ByteWriter& out, std::uint8_t id, const std::vector<T>& items, F&& one) {
  ByteWriter content;
  encodeVec(content, items, one);
  section(out, id, content);
}

void rawSection(ByteWriter& out, std::uint8_t id, ByteSpan content) {
  out.byte(id);
  out.u32(static_cast<std::uint32_t>(content.size()));
  out.raw(content);
}

void encodeInto(ByteWriter& out, const model::Component& component, Nested nested);

void encodeSection(ByteWriter& out, const model::Section& s, Nested nested) {
  match(
      s.content,
      [&](const model::CustomSection& c) {
        ByteWriter content;
        content.name(c.name);
        content.raw(c.payload);
        section(out, 0, content);
      },
      [&](const model::CoreModuleSection& c) { rawSection(out, 1, c.module.bytes); },
      [&](const model::CoreInstanceSection& c) { vecSection(out, 2, c.items, encodeCoreInstance); },
      [&](const model::CoreTypeSection& c) { vecSection(out, 3, c.items, encodeCoreTypeDef); },
      [&](const model::ComponentSection& c) {
        if (nested == Nested::Copied && !c.component->bytes.empty())
          return rawSection(out, 4, c.component->bytes);
        ByteWriter content;
        encodeInto(content, *c.component, nested);
        section(out, 4, content);
      },
      [&](const model::InstanceSection& c) { vecSection(out, 5, c.items, encodeInstance); },
      [&](const model::AliasSection& c) {
        vecSection(out, 6, c.items, [](ByteWriter& w, const model::Alias& a) { encodeAlias(w, a.target); });
      },
      [&](const model::TypeSection& c) { vecSection(out, 7, c.items, encodeTypeDef); },
      [&](const model::CanonSection& c) { vecSection(out, 8, c.items, encodeCanon); },
      [&](const model::StartSection& c) {
        ByteWriter content;
        encodeStart(content, c.start);
        section(out, 9, content);
      },
      [&](const model::ImportSection& c) { vecSection(out, 10, c.items, encodeImport); },
      [&](const model::ExportSection& c) { vecSection(out, 11, c.items, encodeExport); },
      [&](const model::ValueSection& c) { rawSection(out, 12, c.payload); });
}

void encodeInto(ByteWriter& out, const model::Component& component, Nested nested) {
  out.raw(preamble);
  for (const model::Section& s : component.sections) encodeSection(out, s, nested);
}

}  // namespace

Bytes encodeComponent(const model::Component& component, Nested nested) {
  ByteWriter out;
  encodeInto(out, component, nested);
  return out.take();
}

}  // namespace sb::encode
