// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <limits>

#include "core/abi/canonical_abi.h"
#include "core/support/match.h"

// CanonicalABI.md, "Alignment" and "Element Size". Whole sizes are facts of the type; here are the offsets
// inside.
namespace sb::abi {
namespace {

std::uint32_t saturate(std::uint64_t size) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(size, std::numeric_limits<std::uint32_t>::max() - 16));
}

}  // namespace

SizeAlign sizeAlign(const types::ValType& type, PointerWidth width) {
  const types::MemoryFootprint& footprint =
      width == PointerWidth::Bits32 ? type->facts.memory32 : type->facts.memory64;
  return {saturate(footprint.size), footprint.align};
}

VariantLayout variantLayout(const std::vector<types::ValType>& payloads, PointerWidth width) {
  VariantLayout layout;
  layout.discriminantBytes = payloads.size() <= 0x100 ? 1 : payloads.size() <= 0x10000 ? 2 : 4;
  SizeAlign widest{0, 1};
  for (const types::ValType& payload : payloads) {
    if (!payload) continue;
    const SizeAlign part = sizeAlign(payload, width);
    widest.size = std::max(widest.size, part.size);
    widest.align = std::max(widest.align, part.align);
  }
  layout.payloadOffset = alignUp(layout.discriminantBytes, widest.align);
  layout.whole.align = std::max(layout.discriminantBytes, widest.align);
  layout.whole.size = alignUp(layout.payloadOffset + widest.size, layout.whole.align);
  return layout;
}

std::vector<types::ValType> casePayloads(const types::ValType& type) {
  using namespace types;
  using Payloads = std::vector<types::ValType>;
  return match(
      type->kind, [](Primitive) { return Payloads(); }, [](const Record&) { return Payloads(); },
      [](const Variant& t) {
        Payloads payloads;
        payloads.reserve(t.cases.size());
        for (const Case& c : t.cases) payloads.push_back(c.type);
        return payloads;
      },
      [](const List&) { return Payloads(); }, [](const FixedList&) { return Payloads(); },
      [](const Tuple&) { return Payloads(); }, [](const Flags&) { return Payloads(); },
      [](const Enum& t) { return Payloads(t.labels.size()); },
      [](const Option& t) {
        return Payloads{nullptr, t.type};
      },
      [](const ResultType& t) {
        return Payloads{t.ok, t.error};
      },
      [](const Own&) { return Payloads(); }, [](const Borrow&) { return Payloads(); },
      [](const Stream&) { return Payloads(); }, [](const Future&) { return Payloads(); },
      [](const Map&) { return Payloads(); });
}

RecordLayout recordLayout(const std::vector<types::ValType>& fields, PointerWidth width) {
  RecordLayout layout;
  std::uint64_t offset = 0;
  for (const types::ValType& field : fields) {
    const SizeAlign part = sizeAlign(field, width);
    const std::uint32_t at = alignUp(saturate(offset), part.align);
    layout.offsets.push_back(at);
    layout.whole.align = std::max(layout.whole.align, part.align);
    offset = std::uint64_t{at} + part.size;
  }
  layout.whole.size = alignUp(saturate(offset), layout.whole.align);
  return layout;
}

std::uint32_t flagsBytes(std::size_t labels) { return labels <= 8 ? 1 : labels <= 16 ? 2 : 4; }

}  // namespace sb::abi
