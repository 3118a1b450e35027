// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/adapt/adapter_layout.h"
#include "core/adapt/adapter_plan.h"
#include "core/adapt/async_wait.h"
#include "core/adapt/call_frame.h"
#include "core/adapt/core_module_builder.h"
#include "core/adapt/field_lifter.h"
#include "core/adapt/handle_drops.h"
#include "core/adapt/heap_frees.h"
#include "core/adapt/word_writer.h"

namespace sb::adapt {

/// What every wrapper of an adapter uses.
struct GlueParts {
  const AdapterPlan& plan;
  const AdapterLayout& layout;
  FuncRef realloc = {};
  GlobalRef bump = {}, calls = {};
  std::optional<FuncRef> before = {}, verdict = {}, after = {};  ///< hooks, lowered
  std::optional<FuncRef> outerBefore = {}, outerVerdict = {}, outerAfter = {};
  std::optional<FuncRef> callRecord = {};  ///< fills what hooks of splicer's interfaces are told from
  std::optional<FuncRef> block = {};       ///< takes what lifting needs from the heap (lift_runtime.h)
  AsyncWait async = {};
  std::optional<CallFrames> frames = {};                       ///< where calls may overlap
  std::optional<FuncRef> enter = {}, parent = {}, leave = {};  ///< of what adapters share
  std::optional<GlobalRef> firstNumber = {};  ///< i32: of the interface's first function, as the hook gave it
  WordLists* lists = nullptr;                 ///< where values go to hooks as words
  HeapFrees* frees = nullptr;                 ///< where calls may overlap
};

/// What one wrapper uses.
struct FunctionParts {
  const FunctionPlan& plan;
  const FunctionPlaces& places;
  FuncRef callee;
  std::optional<FuncRef> taskReturn;
  std::vector<FieldLift> liftParams;
  std::optional<FieldLift> liftResult;
  std::uint32_t position = 0;  ///< among the functions of the interface
};

/// Values as words, texts and blobs, written and ready to be handed over.
struct WrittenValues {
  const WordPlan* plan = nullptr;
  PerRun<LocalIdx> base, end;
};

/// Emits the wrapper of one function: what happens in a call, in order.
///
/// 1. before hooks; 2. verdict hooks, which may end the call here; 3. the callee; 4. after hooks; 5. borrowed
/// handles are dropped and the result is returned. Memory taken for the call is given back at its end: all of
/// it at once, or block by block in adapters with async functions, whose calls may overlap (docs/adapter.md).
/// Source: splicer.md 5.4, 6.4 to 6.9, 7.8.
class WrapperBody {
 public:
  WrapperBody(const GlueParts& glue, const FunctionParts& function, HandleDropper& dropper);
  FuncBody emit();
  /// The post-return that gives the result's memory back.
  static FuncBody postReturn(const GlueParts& glue, const FunctionParts& parts);

 private:
  void enter();
  void spillParams();
  void beforeHooks();
  void verdict(const HookPlan& hook, const FuncRef& func);
  void callDownstream();
  void afterHooks();
  void afterHook();
  /// `refused`: address of what a refused call returns instead of the callee's result.
  void leave(std::optional<std::uint32_t> refused = std::nullopt);

  void takeFrame();
  void giveFrameBack();
  void freeParams();
  void freeResult();
  /// Whatever `lift` takes from the heap, linked; its first block stays in a local.
  void chained(const std::function<void()>& lift);
  void freeChained();
  void freeLifted();
  void callHook(const HookPlan& hook, const FuncRef& func, const Place& params);
  void writeValues(const WordPlan& plan, LocalIdx address);
  void callNumbered(const HookPlan& hook, const FuncRef& func);
  void pushRun(Run run);
  void freeValues();
  void afterNumbered();
  void pushParamsFromMemory(const HookPlan& hook, const Place& params);
  void fillCallRecord();
  void liftParams();
  /// Takes the tables of `lifts` from the heap, and `spill` bytes behind them.
  std::optional<LocalIdx> takeTables(const std::vector<FieldLift>& lifts, std::uint32_t spill);
  /// The value's address is on the stack. `tables`: address of its tables.
  void callLift(const FieldLift& lift, std::optional<LocalIdx> tables, std::uint32_t offset);
  void pushResult(std::optional<std::uint32_t> refused);
  void release();
  void pushAddress(const Place& place);
  /// Pushes what a store to an address in the frame is relative to.
  void pushShift();
  void await();
  void awaitCallee();
  void nameCaller();
  const SharedPlaces& shared() const {
    return m_function.plan.async() ? m_function.places.shared : m_glue.layout.sync;
  }

  const GlueParts& m_glue;
  const FunctionParts& m_function;
  HandleDropper& m_dropper;
  FuncBuilder f;
  LocalIdx m_id;
  std::optional<LocalIdx> m_parent;  ///< id of the call that this one was made in
  std::optional<LocalIdx> m_goesOn;  ///< id of the call that goes on when this one has ended, or 0
  std::optional<LocalIdx> m_shift;   ///< from where the frame lies to where this call has it
  std::optional<LocalIdx> m_chain;   ///< first block of what was lifted for the next hook
  std::optional<LocalIdx> m_tables;  ///< of the parameters' cells
  std::optional<LocalIdx> m_values;  ///< address of the parameters in memory
  std::optional<LocalIdx> m_result;  ///< a flat result
  std::optional<WrittenValues> m_written;
};

}  // namespace sb::adapt
