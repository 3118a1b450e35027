// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/adapt/adapter.h"
#include "core/support/result.h"
#include "core/value/value.h"

namespace sb::interp {

/// One access of the adapter's code to its memory, as the interpreter saw it.
struct MemoryAccess {
  std::uint32_t address = 0, size = 0;
  bool write = false;
};

/// What a hook was given.
struct HookCall {
  std::string moment;  ///< "on-call", "on-return", "should-block"
  std::string interfaceName, functionName;
  std::uint64_t id = 0, parent = 0;     ///< `parent`: hooks of `spliceboard:hook`
  std::vector<std::string> fieldNames;  ///< tier 2 on-call
  std::vector<cells::CellTree> trees;   ///< tier 2: arguments, or the result when there is one
  std::vector<std::uint8_t> memory;     ///< the adapter's whole used memory at this moment
};

struct CallOutcome {
  std::vector<HookCall> hooks;
  bool calledDownstream = false;
  std::vector<value::Value> downstreamArgs;  ///< as the callee saw them
  std::vector<value::Value> result;          ///< none or one, as the caller got it
  std::vector<std::uint8_t> memoryAfter;     ///< used memory when the call had ended
  std::vector<MemoryAccess>
      accesses;  ///< of hook payload reads by the host (lifting) and, if traced, by the code
  std::vector<std::uint32_t>
      droppedHandles;  ///< own, stream and future handles that the adapter dropped itself
};

/// Script of the simulated surroundings.
struct Simulation {
  std::function<std::vector<value::Value>(const std::vector<value::Value>& args)> downstream;  ///< the callee
  bool block = false;         ///< answer of should-block
  bool suspendHooks = false;  ///< async hooks answer STARTED and finish while the adapter waits
  bool suspendDownstream = false;
  bool startedFirst = false;  ///< suspended calls answer STARTING and read their arguments on a STARTED event
  bool trace = false;         ///< note every memory access of the code; slow
  /// Runs inside each wait before its event arrives: a place for another call into the same adapter.
  std::function<void()> whileWaiting;
};

/// An adapter's core modules in wabt's interpreter with the canonical built-ins simulated: lowering of
/// arguments into its memory, the lowered callee, hooks, waitable sets, task.return.
class AdapterMachine {
 public:
  static Result<std::unique_ptr<AdapterMachine>> create(const adapt::Adapter& adapter);
  virtual ~AdapterMachine() = default;
  /// Handle numbers in values are those of the adapter's own table, so a number may be used once in `args`
  /// and results. Errors: Trap with the interpreter's message or the rule of the canonical ABI that was
  /// broken, leftovers included (borrows, subtasks, waitable sets); Invalid when the arguments
  /// do not fit; Interrupted after too many instructions. After an error the machine refuses further calls.
  virtual Result<CallOutcome> call(std::size_t function, const std::vector<value::Value>& args,
                                   const Simulation& simulation) = 0;
  /// What the hook's `names.register` was told when the adapter was instantiated; none or one.
  virtual const std::vector<value::Value>& registrations() const = 0;
  virtual std::uint32_t memoryBytes() const = 0;
  /// Bytes of the heap that are in use, and of frames; 0 when no call is in flight and nothing leaks.
  virtual std::uint32_t live() const = 0;
};

}  // namespace sb::interp
