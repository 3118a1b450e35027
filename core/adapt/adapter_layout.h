// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <optional>
#include <vector>

#include "core/adapt/adapter_plan.h"
#include "core/adapt/memory_layout.h"
#include "core/adapt/name_pool.h"
#include "core/support/result.h"

namespace sb::adapt {

/// A place in memory that the code writes or hands out.
struct Place {
  RegionId region;
  std::uint32_t address = 0;
};

/// The patched parts of one field-tree. Addresses are those of the (pointer, length) pairs.
using TreePlaces = PerTable<Place>;

/// One call-id: what is written per call.
struct CallIdPlaces {
  Place interfaceName, functionName, id;
};

struct FunctionPlaces {
  std::vector<RegionId> fieldRegions;  ///< parallel to FunctionPlan::params
  std::vector<TreePlaces> fields;
  std::uint32_t firstField = 0;  ///< address of the function's first field record
  std::optional<Place> returnParams;
  Place returnId;  ///< `id` in them
  TreePlaces result;
  std::optional<Place> returnArea, paramArea;
  std::optional<Place> resultSpill;  ///< of a flat result that a hook of `spliceboard:hook` sees
};

/// What adapters of `spliceboard:hook` have in common for all functions.
struct NumberedPlaces {
  std::optional<Place> connection;  ///< parameter record of `names.register`
  PerRun<std::optional<Place>> buffers;
};

/// What functions of one kind share. Synchronous functions never overlap each other, and asynchronous ones do
/// not either because of backpressure; but a synchronous call can come while an asynchronous one waits, so
/// each kind has its own.
struct SharedPlaces {
  std::optional<Place> eventSlot, verdict, callParams;
  CallIdPlaces callId;
  Place args;  ///< tier 2: pointer and length of the fields
};

struct AdapterLayout {
  MemoryLayout memory;
  NamePool names;
  std::vector<FunctionPlaces> functions;  ///< parallel to AdapterPlan::functions
  SharedPlaces sync, async;
  NumberedPlaces numbered;
};

/// Places everything an adapter keeps in memory between calls and gives the plan's scratch its addresses.
/// Units:  bytes from address 0.
/// Errors: LimitExceeded, when the static part is larger than 2 GiB.
/// Source: splicer.md 6.9 (tier 1) and 7.7 (tier 2), in that order; 7.1 for the records.
Result<AdapterLayout> layOut(AdapterPlan& plan);

}  // namespace sb::adapt
