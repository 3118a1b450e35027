// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "app/cli/plan_text.h"

#include <ostream>

namespace sb::cli {
namespace {

void printList(const char* title, const std::vector<std::string>& items, std::ostream& out) {
  if (items.empty()) return;
  out << "     " << title;
  for (std::size_t i = 0; i < items.size(); ++i) out << (i ? ", " : " ") << items[i];
  out << "\n";
}

Json toJson(const plan::Refusal& refusal) {
  Json out{{"code", refusal.code}, {"rule", refusal.rule}, {"wayOut", refusal.wayOut}};
  if (refusal.path.empty()) return out;
  out["path"] = refusal.path;
  out["found"] = refusal.found;
  out["expected"] = refusal.expected;
  return out;
}

Json toJson(const plan::Step& step, std::size_t number) {
  Json out{{"number", number},       {"kind", plan::stepKindName(step.kind)},
           {"title", step.title},    {"subject", step.subject},
           {"reason", step.reason},  {"inputs", step.inputs},
           {"outputs", step.outputs}};
  if (step.adapter.valid()) out["adapter"] = step.adapter.value;
  if (step.edge.valid()) out["edge"] = step.edge.value;
  if (step.hook.valid()) out["hook"] = step.hook.value;
  Json lines = Json::array();
  for (const auto& [first, last] : step.wacLines) lines.push_back({first, last});
  out["wacLines"] = std::move(lines);
  if (step.refusal) out["refusal"] = toJson(*step.refusal);
  if (!step.warnings.empty()) out["warnings"] = step.warnings;
  return out;
}

}  // namespace

void printPlan(const plan::SplicePlan& plan, std::ostream& out) {
  std::size_t count = 0;
  for (const plan::Step& step : plan.steps) {
    const std::string text = std::to_string(++count);
    out << std::string(text.size() < 3 ? 3 - text.size() : 0, ' ') << text << ". " << step.title;
    if (!step.subject.empty()) out << ": " << step.subject;
    out << "\n";
    if (!step.reason.empty()) out << "     why: " << step.reason << "\n";
    printList("takes:", step.inputs, out);
    printList("makes:", step.outputs, out);
    if (step.refusal) {
      out << "     refused: " << step.refusal->rule << " [" << step.refusal->code << "]\n";
      if (!step.refusal->wayOut.empty()) out << "     way out: " << step.refusal->wayOut << "\n";
    }
    for (const std::string& warning : step.warnings) out << "     warning: " << warning << "\n";
  }
}

Json planToJson(const plan::SplicePlan& plan) {
  Json out = jsonDocument("plan");
  out["refused"] = plan.refused();
  Json steps = Json::array();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) steps.push_back(toJson(plan.steps[i], i + 1));
  out["steps"] = std::move(steps);
  Json adapters = Json::array();
  for (const plan::AdapterRequest& request : plan.adapters)
    adapters.push_back(
        {{"id", request.id.value}, {"name", request.name}, {"interface", request.interfaceName}});
  out["adapters"] = std::move(adapters);
  Json matches = Json::array();
  for (const plan::RuleMatch& match : plan.matches) {
    Json row{{"rule", match.rule + 1}, {"connections", match.edges.size()}};
    if (!match.whyNot.empty()) row["whyNot"] = match.whyNot;
    if (!match.notes.empty()) row["notes"] = match.notes;
    matches.push_back(std::move(row));
  }
  out["matches"] = std::move(matches);
  out["wac"] = plan.wac;
  return out;
}

}  // namespace sb::cli
