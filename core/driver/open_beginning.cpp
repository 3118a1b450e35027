// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/driver/open_beginning.h"

#include <algorithm>
#include <set>

#include "core/graph/auto_layout.h"
#include "core/graph/component_file.h"
#include "core/graph/component_names.h"
#include "core/graph/edit.h"
#include "core/graph/load.h"
#include "core/support/concat.h"
#include "core/types/check_component.h"

namespace sb::driver {
namespace {

types::CheckedComponent resolve(const model::Component& component) {
  types::CheckOptions options;
  options.coreModules = false;
  options.resolveOnly = true;
  return types::checkComponent(component, options);
}

/// Components that were read and that no instance is made of: what makes them comes later in the file.
void addLooseComponents(graph::Graph& graph, const model::Component& root, const std::string& fileName) {
  std::set<const model::Component*> shown;
  for (const auto& [id, node] : graph.nodes)
    if (node.file) shown.insert(node.file->component.get());
  std::size_t index = 0;
  for (const model::Section& section : root.sections) {
    const auto* nested = std::get_if<model::ComponentSection>(&section.content);
    if (!nested) continue;
    const std::size_t at = index++;
    if (shown.count(nested->component.get())) continue;
    const types::ComponentTypeRef type = resolve(*nested->component).type;
    if (!type) continue;  // it reaches out of itself, to what cannot be told from here
    std::string name = graph::componentNames(*nested->component).component;
    if (name.empty()) name = concat("component-", std::to_string(at));
    const auto file = graph::embeddedFile(nested->component, type, fileName);
    if (const Result<graph::Edit> add = graph::addComponent(graph, file, std::move(name), {}))
      (void)graph::apply(graph, *add);
  }
}

/// "ends inside section 7 … at byte 0x36d3bf", "is broken: expected a sort, found 0x07 at byte 0x12".
std::string whatIsWrong(const Error& fault) {
  return fault.message.rfind("ends ", 0) == 0 ? fault.text() : concat("is broken: ", fault.text());
}

/// Stands for what could not be read.
void addRest(graph::Graph& graph, const decode::DecodedBeginning& beginning) {
  graph::Node rest;
  rest.id = graph::NodeId(graph.nextId);
  rest.kind = graph::NodeKind::Unresolved;
  rest.name = beginning.brokenComponent
                  ? concat("component ", std::to_string(*beginning.brokenComponent), " and the rest")
                  : std::string("rest of the file");
  rest.nameSource = graph::NameSource::Index;
  rest.note = concat("Missing: the file ", whatIsWrong(beginning.fault));
  (void)graph::apply(graph, graph::AddNode{std::move(rest), {}});
}

}  // namespace

std::optional<OpenedFile> openedBeginning(const SharedBytes& bytes, const std::string& name,
                                          const std::string& path, const decode::DecodeProgress& progress) {
  std::optional<decode::DecodedBeginning> beginning = decode::decodeBeginning(bytes, {}, progress);
  if (!beginning) return std::nullopt;
  auto file = std::make_shared<graph::ComponentFile>();
  file->owner = bytes;
  file->bytes = bytes->span();
  file->component = std::make_shared<const model::Component>(std::move(beginning->component));
  file->fileName = name;
  file->path = path;
  file->range = {0, bytes->span().size()};
  const types::CheckedComponent checked = resolve(*file->component);
  if (!checked.type) return std::nullopt;
  file->type = checked.type;
  file->producer = graph::producerOf(*file->component);

  OpenedFile opened;
  graph::LoadOptions options;
  options.remarks = &opened.remarks;
  Result<graph::Graph> graph = graph::loadGraph(file, checked, options);
  if (!graph) return std::nullopt;
  const bool hasParts =
      std::any_of(file->component->sections.begin(), file->component->sections.end(),
                  [](const auto& s) { return std::holds_alternative<model::ComponentSection>(s.content); });
  if (!graph::isTakenApart(*graph, file) && (hasParts || beginning->brokenComponent))
    graph = graph::emptyGraph(name);  // parts that nothing puts together yet say more than one node
  addLooseComponents(*graph, *file->component, name);
  addRest(*graph, *beginning);
  graph->name = name;
  graph->originFile = path;
  graph->positions = graph::autoLayout(*graph);
  opened.kind = OpenedKind::Composition;
  opened.file = std::move(file);
  opened.diagnostics = checked.diagnostics;
  opened.graph = std::move(*graph);
  const std::size_t shown = opened.graph->nodes.size() - 2;  // neither the host nor the rest
  opened.sentence = concat(name, " ", whatIsWrong(beginning->fault), ". ",
                           shown == 1 ? std::string("The 1 node before it is shown")
                                      : concat("The ", std::to_string(shown), " nodes before it are shown"),
                           ", editing is off.");
  opened.fault = std::move(beginning->fault);
  return opened;
}

}  // namespace sb::driver
