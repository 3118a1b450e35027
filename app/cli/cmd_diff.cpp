// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/component_input.h"
#include "app/cli/json_output.h"
#include "core/compare/compare_components.h"

namespace sb::cli {
namespace {

struct Options {
  std::string before, after;
  bool json = false, notes = false;
};

Json toJson(const compare::Difference& one) {
  Json out{{"change", compare::changeName(one.change)},
           {"subject", compare::subjectName(one.subject)},
           {"name", one.name}};
  if (!one.where.empty()) out["in"] = one.where;
  if (!one.before.empty()) out["before"] = one.before;
  if (!one.after.empty()) out["after"] = one.after;
  if (!one.pathBefore.empty()) out["pathBefore"] = one.pathBefore;
  if (!one.pathAfter.empty()) out["pathAfter"] = one.pathAfter;
  if (!one.details.empty()) out["details"] = one.details;
  return out;
}

void printText(const compare::Comparison& comparison, bool notes, std::ostream& out) {
  for (const compare::Difference& one : comparison.differences) {
    out << compare::changeName(one.change) << "  " << compare::subjectName(one.subject) << " ";
    for (const std::string& name : one.where) out << name << " / ";
    out << one.name;
    if (!one.before.empty() && !one.after.empty())
      out << "\n  - " << one.before << "\n  + " << one.after;
    else if (!one.before.empty())
      out << "\n  - " << one.before;
    else if (!one.after.empty())
      out << "\n  + " << one.after;
    out << "\n";
    for (const std::string& detail : one.details) out << "    " << detail << "\n";
  }
  if (comparison.same()) out << "no difference\n";
  if (!comparison.same()) out << counted(comparison.differences.size(), "difference") << "; ";
  if (!comparison.same() || comparison.bytesBefore != comparison.bytesAfter)
    out << byteCount(comparison.bytesBefore) << " → " << byteCount(comparison.bytesAfter) << "\n";
  if (notes)
    for (const std::string& note : comparison.notes) out << "note: " << note << "\n";
}

int diff(const Options& options, Surroundings& io) {
  if (options.before == StandardStream && options.after == StandardStream) {
    io.err << "splicectl: only one of the two can be standard input\n";
    return number(ExitCode::Usage);
  }
  int code = 0;
  const auto before = openPart(options.before, {}, io, code);
  if (!before) return code;
  const auto after = openPart(options.after, {}, io, code);
  if (!after) return code;
  const Result<compare::Comparison> comparison = compare::compareComponents(before->root, after->root);
  if (!comparison) return report(comparison.error(), io);
  if (options.json) {
    Json json = jsonDocument("diff");
    json["before"] = {{"file", before->file.shownName()},
                      {"bytes", comparison->bytesBefore},
                      {"meaning", comparison->hashBefore}};
    json["after"] = {{"file", after->file.shownName()},
                     {"bytes", comparison->bytesAfter},
                     {"meaning", comparison->hashAfter}};
    json["same"] = comparison->same();
    json["differences"] = Json::array();
    for (const compare::Difference& one : comparison->differences) json["differences"].push_back(toJson(one));
    json["notes"] = comparison->notes;
    printJson(json, io);
  } else {
    printText(*comparison, options.notes, io.out);
  }
  return number(comparison->same() ? ExitCode::Ok : ExitCode::Refused);
}

}  // namespace

void addDiff(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = addCommand(app, "diff", "Say what a component does differently from another",
                                 {"diff orders.v1.wasm orders.v2.wasm", "diff --json old.wasm new.wasm",
                                  "splice rules.yaml in.wasm -o - | splicectl diff in.wasm -"});
  command->add_option("BEFORE", options->before, "A component; - for standard input")
      ->required()
      ->type_name("");
  command->add_option("AFTER", options->after, "The other component; - for standard input")
      ->required()
      ->type_name("");
  command->add_flag("--notes", options->notes, "Show what is written differently and means the same");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return diff(*options, io); }; });
}

}  // namespace sb::cli
