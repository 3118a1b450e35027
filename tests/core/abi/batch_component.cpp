// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/core/abi/batch_component.h"

#include "core/abi/canonical_abi.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/support/match.h"
#include "tests/core/value/flat_memory.h"
#include "tests/survive/byte_text.h"

namespace sb::test {
namespace {

constexpr int I32 = 0x7f;
constexpr std::uint32_t Parameters = 0, Answer = 128, Heap = 256;  ///< parts of the dump, from its base

/// Resolved types become definitions; those that need a name are exported under one.
class Definer {
 public:
  explicit Definer(model::ComponentBuilder& builder) : m_builder(builder) {}

  model::ValType of(const types::ValType& type) {
    return match(
        type->kind, [](types::Primitive t) { return model::ValType(t); },
        [&](const types::Record& t) {
          model::RecordDef def;
          for (const auto& field : t.fields) def.fields.push_back({field.name, of(field.type)});
          return named(std::move(def));
        },
        [&](const types::Variant& t) {
          model::VariantDef def;
          for (const auto& item : t.cases) {
            model::VariantCase made;
            made.label = item.name;
            if (item.type) made.type = of(item.type);
            def.cases.push_back(std::move(made));
          }
          return named(std::move(def));
        },
        [&](const types::List& t) { return plain(model::ListDef{of(t.element)}); },
        [&](const types::FixedList& t) {
          return plain(model::FixedListDef{of(t.element), t.length});
        },
        [&](const types::Tuple& t) {
          model::TupleDef def;
          for (const auto& part : t.types) def.types.push_back(of(part));
          return plain(std::move(def));
        },
        [&](const types::Flags& t) { return named(model::FlagsDef{t.labels}); },
        [&](const types::Enum& t) { return named(model::EnumDef{t.labels}); },
        [&](const types::Option& t) { return plain(model::OptionDef{of(t.type)}); },
        [&](const types::ResultType& t) {
          model::ResultDef def;
          if (t.ok) def.ok = of(t.ok);
          if (t.error) def.error = of(t.error);
          return plain(std::move(def));
        },
        [&](const types::Own&) { return model::ValType(types::Primitive::U32); },
        [&](const types::Borrow&) { return model::ValType(types::Primitive::U32); },
        [&](const types::Stream&) { return model::ValType(types::Primitive::U32); },
        [&](const types::Future&) { return model::ValType(types::Primitive::U32); },
        [&](const types::Map& t) {
          return plain(model::MapDef{of(t.key), of(t.value)});
        });
  }

 private:
  model::ValType plain(model::TypeKind kind) { return m_builder.type(std::move(kind)); }
  model::ValType named(model::TypeKind kind) {
    const model::TypeIdx inner = m_builder.type(std::move(kind));
    const std::string name = "t" + std::to_string(m_count++);
    return model::TypeIdx(m_builder.exportItem(name, {model::Sort::Type, inner.value}));
  }

  model::ComponentBuilder& m_builder;
  unsigned m_count = 0;
};

int loadOf(abi::CoreType type) {
  switch (type) {
    case abi::CoreType::I32: return 0x28;
    case abi::CoreType::I64: return 0x29;
    case abi::CoreType::F32: return 0x2a;
    case abi::CoreType::F64: return 0x2b;
  }
  return 0;
}
int storeOf(abi::CoreType type) {
  return loadOf(type) + 0x0e;
}  // i32.store is 36, and so on in the same order

ByteText constant(std::uint32_t value) {
  ByteText out{0x41};
  auto left = static_cast<std::int32_t>(value);
  for (;;) {
    const int low = left & 0x7f;
    left >>= 7;
    const bool last = (left == 0 && (low & 0x40) == 0) || (left == -1 && (low & 0x40) != 0);
    out.add({last ? low : low | 0x80});
    if (last) return out;
  }
}

ByteText signature(const abi::CoreSignature& type) {
  ByteText out{0x60};
  out.u32(type.params.size());
  for (const abi::CoreType param : type.params) out.add({static_cast<int>(param)});
  out.u32(type.results.size());
  for (const abi::CoreType result : type.results) out.add({static_cast<int>(result)});
  return out;
}

types::FuncType getter(const types::ValType& type) {
  types::FuncType func;
  func.params.push_back({"k", types::makeType(types::Primitive::U32)});
  func.result = type;
  return func;
}
types::FuncType putter(const types::ValType& type) {
  types::FuncType func;
  func.params.push_back({"v", type});
  func.result = types::makeType(types::List{types::makeType(types::Primitive::U64)});
  return func;
}

/// The core module: signatures, bodies and names of the functions, in step with each other.
struct CoreParts {
  ByteText signatures, functions, exports, bodies;
  std::uint32_t count = 0;

  void add(const ByteText& type, const std::string& name, const ByteText& locals, const ByteText& code) {
    signatures.add(type);
    functions.u32(count);
    exports.name(name).add({0}).u32(count);
    bodies.u32(locals.size() + code.size() + 1).add(locals).add(code).add({0x0b});
    ++count;
  }
};

}  // namespace

BatchComponent batchComponent(const std::vector<BatchType>& batch) {
  FlatMemory flat(1 << 16, 0);
  value::Memory memory = flat.memory();
  CoreParts core;
  // get-N: value k of N lies at `first + k * stride`
  for (std::size_t n = 0; n < batch.size(); ++n) {
    const abi::CoreSignature type = abi::coreSignature(getter(batch[n].type), abi::FlattenContext::Lift);
    const abi::SizeAlign layout = abi::sizeAlign(batch[n].type);
    const std::uint32_t stride = type.resultIndirect ? layout.size : 8;
    const std::uint32_t first = memory.allocate(type.resultIndirect ? layout.align : 8,
                                                stride * static_cast<std::uint32_t>(batch[n].values.size()));
    for (std::size_t k = 0; k < batch[n].values.size(); ++k) {
      const std::uint32_t at = first + stride * static_cast<std::uint32_t>(k);
      if (type.resultIndirect) {
        value::store(batch[n].values[k], batch[n].type, at, memory);
      } else {
        const std::uint64_t bits = value::lowerFlat(batch[n].values[k], batch[n].type, memory).at(0).bits;
        flat.put32(at, static_cast<std::uint32_t>(bits));
        flat.put32(at + 4, static_cast<std::uint32_t>(bits >> 32));
      }
    }
    ByteText code{0x20, 0};
    code.add(constant(stride)).add({0x6c}).add(constant(first)).add({0x6a});
    if (!type.resultIndirect) code.add({loadOf(type.results.at(0)), 0, 0});
    core.add(signature(type), "get-" + std::to_string(n), {0}, code);
  }
  const std::uint32_t base = abi::alignUp(flat.next, 16), heap = base + Heap;
  // put-N: parameters to the dump, then (address, words) of the dump as the answer; the heap is empty again
  for (std::size_t n = 0; n < batch.size(); ++n) {
    const abi::CoreSignature type = abi::coreSignature(putter(batch[n].type), abi::FlattenContext::Lift);
    ByteText code;
    for (std::size_t p = 0; p < type.params.size(); ++p) {
      code.add(constant(base + Parameters + 8 * static_cast<std::uint32_t>(p))).add({0x20});
      code.u32(p).add({storeOf(type.params[p]), 0, 0});
    }
    code.add(constant(base + Answer)).add(constant(base)).add({0x36, 2, 0});
    code.add(constant(base + Answer + 4)).add({0x23, 0}).add(constant(base - 7)).add({0x6b});
    code.add(constant(3)).add({0x76, 0x36, 2, 0});
    code.add(constant(heap)).add({0x24, 0}).add(constant(base + Answer));
    core.add(signature(type), "put-" + std::to_string(n), {0}, code);
  }
  // realloc: a bump allocator; local 4 is the address
  ByteText code{0x23, 0, 0x20, 2, 0x6a, 0x41, 1, 0x6b, 0x41, 0, 0x20, 2, 0x6b, 0x71, 0x22, 4};
  code.add({0x20, 3, 0x6a, 0x24, 0, 0x20, 4});
  core.add({0x60, 4, I32, I32, I32, I32, 1, I32}, "realloc", {1, 1, I32}, code);

  const auto counted = [&](const ByteText& items) { return ByteText().u32(core.count).add(items); };
  ByteText module = moduleStart();
  module.section(1, counted(core.signatures)).section(3, counted(core.functions));
  module.section(5, ByteText{1, 0}.u32(heap / 65536 + 64));
  module.section(6, ByteText{1, I32, 1}.add(constant(heap)).add({0x0b}));
  module.section(7, ByteText().u32(core.count + 1).add(core.exports).name("memory").add({2, 0}));
  module.section(10, counted(core.bodies));
  ByteText data{1, 0, 0x41, 0, 0x0b};
  data.u32(flat.next);
  for (std::uint32_t i = 0; i < flat.next; ++i) data.add({flat.bytes[i]});
  module.section(11, data);

  model::ComponentBuilder builder;
  const auto instance = builder.coreInstantiate(builder.coreModule(module.bytes()), {});
  const auto memoryIdx = builder.aliasCoreMemory(instance, "memory");
  const auto realloc = builder.aliasCoreFunc(instance, "realloc");
  const model::CanonOptions options = {{model::CanonOption::Kind::Memory, memoryIdx.value},
                                       {model::CanonOption::Kind::Realloc, realloc.value}};
  Definer definer(builder);
  const model::ValType words = builder.type(model::ListDef{types::Primitive::U64});
  for (std::size_t n = 0; n < batch.size(); ++n) {
    const model::ValType type = definer.of(batch[n].type);
    const auto lift = [&](const std::string& name, const model::TypeIdx func) {
      const auto made = builder.lift(builder.aliasCoreFunc(instance, name), func, options);
      builder.exportItem(name, {model::Sort::Func, made.value});
    };
    lift("get-" + std::to_string(n),
         builder.type(model::FuncTypeDef{false, {{"k", types::Primitive::U32}}, type}));
    lift("put-" + std::to_string(n), builder.type(model::FuncTypeDef{false, {{"v", type}}, words}));
  }
  return {encode::encodeComponent(builder.finish()), base};
}

}  // namespace sb::test
