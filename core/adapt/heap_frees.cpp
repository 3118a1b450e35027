// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/heap_frees.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/cell_emitter.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/type_text.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;
constexpr std::uint32_t LinkBack = 4;  ///< from a block to its link

}  // namespace

HeapFrees::HeapFrees(CoreModuleBuilder& module, const FuncRef& free) : m_module(module), m_free(free) {
  chain = module.global(I32, "chain", 0);
  {
    FuncBuilder f("release", {{I32, I32}, {}}, {"pointer", "length"});
    f.get(f.param(1));
    f.ifThen();
    f.get(f.param(0));
    f.call(m_free);
    f.end();
    m_release = module.add(f.finish());
  }
  FuncBuilder f("free chain", {{I32}, {}}, {"block"});
  const LocalIdx next = f.local(I32, "next");
  const Label again = f.loop();
  f.get(f.param(0));
  f.ifThen();
  f.get(f.param(0));
  f.i32(LinkBack);
  f.op(Op::I32Sub);
  f.load(Load::I32, 0);
  f.set(next);
  f.get(f.param(0));
  f.call(m_free);
  f.get(next);
  f.set(f.param(0));
  f.br(again);
  f.end();
  f.end();
  m_chainFree = module.add(f.finish());
}

void HeapFrees::link(FuncBuilder& f, const GlobalRef& chain) {
  const LocalIdx block = f.local(I32, "block");
  f.tee(block);
  f.get(block);
  f.i32(LinkBack);
  f.op(Op::I32Sub);
  f.get(chain);
  f.store(Store::I32, 0);
  f.get(block);
  f.set(chain);
}

void HeapFrees::emit(FuncBuilder& f, const types::ValType& type, LocalIdx address, std::uint32_t offset) {
  if (!abi::containsPointer(type)) return;
  const auto sequence = [&](const std::vector<types::ValType>& types) {
    const abi::RecordLayout layout = abi::recordLayout(types);
    for (std::size_t i = 0; i < types.size(); ++i) emit(f, types[i], address, offset + layout.offsets[i]);
  };
  const auto cases = [&] {
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    const std::uint32_t payloadOffset = abi::variantLayout(payloads).payloadOffset;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
      if (!payloads[i] || !abi::containsPointer(payloads[i])) continue;
      pushDiscriminantAt(f, address, offset, payloads.size());
      f.ifCase(i, payloads.size());
      emit(f, payloads[i], address, offset + payloadOffset);
      f.end();
    }
  };
  const auto slice = [&](const FuncRef& func) {
    f.get(address);
    f.load(Load::I32, offset);
    f.get(address);
    f.load(Load::I32, offset + 4);
    f.call(func);
  };
  const auto list = [&](const types::ValType& element) {
    slice(abi::containsPointer(element) ? elements(element) : m_release);
  };
  const auto none = [](const auto&) {};
  match(
      type->kind, [&](types::Primitive) { slice(m_release); },
      [&](const types::Record& t) {
        std::vector<types::ValType> fields;
        for (const types::Field& field : t.fields) fields.push_back(field.type);
        sequence(fields);
      },
      [&](const types::Variant&) { cases(); }, [&](const types::List& t) { list(t.element); },
      [&](const types::FixedList& t) { sequence(std::vector<types::ValType>(t.length, t.element)); },
      [&](const types::Tuple& t) { sequence(t.types); }, [&](const types::Flags& t) { none(t); },
      [&](const types::Enum& t) { none(t); }, [&](const types::Option&) { cases(); },
      [&](const types::ResultType&) { cases(); }, [&](const types::Own& t) { none(t); },
      [&](const types::Borrow& t) { none(t); }, [&](const types::Stream& t) { none(t); },
      [&](const types::Future& t) { none(t); },
      [&](const types::Map& t) {
        types::ValType& element = m_mapElements[type.get()];
        if (!element) element = types::makeType(types::Tuple{{t.key, t.value}});
        list(element);
      });
}

FuncRef HeapFrees::elements(const types::ValType& element) {
  const auto known = m_lists.find(element.get());
  if (known != m_lists.end()) return known->second;
  const FuncRef func = m_module.declare({{I32, I32}, {}});
  m_lists.emplace(element.get(), func);
  m_pending.emplace_back(element, func);
  return func;
}

void HeapFrees::definePending() {
  while (!m_pending.empty()) {
    const auto [element, func] = m_pending.back();
    m_pending.pop_back();
    FuncBuilder f(concat("free list<", types::typeText(element), ">"), func.sig, {"pointer", "length"});
    const LocalIdx at = f.local(I32, "at"), left = f.local(I32, "left");
    f.get(f.param(0));
    f.set(at);
    f.get(f.param(1));
    f.set(left);
    const Label done = f.block();
    const Label again = f.loop();
    f.get(left);
    f.op(Op::I32Eqz);
    f.brIf(done);
    emit(f, element, at, 0);
    f.get(at);
    f.i32(abi::sizeAlign(element).size);
    f.op(Op::I32Add);
    f.set(at);
    f.get(left);
    f.i32(1);
    f.op(Op::I32Sub);
    f.set(left);
    f.br(again);
    f.end();
    f.end();
    f.get(f.param(0));
    f.get(f.param(1));
    f.call(m_release);
    m_module.define(func, f.finish());
  }
}

}  // namespace sb::adapt
