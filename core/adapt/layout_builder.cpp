// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/layout_builder.h"

#include <algorithm>

#include "core/abi/canonical_abi.h"
#include "core/support/check.h"

namespace sb::adapt {
namespace {
constexpr std::uint32_t PageBytes = 65'536, MaxStaticBytes = 0x7fff'0000, BumpAlign = 8;
}

RegionId LayoutBuilder::add(std::optional<RegionId> parent, std::uint32_t offset, Spec spec) {
  const RegionId id(static_cast<std::uint32_t>(m_layout.regions.size()));
  Region region;
  region.id = id;
  region.parent = parent;
  region.kind = spec.kind;
  region.written = spec.written;
  region.name = std::move(spec.name);
  region.offset = offset;
  region.size = spec.size;
  region.align = spec.align;
  region.owner = std::move(spec.owner);
  region.why = std::move(spec.why);
  m_layout.regions.push_back(std::move(region));
  m_partEnd.push_back(offset);
  return id;
}

void LayoutBuilder::pad(std::optional<RegionId> parent, std::uint32_t from, std::uint32_t to,
                        const std::string& why) {
  if (from == to) return;
  add(parent, from, {RegionKind::Padding, Written::Padding, "padding", to - from, 1, {}, why});
}

RegionId LayoutBuilder::place(Spec spec) {
  const std::uint64_t start = (std::uint64_t{m_end} + spec.align - 1) / spec.align * spec.align;
  m_tooLarge |= start + spec.size > MaxStaticBytes;
  if (m_tooLarge) {  // numbers stay small; finish() reports it
    spec.size = 0;
    return add(std::nullopt, m_end, std::move(spec));
  }
  const auto offset = static_cast<std::uint32_t>(start);
  pad(std::nullopt, m_end, offset, spec.name + " is aligned to " + std::to_string(spec.align));
  m_end = offset + spec.size;
  return add(std::nullopt, offset, std::move(spec));
}

RegionId LayoutBuilder::part(RegionId parent, Spec spec) {
  const std::uint32_t offset = abi::alignUp(m_partEnd[parent.value], spec.align);
  pad(parent, m_partEnd[parent.value], offset, spec.name + " is aligned to " + std::to_string(spec.align));
  m_partEnd[parent.value] = offset + spec.size;
  const Region& whole = m_layout.regions[parent.value];
  SB_CHECK(m_tooLarge || offset + spec.size <= whole.offset + whole.size, "a part sticks out of its region");
  return add(parent, offset, std::move(spec));
}

void LayoutBuilder::closeParts(RegionId parent) {
  const Region& whole = m_layout.regions[parent.value];
  if (m_tooLarge) return;
  const std::uint32_t end = whole.offset + whole.size;
  pad(parent, m_partEnd[parent.value], end, whole.name + " is rounded up to its alignment");
  m_partEnd[parent.value] = end;
}

void LayoutBuilder::reach(std::uint32_t end) {
  if (m_layout.data.size() < end) m_layout.data.resize(end);
}

void LayoutBuilder::u8(std::uint32_t address, std::uint8_t value) {
  if (m_tooLarge) return;
  reach(address + 1);
  m_layout.data[address] = value;
}

void LayoutBuilder::u32(std::uint32_t address, std::uint32_t value) {
  for (std::uint32_t i = 0; i < 4; ++i) u8(address + i, static_cast<std::uint8_t>(value >> (8 * i)));
}

void LayoutBuilder::name(std::uint32_t address, NameRef ref) {
  u32(address, ref.address);
  u32(address + 4, ref.bytes);
}

void LayoutBuilder::text(std::uint32_t address, const std::string& content) {
  for (std::size_t i = 0; i < content.size(); ++i)
    u8(address + static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(content[i]));
}

void LayoutBuilder::cover(RegionId id) {
  const Region& region = m_layout.regions[id.value];
  if (!m_tooLarge) reach(region.offset + region.size);
}

Result<MemoryLayout> LayoutBuilder::finish() {
  if (m_tooLarge)
    return fail(ErrorCode::LimitExceeded, "the adapter's static memory would be larger than 2 GiB");
  const std::uint32_t start = abi::alignUp(m_end, BumpAlign);
  pad(std::nullopt, m_end, start, "the per-call heap starts at a multiple of 8");
  m_layout.bumpStart = start;
  m_layout.pages = std::max(1u, (start + PageBytes - 1) / PageBytes);
  for (const Region& region : m_layout.regions) {
    if (region.parent) continue;
    switch (region.written) {
      case Written::Static: m_layout.staticBytes += region.size; break;
      case Written::Patched: m_layout.patchedBytes += region.size; break;
      case Written::Scratch: m_layout.scratchBytes += region.size; break;
      case Written::Padding: m_layout.paddingBytes += region.size; break;
    }
  }
  return std::move(m_layout);
}

}  // namespace sb::adapt
