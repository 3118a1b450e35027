// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/abi/canonical_abi.h"
#include "core/adapt/core_ops.h"
#include "core/adapt/memory_layout.h"
#include "core/bytes/byte_writer.h"
#include "core/support/index.h"

namespace sb::adapt {

using abi::CoreType;

struct CoreSig {
  std::vector<CoreType> params, results;
  friend bool operator==(const CoreSig&, const CoreSig&) = default;
};

/// A function or global of the module that is being built.
struct FuncRef {
  std::uint32_t index = 0;
  CoreSig sig;
};
struct GlobalRef {
  std::uint32_t index = 0;
  CoreType type = CoreType::I32;
};
using LocalIdx = Index<struct LocalSpace>;
/// A block that is open; branches name it instead of counting depths.
using Label = Index<struct LabelSpace>;

/// Instructions that write a region: offsets in the function's code.
struct CodeWrite {
  RegionId region;
  std::uint32_t begin = 0, end = 0;
};

/// A finished function body.
struct FuncBody {
  std::string name;
  CoreSig sig;
  std::vector<CoreType> locals;         ///< behind the parameters
  std::vector<std::string> localNames;  ///< of parameters and locals
  Bytes code;                           ///< with the final `end`
  std::vector<CodeWrite> writes;
};

/// Emits one core function. Follows the types on the operand stack and ends the program on an ill-typed
/// sequence: that is a bug of the generator, never of its input. Only what adapters need: blocks yield
/// nothing, functions at most one value. Source: core specification, "Validation Algorithm".
class FuncBuilder {
 public:
  FuncBuilder(std::string name, CoreSig sig, std::vector<std::string> paramNames = {});

  LocalIdx param(std::size_t i) const;
  LocalIdx local(CoreType type, std::string name = {});
  CoreType typeOf(LocalIdx local) const { return m_localTypes[local.value]; }

  void i32(std::uint32_t value);
  void i64(std::int64_t value);
  void zero(CoreType type);
  void get(LocalIdx local);
  void set(LocalIdx local);
  void tee(LocalIdx local);
  void get(GlobalRef global);
  void set(GlobalRef global);
  void op(Op op);
  /// Address on the stack. `offset` is the immediate.
  void load(Load op, std::uint32_t offset);
  /// Address and value on the stack. `region`: what is written, when it is a place known at generation time.
  void store(Store op, std::uint32_t offset, std::optional<RegionId> region = std::nullopt);
  /// Two i32 next to each other, the first one in the low half. Address aligned to 4, on the stack.
  void loadPair(std::uint32_t offset);
  void storePair(std::uint32_t offset, std::optional<RegionId> region = std::nullopt);
  void pair(std::uint32_t first, std::uint32_t second);  ///< as a constant
  void memoryFill();                                     ///< takes address, byte, size
  void memoryCopy();                                     ///< takes target, source, size
  void memorySize();                                     ///< pages
  void memoryGrow();  ///< takes pages to add, yields nothing; traps when there are none
  void select();      ///< of two i32 and a condition
  /// `writes`: regions that the callee writes through a pointer it is given.
  void call(const FuncRef& callee, const std::vector<RegionId>& writes = {});
  void drop();
  void ret();
  void unreachable();

  Label block();
  Label loop();
  Label ifThen();  ///< takes an i32
  /// Takes the discriminant of a value with so many cases: what follows is for one of them.
  Label ifCase(std::size_t caseIdx, std::size_t cases);
  void elseThen();
  void end();
  void br(Label target);
  void brIf(Label target);
  /// Jumps to `targets[i]` for operand i, to the last one for every other operand.
  void brTable(const std::vector<Label>& targets);

  FuncBody finish();

 private:
  struct Frame {
    std::uint8_t opcode = 0;
    std::size_t height = 0;
    bool dead = false;
    std::uint32_t label = 0;
  };
  struct LastSet {
    LocalIdx local;
    std::size_t begin = 0, end = 0;  ///< of the instruction
  };
  void load(Load op, Access access, std::uint32_t offset);
  void store(Store op, Access access, std::uint32_t offset, std::optional<RegionId> region);
  void push(CoreType type) { m_stack.push_back(type); }
  void pop(CoreType type);
  Label open(std::uint8_t opcode);
  std::uint32_t depthOf(Label label) const;
  void markDead();

  FuncBody m_body;
  std::vector<CoreType> m_localTypes;
  std::vector<CoreType> m_stack;
  std::vector<Frame> m_frames;
  std::uint32_t m_nextLabel = 0;
  std::optional<LastSet> m_lastSet;
  bytes::ByteWriter m_out;
};

}  // namespace sb::adapt
