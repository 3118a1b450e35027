// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/file_facts.h"

#include <filesystem>

#include "app/cli/composition_input.h"
#include "app/cli/wit_input.h"
#include "core/decode/component_decoder.h"
#include "core/decode/core_module_outline.h"
#include "core/decode/file_kind.h"
#include "core/graph/component_file.h"
#include "core/graph/component_names.h"
#include "core/support/sha256.h"
#include "core/types/check_component.h"

namespace sb::cli {
namespace {

void countParts(const model::Component& component, FileFacts& facts) {
  for (const model::Section& section : component.sections) {
    if (std::holds_alternative<model::CoreModuleSection>(section.content)) ++facts.coreModules;
    const auto* nested = std::get_if<model::ComponentSection>(&section.content);
    if (!nested || !nested->component) continue;
    ++facts.nestedComponents;
    countParts(*nested->component, facts);
  }
}

std::vector<FileFacts::Extern> externsOf(const std::vector<types::NamedExtern>& items) {
  std::vector<FileFacts::Extern> out;
  for (const types::NamedExtern& item : items)
    out.push_back({item.name.name, types::externKindName(item.type)});
  return out;
}

void describeCoreModule(ByteSpan bytes, FileFacts& facts) {
  const Result<decode::CoreModuleOutline> outline = decode::outlineCoreModule(bytes);
  if (!outline) {
    facts.kind = FileFacts::Kind::Broken;
    facts.error = outline.error();
    return;
  }
  for (const decode::CoreImportItem& item : outline->imports)
    facts.imports.push_back({item.module + "." + item.name, "core"});
  for (const decode::CoreExportItem& item : outline->exports) facts.exports.push_back({item.name, "core"});
}

void describeWit(const InputFile& file, FileFacts& facts) {
  facts.kind = FileFacts::Kind::WitText;
  const Result<wit::Reading> reading = wit::readWitFile(file.shownName(), file.bytes());
  if (reading && reading->valid()) {
    facts.sentence = "is WIT text: " + witSummary(reading->document);
    return;
  }
  facts.sentence = "is WIT text that breaks a rule of WIT; `splicectl validate` lists all";
  if (!reading) {
    facts.error = reading.error();
    return;
  }
  const wit::Problem& first = reading->problems.items().front();
  facts.error =
      Error{ErrorCode::Invalid, first.message, first.place.offset, {reading->sources.describe(first.place)}};
}

void addInstances(const InputFile& file, FileFacts& facts, Surroundings& io) {
  const Result<graph::Graph> graph = openComposition(file, io);
  if (!graph) return;
  for (const auto& [id, node] : graph->nodes) {
    if (node.kind == graph::NodeKind::Host) continue;
    FileFacts::Instance row;
    row.name = node.name;
    row.kind = graph::nodeKindName(node.kind);
    row.imports = node.imports.size();
    row.exports = node.exports.size();
    row.note = node.note;
    if (node.file) {
      row.bytes = node.file->bytes.size();
      row.sha256 = graph::sha256Of(*node.file);
      row.producer = node.file->producer;
    }
    facts.instances.push_back(std::move(row));
  }
}

void describeComponent(const InputFile& file, FileFacts& facts, Surroundings& io) {
  const Result<model::Component> component = decode::decodeComponent(file.bytes());
  if (!component) {
    facts.kind = FileFacts::Kind::Broken;
    facts.sentence = "is a component that breaks off or breaks a rule of the format";
    facts.error = component.error();
    return;
  }
  facts.producer = graph::producerOf(*component);
  countParts(*component, facts);
  types::CheckOptions options;
  options.resolveOnly = true;
  types::CheckedComponent checked = types::checkComponent(*component, options);
  if (!checked.type || !checked.valid()) {
    facts.kind = FileFacts::Kind::Broken;
    facts.sentence = "is a component whose types cannot be resolved; `splicectl validate` lists why";
    const Diagnostic first = checked.diagnostics.empty() ? Diagnostic{} : checked.diagnostics.front();
    facts.error = Error{ErrorCode::Invalid, first.message.empty() ? "no types" : first.message, first.offset,
                        first.path};
    return;
  }
  facts.type = checked.type;
  facts.imports = externsOf(checked.type->imports);
  facts.exports = externsOf(checked.type->exports);
  if (facts.kind == FileFacts::Kind::WitPackage) return;
  addInstances(file, facts, io);
  const bool composed =
      facts.instances.size() > 1 ||
      (facts.instances.size() == 1 && facts.instances.front().note.empty() && facts.nestedComponents > 0);
  facts.kind = composed ? FileFacts::Kind::Composition : FileFacts::Kind::Component;
  facts.sentence =
      composed ? "is a composition of " + counted(facts.instances.size(), "instance") : "is a component";
  if (!composed) facts.instances.clear();
}

}  // namespace

const char* FileFacts::kindName() const {
  switch (kind) {
    case Kind::Component: return "component";
    case Kind::Composition: return "composition";
    case Kind::CoreModule: return "core-module";
    case Kind::WitPackage: return "wit-package";
    case Kind::WitText: return "wit-text";
    case Kind::Document: return "document";
    case Kind::Broken: return "broken";
    case Kind::Other: return "other";
  }
  return "other";
}

FileFacts factsOf(const InputFile& file, Surroundings& io) {
  FileFacts facts;
  const ByteSpan bytes = file.bytes()->span();
  facts.name =
      file.isStandardInput() ? file.shownName() : std::filesystem::path(file.path()).filename().string();
  facts.bytes = bytes.size();
  facts.sha256 = sha256Hex(bytes);
  if (file.isDocument()) {
    facts.kind = FileFacts::Kind::Document;
    facts.sentence = "is a document of this program";
    addInstances(file, facts, io);
    return facts;
  }
  const decode::FileDescription description = decode::describeFile(bytes);
  facts.sentence = description.sentence;
  switch (description.kind) {
    case decode::FileKind::CoreModule:
      facts.kind = FileFacts::Kind::CoreModule;
      describeCoreModule(bytes, facts);
      break;
    case decode::FileKind::WitPackage:
      facts.kind = FileFacts::Kind::WitPackage;
      describeComponent(file, facts, io);
      break;
    case decode::FileKind::Component: describeComponent(file, facts, io); break;
    case decode::FileKind::WitText: describeWit(file, facts); break;
    case decode::FileKind::WasmText:
    case decode::FileKind::ZstdCompressed:
    case decode::FileKind::Other:
      facts.error = Error{ErrorCode::NotAComponent, description.sentence, {}, {}};
      break;
  }
  return facts;
}

}  // namespace sb::cli
