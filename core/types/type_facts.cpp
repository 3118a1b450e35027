// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/type_facts.h"

#include <algorithm>

#include "core/support/match.h"

namespace sb::types {
namespace {

constexpr std::uint64_t roundUp(std::uint64_t offset, std::uint32_t align) {
  return (offset + align - 1) / align * align;
}
constexpr std::uint64_t addSizes(std::uint64_t a, std::uint64_t b) { return std::min(a + b, SaturatedSize); }
constexpr std::uint64_t multiplySizes(std::uint64_t size, std::uint64_t count) {
  return size != 0 && count > SaturatedSize / size ? SaturatedSize : size * count;
}

using Footprint = MemoryFootprint TypeFacts::*;

/// CanonicalABI.md, "Element Size", elem_size_record.
MemoryFootprint recordFootprint(const std::vector<const ValType*>& fields, Footprint width) {
  MemoryFootprint whole;
  for (const ValType* field : fields) {
    const MemoryFootprint& part = (*field)->facts.*width;
    whole.size = addSizes(roundUp(whole.size, part.align), part.size);
    whole.align = std::max(whole.align, part.align);
  }
  whole.size = roundUp(whole.size, whole.align);
  return whole;
}

/// CanonicalABI.md, "Element Size", elem_size_variant; discriminant_type.
MemoryFootprint variantFootprint(std::size_t cases, const std::vector<const ValType*>& payloads,
                                 Footprint width) {
  const std::uint32_t discriminant = cases <= 0x100 ? 1 : cases <= 0x10000 ? 2 : 4;
  std::uint32_t payloadAlign = 1;
  std::uint64_t payloadSize = 0;
  for (const ValType* payload : payloads) {
    const MemoryFootprint& part = (*payload)->facts.*width;
    payloadAlign = std::max(payloadAlign, part.align);
    payloadSize = std::max(payloadSize, part.size);
  }
  const std::uint32_t align = std::max(discriminant, payloadAlign);
  return {roundUp(addSizes(roundUp(discriminant, payloadAlign), payloadSize), align), align};
}

void setBoth(TypeFacts& facts, MemoryFootprint footprint) { facts.memory32 = facts.memory64 = footprint; }

void setPointerPair(TypeFacts& facts) {
  facts.hasPointer = true;
  facts.flatCount = 2;
  facts.memory32 = {8, 4};
  facts.memory64 = {16, 8};
}

void setPrimitive(TypeFacts& facts, Primitive primitive) {
  switch (primitive) {
    case Primitive::Bool:
    case Primitive::S8:
    case Primitive::U8: setBoth(facts, {1, 1}); return;
    case Primitive::S16:
    case Primitive::U16: setBoth(facts, {2, 2}); return;
    case Primitive::S32:
    case Primitive::U32:
    case Primitive::F32:
    case Primitive::Char: setBoth(facts, {4, 4}); return;
    case Primitive::S64:
    case Primitive::U64:
    case Primitive::F64: setBoth(facts, {8, 8}); return;
    case Primitive::String: setPointerPair(facts); return;
    case Primitive::ErrorContext:
      setBoth(facts, {4, 4});
      facts.hasHandle = true;
      return;
  }
}

void setRecord(TypeFacts& facts, const std::vector<const ValType*>& fields) {
  facts.flatCount = 0;
  for (const ValType* field : fields) facts.flatCount = addCounts(facts.flatCount, (*field)->facts.flatCount);
  facts.memory32 = recordFootprint(fields, &TypeFacts::memory32);
  facts.memory64 = recordFootprint(fields, &TypeFacts::memory64);
}

void setVariant(TypeFacts& facts, std::size_t cases, const std::vector<const ValType*>& payloads) {
  std::uint32_t widest = 0;
  for (const ValType* payload : payloads) widest = std::max(widest, (*payload)->facts.flatCount);
  facts.flatCount = addCounts(1, widest);
  facts.memory32 = variantFootprint(cases, payloads, &TypeFacts::memory32);
  facts.memory64 = variantFootprint(cases, payloads, &TypeFacts::memory64);
}

void setFixedList(TypeFacts& facts, const FixedList& list) {
  const TypeFacts& element = list.element->facts;
  facts.flatCount = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(SaturatedCount, std::uint64_t{element.flatCount} * list.length));
  facts.memory32 = {multiplySizes(element.memory32.size, list.length), element.memory32.align};
  facts.memory64 = {multiplySizes(element.memory64.size, list.length), element.memory64.align};
}

void setFlags(TypeFacts& facts, std::size_t labels) {
  const std::uint32_t bytes = labels <= 8 ? 1 : labels <= 16 ? 2 : 4;
  setBoth(facts, {bytes, bytes});
}

void setHandle(TypeFacts& facts) {
  facts.hasHandle = true;
  facts.hasPointer = false;
  facts.flatCount = 1;
  setBoth(facts, {4, 4});
}

}  // namespace

bool needsName(const ValKind& kind) {
  return match(
      kind, [](Primitive) { return false; }, [](const Record&) { return true; },
      [](const Variant&) { return true; }, [](const List&) { return false; },
      [](const FixedList&) { return false; }, [](const Tuple&) { return false; },
      [](const Flags&) { return true; }, [](const Enum&) { return true; },
      [](const Option&) { return false; }, [](const ResultType&) { return false; },
      [](const Own&) { return false; }, [](const Borrow&) { return false; },
      [](const Stream&) { return false; }, [](const Future&) { return false; },
      [](const Map&) { return false; });
}

std::vector<const ValType*> childrenOf(const ValKind& kind) {
  std::vector<const ValType*> children;
  const auto add = [&children](const ValType& type) {
    if (type) children.push_back(&type);
  };
  match(
      kind, [](Primitive) {},
      [&](const Record& t) {
        children.reserve(t.fields.size());
        for (const Field& field : t.fields) add(field.type);
      },
      [&](const Variant& t) {
        for (const Case& c : t.cases) add(c.type);
      },
      [&](const List& t) { add(t.element); }, [&](const FixedList& t) { add(t.element); },
      [&](const Tuple& t) {
        children.reserve(t.types.size());
        for (const ValType& type : t.types) add(type);
      },
      [](const Flags&) {}, [](const Enum&) {}, [&](const Option& t) { add(t.type); },
      [&](const ResultType& t) {
        add(t.ok);
        add(t.error);
      },
      [](const Own&) {}, [](const Borrow&) {}, [&](const Stream& t) { add(t.element); },
      [&](const Future& t) { add(t.element); },
      [&](const Map& t) {
        add(t.key);
        add(t.value);
      });
  return children;
}

NodeMeasures measure(const ValKind& kind) {
  NodeMeasures node;
  TypeFacts& facts = node.facts;
  const std::vector<const ValType*> children = childrenOf(kind);
  for (const ValType* child : children) {
    node.depth = std::max(node.depth, addCounts((*child)->depth, 1));
    node.effectiveSize = addCounts(node.effectiveSize, (*child)->effectiveSize);
    facts.hasPointer |= (*child)->facts.hasPointer;
    facts.hasBorrow |= (*child)->facts.hasBorrow;
    facts.hasHandle |= (*child)->facts.hasHandle;
    facts.hasResource |= (*child)->facts.hasResource;
  }
  match(
      kind, [&](Primitive primitive) { setPrimitive(facts, primitive); },
      [&](const Record&) { setRecord(facts, children); },
      [&](const Variant& t) { setVariant(facts, t.cases.size(), children); },
      [&](const List&) { setPointerPair(facts); }, [&](const FixedList& t) { setFixedList(facts, t); },
      [&](const Tuple&) { setRecord(facts, children); },
      [&](const Flags& t) { setFlags(facts, t.labels.size()); },
      [&](const Enum& t) { setVariant(facts, t.labels.size(), {}); },
      [&](const Option&) { setVariant(facts, 2, children); },
      [&](const ResultType&) { setVariant(facts, 2, children); },
      [&](const Own&) {
        facts.hasResource = true;
        setHandle(facts);
      },
      [&](const Borrow&) {
        facts.hasResource = facts.hasBorrow = true;
        setHandle(facts);
      },
      [&](const Stream&) { setHandle(facts); }, [&](const Future&) { setHandle(facts); },
      [&](const Map&) { setPointerPair(facts); });
  return node;
}

}  // namespace sb::types
