// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/replay/value_equality.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/config_provider.h"
#include "core/support/match.h"
#include "core/types/type_text.h"

namespace sb::replay {
namespace {

using adapt::CoreType;
using adapt::FuncBuilder;
using adapt::Label;
using adapt::Load;
using adapt::LocalIdx;
using adapt::Op;

constexpr CoreType I32 = CoreType::I32;

/// Returns 0 when the two numbers on the stack differ.
void failIfDifferent(FuncBuilder& f) {
  f.op(Op::I32Ne);
  f.ifThen();
  f.i32(0);
  f.ret();
  f.end();
}

/// Both sides of a number of 1, 2 or 4 bytes.
void loadBoth(FuncBuilder& f, std::uint32_t bytes, std::uint32_t offset) {
  for (const std::size_t side : {0u, 1u}) {
    f.get(f.param(side));
    f.load(bytes == 1 ? Load::I32From8U : bytes == 2 ? Load::I32From16U : Load::I32, offset);
  }
}

std::vector<types::ValType> fieldTypes(const types::Record& record) {
  std::vector<types::ValType> out;
  for (const types::Field& field : record.fields) out.push_back(field.type);
  return out;
}

}  // namespace

ValueEquality::ValueEquality(adapt::CoreModuleBuilder& module)
    : m_module(module), m_sameBytes(module.add(adapt::sameBytesBody())) {}

adapt::FuncRef ValueEquality::of(const types::ValType& type) {
  const auto known = m_known.find(type.get());
  if (known != m_known.end()) return known->second;
  const adapt::FuncRef func = m_module.add(body(type));
  m_known.emplace(type.get(), func);
  m_kept.push_back(type);
  return func;
}

adapt::FuncBody ValueEquality::body(const types::ValType& type) {
  FuncBuilder f("same " + types::typeText(type), {{I32, I32}, {I32}}, {"a", "b"});
  const auto sequence = [&](const std::vector<types::ValType>& parts) {
    const abi::RecordLayout layout = abi::recordLayout(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) part(f, parts[i], layout.offsets[i]);
  };
  const auto numbers = [&] { bytes(f, abi::sizeAlign(type).size, 0); };
  match(
      type->kind,
      [&](types::Primitive primitive) {
        if (primitive == types::Primitive::String)
          items(f, types::makeType(types::Primitive::U8));
        else
          numbers();
      },
      [&](const types::Record& t) { sequence(fieldTypes(t)); },
      [&](const types::Variant&) { cases(f, type); }, [&](const types::List& t) { items(f, t.element); },
      [&](const types::FixedList& t) { sequence(std::vector<types::ValType>(t.length, t.element)); },
      [&](const types::Tuple& t) { sequence(t.types); }, [&](const types::Flags&) { numbers(); },
      [&](const types::Enum&) { numbers(); }, [&](const types::Option&) { cases(f, type); },
      [&](const types::ResultType&) { cases(f, type); }, [&](const types::Own&) { numbers(); },
      [&](const types::Borrow&) { numbers(); }, [&](const types::Stream&) { numbers(); },
      [&](const types::Future&) { numbers(); },
      [&](const types::Map& t) {
        items(f, types::makeType(types::Tuple{{t.key, t.value}}));
      });
  f.i32(1);
  return f.finish();
}

void ValueEquality::bytes(FuncBuilder& f, std::uint32_t count, std::uint32_t offset) {
  for (std::uint32_t done = 0; done < count;) {
    const std::uint32_t now = count - done >= 4 ? 4 : count - done;
    loadBoth(f, now, offset + done);
    failIfDifferent(f);
    done += now;
  }
}

void ValueEquality::part(FuncBuilder& f, const types::ValType& type, std::uint32_t offset) {
  const adapt::FuncRef same = of(type);
  for (const std::size_t side : {0u, 1u}) {
    f.get(f.param(side));
    f.i32(offset);
    f.op(Op::I32Add);
  }
  f.call(same);
  f.op(Op::I32Eqz);
  f.ifThen();
  f.i32(0);
  f.ret();
  f.end();
}

/// Address and length; numbers are compared as one run of bytes.
void ValueEquality::items(FuncBuilder& f, const types::ValType& element) {
  constexpr std::uint32_t LengthOffset = 4;
  const std::uint32_t size = abi::sizeAlign(element).size;
  loadBoth(f, 4, LengthOffset);
  failIfDifferent(f);
  const auto* primitive = std::get_if<types::Primitive>(&element->kind);
  const LocalIdx count = f.local(I32, "count");
  f.get(f.param(0));
  f.load(Load::I32, LengthOffset);
  f.set(count);
  if (primitive && *primitive != types::Primitive::String) {
    loadBoth(f, 4, 0);
    f.get(count);
    f.i32(size);
    f.op(Op::I32Mul);
    f.call(m_sameBytes);
    f.op(Op::I32Eqz);
    f.ifThen();
    f.i32(0);
    f.ret();
    f.end();
    return;
  }
  const adapt::FuncRef same = of(element);
  const LocalIdx a = f.local(I32, "item-a"), b = f.local(I32, "item-b");
  f.get(f.param(0));
  f.load(Load::I32, 0);
  f.set(a);
  f.get(f.param(1));
  f.load(Load::I32, 0);
  f.set(b);
  const Label done = f.block();
  const Label next = f.loop();
  f.get(count);
  f.op(Op::I32Eqz);
  f.brIf(done);
  f.get(a);
  f.get(b);
  f.call(same);
  f.op(Op::I32Eqz);
  f.ifThen();
  f.i32(0);
  f.ret();
  f.end();
  for (const LocalIdx at : {a, b}) {
    f.get(at);
    f.i32(size);
    f.op(Op::I32Add);
    f.set(at);
  }
  f.get(count);
  f.i32(1);
  f.op(Op::I32Sub);
  f.set(count);
  f.br(next);
  f.end();
  f.end();
}

void ValueEquality::cases(FuncBuilder& f, const types::ValType& type) {
  const std::vector<types::ValType> payloads = abi::casePayloads(type);
  const abi::VariantLayout layout = abi::variantLayout(payloads);
  loadBoth(f, layout.discriminantBytes, 0);
  failIfDifferent(f);
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    if (!payloads[i]) continue;
    f.get(f.param(0));
    f.load(layout.discriminantBytes == 1   ? Load::I32From8U
           : layout.discriminantBytes == 2 ? Load::I32From16U
                                           : Load::I32,
           0);
    f.i32(static_cast<std::uint32_t>(i));
    f.op(Op::I32Eq);
    f.ifThen();
    part(f, payloads[i], layout.payloadOffset);
    f.end();
  }
}

}  // namespace sb::replay
