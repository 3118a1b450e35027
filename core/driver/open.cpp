// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/open.h"

#include <algorithm>

#include "core/decode/file_kind.h"
#include "core/driver/open_beginning.h"
#include "core/driver/open_wac.h"
#include "core/graph/auto_layout.h"
#include "core/graph/component_file.h"
#include "core/graph/component_names.h"
#include "core/graph/load.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"
#include "core/types/check_component.h"

namespace sb::driver {
namespace {

/// Larger graphs get a plain column of nodes at once and are laid out by whoever shows them.
constexpr std::size_t MostNodesLaidOut = 2'000;

constexpr std::uint8_t Magic[] = {0x00, 0x61, 0x73, 0x6d};
constexpr std::uint8_t ModuleVersion[] = {0x01, 0x00, 0x00, 0x00};

bool isCoreModule(ByteSpan bytes) {
  return bytes.size() >= 8 && std::equal(std::begin(Magic), std::end(Magic), bytes.begin()) &&
         std::equal(std::begin(ModuleVersion), std::end(ModuleVersion), bytes.begin() + 4);
}

/// The interfaces of a WIT package: each is wrapped as a component type whose one export has the full name.
std::vector<std::string> interfacesOf(const types::ComponentType& type) {
  std::vector<std::string> names;
  for (const types::NamedExtern& item : type.exports) {
    const auto* wrapped = std::get_if<types::TypeOfComponent>(&item.type);
    if (!wrapped || !wrapped->type) continue;
    for (const types::NamedExtern& inner : wrapped->type->exports) {
      if (std::holds_alternative<types::InstanceTypeRef>(inner.type)) names.push_back(inner.name.name);
    }
  }
  return names;
}

struct Loaded {
  graph::ComponentFileRef file;
  types::CheckedComponent checked;
};

Result<Loaded> load(const SharedBytes& bytes, const std::string& name, const std::string& path,
                    const decode::DecodeProgress& progress, OpenFor purpose = OpenFor::Showing) {
  SB_TRY(model::Component component, decode::decodeComponent(bytes, {}, progress));
  auto file = std::make_shared<graph::ComponentFile>();
  file->owner = bytes;
  file->bytes = bytes->span();
  file->component = std::make_shared<const model::Component>(std::move(component));
  file->fileName = name;
  file->path = path;
  file->range = {0, bytes->span().size()};
  types::CheckOptions options;
  options.coreModules = purpose == OpenFor::Writing;
  options.resolveOnly = purpose != OpenFor::Writing;
  Loaded loaded;
  loaded.checked = types::checkComponent(*file->component, options);
  if (!loaded.checked.type) {
    const Diagnostics& found = loaded.checked.diagnostics;
    if (found.empty()) return fail(ErrorCode::Invalid, "the types of the component cannot be resolved");
    return fail(ErrorCode::Invalid, found.front().message, found.front().offset);
  }
  file->type = loaded.checked.type;
  file->producer = graph::producerOf(*file->component);
  loaded.file = std::move(file);
  return loaded;
}

/// A column from top to bottom, so that no two nodes overlap.
void stackNodes(graph::Graph& graph) {
  double y = 40;
  for (const auto& [id, node] : graph.nodes) {
    graph.positions[id] = {40, y};
    y += graph::defaultNodeSize(node).height + 32;
  }
}

Result<OpenedFile> open(const SharedBytes& bytes, const std::string& name, const std::string& path,
                        const decode::DecodeProgress& progress, OpenFor purpose = OpenFor::Showing) {
  OpenedFile opened;
  if (isCoreModule(bytes->span())) {
    opened.kind = OpenedKind::CoreModule;
    opened.sentence = concat(name, " is a core module, not a component.");
    return opened;
  }
  SB_TRY(Loaded loaded, load(bytes, name, path, progress, purpose));
  opened.file = loaded.file;
  opened.diagnostics = loaded.checked.diagnostics;
  if (decode::isWitPackage(*loaded.file->component)) {
    opened.kind = OpenedKind::WitPackage;
    opened.interfaces = interfacesOf(*loaded.file->type);
    opened.sentence = concat(name, " holds WIT text only, there is nothing to run.");
    return opened;
  }
  graph::LoadOptions options;
  options.remarks = &opened.remarks;
  SB_TRY(graph::Graph graph, graph::loadGraph(loaded.file, loaded.checked, options));
  if (graph::isTakenApart(graph, loaded.file)) {
    opened.kind = OpenedKind::Composition;
  } else {
    opened.kind = OpenedKind::Component;
    if (purpose == OpenFor::Writing && loaded.checked.diagnostics.empty())
      loaded.checked.parts.add(loaded.file->component, loaded.file->type);
    const std::string& note = graph.nodes.rbegin()->second.note;
    opened.sentence = note.empty() ? std::string() : concat(name, ": ", note, ".");
  }
  if (progress.cancel && progress.cancel->load()) return fail(ErrorCode::Cancelled, "opening was cancelled");
  opened.checkedParts = std::move(loaded.checked.parts);
  graph.name = name;
  if (purpose != OpenFor::Showing) {
    opened.graph = std::move(graph);
    return opened;
  }
  if (graph.nodes.size() <= MostNodesLaidOut) {
    graph.positions = graph::autoLayout(graph);
  } else {
    stackNodes(graph);
  }
  opened.graph = std::move(graph);
  return opened;
}

}  // namespace

Result<OpenedFile> openFile(const std::filesystem::path& path, const decode::DecodeProgress& progress,
                            OpenFor purpose) {
  if (isWacName(path)) {
    OpenedFile opened;
    SB_TRY(opened.graph, openWac(path));
    return opened;
  }
  SB_TRY(const SharedBytes bytes, mapFile(path));
  return open(bytes, path.filename().string(), path.string(), progress, purpose);
}

Result<OpenedFile> openBeginning(const std::filesystem::path& path, const decode::DecodeProgress& progress) {
  Result<OpenedFile> opened = openFile(path, progress);
  if (opened || isWacName(path)) return opened;
  const Result<SharedBytes> bytes = mapFile(path);
  if (!bytes) return opened;
  if (auto beginning = openedBeginning(*bytes, path.filename().string(), path.string(), progress))
    return *std::move(beginning);
  return opened;
}

Result<OpenedFile> openBytes(const SharedBytes& bytes, const std::string& name,
                             const decode::DecodeProgress& progress) {
  return open(bytes, name, {}, progress);
}

namespace {

Result<graph::ComponentFileRef> asComponent(Result<Loaded> loaded, const std::string& name) {
  if (!loaded) return tl::unexpected<Error>(std::move(loaded).error());
  if (!decode::isWitPackage(*loaded->file->component)) return loaded->file;
  return fail(ErrorCode::NotAComponent, concat(name, " holds WIT text only, there is nothing to run"));
}

}  // namespace

Result<graph::ComponentFileRef> loadComponentFile(const std::filesystem::path& path) {
  SB_TRY(const SharedBytes bytes, mapFile(path));
  const std::string name = path.filename().string();
  return asComponent(load(bytes, name, path.string(), {}), name);
}

Result<graph::ComponentFileRef> loadComponentBytes(const SharedBytes& bytes, const std::string& name) {
  return asComponent(load(bytes, name, {}, {}), name);
}

}  // namespace sb::driver
