// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/handle_drops.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/cell_emitter.h"
#include "core/adapt/core_names.h"
#include "core/support/check.h"
#include "core/support/concat.h"
#include "core/support/match.h"
#include "core/types/subtype.h"
#include "core/types/type_facts.h"
#include "core/types/type_text.h"

namespace sb::adapt {
namespace {

/// The built-in that drops a handle type; nothing for types that are no handles.
std::optional<model::Builtin> dropOf(const types::ValType& type) {
  using model::Builtin;
  if (std::holds_alternative<types::Own>(type->kind) || std::holds_alternative<types::Borrow>(type->kind))
    return Builtin::ResourceDrop;
  if (std::holds_alternative<types::Stream>(type->kind)) return Builtin::StreamDropReadable;
  if (std::holds_alternative<types::Future>(type->kind)) return Builtin::FutureDropReadable;
  const auto* primitive = std::get_if<types::Primitive>(&type->kind);
  if (primitive && *primitive == types::Primitive::ErrorContext) return Builtin::ErrorContextDrop;
  return std::nullopt;
}

const types::ResourceRef* resourceOf(const types::ValType& type) {
  if (const auto* own = std::get_if<types::Own>(&type->kind)) return &own->resource;
  if (const auto* borrow = std::get_if<types::Borrow>(&type->kind)) return &borrow->resource;
  return nullptr;
}

}  // namespace

bool hasDrops(const types::ValType& type, DropSet set) {
  return set == DropSet::Borrows
             ? abi::containsBorrow(type) && dropOf(type) != model::Builtin::StreamDropReadable &&
                   dropOf(type) != model::Builtin::FutureDropReadable
             : abi::containsHandle(type);
}

const DropImport* DropImports::find(const types::ValType& handle) const {
  const types::ResourceRef* resource = resourceOf(handle);
  const std::optional<model::Builtin> builtin = dropOf(handle);
  for (const DropImport& drop : m_imports) {
    if (drop.builtin != *builtin) continue;
    if (resource ? drop.resource == *resource
                 : *builtin == model::Builtin::ErrorContextDrop || types::equalTypes(drop.type, handle))
      return &drop;
  }
  return nullptr;
}

void DropImports::collect(const types::ValType& type, DropSet set) {
  if (!hasDrops(type, set)) return;
  if (const std::optional<model::Builtin> builtin = dropOf(type)) {
    if (find(type)) return;
    DropImport drop;
    drop.builtin = *builtin;
    if (const types::ResourceRef* resource = resourceOf(type))
      drop.resource = *resource;
    else
      drop.type = type;
    drop.name = concat(model::builtinName(*builtin), " ", std::to_string(m_imports.size()),
                       drop.resource ? concat(" ", drop.resource->name) : std::string());
    m_imports.push_back(std::move(drop));
    return;
  }
  for (const types::ValType* child : types::childrenOf(type->kind)) collect(*child, set);
}

void DropImports::bind(CoreModuleBuilder& module) {
  for (const DropImport& drop : m_imports)
    m_funcs.push_back(module.importFunc(core_names::Drops, drop.name, {{CoreType::I32}, {}}, drop.name));
}

const FuncRef& DropImports::of(const types::ValType& handle) const {
  const DropImport* drop = find(handle);
  SB_CHECK(drop, "a handle type without its drop");
  return m_funcs[static_cast<std::size_t>(drop - m_imports.data())];
}

void HandleDropper::emit(FuncBuilder& f, const types::ValType& type, LocalIdx address, std::uint32_t offset,
                         DropSet set) {
  if (!hasDrops(type, set)) return;
  const auto sequence = [&](const std::vector<types::ValType>& types) {
    const abi::RecordLayout layout = abi::recordLayout(types);
    for (std::size_t i = 0; i < types.size(); ++i)
      emit(f, types[i], address, offset + layout.offsets[i], set);
  };
  const auto cases = [&] {
    const std::vector<types::ValType> payloads = abi::casePayloads(type);
    const std::uint32_t payloadOffset = abi::variantLayout(payloads).payloadOffset;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
      if (!payloads[i] || !hasDrops(payloads[i], set)) continue;
      pushDiscriminantAt(f, address, offset, payloads.size());
      f.ifCase(i, payloads.size());
      emit(f, payloads[i], address, offset + payloadOffset, set);
      f.end();
    }
  };
  const auto list = [&](const types::ValType& element) {
    f.get(address);
    f.load(Load::I32, offset);
    f.get(address);
    f.load(Load::I32, offset + 4);
    f.call(elements(element, set));
  };
  const auto handle = [&] {
    f.get(address);
    f.load(Load::I32, offset);
    f.call(m_drops.of(type));
  };
  match(
      type->kind, [&](types::Primitive) { handle(); },
      [&](const types::Record& t) {
        std::vector<types::ValType> fields;
        for (const types::Field& field : t.fields) fields.push_back(field.type);
        sequence(fields);
      },
      [&](const types::Variant&) { cases(); }, [&](const types::List& t) { list(t.element); },
      [&](const types::FixedList& t) { sequence(std::vector<types::ValType>(t.length, t.element)); },
      [&](const types::Tuple& t) { sequence(t.types); }, [](const types::Flags&) {},
      [](const types::Enum&) {}, [&](const types::Option&) { cases(); },
      [&](const types::ResultType&) { cases(); }, [&](const types::Own&) { handle(); },
      [&](const types::Borrow&) { handle(); }, [&](const types::Stream&) { handle(); },
      [&](const types::Future&) { handle(); },
      [&](const types::Map& t) {
        types::ValType& element = m_mapElements[type.get()];
        if (!element) element = types::makeType(types::Tuple{{t.key, t.value}});
        list(element);
      });
}

FuncRef HandleDropper::elements(const types::ValType& element, DropSet set) {
  const Key key{element.get(), set};
  const auto known = m_lists.find(key);
  if (known != m_lists.end()) return known->second;
  const FuncRef func = m_module.declare({{CoreType::I32, CoreType::I32}, {}});
  m_lists.emplace(key, func);
  m_pending.push_back({element, set, func});
  return func;
}

void HandleDropper::definePending() {
  while (!m_pending.empty()) {
    const Pending next = std::move(m_pending.back());
    m_pending.pop_back();
    const char* what = next.set == DropSet::Borrows ? "drop borrows of list<" : "drop handles of list<";
    FuncBuilder f(concat(what, types::typeText(next.element), ">"), next.func.sig, {"pointer", "length"});
    const LocalIdx pointer = f.param(0), length = f.param(1);
    const Label done = f.block();
    const Label again = f.loop();
    f.get(length);
    f.op(Op::I32Eqz);
    f.brIf(done);
    emit(f, next.element, pointer, 0, next.set);
    f.get(pointer);
    f.i32(abi::sizeAlign(next.element).size);
    f.op(Op::I32Add);
    f.set(pointer);
    f.get(length);
    f.i32(1);
    f.op(Op::I32Sub);
    f.set(length);
    f.br(again);
    f.end();
    f.end();
    m_module.define(next.func, f.finish());
  }
}

}  // namespace sb::adapt
