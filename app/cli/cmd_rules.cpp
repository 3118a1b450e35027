// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <filesystem>
#include <ostream>

#include "app/cli/command.h"
#include "app/cli/composition_input.h"
#include "app/cli/json_output.h"
#include "core/driver/document_rules.h"
#include "core/driver/instance_names.h"
#include "core/driver/open.h"
#include "core/plan/match_rules.h"

namespace sb::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output = std::string(StandardStream);
  bool json = false;
};

/// The rule and the hooks it puts: "before, hooks a, b".
std::string headOf(const plan::SpliceRule& rule) {
  std::string out = plan::ruleKindName(rule.kind);
  for (std::size_t i = 0; i < rule.inject.size(); ++i) out += (i ? ", " : ", hooks ") + rule.inject[i].name;
  return out;
}

void printPreview(const std::vector<plan::SpliceRule>& rules, const std::vector<plan::Selection>& selections,
                  std::ostream& out) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    out << "rule " << i + 1 << ": " << headOf(rules[i]) << "\n";
    for (const std::string& note : selections[i].notes) out << "  note     " << note << "\n";
    for (const plan::EdgeVerdict& verdict : selections[i].verdicts)
      if (verdict.selected) out << "  selects  " << verdict.edge << "\n";
    for (const plan::EdgeVerdict& verdict : selections[i].verdicts)
      if (!verdict.selected) out << "  not      " << verdict.edge << ": " << verdict.why << "\n";
    if (!selections[i].whyNot.empty()) out << "  nothing  " << selections[i].whyNot << "\n";
  }
}

Json previewJson(const std::vector<plan::SpliceRule>& rules, const std::vector<plan::Selection>& selections) {
  Json out = jsonDocument("rules");
  out["rules"] = Json::array();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Json row{{"rule", i + 1}, {"kind", plan::ruleKindName(rules[i].kind)}, {"hooks", Json::array()}};
    for (const plan::Injection& one : rules[i].inject) row["hooks"].push_back(one.name);
    row["connections"] = Json::array();
    for (const plan::EdgeVerdict& verdict : selections[i].verdicts) {
      Json edge{{"name", verdict.edge}, {"selected", verdict.selected}};
      if (!verdict.selected) edge["whyNot"] = verdict.why;
      row["connections"].push_back(std::move(edge));
    }
    if (!selections[i].whyNot.empty()) row["whyNot"] = selections[i].whyNot;
    if (!selections[i].notes.empty()) row["notes"] = selections[i].notes;
    out["rules"].push_back(std::move(row));
  }
  return out;
}

int preview(const Options& options, Surroundings& io) {
  const Result<plan::SpliceRules> rules = readRules(options.files[0], io);
  if (!rules) return report(rules.error(), io);
  const Result<NamedComposition> composition = openNamed(options.files[1], io);
  if (!composition) return report(composition.error(), io);
  std::vector<plan::Selection> selections;
  bool all = true;
  for (const plan::SpliceRule& rule : rules->rules) {
    selections.push_back(plan::explainRule(composition->graph, rule, composition->names));
    all = all && selections.back().any();
  }
  if (options.json)
    printJson(previewJson(rules->rules, selections), io);
  else
    printPreview(rules->rules, selections, io.out);
  return number(all ? ExitCode::Ok : ExitCode::Refused);
}

/// Paths as a person in the current folder writes them.
std::string pathFromHere(const graph::ComponentFile& file) {
  if (file.path.empty()) return {};
  std::error_code failed;
  const std::filesystem::path here = std::filesystem::relative(file.path, failed);
  return failed || here.empty() ? file.path : here.string();
}

int write(const Options& options, Surroundings& io) {
  const Result<graph::Graph> graph = openComposition(options.files[0], io);
  if (!graph) return report(graph.error(), io);
  const plan::RulesOfGraph found = driver::rulesOfDocument(*graph, pathFromHere);
  for (const std::string& remark : found.remarks) io.err << "warning: " << remark << "\n";
  if (const Result<void> written = writeOutput(options.output, plan::printSpliceRules(found.rules), io);
      !written)
    return report(written.error(), io);
  return number(ExitCode::Ok);
}

int rules(const Options& options, Surroundings& io) {
  if (options.files.size() == 1) return write(options, io);
  if (options.files[0] != StandardStream || options.files[1] != StandardStream) return preview(options, io);
  io.err << "splicectl: RULES and FILE cannot both be standard input\n";
  return number(ExitCode::Usage);
}

}  // namespace

void addRules(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      addCommand(app, "rules", "Show which connections rules select, or write a document's hooks as rules",
                 {"rules rules.yaml orders.composed.wasm", "rules rules.yaml shop.splice --json",
                  "rules shop.splice -o rules.yaml"});
  command
      ->add_option("FILES", options->files,
                   "RULES and a composed component or document: what each rule selects and why not the "
                   "others; or one document: its hooks as rules")
      ->required()
      ->expected(1, 2)
      ->type_name("");
  command->add_option("-o,--output", options->output, "Rules to write; - for standard output")
      ->capture_default_str()
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print the selection as one JSON object");
  command->callback(
      [options, &action] { action = [options](Surroundings& io) { return rules(*options, io); }; });
}

}  // namespace sb::cli
