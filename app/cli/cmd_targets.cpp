// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/json_output.h"
#include "app/cli/wit_input.h"
#include "core/decode/component_decoder.h"
#include "core/types/check_component.h"
#include "core/wit/targets.h"
#include "core/wit/type_builder.h"

namespace sb::cli {
namespace {

struct Options {
  std::string component, wit, world;
  FeatureOptions features;
  bool json = false, all = false;
};

Result<types::ComponentTypeRef> componentType(const InputFile& file) {
  SB_TRY(const model::Component component, decode::decodeComponent(file.bytes()));
  types::CheckOptions check;
  check.coreModules = false;
  const types::CheckedComponent checked = types::checkComponent(component, check);
  if (checked.valid() && checked.type) return checked.type;
  const Diagnostic first = checked.diagnostics.empty() ? Diagnostic{} : checked.diagnostics.front();
  return fail(ErrorCode::Invalid,
              first.message.empty() ? std::string("its types cannot be resolved") : first.message,
              first.offset);
}

std::string headline(const wit::TargetItem& item) {
  const std::string what = item.isImport ? "import `" : "export `";
  std::string out;
  switch (item.kind) {
    case wit::TargetItem::Kind::Fits: out = "fits: " + what; break;
    case wit::TargetItem::Kind::SuperfluousImport: out = "superfluous " + what; break;
    case wit::TargetItem::Kind::MissingExport: out = "missing " + what; break;
    case wit::TargetItem::Kind::Mismatch: out = "mismatch of " + what; break;
    case wit::TargetItem::Kind::ExtraExport: out = "more than asked for: " + what; break;
    case wit::TargetItem::Kind::UnusedImport: out = "not needed: " + what; break;
  }
  out += item.name + "`";
  if (!item.worldName.empty()) out += " (in the world: `" + item.worldName + "`)";
  return out;
}

void printText(const wit::TargetVerdict& verdict, const std::string& file, const std::string& world, bool all,
               std::ostream& out) {
  std::size_t obstacles = 0;
  for (const wit::TargetItem& item : verdict.items) {
    obstacles += wit::isObstacle(item.kind) ? 1 : 0;
    if (!wit::isObstacle(item.kind) && !all) continue;
    out << headline(item) << "\n";
    std::string where;
    for (const std::string& frame : item.path) where += (where.empty() ? "" : ", ") + frame;
    if (!where.empty()) out << "  in " << where << "\n";
    if (!item.reason.empty()) out << "  because " << item.reason << "\n";
    if (!item.expected.empty() && !item.found.empty())
      out << "  expected " << item.expected << "\n  found    " << item.found << "\n";
    if (!item.wayOut.empty()) out << "  way out: " << item.wayOut << "\n";
  }
  out << file << (verdict.fits ? ": fits the world `" : ": does not fit the world `") << world << "`";
  if (!verdict.fits) out << ", " << counted(obstacles, "obstacle");
  out << "\n";
}

Json jsonOf(const wit::TargetVerdict& verdict, const std::string& file, const std::string& world) {
  Json out = jsonDocument("targets");
  out["file"] = file;
  out["world"] = world;
  out["fits"] = verdict.fits;
  Json items = Json::array();
  for (const wit::TargetItem& item : verdict.items) {
    Json row{{"kind", wit::targetKindName(item.kind)},
             {"direction", item.isImport ? "import" : "export"},
             {"name", item.name}};
    if (!item.worldName.empty()) row["worldName"] = item.worldName;
    if (!item.path.empty()) row["path"] = item.path;
    if (!item.expected.empty()) row["expected"] = item.expected;
    if (!item.found.empty()) row["found"] = item.found;
    if (!item.reason.empty()) row["reason"] = item.reason;
    if (!item.wayOut.empty()) row["wayOut"] = item.wayOut;
    items.push_back(std::move(row));
  }
  out["items"] = std::move(items);
  return out;
}

int targets(const Options& options, Surroundings& io) {
  if (options.component == StandardStream && options.wit == StandardStream) {
    io.err << "splicectl: standard input can be the component or the WIT, not both\n";
    return number(ExitCode::Usage);
  }
  const Result<InputFile> file = InputFile::open(options.component, io);
  if (!file) return report(file.error(), io);
  const Result<types::ComponentTypeRef> component = componentType(*file);
  if (!component) return report(file->shownName(), component.error(), io);
  const Result<wit::Reading> reading = readWit(options.wit, options.features.choice(), io);
  if (!reading) return report(options.wit, reading.error(), io);
  io.err << problemsText(*reading);
  if (!reading->valid()) return number(ExitCode::Invalid);
  const wit::WorldChoice choice = wit::chooseWorld(reading->document, options.world);
  if (!choice.world) {
    io.err << "splicectl: " << choice.message << (choice.wayOut.empty() ? "" : "; ") << choice.wayOut << "\n";
    return number(ExitCode::Usage);
  }
  const wit::World& world = reading->document.worlds[*choice.world];
  const std::string worldName = reading->document.itemName(world.package, world.name);
  const wit::TargetVerdict verdict =
      wit::fitsWorld(*component, wit::worldType(reading->document, *choice.world));
  if (options.json) {
    printJson(jsonOf(verdict, file->shownName(), worldName), io);
  } else {
    printText(verdict, file->shownName(), worldName, options.all, io.out);
  }
  return number(verdict.fits ? ExitCode::Ok : ExitCode::Refused);
}

}  // namespace

void addTargets(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "targets", "Say whether a component fits a world, and if not, why",
                 {"targets orders.wasm wit", "targets --world wasi:cli/command@0.2.6 orders.wasm wit",
                  "targets --all --features clocks-timezone guest.wasm world.wit",
                  "targets --json guest.wasm types.wasm"});
  command->add_option("COMPONENT", options->component, "A component; - for standard input")
      ->required()
      ->type_name("");
  command->add_option("WIT", options->wit, "A folder or file of WIT, or a WIT package in binary form")
      ->required()
      ->type_name("");
  command->add_option("-w,--world", options->world, "The world; needed when the package has several")
      ->type_name("NAME");
  command->add_option("--features", options->features.names, "Unstable features of the WIT that are on")
      ->delimiter(',')
      ->type_name("NAME,…");
  command->add_flag("--all-features", options->features.all, "Every unstable feature of the WIT is on");
  command->add_flag("--all", options->all, "Show what fits and what is more than needed, too");
  command->add_flag("--json", options->json, "Print one JSON object, everything in it");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return targets(*options, io); }; });
}

}  // namespace sb::cli
