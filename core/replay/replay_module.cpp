// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/replay/replay_module.h"

#include "core/abi/canonical_abi.h"
#include "core/adapt/bump_allocator.h"
#include "core/adapt/value_mover.h"
#include "core/replay/value_equality.h"

namespace sb::replay {
namespace {

using adapt::CoreType;
using adapt::FuncBuilder;
using adapt::FuncRef;
using adapt::GlobalRef;
using adapt::Label;
using adapt::Load;
using adapt::LocalIdx;
using adapt::Op;
using adapt::Store;

constexpr CoreType I32 = CoreType::I32;
constexpr std::uint32_t PageShift = 16, PageSize = 1u << PageShift;
/// One answer in the table of its function: whether it was used, where its arguments and its result lie.
constexpr std::uint32_t EntryBytes = 12, UsedOffset = 0, ArgumentsOffset = 4, ResultOffset = 8;
/// Nothing lies at address 0, which stands for "none".
constexpr std::uint32_t FirstAddress = 16, MostAlign = 8;

types::ValType tupleOf(const types::FuncType& type) {
  types::Tuple out;
  for (const types::Param& param : type.params) out.types.push_back(param.type);
  return types::makeType(std::move(out));
}

/// The initial content of the memory.
class Image {
 public:
  std::uint32_t take(std::uint32_t align, std::uint32_t size) {
    const std::uint32_t address = abi::alignUp(static_cast<std::uint32_t>(m_bytes.size()), align);
    m_bytes.resize(address + size);
    return address;
  }
  void word(std::uint32_t address, std::uint32_t value) {
    for (unsigned i = 0; i < 4; ++i) m_bytes[address + i] = static_cast<std::uint8_t>(value >> (8 * i));
  }
  std::uint32_t put(const value::Value& value, const types::ValType& type) {
    value::Memory memory;
    memory.allocate = [this](std::uint32_t align, std::uint32_t size) { return take(align, size); };
    memory.write = [this](std::uint32_t address, const std::uint8_t* bytes, std::uint32_t size) {
      std::copy(bytes, bytes + size, m_bytes.begin() + address);
    };
    const abi::SizeAlign place = abi::sizeAlign(type);
    const std::uint32_t address = take(std::max(place.align, 1u), place.size);
    value::store(value, type, address, memory);
    return address;
  }
  const Bytes& bytes() const { return m_bytes; }

 private:
  Bytes m_bytes = Bytes(FirstAddress);
};

/// Where the parts of one function lie.
struct Table {
  std::uint32_t begin = 0, end = 0, buffer = 0;
};

Table tableOf(const AnsweredFunction& function, Image& image) {
  const types::ValType tuple = tupleOf(*function.type);
  const abi::SizeAlign place = abi::sizeAlign(tuple);
  Table out;
  out.buffer = image.take(std::max(place.align, 1u), place.size);
  const auto count = static_cast<std::uint32_t>(function.answers.size());
  out.begin = image.take(4, count * EntryBytes);
  out.end = out.begin + count * EntryBytes;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Answer& answer = function.answers[i];
    const std::uint32_t entry = out.begin + i * EntryBytes;
    image.word(entry + ArgumentsOffset, image.put(value::Value{value::RecordValue{answer.arguments}}, tuple));
    if (!answer.result.empty())
      image.word(entry + ResultOffset, image.put(answer.result.front(), function.type->result));
  }
  return out;
}

class Wrapper {
 public:
  Wrapper(const AnsweredFunction& function, const Table& table, const abi::CoreSignature& signature)
      : m_function(function),
        m_table(table),
        m_signature(signature),
        f(function.name, {signature.params, signature.results}),
        m_arguments(f.local(I32, "arguments")),
        m_entry(f.local(I32, "entry")),
        m_found(f.local(I32, "found")) {}

  adapt::FuncBody build(ValueEquality& equality, const FuncRef& nothingLeft, const GlobalRef& bump,
                        std::uint32_t bumpStart, bool strict) {
    takeArguments();
    f.i32(bumpStart);
    f.set(bump);
    search(&equality);
    if (!strict) {
      f.get(m_found);
      f.op(Op::I32Eqz);
      f.ifThen();
      search(nullptr);
      f.end();
    }
    f.get(m_found);
    f.op(Op::I32Eqz);
    f.ifThen();
    f.call(nothingLeft);
    f.end();
    f.get(m_found);
    f.i32(1);
    f.store(Store::I32, UsedOffset);
    giveResult();
    return f.finish();
  }

 private:
  void takeArguments() {
    if (m_signature.paramsIndirect) {
      f.get(f.param(0));
      f.set(m_arguments);
      return;
    }
    f.i32(m_table.buffer);
    f.set(m_arguments);
    std::vector<LocalIdx> slots;
    for (std::size_t i = 0; i < m_signature.params.size(); ++i) slots.push_back(f.param(i));
    adapt::ValueMover(f, std::move(slots), m_arguments).store(tupleOf(*m_function.type), 0);
  }

  /// Sets `found` to the first unused entry that fits, else leaves it at the last used one that fits. Without
  /// equality every unused entry fits, and no used one.
  void search(ValueEquality* equality) {
    f.i32(m_table.begin);
    f.set(m_entry);
    const Label done = f.block();
    const Label next = f.loop();
    f.get(m_entry);
    f.i32(m_table.end);
    f.op(Op::I32GeU);
    f.brIf(done);
    if (equality) {
      const FuncRef same = equality->of(m_tuple = tupleOf(*m_function.type));
      f.get(m_arguments);
      f.get(m_entry);
      f.load(Load::I32, ArgumentsOffset);
      f.call(same);
      f.ifThen();
      f.get(m_entry);
      f.set(m_found);
      f.get(m_entry);
      f.load(Load::I32, UsedOffset);
      f.op(Op::I32Eqz);
      f.brIf(done);
      f.end();
    } else {
      f.get(m_entry);
      f.load(Load::I32, UsedOffset);
      f.op(Op::I32Eqz);
      f.ifThen();
      f.get(m_entry);
      f.set(m_found);
      f.br(done);
      f.end();
    }
    f.get(m_entry);
    f.i32(EntryBytes);
    f.op(Op::I32Add);
    f.set(m_entry);
    f.br(next);
    f.end();
    f.end();
  }

  void giveResult() {
    const types::ValType& result = m_function.type->result;
    if (!result) return;
    const LocalIdx address = f.local(I32, "result");
    f.get(m_found);
    f.load(Load::I32, ResultOffset);
    f.set(address);
    if (m_signature.resultIndirect) return f.get(address);
    std::vector<LocalIdx> slots;
    for (const CoreType type : m_signature.results) slots.push_back(f.local(type, "value"));
    adapt::ValueMover(f, slots, address).load(result, 0);
    for (const LocalIdx slot : slots) f.get(slot);
  }

  const AnsweredFunction& m_function;
  const Table& m_table;
  const abi::CoreSignature& m_signature;
  FuncBuilder f;
  LocalIdx m_arguments, m_entry, m_found;
  types::ValType m_tuple;
};

}  // namespace

Bytes replayModule(const std::vector<AnsweredFunction>& functions, bool strict) {
  Image image;
  std::vector<Table> tables;
  for (const AnsweredFunction& function : functions) tables.push_back(tableOf(function, image));
  const std::uint32_t bumpStart = image.take(MostAlign, 0);
  adapt::CoreModuleBuilder module;
  module.memory(bumpStart / PageSize + 1);
  module.exportMemory(ReplayMemory);
  module.data(image.bytes());
  const GlobalRef bump = module.global(I32, "bump", bumpStart);
  module.exportFunc(ReplayRealloc,
                    module.add(adapt::bumpRealloc(ReplayRealloc, bump, adapt::BlockAlign::AsAsked)));
  ValueEquality equality(module);
  for (std::size_t i = 0; i < functions.size(); ++i) {
    FuncBuilder nothing("no recorded call of " + functions[i].name +
                            (strict ? " with these arguments" : " is left for this one"),
                        {});
    nothing.unreachable();
    const FuncRef nothingLeft = module.add(nothing.finish());
    const abi::CoreSignature signature = abi::coreSignature(*functions[i].type, abi::FlattenContext::Lift);
    Wrapper wrapper(functions[i], tables[i], signature);
    module.exportFunc(functions[i].name,
                      module.add(wrapper.build(equality, nothingLeft, bump, bumpStart, strict)));
  }
  return module.finish("replay").bytes;
}

}  // namespace sb::replay
