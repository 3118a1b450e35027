// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/config_provider.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/type_table.h"
#include "core/encode/component_encoder.h"
#include "core/model/component_builder.h"
#include "core/types/subtype.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32;
constexpr std::uint32_t PageShift = 16, PageSize = 1u << PageShift;
constexpr const char *Memory = "memory", *Realloc = "cabi_realloc", *Get = "get";

/// `option<string>` in memory (CanonicalABI.md, "Storing"): case, address, length.
constexpr std::uint32_t AnswerBytes = 12, AnswerAddress = 4, AnswerLength = 8, AnswerAlign = 8;

struct Entry {
  std::uint32_t key, keyBytes, value, valueBytes;
};

/// Answer, then keys and values; the scratch area starts at `end`.
struct Data {
  Bytes bytes;
  std::vector<Entry> entries;
  std::uint32_t end = 0;
};

Data dataOf(const std::map<std::string, std::string>& values) {
  Data out;
  out.bytes.resize(AnswerBytes);
  const auto add = [&](const std::string& text) {
    const auto address = static_cast<std::uint32_t>(out.bytes.size());
    out.bytes.insert(out.bytes.end(), text.begin(), text.end());
    return address;
  };
  for (const auto& [key, value] : values) {
    Entry entry{};
    entry.key = add(key);
    entry.keyBytes = static_cast<std::uint32_t>(key.size());
    entry.value = add(value);
    entry.valueBytes = static_cast<std::uint32_t>(value.size());
    out.entries.push_back(entry);
  }
  out.end = abi::alignUp(static_cast<std::uint32_t>(out.bytes.size()), AnswerAlign);
  return out;
}

/// (old, old size, align, size) → the scratch area. Only a key is ever put there, one at a time.
FuncBody realloc(std::uint32_t scratch) {
  FuncBuilder f(Realloc, {{I32, I32, I32, I32}, {I32}}, {"old", "old-size", "align", "size"});
  const LocalIdx pages = f.local(I32, "pages");
  f.get(f.param(3));
  f.i32(0u - scratch - PageSize);
  f.op(Op::I32GtU);
  f.ifThen();
  f.unreachable();
  f.end();
  f.get(f.param(3));
  f.i32(scratch + PageSize - 1);
  f.op(Op::I32Add);
  f.i32(PageShift);
  f.op(Op::I32ShrU);
  f.tee(pages);
  f.memorySize();
  f.op(Op::I32GtU);
  f.ifThen();
  f.get(pages);
  f.memorySize();
  f.op(Op::I32Sub);
  f.memoryGrow();
  f.end();
  f.i32(scratch);
  return f.finish();
}

/// (key, key's length) → address of the answer.
FuncBody get(const Data& data, const FuncRef& same) {
  FuncBuilder f(Get, {{I32, I32}, {I32}}, {"key", "key-length"});
  f.i32(0);
  f.i32(0);
  f.store(Store::I32As8, 0);
  for (const Entry& entry : data.entries) {
    f.get(f.param(1));
    f.i32(entry.keyBytes);
    f.op(Op::I32Eq);
    f.ifThen();
    f.get(f.param(0));
    f.i32(entry.key);
    f.i32(entry.keyBytes);
    f.call(same);
    f.ifThen();
    f.i32(0);
    f.i32(1);
    f.store(Store::I32As8, 0);
    f.i32(0);
    f.i32(entry.value);
    f.store(Store::I32, AnswerAddress);
    f.i32(0);
    f.i32(entry.valueBytes);
    f.store(Store::I32, AnswerLength);
    f.end();
    f.end();
  }
  f.i32(0);
  return f.finish();
}

Bytes coreModule(const std::map<std::string, std::string>& values) {
  const Data data = dataOf(values);
  CoreModuleBuilder module;
  module.memory((data.end + PageSize) / PageSize);
  module.exportMemory(Memory);
  module.data(data.bytes);
  module.exportFunc(Realloc, module.add(realloc(data.end)));
  const FuncRef same = module.add(sameBytesBody());
  module.exportFunc(Get, module.add(get(data, same)));
  return module.finish("configuration").bytes;
}

/// `get: func(key: string) -> option<string>`
const types::FuncType* getFunction(const types::InstanceType& type) {
  const types::NamedExtern* item = type.find(Get);
  const auto* function = item ? std::get_if<types::FuncTypeRef>(&item->type) : nullptr;
  if (!function || (*function)->async || (*function)->params.size() != 1 || !(*function)->result)
    return nullptr;
  const types::ValType text = types::makeType(types::Primitive::String);
  const bool fits = types::equalTypes((*function)->params[0].type, text) &&
                    types::equalTypes((*function)->result, types::makeType(types::Option{text}));
  return fits ? function->get() : nullptr;
}

}  // namespace

FuncBody sameBytesBody() {
  FuncBuilder f("same-bytes", {{I32, I32, I32}, {I32}}, {"a", "b", "count"});
  const LocalIdx at = f.local(I32, "at");
  const Label done = f.block();
  const Label next = f.loop();
  f.get(at);
  f.get(f.param(2));
  f.op(Op::I32Eq);
  f.brIf(done);
  for (const std::size_t side : {0u, 1u}) {
    f.get(f.param(side));
    f.get(at);
    f.op(Op::I32Add);
    f.load(Load::I32From8U, 0);
  }
  f.op(Op::I32Ne);
  f.ifThen();
  f.i32(0);
  f.ret();
  f.end();
  f.get(at);
  f.i32(1);
  f.op(Op::I32Add);
  f.set(at);
  f.br(next);
  f.end();
  f.end();
  f.i32(1);
  return f.finish();
}

Result<Bytes> generateConfigProvider(const std::string& interfaceName, const types::InstanceType& type,
                                     const std::map<std::string, std::string>& values) {
  const types::FuncType* function = getFunction(type);
  if (!function) {
    return fail(ErrorCode::Refused, interfaceName +
                                        " has no `get: func(key: string) -> option<string>`; import it as "
                                        "splicer:builtin-config/get@0.1.0 has it");
  }
  model::ComponentBuilder out;
  TypeTable types(out);
  const auto module = out.coreModule(coreModule(values), "configuration");
  const auto instance = out.coreInstantiate(module, {}, "configuration");
  const model::CoreMemoryIdx memory = out.aliasCoreMemory(instance, Memory);
  const model::CoreFuncIdx allocate = out.aliasCoreFunc(instance, Realloc);
  const model::CoreFuncIdx core = out.aliasCoreFunc(instance, Get);
  SB_TRY(const model::TypeIdx funcType, types.function(*function));
  using Kind = model::CanonOption::Kind;
  const model::FuncIdx lifted = out.lift(
      core, funcType, {{Kind::Memory, memory.value}, {Kind::Realloc, allocate.value}, {Kind::Utf8, 0}});
  const model::InstanceIdx bag =
      out.bag({{model::ExternName(Get), {model::Sort::Func, lifted.value}}}, "get");
  out.exportItem(model::ExternName(interfaceName), {model::Sort::Instance, bag.value});
  return encode::encodeComponent(out.finish());
}

}  // namespace sb::adapt
