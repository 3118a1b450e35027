// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/interp/adapter_machine.h"

namespace sb::test {

/// Regions without parts, by offset.
inline std::vector<const adapt::Region*> leafRegions(const adapt::MemoryLayout& layout) {
  std::vector<bool> isParent(layout.regions.size(), false);
  for (const adapt::Region& region : layout.regions)
    if (region.parent) isParent[region.parent->value] = true;
  std::vector<const adapt::Region*> out;
  for (const adapt::Region& region : layout.regions)
    if (!isParent[region.id.value] && region.offset < layout.bumpStart && region.size > 0)
      out.push_back(&region);
  return out;
}

/// What is wrong with a layout by itself: leaves must cover [0, bumpStart) once, sums must agree.
inline std::string layoutProblem(const adapt::MemoryLayout& layout) {
  std::uint32_t at = 0;
  std::uint32_t sums[4] = {};
  for (const adapt::Region* region : leafRegions(layout)) {
    if (region->offset != at)
      return "layout: region `" + region->name + "` begins at " + std::to_string(region->offset) +
             ", not at " + std::to_string(at);
    if (region->align != 0 && region->offset % region->align != 0)
      return "layout: `" + region->name + "` is not aligned";
    at += region->size;
  }
  // A record counts as a whole: the four numbers are those of the regions that are part of no other.
  for (const adapt::Region& region : layout.regions)
    if (!region.parent) sums[static_cast<std::size_t>(region.written)] += region.size;
  if (at != layout.bumpStart) return "layout: regions end at " + std::to_string(at);
  if (layout.bumpStart % 8 != 0) return "layout: the heap does not begin at a multiple of 8";
  if (sums[0] != layout.staticBytes || sums[1] != layout.patchedBytes || sums[2] != layout.scratchBytes ||
      sums[3] != layout.paddingBytes)
    return "layout: the sums of bytes by kind are wrong";
  return {};
}

/// Whether a call kept to what the layout says: writes only to patched and scratch regions or the heap,
/// accesses of code inside of one region, static bytes as in the file whenever a hook looked.
inline std::string memoryProblem(const adapt::MemoryLayout& layout, const interp::CallOutcome& outcome) {
  const auto leaves = leafRegions(layout);
  const auto leafAt = [&leaves](std::uint32_t address) {
    const auto after =
        std::upper_bound(leaves.begin(), leaves.end(), address,
                         [](std::uint32_t a, const adapt::Region* r) { return a < r->offset; });
    return *std::prev(after);
  };
  for (const interp::MemoryAccess& access : outcome.accesses) {
    if (!access.write || access.address >= layout.bumpStart) continue;
    for (std::uint32_t at = access.address; at < access.address + access.size;) {
      if (at >= layout.bumpStart)
        return "a write at " + std::to_string(access.address) + " runs into the heap";
      const adapt::Region* region = leafAt(at);
      const bool allowed =
          region->written == adapt::Written::Patched || region->written == adapt::Written::Scratch;
      if (!allowed)
        return "a write of " + std::to_string(access.size) + " bytes at " + std::to_string(access.address) +
               " hits `" + region->name + "`, which is " + adapt::writtenName(region->written);
      at = region->offset + region->size;
    }
  }
  const auto staticProblem = [&](const std::vector<std::uint8_t>& memory) -> std::string {
    for (const adapt::Region* region : leaves) {
      if (region->written != adapt::Written::Static && region->written != adapt::Written::Padding) continue;
      for (std::uint32_t at = region->offset; at < region->offset + region->size; ++at) {
        const std::uint8_t expected = at < layout.data.size() ? layout.data[at] : 0;
        if (at < memory.size() && memory[at] != expected)
          return "byte " + std::to_string(at) + " of `" + region->name + "` has changed";
      }
    }
    return {};
  };
  for (const interp::HookCall& hook : outcome.hooks)
    if (std::string wrong = staticProblem(hook.memory); !wrong.empty()) return wrong;
  return staticProblem(outcome.memoryAfter);
}

}  // namespace sb::test
