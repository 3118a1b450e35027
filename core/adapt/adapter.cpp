// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/adapt/adapter.h"

#include <algorithm>

#include "core/adapt/adapter_component.h"
#include "core/adapt/adapter_layout.h"
#include "core/adapt/adapter_plan.h"
#include "core/adapt/glue_module.h"
#include "core/adapt/notes.h"
#include "core/encode/component_encoder.h"
#include "core/support/check.h"
#include "core/support/concat.h"

namespace sb::adapt {
namespace {

constexpr std::size_t PreambleBytes = 8;
constexpr std::uint8_t CoreModuleSection = 1;

/// Offsets of the core modules in a component that this program has encoded.
std::vector<std::uint64_t> coreModuleOffsets(const Bytes& component) {
  std::vector<std::uint64_t> out;
  std::size_t at = PreambleBytes;
  while (at < component.size()) {
    const std::uint8_t section = component[at++];
    std::uint64_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = component[at++];
      size |= std::uint64_t{byte & 0x7fu} << shift;
      if ((byte & 0x80) == 0) break;
    }
    if (section == CoreModuleSection) out.push_back(at);
    at += size;
  }
  return out;
}

void addWriters(MemoryLayout& layout, const BuiltModule& glue) {
  for (const BuiltModule::Write& write : glue.writes)
    layout.regions[write.region.value].writers.push_back(write.range);
}

AdaptedFunction adapted(const plan::AdapterRequest& request, const FunctionPlan& plan,
                        const FunctionPlaces& places, const GlueExports& exports) {
  AdaptedFunction out;
  out.name = plan.name;
  out.type = plan.type;
  for (const FieldPlan& field : plan.params) out.params.push_back(cells::schemaOf(field.type, field.name));
  if (plan.result) out.result.push_back(cells::schemaOf(plan.result->type, plan.result->name));
  if (plan.words)
    for (const types::Param& param : plan.type->params)
      out.params.push_back(cells::schemaOf(param.type, param.name));
  if (plan.resultWords) out.result.push_back(cells::schemaOf(plan.type->result, "result"));
  out.paramFields = places.fieldRegions;
  if (places.returnParams) out.resultTree = places.returnParams->region;
  out.wrapperFunc = exports.wrapperFunc;
  out.exportName = exports.wrapper;
  out.postReturnName = exports.postReturn;
  out.notes = unseenParts(request, *plan.type);
  return out;
}

}  // namespace

std::optional<DataRun> Adapter::inFile(std::uint32_t address, std::uint32_t size) const {
  for (const DataRun& run : data) {
    const std::uint32_t begin = std::max(address, run.address);
    const std::uint32_t end = std::min(address + size, run.address + run.bytes);
    if (begin < end) return DataRun{begin, end - begin, run.offset + (begin - run.address)};
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Adapter::addressAt(std::uint64_t offset) const {
  for (const DataRun& run : data)
    if (offset >= run.offset && offset - run.offset < run.bytes)
      return run.address + static_cast<std::uint32_t>(offset - run.offset);
  return std::nullopt;
}

Result<Adapter> generateAdapter(const plan::AdapterRequest& request) {
  if (const auto refusal = refusalOf(request))
    return fail(ErrorCode::Refused, concat(refusal->rule, "; ", refusal->wayOut));
  AdapterPlan plan = planAdapter(request);
  SB_TRY(AdapterLayout layout, layOut(plan));
  const GlueModule glue = buildGlueModule(plan, layout);
  const BuiltModule memory =
      buildMemoryModule(layout.memory, plan.numbered ? BlockAlign::Words : BlockAlign::AsAsked);
  SB_TRY(model::Component component, wrapAsComponent(request, plan, memory, glue));

  Adapter out;
  out.id = request.id;
  out.name = request.name;
  out.interfaceName = request.interfaceName;
  out.tier = plan.tier;
  out.numbered = plan.numbered;
  out.hooks = request.hooks;
  out.names = request.names;
  for (std::size_t i = 0; i < plan.functions.size(); ++i)
    out.functions.push_back(adapted(request, plan.functions[i], layout.functions[i], glue.functions[i]));
  out.layout = std::move(layout.memory);
  addWriters(out.layout, glue.module);
  out.memoryModule = memory.bytes;
  out.glueModule = glue.module.bytes;
  out.namedGlueModule = glue.module.named;
  out.componentBytes = encode::encodeComponent(component);
  out.component = std::make_shared<const model::Component>(std::move(component));
  const std::vector<std::uint64_t> modules = coreModuleOffsets(out.componentBytes);
  SB_CHECK(modules.size() == 2, "an adapter has two core modules");
  out.memoryModuleOffset = modules[0];
  out.glueModuleOffset = modules[1];
  out.data = memory.data;
  for (DataRun& run : out.data) run.offset += out.memoryModuleOffset;
  return out;
}

}  // namespace sb::adapt
