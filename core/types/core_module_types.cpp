// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/types/core_module_types.h"

#include "core/support/concat.h"

namespace sb::types {
namespace {

/// What a value type that is no plain one belongs to.
const char* foreignType(std::uint8_t head) {
  switch (head) {
    case 0x63:
    case 0x64: return "typed references";
    case 0x69:
    case 0x74: return "exception references";
    case 0x68:
    case 0x75: return "continuation types";
    default: return "gc types";
  }
}

void skipGcConstant(CoreModuleReader& in) {
  const std::uint32_t opcode = in.u32("gc opcode");
  if (opcode <= 1 || opcode == 6 || opcode == 7) in.u32("type");
  if (opcode == 8) {
    in.u32("type");
    in.u32("length");
  }
}

}  // namespace

bool readValueType(CoreModuleReader& in, Bytes& type, const char*& foreign) {
  const std::uint8_t head = in.byte("value type");
  if (head != 0x63 && head != 0x64) {
    type.push_back(head);
    const bool plain = (head >= 0x7b && head <= 0x7f) || head == 0x70 || head == 0x6f;
    if (!plain) foreign = foreignType(head);
    return plain;
  }
  const std::size_t begin = in.position();
  in.leb("heap type", 33);
  const Bytes heap = in.bytesSince(begin);
  if (head == 0x63 && heap.size() == 1 && (heap[0] == 0x70 || heap[0] == 0x6f)) {
    type.push_back(heap[0]);
    return true;
  }
  type.push_back(head);
  type.insert(type.end(), heap.begin(), heap.end());
  foreign = foreignType(head);
  return false;
}

bool readFuncType(CoreModuleReader& in, model::CoreFuncType& type, const char*& foreign) {
  bool simple = true;
  for (std::vector<std::uint8_t>* list : {&type.params, &type.results}) {
    const std::uint32_t count = in.count("value types");
    for (std::uint32_t i = 0; i < count; ++i) simple = readValueType(in, *list, foreign) && simple;
  }
  return simple;
}

model::CoreLimits readLimits(CoreModuleReader& in, std::uint32_t* pageSizeLog2, const char*& foreign) {
  model::CoreLimits limits;
  const std::uint8_t flags = in.byte("limits");
  limits.shared = (flags & 2) != 0;
  limits.is64 = (flags & 4) != 0;
  limits.min = in.leb("minimum", 64);
  if ((flags & 1) != 0) limits.max = in.leb("maximum", 64);
  if ((flags & 8) != 0) {
    foreign = "custom page sizes";
    const std::uint32_t pageSize = in.u32("page size");
    if (pageSizeLog2 != nullptr) *pageSizeLog2 = pageSize;
  }
  return limits;
}

void skipConstantExpression(CoreModuleReader& in, const char*& foreign) {
  while (!in.error()) {
    const std::uint8_t opcode = in.byte("constant expression");
    switch (opcode) {
      case 0x0b: return;
      case 0x41: in.leb("i32.const", 32); break;
      case 0x42: in.leb("i64.const", 64); break;
      case 0x43: in.seek(in.position() + 4); break;
      case 0x44: in.seek(in.position() + 8); break;
      case 0x23:
      case 0xd2: in.u32("index"); break;
      case 0xd0: in.leb("heap type", 33); break;
      case 0x6a:
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e: break;
      case 0xfd:
        in.u32("vector opcode");
        in.seek(in.position() + 16);
        break;
      case 0xfb:
        foreign = "gc instructions";
        skipGcConstant(in);
        break;
      default:
        in.fail(ErrorCode::BadType,
                concat("unexpected opcode ", std::to_string(opcode), " in a constant expression"));
    }
  }
}

}  // namespace sb::types
