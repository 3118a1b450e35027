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

/// What the hooks of a call are told and write. Calls of synchronous functions never overlap, so these have
/// one of it together; each asynchronous function has its own, in its frame.
struct SharedPlaces {
  std::optional<Place> eventSlot, verdict, callParams;
  CallIdPlaces callId;
  Place args;  ///< tier 2: pointer and length of the fields
};

/// What varies from call to call of an asynchronous function lies together. The first call uses it where it
/// lies; one that comes while another is in flight takes a copy elsewhere, and adds the distance to every
/// address.
struct FramePlaces {
  Place busy;  ///< at its begin
  std::uint32_t bytes = 0;
};

struct FunctionPlaces {
  std::vector<RegionId> fieldRegions;  ///< parallel to FunctionPlan::params
  std::vector<TreePlaces> fields;
  std::uint32_t firstField = 0;  ///< address of the function's first field record
  std::optional<Place> returnParams;
  Place returnId;  ///< `id` in them
  TreePlaces result;
  std::optional<Place> returnArea, paramArea;
  std::optional<FramePlaces> frame;    ///< of an asynchronous function
  SharedPlaces shared;                 ///< in the frame
  std::optional<Place> refusedResult;  ///< what a refused call returns, in memory form
  std::optional<Place> resultSpill;    ///< of a flat result that a hook of `spliceboard:hook` sees
};

/// What adapters of `spliceboard:hook` have in common for all functions.
struct NumberedPlaces {
  std::optional<Place> connection;  ///< parameter record of `names.register`
  PerRun<std::optional<Place>> buffers;
};

struct AdapterLayout {
  MemoryLayout memory;
  NamePool names;
  std::vector<FunctionPlaces> functions;  ///< parallel to AdapterPlan::functions
  SharedPlaces sync;
  NumberedPlaces numbered;
};

/// Places everything an adapter keeps in memory between calls and gives the plan's scratch its addresses.
/// Units:  bytes from address 0.
/// Errors: LimitExceeded, when the static part is larger than 2 GiB.
/// Source: splicer.md 6.9 (tier 1) and 7.7 (tier 2), in that order; 7.1 for the records.
Result<AdapterLayout> layOut(AdapterPlan& plan);

}  // namespace sb::adapt
