// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/component_decoder.h"

#include <algorithm>
#include <array>

#include "core/decode/decode_parts.h"
#include "core/decode/file_kind.h"

namespace sb::decode {

using bytes::ByteReader;
using bytes::hexByte;

namespace {

constexpr std::array<std::uint8_t, 4> magic = {0x00, 0x61, 0x73, 0x6d};

/// One component being read; nested ones wait on a stack, so that hostile nesting costs no call stack.
struct Frame {
  ByteReader in;
  model::Component component;
  std::uint32_t indexInParent = 0;  ///< for error contexts
  std::uint32_t nestedCount = 0;
  std::array<std::size_t, 13>
      seen{};  ///< items so far by section id: errors count through the whole component
};

Result<void> readPreamble(ByteReader& in) {
  const std::uint64_t at = in.offset();
  const std::size_t there = std::min<std::size_t>(8, in.remaining());
  if (there == 0) return fail(ErrorCode::UnexpectedEnd, "is empty", at);
  SB_TRY(const ByteSpan bytes, in.raw(there, "the preamble"));
  if (!std::equal(magic.begin(), magic.begin() + static_cast<std::ptrdiff_t>(std::min(there, magic.size())),
                  bytes.begin()))
    return fail(ErrorCode::BadMagic, "does not start with the bytes of a WebAssembly file (00 61 73 6d)", at);
  if (there < 8)
    return fail(ErrorCode::UnexpectedEnd, "ends inside of its first 8 bytes, after " + std::to_string(there),
                at);
  const auto [version, layer] = readWasmVersion(bytes);
  if (layer == 0 && version == 1)
    return fail(ErrorCode::NotAComponent, "is a core module, not a component", at);
  if (layer != 1) return fail(ErrorCode::BadMagic, "has the unknown layer " + std::to_string(layer), at + 6);
  if (version != 0x0d)
    return fail(ErrorCode::BadMagic, "has the unknown component version " + std::to_string(version), at + 4);
  return {};
}

/// Names what the file is when it is something else that people have.
Result<void> checkKind(ByteSpan file) {
  switch (sniffFile(file)) {
    case FileKind::CoreModule: return fail(ErrorCode::NotAComponent, "is a core module, not a component");
    case FileKind::WasmText:
      return fail(ErrorCode::NotAComponent,
                  "is WebAssembly text, not a binary; `wasm-tools parse` makes a binary of it");
    case FileKind::WitText:
      return fail(ErrorCode::NotAComponent,
                  "is WIT text, not a component; `splicectl validate` and `splicectl print` read it");
    case FileKind::ZstdCompressed:
      return fail(ErrorCode::NotAComponent,
                  "is compressed with Zstandard; unpack it first, for example with `zstd -d`");
    case FileKind::Component:
    case FileKind::WitPackage:
    case FileKind::Other: return {};
  }
  return {};
}

class ComponentReader {
 public:
  ComponentReader(SharedBytes file, const Limits& limits, const DecodeProgress& progress,
                  const KnownComponents& known)
      : m_file(std::move(file)), m_limits(limits), m_progress(progress), m_known(known) {}

  Result<model::Component> whole() {
    SB_TRY_VOID(read());
    return std::move(m_stack.front().component);
  }

  std::optional<DecodedBeginning> beginning() {
    m_toTheFault = true;
    Result<void> done = read();
    if (done || done.error().code == ErrorCode::Cancelled || m_stack.empty()) return std::nullopt;
    DecodedBeginning found{std::move(m_stack.front().component), std::move(done.error()), {}};
    if (m_stack.size() > 1) found.brokenComponent = m_stack[1].indexInParent;
    if (found.component.sections.empty() && !found.brokenComponent) return std::nullopt;
    return found;
  }

 private:
  /// Leaves what was read on the stack, whether it was all or not.
  Result<void> read() {
    const ByteSpan all = m_file->span();
    SB_TRY_VOID(checkKind(all));
    SB_TRY_VOID(open(all, 0, 0));
    for (;;) {
      if (m_progress.cancel && m_progress.cancel->load()) return fail(ErrorCode::Cancelled, "cancelled");
      Frame& frame = m_stack.back();
      if (frame.in.atEnd()) {
        if (m_fault) return tl::unexpected<Error>(*m_fault);  // the part that was cut off
        if (m_stack.size() == 1) return {};
        closeNested();
        continue;
      }
      if (m_progress.report && m_stack.size() == 1) m_progress.report(frame.in.offset(), all.size());
      Result<void> done = readSection();
      if (!done) return tl::unexpected<Error>(m_fault ? *m_fault : placed(std::move(done.error())));
    }
  }

  Error placed(Error error) const {
    for (std::size_t i = m_stack.size(); i-- > 1;)
      error.context.push_back("in nested component " + std::to_string(m_stack[i].indexInParent));
    return error;
  }

  Result<void> open(ByteSpan bytes, std::uint64_t base, std::uint32_t indexInParent) {
    ++m_counts.modulesAndComponents;
    SB_TRY_VOID(withinLimits(base));
    Frame frame{ByteReader(bytes, base), {}, indexInParent, 0, {}};
    frame.component.bytes = bytes;
    frame.component.owner = m_file;
    frame.component.range = {base, bytes.size()};
    m_stack.push_back(std::move(frame));
    return readPreamble(m_stack.back().in);
  }

  void closeNested() {
    auto nested = std::make_shared<const model::Component>(std::move(m_stack.back().component));
    m_stack.pop_back();
    const SourceRange range = nested->range;
    m_stack.back().component.sections.push_back({model::ComponentSection{std::move(nested)}, range});
  }

  bool isNextKnown(ByteSpan content) const {
    if (m_nextKnown == m_known.size()) return false;
    const ByteSpan known = m_known[m_nextKnown]->bytes;
    return std::equal(content.begin(), content.end(), known.begin(), known.end());
  }

  Result<void> takeKnown(std::shared_ptr<const model::Component> nested, std::uint64_t at) {
    m_counts.add(*nested);
    SB_TRY_VOID(withinLimits(at));
    Frame& frame = m_stack.back();
    ++frame.nestedCount;
    const SourceRange range{at, nested->bytes.size()};
    frame.component.sections.push_back({model::ComponentSection{std::move(nested)}, range});
    return {};
  }

  Result<void> withinLimits(std::uint64_t at) const {
    if (m_counts.modulesAndComponents > m_limits.modulesAndComponents)
      return fail(ErrorCode::LimitExceeded,
                  "more than " + std::to_string(m_limits.modulesAndComponents) +
                      " modules and components in one file",
                  at);
    if (m_counts.sections > m_limits.sections)
      return fail(ErrorCode::LimitExceeded,
                  "more than " + std::to_string(m_limits.sections) + " sections in one file", at);
    return {};
  }

  Result<void> readSection() {
    Frame& frame = m_stack.back();
    const std::uint64_t at = frame.in.offset();
    SB_TRY(const std::uint8_t id, frame.in.byte("a section id"));
    SB_TRY(const std::uint32_t size, frame.in.u32("a section's size"));
    const std::uint64_t contentAt = frame.in.offset();
    std::uint32_t left = size;
    if (size > frame.in.remaining()) {
      left = static_cast<std::uint32_t>(frame.in.remaining());
      const auto cut =
          fail(ErrorCode::UnexpectedEnd,
               "ends inside section " + std::to_string(id) + ", which has " + std::to_string(size) +
                   " bytes of which " + std::to_string(left) + " are left",
               at);
      if (!m_toTheFault || !isList(id)) return cut;
      if (!m_fault) m_fault = placed(cut.value());
    }
    SB_TRY(const ByteSpan content, frame.in.raw(left, "a section"));
    ++m_counts.sections;
    SB_TRY_VOID(withinLimits(at));
    if (id == 9 && frame.seen[id]++ > 0) return fail(ErrorCode::BadSection, "a second start section", at);
    if (id == 4) {
      if (isNextKnown(content)) return takeKnown(m_known[m_nextKnown++], contentAt);
      return open(content, contentAt, frame.nestedCount++);
    }
    ByteReader in(content, contentAt);
    Decoder d{in, m_limits};
    model::Section section;
    section.range = {contentAt, left};
    SB_TRY_VOID(readContent(d, id, at, content, section));
    if (!in.atEnd())
      return in.error(ErrorCode::TrailingBytes, "section " + std::to_string(id) + " has " +
                                                    std::to_string(in.remaining()) + " bytes too many");
    frame.component.sections.push_back(std::move(section));
    return {};
  }

  Result<void> readContent(Decoder& d, std::uint8_t id, std::uint64_t at, ByteSpan content,
                           model::Section& section) {
    ByteReader& in = d.in;
    switch (id) {
      case 0: {
        model::CustomSection custom;
        SB_TRY(custom.name, d.name("the name of a custom section"));
        SB_TRY(const ByteSpan payload, in.raw(in.remaining(), "a custom section"));
        custom.payload.assign(payload.begin(), payload.end());
        section.content = std::move(custom);
        return {};
      }
      case 1: {
        ++m_counts.modulesAndComponents;
        SB_TRY_VOID(withinLimits(at));
        SB_TRY_VOID(checkCoreModule(content, section.range.offset));
        SB_TRY(const ByteSpan bytes, in.raw(in.remaining(), "a core module"));
        section.content = model::CoreModuleSection{{bytes, m_file, section.range}};
        return {};
      }
      case 2:
        return items<model::CoreInstanceSection, model::CoreInstance>(d, id, "core instance", section,
                                                                      decodeCoreInstance);
      case 3:
        return items<model::CoreTypeSection, model::CoreTypeDef>(d, id, "core type", section,
                                                                 decodeCoreTypeDef);
      case 5:
        return items<model::InstanceSection, model::Instance>(d, id, "instance", section, decodeInstance);
      case 6:
        return items<model::AliasSection, model::Alias>(
            d, id, "alias", section, [](Decoder& decoder) -> Result<model::Alias> {
              SB_TRY(model::AliasTarget target, decodeAlias(decoder));
              return model::Alias{std::move(target), {}};
            });
      case 7: return items<model::TypeSection, model::TypeDef>(d, id, "type", section, decodeTypeDef);
      case 8:
        return items<model::CanonSection, model::Canon>(d, id, "canonical definition", section, decodeCanon);
      case 9: {
        SB_TRY(model::Start start, decodeStart(d));
        section.content = model::StartSection{std::move(start)};
        return {};
      }
      case 10: return items<model::ImportSection, model::Import>(d, id, "import", section, decodeImport);
      case 11: return items<model::ExportSection, model::Export>(d, id, "export", section, decodeExport);
      case 12: {
        SB_TRY(const ByteSpan payload, in.raw(in.remaining(), "a value section"));
        section.content = model::ValueSection{Bytes(payload.begin(), payload.end())};
        return {};
      }
      default: return fail(ErrorCode::BadSection, "unknown section id " + hexByte(id), at);
    }
  }

  template <class S, class T, class F>
  Result<void> items(Decoder& d, std::uint8_t id, const char* what, model::Section& section, F&& one) {
    std::size_t& seen = m_stack.back().seen[id];
    std::vector<T> list;
    const Result<void> done = d.rangedInto(
        list, what, [&] { return one(d); }, seen);
    const std::size_t count = list.size();
    seen += count;
    section.content = S{std::move(list)};
    if (!done && m_toTheFault && count > 0) m_stack.back().component.sections.push_back(std::move(section));
    return done;
  }

  /// Sections of which a part is worth having: lists of definitions, and components.
  static bool isList(std::uint8_t id) { return id >= 2 && id <= 11 && id != 9; }

  static Result<void> checkCoreModule(ByteSpan bytes, std::uint64_t at) {
    static constexpr std::array<std::uint8_t, 8> preamble = {0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00};
    if (bytes.size() < preamble.size())
      return fail(ErrorCode::UnexpectedEnd, "ends inside the preamble of a core module", at + bytes.size());
    if (!std::equal(preamble.begin(), preamble.end(), bytes.begin()))
      return fail(ErrorCode::BadMagic, "a core module section does not hold a core module", at);
    return {};
  }

  SharedBytes m_file;
  const Limits& m_limits;
  const DecodeProgress& m_progress;
  const KnownComponents& m_known;
  std::size_t m_nextKnown = 0;
  std::vector<Frame> m_stack;
  bool m_toTheFault = false;     ///< what was read counts, although the file is broken
  std::optional<Error> m_fault;  ///< a section was cut off; what is there of it is being read
  model::PartCounts m_counts;
};

}  // namespace

Result<model::Component> decodeComponent(SharedBytes file, const Limits& limits,
                                         const DecodeProgress& progress, const KnownComponents& known) {
  return ComponentReader(std::move(file), limits, progress, known).whole();
}

std::optional<DecodedBeginning> decodeBeginning(SharedBytes file, const Limits& limits,
                                                const DecodeProgress& progress) {
  return ComponentReader(std::move(file), limits, progress, {}).beginning();
}

}  // namespace sb::decode
