// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/value_mover.h"

#include "core/abi/canonical_abi.h"
#include "core/support/check.h"
#include "core/support/match.h"

namespace sb::adapt {

void ValueMover::store(const types::ValType& type, std::uint32_t offset, std::optional<RegionId> region) {
  m_direction = Direction::Store;
  m_region = region;
  move(type, offset, 0);
}

void ValueMover::load(const types::ValType& type, std::uint32_t offset) {
  m_direction = Direction::Load;
  move(type, offset, 0);
}

void ValueMover::move(const types::ValType& type, std::uint32_t offset, std::size_t slot) {
  const auto word = [&] { one(CoreType::I32, Load::I32, Store::I32, offset, slot); };
  match(
      type->kind, [&](types::Primitive p) { primitive(p, offset, slot); },
      [&](const types::Record& t) {
        std::vector<types::ValType> fields;
        for (const types::Field& field : t.fields) fields.push_back(field.type);
        sequence(fields, offset, slot);
      },
      [&](const types::Variant&) { cases(type, offset, slot); },
      [&](const types::List&) { pair(offset, slot); },
      [&](const types::FixedList& t) {
        sequence(std::vector<types::ValType>(t.length, t.element), offset, slot);
      },
      [&](const types::Tuple& t) { sequence(t.types, offset, slot); },
      [&](const types::Flags& t) {
        const std::uint32_t bytes = abi::flagsBytes(t.labels.size());
        if (bytes == 1) return one(CoreType::I32, Load::I32From8U, Store::I32As8, offset, slot);
        if (bytes == 2) return one(CoreType::I32, Load::I32From16U, Store::I32As16, offset, slot);
        word();
      },
      [&](const types::Enum&) { cases(type, offset, slot); },
      [&](const types::Option&) { cases(type, offset, slot); },
      [&](const types::ResultType&) { cases(type, offset, slot); }, [&](const types::Own&) { word(); },
      [&](const types::Borrow&) { word(); }, [&](const types::Stream&) { word(); },
      [&](const types::Future&) { word(); }, [&](const types::Map&) { pair(offset, slot); });
}

void ValueMover::primitive(types::Primitive primitive, std::uint32_t offset, std::size_t slot) {
  using types::Primitive;
  switch (primitive) {
    case Primitive::Bool:
    case Primitive::U8: return one(CoreType::I32, Load::I32From8U, Store::I32As8, offset, slot);
    case Primitive::S8: return one(CoreType::I32, Load::I32From8S, Store::I32As8, offset, slot);
    case Primitive::U16: return one(CoreType::I32, Load::I32From16U, Store::I32As16, offset, slot);
    case Primitive::S16: return one(CoreType::I32, Load::I32From16S, Store::I32As16, offset, slot);
    case Primitive::S32:
    case Primitive::U32:
    case Primitive::Char:
    case Primitive::ErrorContext: return one(CoreType::I32, Load::I32, Store::I32, offset, slot);
    case Primitive::S64:
    case Primitive::U64: return one(CoreType::I64, Load::I64, Store::I64, offset, slot);
    case Primitive::F32: return one(CoreType::F32, Load::F32, Store::F32, offset, slot);
    case Primitive::F64: return one(CoreType::F64, Load::F64, Store::F64, offset, slot);
    case Primitive::String: return pair(offset, slot);
  }
}

void ValueMover::sequence(const std::vector<types::ValType>& types, std::uint32_t offset, std::size_t slot) {
  const abi::RecordLayout layout = abi::recordLayout(types);
  for (std::size_t i = 0; i < types.size(); ++i) {
    move(types[i], offset + layout.offsets[i], slot);
    slot += abi::flatCount(types[i]);
  }
}

void ValueMover::cases(const types::ValType& type, std::uint32_t offset, std::size_t slot) {
  const std::vector<types::ValType> payloads = abi::casePayloads(type);
  const abi::VariantLayout layout = abi::variantLayout(payloads);
  if (layout.discriminantBytes == 1) {
    one(CoreType::I32, Load::I32From8U, Store::I32As8, offset, slot);
  } else if (layout.discriminantBytes == 2) {
    one(CoreType::I32, Load::I32From16U, Store::I32As16, offset, slot);
  } else {
    one(CoreType::I32, Load::I32, Store::I32, offset, slot);
  }
  if (m_direction == Direction::Load) {
    for (std::size_t i = slot + 1; i < slot + abi::flatCount(type); ++i) {
      f.zero(f.typeOf(m_slots[i]));
      f.set(m_slots[i]);
    }
  }
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    if (!payloads[i]) continue;
    pushSlot(slot, CoreType::I32);
    f.ifCase(i, payloads.size());
    move(payloads[i], offset + layout.payloadOffset, slot + 1);
    f.end();
  }
}

void ValueMover::pair(std::uint32_t offset, std::size_t slot) {
  one(CoreType::I32, Load::I32, Store::I32, offset, slot);
  one(CoreType::I32, Load::I32, Store::I32, offset + 4, slot + 1);
}

void ValueMover::one(CoreType type, Load load, Store store, std::uint32_t offset, std::size_t slot) {
  f.get(m_address);
  if (m_direction == Direction::Store) {
    pushSlot(slot, type);
    f.store(store, offset, m_region);
  } else {
    f.load(load, offset);
    popSlot(slot, type);
  }
}

/// CanonicalABI.md, lift_flat_variant: a joined slot carries the payload in its low bits.
void ValueMover::pushSlot(std::size_t slot, CoreType as) {
  const CoreType joined = f.typeOf(m_slots[slot]);
  f.get(m_slots[slot]);
  if (joined == as) return;
  if (joined == CoreType::I64 && as == CoreType::F64) return f.op(Op::F64ReinterpretI64);
  if (joined == CoreType::I64) f.op(Op::I32WrapI64);
  if (as == CoreType::F32) f.op(Op::F32ReinterpretI32);
}

/// lower_flat_variant
void ValueMover::popSlot(std::size_t slot, CoreType as) {
  const CoreType joined = f.typeOf(m_slots[slot]);
  if (joined != as) {
    if (as == CoreType::F64) {
      f.op(Op::I64ReinterpretF64);
    } else {
      if (as == CoreType::F32) f.op(Op::I32ReinterpretF32);
      if (joined == CoreType::I64) f.op(Op::I64ExtendI32U);
    }
  }
  f.set(m_slots[slot]);
}

}  // namespace sb::adapt
