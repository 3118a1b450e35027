// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/open_wac.h"

#include <algorithm>

#include "core/decode/component_decoder.h"
#include "core/graph/auto_layout.h"
#include "core/graph/component_names.h"
#include "core/graph/load.h"
#include "core/support/byte_text.h"
#include "core/support/concat.h"
#include "core/support/mapped_file.h"
#include "core/types/check_component.h"
#include "core/wac/resolve_wac.h"
#include "core/wit/load.h"
#include "core/wit/type_builder.h"

namespace sb::driver {
namespace {

constexpr std::size_t MostNodesLaidOut = 2'000;

Result<std::filesystem::path> fileOf(const wac::PackagePath& package, const WacPackages& packages) {
  wac::PackagePath whole = package;
  whole.item.clear();
  for (const std::string& name : {whole.name(), whole.package}) {
    if (const auto given = packages.files.find(name); given != packages.files.end()) return given->second;
  }
  std::filesystem::path path = packages.folder;
  std::string file = package.package;
  for (std::size_t colon = file.find(':'); colon != std::string::npos; colon = file.find(':')) {
    path /= file.substr(0, colon);
    file.erase(0, colon + 1);
  }
  const std::filesystem::path folder = path / file;
  path /= file + ".wasm";
  std::error_code failed;
  // WIT text may stand in for a package that holds types only.
  for (const std::filesystem::path& found : {path, std::filesystem::path(folder.string() + ".wit"), folder})
    if (std::filesystem::exists(found, failed)) return found;
  return wac::failAt(ErrorCode::FileNotFound, package.place,
                     concat("the package `", whole.name(), "` is not given and there is no file `",
                            path.string(), "`; give it: --dep ", package.package, "=FILE"));
}

/// True when the graph has no instance of anything: imports are passed on, as they are or bundled.
bool onlyPassesOn(const graph::Graph& graph) {
  return !graph.edges.empty() && std::all_of(graph.nodes.begin(), graph.nodes.end(), [](const auto& entry) {
    const graph::NodeKind kind = entry.second.kind;
    return kind == graph::NodeKind::Host || kind == graph::NodeKind::Bundle;
  });
}

/// What a WIT package means in WAC: its interfaces and worlds under their names, as in the package's binary
/// form (component-model.md 5.4).
wac::Package typesOnly(const wit::Document& document) {
  types::ComponentType package;
  const auto add = [&](const std::string& name, const std::string& whole, types::ExternType type) {
    types::ComponentType wrapper;
    wrapper.exports.push_back({model::ExternName(whole), std::move(type)});
    package.exports.push_back(
        {model::ExternName(name), types::TypeOfComponent{types::finish(std::move(wrapper))}});
  };
  const wit::Package& root = document.packages[document.root];
  for (const wit::InterfaceId id : root.interfaces)
    add(document.interfaces[id].name, document.interfaceName(id), wit::interfaceType(document, id));
  for (const wit::WorldId id : root.worlds) {
    const wit::World& world = document.worlds[id];
    add(world.name, document.itemName(world.package, world.name), wit::worldType(document, id));
  }
  return {nullptr, types::finish(std::move(package))};
}

/// The first finding in WIT text, as an error with its place.
tl::unexpected<Error> firstProblem(const wit::Reading& reading) {
  for (const wit::Problem& problem : reading.problems.items()) {
    if (problem.severity != Severity::Error) continue;
    const wit::LineColumn at = reading.sources.lineColumn(problem.place);
    return wac::failAt(ErrorCode::BadSyntax, {at.line, at.column},
                       problem.message + (problem.wayOut.empty() ? "" : "; " + problem.wayOut));
  }
  return fail(ErrorCode::BadSyntax, "the WIT is not valid");
}

Result<wac::Package> loadWit(const std::filesystem::path& path) {
  SB_TRY(const wit::Reading reading, wit::readWitPath(path));
  if (!reading.valid() || reading.document.packages.size() == 0) return firstProblem(reading);
  return typesOnly(reading.document);
}

Result<wac::Package> load(const std::filesystem::path& path) {
  std::error_code failed;
  if (path.extension() == ".wit" || std::filesystem::is_directory(path, failed)) return loadWit(path);
  SB_TRY(const SharedBytes bytes, mapFile(path));
  SB_TRY(model::Component component, decode::decodeComponent(bytes));
  auto file = std::make_shared<graph::ComponentFile>();
  file->owner = bytes;
  file->bytes = bytes->span();
  file->component = std::make_shared<const model::Component>(std::move(component));
  file->fileName = path.filename().string();
  file->path = path.string();
  file->range = {0, bytes->span().size()};
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  const types::CheckedComponent checked = types::checkComponent(*file->component, options);
  if (!checked.type) {
    return fail(ErrorCode::Invalid, checked.diagnostics.empty() ? "its types cannot be resolved"
                                                                : checked.diagnostics.front().message);
  }
  file->type = checked.type;
  wac::Package package;
  package.type = checked.type;
  const auto& exports = checked.type->exports;
  const bool typesOnly = !exports.empty() && checked.type->imports.empty() &&
                         std::all_of(exports.begin(), exports.end(), [](const types::NamedExtern& item) {
                           return std::holds_alternative<types::TypeOfComponent>(item.type);
                         });
  if (typesOnly) return package;
  package.component = file;
  // What this program made only for a WAC text is written as connections again.
  if (graph::producerOf(*file->component).rfind("spliceboard", 0) != 0) return package;
  graph::LoadOptions lookInside;
  lookInside.passingOn = true;
  if (const Result<graph::Graph> inside = graph::loadGraph(file, checked, lookInside);
      inside && onlyPassesOn(*inside))
    package.passesOn = std::make_shared<const graph::Graph>(*inside);
  return package;
}

}  // namespace

Result<graph::Graph> graphFromWac(std::string_view text, const std::string& name,
                                  const WacPackages& packages) {
  SB_TRY(const wac::Document document, wac::parseWac(text));
  wac::Packages loaded;
  for (const wac::PackagePath& path : wac::packagesOf(document)) {
    SB_TRY(const std::filesystem::path file, fileOf(path, packages));
    wac::PackagePath whole = path;
    whole.item.clear();
    SB_TRY(wac::Package package,
           inContext(load(file), concat("in the package `", whole.name(), "`, `", file.string(), "`")));
    loaded.emplace(whole.name(), std::move(package));
  }
  if (!document.witText.empty()) {
    const wit::Reading reading = wit::parsePackage(name, document.witText);
    if (!reading.valid()) return firstProblem(reading);
    wac::PackagePath own = document.package;
    own.item.clear();
    loaded.emplace(own.name(), typesOnly(reading.document));
  }
  SB_TRY(graph::Graph graph, wac::resolveWac(document, loaded));
  graph.name = name;
  if (graph.nodes.size() <= MostNodesLaidOut) graph.positions = graph::autoLayout(graph);
  return graph;
}

Result<graph::Graph> openWac(const std::filesystem::path& path, WacPackages packages) {
  SB_TRY(const SharedBytes bytes, mapFile(path));
  const ByteSpan content = bytes->span();
  if (packages.folder.is_relative()) packages.folder = path.parent_path() / packages.folder;
  return graphFromWac(asText(content), path.filename().string(), packages);
}

bool isWacName(const std::filesystem::path& path) { return path.extension() == ".wac"; }

}  // namespace sb::driver
