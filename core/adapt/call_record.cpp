// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/call_record.h"

namespace sb::adapt {
namespace {

constexpr CoreType I32 = CoreType::I32, I64 = CoreType::I64;
constexpr std::uint32_t WordBytes = 4;

std::vector<const SharedPlaces*> recordsOf(const AdapterLayout& layout) {
  std::vector<const SharedPlaces*> out;
  if (layout.sync.callParams) out.push_back(&layout.sync);
  for (const FunctionPlaces& function : layout.functions)
    if (function.shared.callParams) out.push_back(&function.shared);
  return out;
}

}  // namespace

std::optional<FuncRef> addCallRecord(CoreModuleBuilder& module, GlobalRef calls, const AdapterPlan& plan,
                                     const AdapterLayout& layout) {
  const std::vector<const SharedPlaces*> records = recordsOf(layout);
  if (records.empty()) return std::nullopt;
  const SharedPlaces& first = *records.front();
  const std::uint32_t base = first.callParams->address;
  const bool fields = plan.tier == 2;
  CoreSig sig{{I32, I32, I32}, {I64}};
  std::vector<std::string> names{"record", "name", "name-bytes"};
  if (fields) {
    sig.params.insert(sig.params.end(), {I32, I32});
    names.insert(names.end(), {"fields", "field-count"});
  }
  FuncBuilder f("begin", std::move(sig), std::move(names));
  const LocalIdx id = f.local(I64, "call-id");
  f.get(calls);
  f.i64(1);
  f.op(Op::I64Add);
  f.tee(id);
  f.set(calls);
  const auto store = [&](Store op, const Place& place, std::uint32_t at, const auto& value) {
    f.get(f.param(0));
    value();
    f.store(op, place.address - base + at, place.region);
  };
  const auto pair = [&](const Place& place, const auto& pointer, const auto& length) {
    store(Store::I32, place, 0, pointer);
    store(Store::I32, place, WordBytes, length);
  };
  const auto param = [&f](std::size_t i) { return [&f, i] { f.get(f.param(i)); }; };
  const NameRef interface = layout.names[plan.interfaceName];
  f.get(f.param(0));
  f.pair(interface.address, interface.bytes);
  f.storePair(first.callId.interfaceName.address - base, first.callId.interfaceName.region);
  pair(first.callId.functionName, param(1), param(2));
  store(Store::I64, first.callId.id, 0, [&] { f.get(id); });
  if (fields) pair(first.args, param(3), param(4));
  f.get(id);
  const FuncRef func = module.add(f.finish());
  for (const SharedPlaces* other : records) {
    if (other == &first) continue;
    module.alsoWrites(func, first.callId.interfaceName.region, other->callId.interfaceName.region);
    module.alsoWrites(func, first.callId.functionName.region, other->callId.functionName.region);
    module.alsoWrites(func, first.callId.id.region, other->callId.id.region);
    if (fields) module.alsoWrites(func, first.args.region, other->args.region);
  }
  return func;
}

}  // namespace sb::adapt
