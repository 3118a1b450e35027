// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/trap_places.h"

#include <optional>

#include "app/cli/input_output.h"
#include "core/decode/core_module_outline.h"
#include "core/model/component.h"

namespace sb::cli {
namespace {

bool holds(const SourceRange& range, std::uint64_t offset) {
  return offset >= range.offset && offset - range.offset < range.size;
}

/// LEB128 inside a module that the checker has read before; stops at the end of the bytes.
std::uint64_t readLeb(ByteSpan bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 35; shift += 7) {
    const std::uint8_t byte = bytes[at++];
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) break;
  }
  return value;
}

/// Where the code of a function starts, behind its size, from the start of the module; the code section has
/// id 10 (core specification, "Code Section").
std::optional<std::size_t> codeStart(ByteSpan module, std::uint32_t definedFunction) {
  for (std::size_t at = 8; at < module.size();) {
    const std::uint8_t id = module[at++];
    const std::uint64_t size = readLeb(module, at);
    if (id != 10) {
      at += size;
      continue;
    }
    const std::uint64_t count = readLeb(module, at);
    for (std::uint64_t i = 0; i < count && at < module.size(); ++i) {
      const std::uint64_t body = readLeb(module, at);
      if (i == definedFunction) return at;
      at += body;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

std::uint32_t importedFunctions(ByteSpan module) {
  const Result<decode::CoreModuleOutline> outline = decode::outlineCoreModule(module);
  std::uint32_t count = 0;
  if (outline)
    for (const decode::CoreImportItem& item : outline->imports)
      count += item.type.kind == model::CoreExternType::Kind::Func ? 1 : 0;
  return count;
}

/// True when the frame's function lies where the frame says, so that it is not code made by the engine.
bool agrees(const model::CoreModule& module, const engine::Frame& frame) {
  if (!frame.functionOffset) return true;
  const std::uint32_t imported = importedFunctions(module.bytes);
  if (frame.functionIndex < imported) return false;
  const std::optional<std::size_t> start = codeStart(module.bytes, frame.functionIndex - imported);
  return start && module.range.offset + *start == *frame.moduleOffset - *frame.functionOffset;
}

const model::CoreModule* moduleAt(const model::Component& component, std::uint64_t offset) {
  for (const model::Section& section : component.sections) {
    if (const auto* core = std::get_if<model::CoreModuleSection>(&section.content)) {
      if (holds(core->module.range, offset)) return &core->module;
    } else if (const auto* nested = std::get_if<model::ComponentSection>(&section.content)) {
      if (nested->component && holds(nested->component->range, offset))
        return moduleAt(*nested->component, offset);
    }
  }
  return nullptr;
}

/// Names of all nodes whose component holds the offset, inside of nested compositions too.
void collect(const graph::Graph& graph, const std::string& prefix, const engine::Frame& frame,
             std::vector<std::string>& out) {
  for (const auto& [id, node] : graph.nodes) {
    if (!node.file || !holds(node.file->range, *frame.moduleOffset)) continue;
    const std::size_t before = out.size();
    if (node.inner) collect(*node.inner, prefix + node.name + " / ", frame, out);
    if (out.size() != before || !node.file->component) continue;
    const model::CoreModule* module = moduleAt(*node.file->component, *frame.moduleOffset);
    if (module && agrees(*module, frame)) out.push_back(prefix + node.name);
  }
}

}  // namespace

std::vector<TrapPlace> trapPlaces(const std::vector<engine::Frame>& frames, const graph::Graph& graph) {
  std::vector<TrapPlace> out;
  for (const engine::Frame& frame : frames) {
    TrapPlace place;
    place.frame = frame;
    place.function =
        frame.function.empty() ? "function " + std::to_string(frame.functionIndex) : frame.function;
    std::vector<std::string> nodes;
    if (frame.moduleOffset) collect(graph, {}, frame, nodes);
    for (const std::string& node : nodes) place.node += (place.node.empty() ? "" : " or ") + node;
    out.push_back(std::move(place));
  }
  return out;
}

std::string placeText(const TrapPlace& place) {
  std::string out = place.node.empty() ? place.function : place.node + ": " + place.function;
  if (!place.node.empty() && place.frame.moduleOffset) out += " at " + hexOffset(*place.frame.moduleOffset);
  return out;
}

}  // namespace sb::cli
