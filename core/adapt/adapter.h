// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/adapt/call_context.h"
#include "core/adapt/memory_layout.h"
#include "core/model/component.h"
#include "core/plan/splice_plan.h"
#include "core/support/bytes.h"
#include "core/support/result.h"
#include "core/value/cell_tree.h"

namespace sb::adapt {

/// One function of the target as the adapter serves it.
struct AdaptedFunction {
  std::string name;  ///< WIT name: "put"
  types::FuncTypeRef type;
  std::vector<cells::SchemaNode> params;  ///< tier 2; in parameter order
  std::vector<cells::SchemaNode> result;  ///< tier 2; none or one
  std::vector<RegionId> paramFields;      ///< tier 2: Field region of each parameter
  std::optional<RegionId> resultTree;     ///< tier 2: ReturnParams region
  std::uint32_t wrapperFunc = 0;          ///< core function index in the glue module
  std::string exportName;                 ///< of the wrapper in the glue module
  std::string postReturnName;             ///< export that frees the result's memory; empty when there is none
  std::vector<std::string> notes;         ///< "passed through unseen: …", for the preflight badge
};

/// A generated adapter: the value everything is shown from. Two core modules: `memoryModule` owns memory,
/// data, the allocator and its globals; `glueModule` imports them together with the lowered functions, so
/// that no shim and fix-up modules are needed (component-model.md 5.5 item 2).
struct Adapter {
  plan::AdapterId id;
  std::string name;  ///< "audit on demo:kv/store@1.0.0"
  std::string interfaceName;
  unsigned tier = 1;
  /// Hooks of `spliceboard:hook`: told numbers, and values as words.
  bool numbered = false;
  std::vector<graph::HookInterface> hooks;    ///< in the order before, blocking or gate, after
  std::optional<graph::HookInterface> names;  ///< where a numbered hook is told what the numbers mean
  MemoryLayout layout;
  std::vector<AdaptedFunction> functions;
  Bytes memoryModule, glueModule;
  Bytes namedGlueModule;  ///< the glue module with the names of everything in it, for people to read
  std::shared_ptr<const model::Component> component;
  Bytes componentBytes;
  /// Where the core modules lie inside componentBytes, and the initial content of memory.
  std::uint64_t memoryModuleOffset = 0, glueModuleOffset = 0;
  std::vector<DataRun> data;

  /// What of [address, address + size) stands first in the file, in one piece; nothing where all of it is
  /// zero and not written.
  std::optional<DataRun> inFile(std::uint32_t address, std::uint32_t size) const;
  /// The address whose initial content stands at `offset`, when it is one of these bytes.
  std::optional<std::uint32_t> addressAt(std::uint64_t offset) const;
};

/// What one function of the target can expect from a hook of these moments.
struct Preflight {
  enum class Kind : std::uint8_t { Adaptable, PassedThrough, Refused } kind = Kind::Adaptable;
  std::string function;
  std::string text;  ///< rule in words when not adaptable
};
std::vector<Preflight> preflight(const plan::AdapterRequest& request);
/// Why no adapter can be made for this request, before anything is generated; nothing when it can.
std::optional<plan::Refusal> refusalOf(const plan::AdapterRequest& request);

/// Generates the adapter. Errors: Refused, with the text of refusalOf.
Result<Adapter> generateAdapter(const plan::AdapterRequest& request);

}  // namespace sb::adapt
