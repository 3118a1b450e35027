// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <unordered_set>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wswitch-enum"
#include <wabt/binary-reader-nop.h>
#include <wabt/shared-validator.h>
#pragma GCC diagnostic pop

// Included by wabt_validator.cpp alone.
namespace sb::types {

/// Hands what wabt's reader reads to wabt's validator, and keeps nothing of it. What the validator leaves to
/// whoever calls it is checked here.
class WabtForwarder final : public wabt::BinaryReaderNop {
 public:
  WabtForwarder(const wabt::Features& features, wabt::Errors& errors)
      : m_errors(errors), m_validator(&errors, wabt::ValidateOptions(features)) {}

 private:
  using Result = wabt::Result;
  using Index = wabt::Index;
  using Address = wabt::Address;
  using Type = wabt::Type;
  using Opcode = wabt::Opcode;
  using Limits = wabt::Limits;
  using Text = std::string_view;

  // Warnings are of custom sections, which no rule looks into; of errors, the first is asked for.
  bool OnError(const wabt::Error& error) override {
    if (error.error_level == wabt::ErrorLevel::Error && m_errors.empty()) m_errors.push_back(error);
    return true;
  }
  Result EndModule() override { return m_validator.EndModule(); }

  // Definitions.

  Result OnFuncType(Index type, Index params, Type* paramTypes, Index results, Type* resultTypes) override {
    return m_validator.OnFuncType(Here, params, paramTypes, results, resultTypes, type);
  }
  Result OnImportFunc(Index, Text, Text, Index, Index type) override {
    return m_validator.OnFunction(Here, at(type));
  }
  Result OnImportTable(Index, Text, Text, Index, Type type, const Limits* limits) override {
    return m_validator.OnTable(Here, type, *limits);
  }
  Result OnImportMemory(Index import, Text, Text, Index, const Limits* limits) override {
    return OnMemory(import, limits);
  }
  Result OnImportGlobal(Index, Text, Text, Index, Type type, bool isMutable) override {
    return m_validator.OnGlobalImport(Here, type, isMutable);
  }
  Result OnImportTag(Index, Text, Text, Index, Index type) override {
    return m_validator.OnTag(Here, at(type));
  }
  Result OnFunction(Index, Index type) override { return m_validator.OnFunction(Here, at(type)); }
  Result OnTable(Index, Type type, const Limits* limits) override {
    return m_validator.OnTable(Here, type, *limits);
  }
  Result OnMemory(Index, const Limits* limits) override {
    m_addresses.push_back(limits->IndexType());
    return m_validator.OnMemory(Here, *limits);
  }
  Result BeginGlobal(Index, Type type, bool isMutable) override {
    m_global = type;
    return m_validator.OnGlobal(Here, type, isMutable);
  }
  Result BeginGlobalInitExpr(Index) override { return beginInitExpr(m_global); }
  Result EndGlobalInitExpr(Index) override { return endInitExpr(); }
  Result OnTagType(Index, Index type) override { return m_validator.OnTag(Here, at(type)); }
  Result OnExport(Index, wabt::ExternalKind kind, Index item, Text name) override {
    return m_validator.OnExport(Here, kind, at(item), name);
  }
  Result OnStartFunction(Index func) override { return m_validator.OnStart(Here, at(func)); }

  Result BeginElemSegment(Index, Index table, std::uint8_t flags) override {
    return m_validator.OnElemSegment(Here, at(table), kindOf(flags));
  }
  Result BeginElemSegmentInitExpr(Index) override { return beginInitExpr(Type::I32); }
  Result EndElemSegmentInitExpr(Index) override { return endInitExpr(); }
  Result OnElemSegmentElemType(Index, Type type) override {
    return m_validator.OnElemSegmentElemType(Here, type);
  }
  Result OnElemSegmentElemExpr_RefNull(Index, Type type) override {
    return m_validator.OnElemSegmentElemExpr_RefNull(Here, type);
  }
  Result OnElemSegmentElemExpr_RefFunc(Index, Index func) override {
    return m_validator.OnElemSegmentElemExpr_RefFunc(Here, at(func));
  }

  Result OnDataCount(Index count) override {
    m_validator.OnDataCount(count);
    return Result::Ok;
  }
  Result BeginDataSegment(Index, Index memory, std::uint8_t flags) override {
    return m_validator.OnDataSegment(Here, at(memory), kindOf(flags));
  }
  // The reader refuses an active segment where there is no memory.
  Result BeginDataSegmentInitExpr(Index) override { return beginInitExpr(m_addresses[0]); }
  Result EndDataSegmentInitExpr(Index) override { return endInitExpr(); }

  // Bodies of functions, and the expressions above.

  Result BeginFunctionBody(Index func, wabt::Offset) override {
    m_blocks = 0;
    return m_validator.BeginFunctionBody(Here, func);
  }
  Result OnLocalDecl(Index, Index count, Type type) override {
    return m_validator.OnLocalDecl(Here, count, type);
  }
  Result EndFunctionBody(Index) override { return m_validator.EndFunctionBody(Here); }

  // The `end` of a body or of an expression is not that of a block: EndFunctionBody and endInitExpr are for
  // it.
  Result OnEndExpr() override {
    if (m_blocks == 0) return Result::Ok;
    --m_blocks;
    return m_validator.OnEnd(Here);
  }
  Result OnDelegateExpr(Index depth) override {
    if (m_blocks > 0) --m_blocks;
    return m_validator.OnDelegate(Here, at(depth));
  }
  // The depth first, also where no branch may be.
  Result OnBrExpr(Index depth) override {
    wabt::SharedValidator::Label* label = nullptr;
    if (Failed(m_validator.GetLabel(depth, &label))) return Result::Error;
    return m_validator.OnBr(Here, at(depth));
  }
  Result OnBrTableExpr(Index count, Index* depths, Index otherwise) override {
    if (Failed(m_validator.BeginBrTable(Here))) return Result::Error;
    for (Index i = 0; i < count; ++i)
      if (Failed(m_validator.OnBrTableTarget(Here, at(depths[i])))) return Result::Error;
    if (Failed(m_validator.OnBrTableTarget(Here, at(otherwise)))) return Result::Error;
    return m_validator.EndBrTable(Here);
  }
  Result OnCatchExpr(Index tag) override { return m_validator.OnCatch(Here, at(tag), false); }
  Result OnCatchAllExpr() override { return m_validator.OnCatch(Here, wabt::Var(), true); }
  Result OnSelectExpr(Index count, Type* types) override { return m_validator.OnSelect(Here, count, types); }
  Result OnRefNullExpr(Type type) override { return m_validator.OnRefNull(Here, type); }
  Result OnAtomicFenceExpr(std::uint32_t model) override { return m_validator.OnAtomicFence(Here, model); }
  // For every mention of a function in a body the validator notes that the function has to be declared: once
  // is enough, and a large module mentions few functions many times. What is left of it is a reference.
  Result OnRefFuncExpr(Index func) override {
    if (!m_inInitExpr && !m_mentioned.insert(func).second) return m_validator.OnRefNull(Here, Type::FuncRef);
    return m_validator.OnRefFunc(Here, at(func));
  }

// The reader's OnNameExpr is the validator's OnName, with the same arguments in the same order.
#define SB_PLAIN(Name) \
  Result On##Name##Expr() override { return m_validator.On##Name(Here); }
#define SB_OPCODE(Name) \
  Result On##Name##Expr(Opcode opcode) override { return m_validator.On##Name(Here, opcode); }
#define SB_INDEX(Name) \
  Result On##Name##Expr(Index index) override { return m_validator.On##Name(Here, at(index)); }
#define SB_INDICES(Name) \
  Result On##Name##Expr(Index a, Index b) override { return m_validator.On##Name(Here, at(a), at(b)); }
#define SB_BLOCK(Name)                             \
  Result On##Name##Expr(Type signature) override { \
    ++m_blocks;                                    \
    return m_validator.On##Name(Here, signature);  \
  }
#define SB_CONST(Name, Bits) \
  Result On##Name##ConstExpr(Bits) override { return m_validator.OnConst(Here, Type::Name); }
#define SB_MEMORY(Name)                                                                 \
  Result On##Name##Expr(Opcode opcode, Index memory, Address align, Address) override { \
    return m_validator.On##Name(Here, opcode, at(memory), alignment(align));            \
  }
#define SB_LANE(Name)                                                                                       \
  Result On##Name##Expr(Opcode opcode, Index memory, Address align, Address, std::uint64_t lane) override { \
    return m_validator.On##Name(Here, opcode, at(memory), alignment(align), lane);                          \
  }
  SB_PLAIN(Drop)
  SB_PLAIN(Else)
  SB_PLAIN(Nop)
  SB_PLAIN(RefIsNull)
  SB_PLAIN(Return)
  SB_PLAIN(Unreachable)
  SB_OPCODE(Binary)
  SB_OPCODE(Compare)
  SB_OPCODE(Convert)
  SB_OPCODE(Ternary)
  SB_OPCODE(Unary)
  SB_INDEX(BrIf)
  SB_INDEX(Call)
  SB_INDEX(DataDrop)
  SB_INDEX(ElemDrop)
  SB_INDEX(GlobalGet)
  SB_INDEX(GlobalSet)
  SB_INDEX(LocalGet)
  SB_INDEX(LocalSet)
  SB_INDEX(LocalTee)
  SB_INDEX(MemoryFill)
  SB_INDEX(MemoryGrow)
  SB_INDEX(MemorySize)
  SB_INDEX(Rethrow)
  SB_INDEX(ReturnCall)
  SB_INDEX(TableFill)
  SB_INDEX(TableGet)
  SB_INDEX(TableGrow)
  SB_INDEX(TableSet)
  SB_INDEX(TableSize)
  SB_INDEX(Throw)
  SB_INDICES(CallIndirect)
  SB_INDICES(MemoryCopy)
  SB_INDICES(MemoryInit)
  SB_INDICES(ReturnCallIndirect)
  SB_INDICES(TableCopy)
  SB_INDICES(TableInit)
  SB_BLOCK(Block)
  SB_BLOCK(If)
  SB_BLOCK(Loop)
  SB_BLOCK(Try)
  SB_CONST(I32, std::uint32_t)
  SB_CONST(I64, std::uint64_t)
  SB_CONST(F32, std::uint32_t)
  SB_CONST(F64, std::uint64_t)
  SB_CONST(V128, v128)
  SB_MEMORY(AtomicLoad)
  SB_MEMORY(AtomicNotify)
  SB_MEMORY(AtomicRmw)
  SB_MEMORY(AtomicRmwCmpxchg)
  SB_MEMORY(AtomicStore)
  SB_MEMORY(AtomicWait)
  SB_MEMORY(Load)
  SB_MEMORY(LoadSplat)
  SB_MEMORY(LoadZero)
  SB_MEMORY(Store)
  SB_LANE(SimdLoadLane)
  SB_LANE(SimdStoreLane)
#undef SB_PLAIN
#undef SB_OPCODE
#undef SB_INDEX
#undef SB_INDICES
#undef SB_BLOCK
#undef SB_CONST
#undef SB_MEMORY
#undef SB_LANE
  Result OnSimdLaneOpExpr(Opcode opcode, std::uint64_t lane) override {
    return m_validator.OnSimdLaneOp(Here, opcode, lane);
  }
  Result OnSimdShuffleOpExpr(Opcode opcode, v128 lanes) override {
    return m_validator.OnSimdShuffleOp(Here, opcode, lanes);
  }

  static wabt::Var at(Index index) { return wabt::Var(index, Here); }
  static Address alignment(Address log2) { return log2 < 32 ? Address{1} << log2 : ~std::uint32_t{0}; }
  static wabt::SegmentKind kindOf(std::uint8_t flags) {
    if ((flags & wabt::SegPassive) == 0) return wabt::SegmentKind::Active;
    const bool isDeclared = (flags & wabt::SegDeclared) == wabt::SegDeclared;
    return isDeclared ? wabt::SegmentKind::Declared : wabt::SegmentKind::Passive;
  }
  Result beginInitExpr(Type type) {
    m_inInitExpr = true;
    m_blocks = 0;
    return m_validator.BeginInitExpr(Here, type);
  }
  Result endInitExpr() {
    m_inInitExpr = false;
    return m_validator.EndInitExpr();
  }

  /// Our errors say no place inside of a core module.
  inline static const wabt::Location Here{wabt::kInvalidOffset};

  wabt::Errors& m_errors;
  wabt::SharedValidator m_validator;
  std::vector<Type> m_addresses;  ///< of the memories: what an address is
  Type m_global = Type::Void;     ///< of the global that is being read
  bool m_inInitExpr = false;
  std::size_t m_blocks = 0;  ///< open in the body that is being read
  std::unordered_set<Index> m_mentioned;
};

}  // namespace sb::types
