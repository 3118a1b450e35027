// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/memory_layout.h"

namespace sb::adapt {

const char* regionKindName(RegionKind kind) {
  switch (kind) {
    case RegionKind::Names: return "names";
    case RegionKind::NameText: return "name";
    case RegionKind::RecordTuples: return "record fields";
    case RegionKind::EnumInfos: return "enum-infos";
    case RegionKind::TupleIndices: return "tuple indices";
    case RegionKind::FlagsScratch: return "flags scratch";
    case RegionKind::CharScratch: return "char scratch";
    case RegionKind::FieldBlob: return "argument fields";
    case RegionKind::Field: return "field";
    case RegionKind::FieldPart: return "part";
    case RegionKind::ReturnParams: return "on-return parameters";
    case RegionKind::EventSlot: return "event slot";
    case RegionKind::BlockResult: return "verdict";
    case RegionKind::CallParams: return "on-call parameters";
    case RegionKind::CallId: return "call-id";
    case RegionKind::ReturnArea: return "return area";
    case RegionKind::ParamArea: return "parameter area";
    case RegionKind::Registration: return "registration";
    case RegionKind::FreeLists: return "free lists";
    case RegionKind::FrameBusy: return "frame in use";
    case RegionKind::ValueBuffer: return "value buffer";
    case RegionKind::Bump: return "per-call heap";
    case RegionKind::Padding: return "padding";
  }
  return "";
}

const char* writtenName(Written written) {
  switch (written) {
    case Written::Static: return "static";
    case Written::Patched: return "patched";
    case Written::Scratch: return "scratch";
    case Written::Padding: return "padding";
  }
  return "";
}

const Region* MemoryLayout::at(std::uint32_t address) const {
  const Region* found = nullptr;
  for (const Region& region : regions) {
    if (region.offset > address) break;
    // Parts follow the region they belong to, so the last hit is the innermost one.
    if (address - region.offset < region.size) found = &region;
  }
  return found;
}

}  // namespace sb::adapt
