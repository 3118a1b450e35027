// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <unordered_set>
#include <vector>

#include <wabt/binary-reader-nop.h>
#include <wabt/shared-validator.h>

// Included by wabt_validator.cpp alone.
namespace sb::types {

/// Hands what wabt's reader reads to wabt's validator, and keeps nothing of it. What the validator leaves to
/// whoever calls it is checked here.
class WabtForwarder final : public wabt::BinaryReaderNop {
 public:
  /// `earlierGlobals`: constant expressions may read immutable globals that stand before them, imported or
  /// not.
  WabtForwarder(const wabt::Features& features, bool earlierGlobals, wabt::Errors& errors)
      : m_earlierGlobals(earlierGlobals),
        m_errors(errors),
        m_validator(&errors, wabt::ValidateOptions(features)) {}

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
  Result OnImportTable(Index import, Text, Text, Index, Type type, const Limits* limits) override {
    return OnTable(import, type, limits);
  }
  Result OnImportMemory(Index import, Text, Text, Index, const Limits* limits) override {
    return OnMemory(import, limits);
  }
  Result OnImportGlobal(Index, Text, Text, Index, Type type, bool isMutable) override {
    ++m_importedGlobals;
    return m_validator.OnGlobalImport(Here, type, isMutable);
  }
  Result OnImportTag(Index, Text, Text, Index, Index type) override {
    return m_validator.OnTag(Here, at(type));
  }
  Result OnFunction(Index, Index type) override { return m_validator.OnFunction(Here, at(type)); }
  Result OnTable(Index, Type type, const Limits* limits) override {
    m_tables.push_back(type);
    return m_validator.OnTable(Here, type, *limits);
  }
  Result OnMemory(Index, const Limits* limits) override {
    m_addresses.push_back(limits->IndexType());
    return m_validator.OnMemory(Here, *limits);
  }
  Result BeginGlobal(Index, Type type, bool isMutable) override {
    m_global = Global{type, isMutable};
    return m_validator.OnGlobal(Here, type, isMutable);
  }
  Result BeginGlobalInitExpr(Index) override { return beginInitExpr(m_global.type); }
  Result EndGlobalInitExpr(Index) override {
    m_globals.push_back(m_global);
    return endInitExpr();
  }
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
    if (flags > wabt::SegExplicitIndex) return fault("unknown flags of a data segment");
    m_segmentMemory = memory;
    return m_validator.OnDataSegment(Here, at(memory), kindOf(flags));
  }
  Result BeginDataSegmentInitExpr(Index) override {
    return beginInitExpr(m_addresses[m_segmentMemory]);  // which OnDataSegment has found
  }
  Result EndDataSegmentInitExpr(Index) override { return endInitExpr(); }

  // Bodies of functions, and the expressions above.

  Result BeginFunctionBody(Index func, wabt::Offset) override {
    begin();
    return m_validator.BeginFunctionBody(Here, func);
  }
  Result OnLocalDecl(Index, Index count, Type type) override {
    return m_validator.OnLocalDecl(Here, count, type);
  }
  Result EndFunctionBody(Index) override {
    if (!m_isEnded) return fault("the last `end` of a function closes a block");
    return m_validator.EndFunctionBody(Here);
  }
  Result OnOpcode(Opcode) override {
    if (m_isEnded) return fault("instructions after the end of a function");
    return Result::Ok;
  }

  // The `end` of a body or of an expression is not that of a block: EndFunctionBody and endInitExpr are for
  // it.
  Result OnEndExpr() override {
    if (m_blocks.empty()) {
      m_isEnded = true;
      return Result::Ok;
    }
    m_blocks.pop_back();
    return m_validator.OnEnd(Here);
  }
  Result OnDelegateExpr(Index depth) override {
    if (depth == wabt::kInvalidIndex) return fault("invalid depth of `delegate`");  // one more would be 0
    if (!m_blocks.empty()) m_blocks.pop_back();
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
  Result OnCatchExpr(Index tag) override {
    if (hasCatchAll()) return fault("`catch` after `catch_all`");
    return m_validator.OnCatch(Here, at(tag), false);
  }
  Result OnCatchAllExpr() override {
    if (hasCatchAll()) return fault("a second `catch_all`");
    if (!m_blocks.empty()) m_blocks.back() = Block::HasCatchAll;
    return m_validator.OnCatch(Here, wabt::Var(), true);
  }
  Result OnGlobalGetExpr(Index global) override {
    const bool isEarlier = m_inInitExpr && global >= m_importedGlobals &&
                           global - m_importedGlobals < m_globals.size() &&
                           !m_globals[global - m_importedGlobals].isMutable;
    if (isEarlier && m_earlierGlobals)
      return m_validator.OnConst(Here, m_globals[global - m_importedGlobals].type);
    return m_validator.OnGlobalGet(Here, at(global));
  }
  Result OnCallIndirectExpr(Index type, Index table) override {
    if (!canCallThrough(table)) return fault("an indirect call through a table of no functions");
    return m_validator.OnCallIndirect(Here, at(type), at(table));
  }
  Result OnReturnCallIndirectExpr(Index type, Index table) override {
    if (!canCallThrough(table)) return fault("an indirect call through a table of no functions");
    return m_validator.OnReturnCallIndirect(Here, at(type), at(table));
  }
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
    m_blocks.push_back(Block::Open);               \
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
#include "core/types/wabt_instructions.def"
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
  Result fault(const char* words) { return m_validator.PrintError(Here, "%s", words); }
  void begin() {
    m_blocks.clear();
    m_isEnded = false;
  }
  Result beginInitExpr(Type type) {
    begin();
    m_inInitExpr = true;
    return m_validator.BeginInitExpr(Here, type);
  }
  Result endInitExpr() {
    m_inInitExpr = false;
    return m_isEnded ? m_validator.EndInitExpr() : fault("a constant expression without an end");
  }
  /// Or the table is not there, which the validator says.
  bool canCallThrough(Index table) const {
    return table >= m_tables.size() || m_tables[table] == Type::FuncRef;
  }
  bool hasCatchAll() const { return !m_blocks.empty() && m_blocks.back() == Block::HasCatchAll; }

  struct Global {
    Type type = Type::Void;
    bool isMutable = false;
  };
  enum class Block : std::uint8_t { Open, HasCatchAll };

  /// Our errors say no place inside of a core module.
  inline static const wabt::Location Here{wabt::kInvalidOffset};

  const bool m_earlierGlobals;
  wabt::Errors& m_errors;
  wabt::SharedValidator m_validator;
  std::vector<Type> m_tables;     ///< of their elements
  std::vector<Type> m_addresses;  ///< of the memories: what an address is
  Index m_segmentMemory = 0;      ///< of the data segment that is being read
  Index m_importedGlobals = 0;
  std::vector<Global> m_globals;  ///< defined ones
  Global m_global;                ///< the one that is being read
  bool m_inInitExpr = false;
  std::vector<Block> m_blocks;  ///< open in the body that is being read
  bool m_isEnded = false;       ///< that body
  std::unordered_set<Index> m_mentioned;
};

}  // namespace sb::types
