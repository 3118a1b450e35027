// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "wabt/interp/interp.h"

// wabt 1.0.32 can run a thread for a number of instructions (`Thread::Run(int, …)`), but offers no way to
// start a function without also running it to its end, and no hook for memory accesses. Both need members of
// `Thread` that are private. An explicit instantiation may name private members; that is the only use made of
// them, and only in core_machine.cpp.
namespace sb::interp::thread_access {

template <class Tag, typename Tag::Type member>
struct Reveal {
  friend typename Tag::Type reveal(Tag) { return member; }
};

struct PushCallTag {
  using Type = wabt::interp::RunResult (wabt::interp::Thread::*)(const wabt::interp::DefinedFunc&,
                                                                 wabt::interp::Trap::Ptr*);
  friend Type reveal(PushCallTag);
};
template struct Reveal<PushCallTag, &wabt::interp::Thread::PushCall>;

struct PushValuesTag {
  using Type = void (wabt::interp::Thread::*)(const wabt::interp::ValueTypes&, const wabt::interp::Values&);
  friend Type reveal(PushValuesTag);
};
template struct Reveal<PushValuesTag, &wabt::interp::Thread::PushValues>;

struct PopValuesTag {
  using Type = void (wabt::interp::Thread::*)(const wabt::interp::ValueTypes&, wabt::interp::Values*);
  friend Type reveal(PopValuesTag);
};
template struct Reveal<PopValuesTag, &wabt::interp::Thread::PopValues>;

struct FramesTag {
  using Type = std::vector<wabt::interp::Frame> wabt::interp::Thread::*;
  friend Type reveal(FramesTag);
};
template struct Reveal<FramesTag, &wabt::interp::Thread::frames_>;

struct ValuesTag {
  using Type = std::vector<wabt::interp::Value> wabt::interp::Thread::*;
  friend Type reveal(ValuesTag);
};
template struct Reveal<ValuesTag, &wabt::interp::Thread::values_>;

}  // namespace sb::interp::thread_access
