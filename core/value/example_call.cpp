// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/value/example_call.h"

#include <algorithm>

namespace sb::value {
namespace {

/// Gives the handles in a value numbers from `next` on.
void numberHandles(Value& value, std::uint32_t& next) {
  const auto each = [&](std::vector<Value>& parts) {
    for (Value& part : parts) numberHandles(part, next);
  };
  if (auto* handle = std::get_if<HandleValue>(&value.content)) handle->handle = next++;
  if (auto* list = std::get_if<ListValue>(&value.content)) each(list->items);
  if (auto* record = std::get_if<RecordValue>(&value.content)) each(record->fields);
  if (auto* variant = std::get_if<VariantValue>(&value.content)) each(variant->payload);
}

}  // namespace

ExampleCall exampleCall(const types::FuncType& type) {
  ExampleCall call;
  std::uint32_t next = 1;
  for (const types::Param& param : type.params) {
    call.args.push_back(exampleValue(param.type, param.name));
    numberHandles(call.args.back(), next);
  }
  if (type.result) {
    next = std::max(next, FirstResultHandle);
    call.result.push_back(exampleValue(type.result, "result"));
    numberHandles(call.result.back(), next);
  }
  return call;
}

}  // namespace sb::value
