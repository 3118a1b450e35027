// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/model/builtin_shape.h"

namespace sb::model {

BuiltinShape builtinShape(Builtin builtin) {
  BuiltinShape shape;
  switch (builtin) {
    case Builtin::ResourceNew:
    case Builtin::ResourceDrop:
    case Builtin::ResourceRep:
    case Builtin::StreamNew:
    case Builtin::FutureNew:
    case Builtin::StreamDropReadable:
    case Builtin::StreamDropWritable:
    case Builtin::FutureDropReadable:
    case Builtin::FutureDropWritable:
    case Builtin::StreamForward:
    case Builtin::FutureForward:
    case Builtin::ThreadSpawnRef: shape.type = true; break;
    case Builtin::SubtaskCancel:
    case Builtin::ThreadYield:
    case Builtin::ThreadSuspend:
    case Builtin::ThreadSuspendThenResume:
    case Builtin::ThreadYieldThenResume:
    case Builtin::ThreadSuspendThenPromote:
    case Builtin::ThreadYieldThenPromote: shape.flag = true; break;
    case Builtin::TaskReturn:
      shape.resultList = true;
      shape.options = true;
      break;
    case Builtin::ContextGet:
    case Builtin::ContextSet:
      shape.coreValType = true;
      shape.immediate = true;
      break;
    case Builtin::StreamRead:
    case Builtin::StreamWrite:
    case Builtin::FutureRead:
    case Builtin::FutureWrite:
      shape.type = true;
      shape.options = true;
      break;
    case Builtin::StreamCancelRead:
    case Builtin::StreamCancelWrite:
    case Builtin::FutureCancelRead:
    case Builtin::FutureCancelWrite:
      shape.type = true;
      shape.flag = true;
      break;
    case Builtin::ErrorContextNew:
    case Builtin::ErrorContextDebugMessage: shape.options = true; break;
    case Builtin::WaitableSetWait:
    case Builtin::WaitableSetPoll:
      shape.flag = true;
      shape.immediate = true;
      break;
    case Builtin::ThreadNewIndirect:
    case Builtin::ThreadSpawnIndirect:
      shape.type = true;
      shape.immediate = true;
      break;
    case Builtin::TaskCancel:
    case Builtin::SubtaskDrop:
    case Builtin::ErrorContextDrop:
    case Builtin::WaitableSetNew:
    case Builtin::WaitableSetDrop:
    case Builtin::WaitableJoin:
    case Builtin::BackpressureInc:
    case Builtin::BackpressureDec:
    case Builtin::ThreadIndex:
    case Builtin::ThreadResumeLater:
    case Builtin::ThreadAvailableParallelism: break;
  }
  return shape;
}

}  // namespace sb::model
