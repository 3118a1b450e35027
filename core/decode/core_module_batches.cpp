// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/decode/core_module_batches.h"

#include <algorithm>
#include <string_view>

#include "core/bytes/byte_reader.h"
#include "core/bytes/byte_writer.h"
#include "core/decode/core_const_expr.h"
#include "core/decode/core_type_skip.h"

namespace sb::decode {

using bytes::ByteReader;
using bytes::ByteWriter;

namespace {

constexpr std::uint8_t CustomId = 0, CodeId = 10, DataId = 11;
constexpr std::uint32_t MaxItems = 1'000'000;
constexpr std::uint8_t Unreachable = 0x00, End = 0x0b;

std::string_view customName(ByteSpan content) {
  ByteReader in(content, 0);
  const Result<std::uint32_t> size = in.u32("the name of a custom section");
  if (!size || *size > in.remaining()) return {};
  return {reinterpret_cast<const char*>(in.rest().data()), *size};
}

/// The part of `content` between two reads.
ByteSpan readSince(ByteSpan content, const ByteReader& in, std::uint64_t begin) {
  return content.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(in.offset() - begin));
}

}  // namespace

std::optional<CoreModuleBatches> CoreModuleBatches::of(ByteSpan module, const CoreBatchSizes& sizes) {
  if (module.size() < sizes.whole) return std::nullopt;
  CoreModuleBatches out;
  if (!out.readSections(module) || !out.m_isPlain || out.m_bodies.empty()) return std::nullopt;
  if (!out.fillBatches(sizes.batch)) return std::nullopt;
  return out;
}

Result<void> CoreModuleBatches::readSections(ByteSpan module) {
  SB_TRY(const std::vector<CoreSection> sections, coreSections(module));
  m_preamble = module.first(8);
  for (const CoreSection& section : sections) {
    if (section.id == CustomId) {
      const std::string_view name = customName(section.content);
      constexpr std::string_view InBodies = "metadata.code.";
      m_isPlain = m_isPlain && name.substr(0, InBodies.size()) != InBodies;
      if (name != "name" && name != "linking") continue;  // no other says anything of the definitions
    }
    if (section.id == CodeId) SB_TRY_VOID(readCode(section.content));
    if (section.id == DataId) SB_TRY_VOID(readData(section.content));
    m_sections.push_back(section);
  }
  return {};
}

/// codesec ::= vec(code); code ::= size:u32 vec(n:u32 valtype) expr
Result<void> CoreModuleBatches::readCode(ByteSpan content) {
  ByteReader in(content, 0);
  if (!m_bodies.empty()) return in.error(ErrorCode::BadSection, "a second code section");
  SB_TRY(const std::uint32_t count, in.count("functions", MaxItems));
  m_bodies.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    SB_TRY(const std::uint32_t size, in.u32("the size of a function"));
    Body body;
    SB_TRY(body.all, in.raw(size, "a function"));
    ByteReader inner(body.all, 0);
    SB_TRY(const std::uint32_t groups, inner.count("locals", MaxItems));
    for (std::uint32_t k = 0; k < groups; ++k) {
      SB_TRY_VOID(inner.u32("the number of locals"));
      SB_TRY_VOID(readCoreValType(inner));
    }
    body.locals = readSince(body.all, inner, 0);
    m_bodies.push_back(body);
  }
  if (!in.atEnd()) return in.error(ErrorCode::TrailingBytes, "the code section is longer than its functions");
  return {};
}

/// datasec ::= vec(data); data ::= 0 expr bytes | 1 bytes | 2 memidx expr bytes
Result<void> CoreModuleBatches::readData(ByteSpan content) {
  ByteReader in(content, 0);
  if (!m_data.empty()) return in.error(ErrorCode::BadSection, "a second data section");
  SB_TRY(const std::uint32_t count, in.count("data segments", MaxItems));
  ByteWriter empty;
  empty.u32(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t begin = in.offset();
    SB_TRY(const std::uint32_t mode, in.u32("the mode of a data segment"));
    if (mode > 2) return in.error(ErrorCode::BadType, "an unknown mode of a data segment");
    if (mode == 2) SB_TRY_VOID(in.u32("a memory index"));
    if (mode != 1) SB_TRY_VOID(skipCoreConstExpr(in));
    empty.raw(readSince(content, in, begin));
    empty.u32(0);
    SB_TRY(const std::uint32_t size, in.u32("the size of a data segment"));
    SB_TRY(const ByteSpan bytes, in.raw(size, "a data segment"));
    m_data.push_back(bytes);
  }
  if (!in.atEnd()) return in.error(ErrorCode::TrailingBytes, "the data section is longer than its segments");
  m_emptyData = empty.take();
  return {};
}

/// Every batch repeats all definitions: one that holds less than a fraction of them would cost more than it
/// saves, and with small functions and no data no batch saves anything.
bool CoreModuleBatches::fillBatches(std::size_t bytes) {
  std::size_t repeated = m_emptyData.size(), saved = 0;
  for (const CoreSection& section : m_sections)
    if (section.id != CodeId && section.id != DataId) repeated += section.content.size();
  for (const Body& body : m_bodies) {
    repeated += body.locals.size() + 2;
    saved += body.all.size();
  }
  for (const ByteSpan data : m_data) saved += data.size();
  if (bytes > 1 && saved < repeated) return false;
  const std::size_t most = std::max(bytes, bytes > 1 ? repeated / 2 : 0);
  Functions batch;
  std::size_t size = 0;
  for (std::size_t i = 0; i < m_bodies.size(); ++i) {
    if (batch.end > batch.first && size + m_bodies[i].all.size() > most) {
      m_batches.push_back(batch);
      batch.first = i;
      size = 0;
    }
    size += m_bodies[i].all.size();
    batch.end = i + 1;
  }
  m_batches.push_back(batch);
  return true;
}

Bytes CoreModuleBatches::module(const Functions& batch) const {
  ByteWriter code;
  code.u32(static_cast<std::uint32_t>(m_bodies.size()));
  for (std::size_t i = 0; i < m_bodies.size(); ++i) {
    const Body& body = m_bodies[i];
    const bool whole = i >= batch.first && i < batch.end;
    code.u32(static_cast<std::uint32_t>(whole ? body.all.size() : body.locals.size() + 2));
    code.raw(whole ? body.all : body.locals);
    if (whole) continue;
    code.byte(Unreachable);
    code.byte(End);
  }
  ByteWriter out;
  out.raw(m_preamble);
  for (const CoreSection& section : m_sections) {
    const ByteSpan content = section.id == CodeId   ? ByteSpan(code.bytes())
                             : section.id == DataId ? ByteSpan(m_emptyData)
                                                    : section.content;
    out.byte(section.id);
    out.u32(static_cast<std::uint32_t>(content.size()));
    out.raw(content);
  }
  return out.take();
}

}  // namespace sb::decode
